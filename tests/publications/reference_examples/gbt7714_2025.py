"""Examples of GB/T 7714-2025, with the numbers of their clauses.

They were checked against two independent copies of all examples of the standard: the tests of
gbt7714-bibtex-style 3.0.1 (and the CSL style by its author), and the reproduction that comes with
biblatex-gb7714-2025 (21 July 2026). Examples that the two print differently, beyond the width of marks in
titles and places, are left out. What the standard cites as online source is given as printed one here if its
URL is not that of a DOI.
"""

from datetime import date

from ..reference_samples import work

#: By clause: the publication, the printed reference and the day of access.
EXAMPLES = {
    "5.1 [3]": (
        work(
            "book",
            "AI and the future of banking",
            "Tony Boobier",
            address="Chichester",
            publisher="John Wiley & Sons",
            year=2020,
            pages="35",
        ),
        "Boobier T. AI and the future of banking[M]. Chichester：John Wiley & Sons，2020：35.",
        None,
    ),
    "7.1.3, without anybody responsible": (
        work(
            "journal",
            "Coffee drinking and cancer of the pancreas",
            venue="Br Med J",
            year=1981,
            volume="283",
            number="6292",
            pages="628",
        ),
        "Coffee drinking and cancer of the pancreas[J]. Br Med J，1981，283（6292）：628.",
        None,
    ),
    "7.7 [6], article number; 7.9.1, the URL contains the DOI": (
        work(
            "journal",
            "ARA: a flexible pipeline for automated exploration of NCBI SRA datasets",
            "Anand Maurya; Maciej Szymanski; Wojciech M. Karlowski",
            venue="GigaScience",
            year=2023,
            month=1,
            day=1,
            volume="12",
            pages="giad067",
            doi="10.1093/gigascience/giad067",
        ),
        "Maurya A，Szymanski M，Karlowski W M. ARA：a flexible pipeline for automated exploration of NCBI"
        " SRA"
        " datasets[J/OL]. GigaScience，2023，12：giad067. https://doi.org/10.1093/gigascience/giad067.",
        None,
    ),
    "8.2.2 [1]": (
        work(
            "book",
            "全唐五代诗格汇考",
            "张伯伟",
            language="zh",
            address="南京",
            publisher="江苏古籍出版社",
            year=2002,
            pages="288",
        ),
        "张伯伟. 全唐五代诗格汇考[M]. 南京：江苏古籍出版社，2002：288.",
        None,
    ),
    "8.2.2 [6]": (
        work(
            "book",
            "Probability, random variables, and random signal principles",
            "Peyton Z. Peebles Jr.",
            edition="4",
            address="New York",
            publisher="McGraw-Hill",
            year=2001,
        ),
        "Peebles P Z Jr. Probability, random variables, and random signal principles[M]. 4th ed. New York："
        "McGraw-Hill，2001.",
        None,
    ),
    "B.1 [9]": (
        work(
            "book",
            "大学计算机：计算思维与信息素养",
            "战德臣; 张丽杰",
            language="zh",
            edition="3",
            address="北京",
            publisher="高等教育出版社",
            year=2019,
        ),
        "战德臣，张丽杰. 大学计算机：计算思维与信息素养[M]. 3版. 北京：高等教育出版社，2019.",
        None,
    ),
    "B.1 [19], volume": (
        work(
            "book",
            "Kaplan & Sadock’s comprehensive textbook of psychiatry",
            "B. J. Sadock; V. A. Sadock; P. Ruiz; H. I. Kaplan",
            volume="1",
            edition="9",
            address="Philadelphia",
            publisher="Wolters Kluwer Health/Lippincott Williams & Wilkins",
            year=2009,
        ),
        "Sadock B J，Sadock V A，Ruiz P，et al. Kaplan & Sadock’s comprehensive textbook of psychiatry："
        "v.1[M]."
        " 9th ed. Philadelphia：Wolters Kluwer Health/Lippincott Williams & Wilkins，2009.",
        None,
    ),
    "8.1 [2], chapter": (
        work(
            "chapter",
            "1998年长江洪水的成因与减灾对策",
            "程根伟",
            language="zh",
            editor="许厚泽 and 赵其国",
            venue="长江流域洪涝灾害与科技对策",
            address="北京",
            publisher="科学出版社",
            year=1999,
            pages="32-36",
        ),
        "程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽，赵其国. 长江流域洪涝灾害与科技对策. 北京：科"
        "学出版社，"
        "1999：32-36.",
        None,
    ),
    "8.3.2 [3], chapter in a volume": (
        work(
            "chapter",
            "政治经济学批判",
            "马克思",
            language="zh",
            editor="马克思 and 恩格斯",
            venue="马克思恩格斯全集",
            volume="35",
            edition="2",
            address="北京",
            publisher="人民出版社",
            year=2013,
            pages="302",
        ),
        "马克思. 政治经济学批判[M]//马克思，恩格斯. 马克思恩格斯全集：第35卷. 2版. 北京：人民出版社，2013"
        "：302.",
        None,
    ),
    "8.3.2 [4], chapter": (
        work(
            "chapter",
            "Pathogenic properties of invading microorganisms",
            "L. Weinstein; M. N. Swartz",
            editor="W. A. Sodeman Jr. and W. A. Sodeman",
            venue="Pathologic physiology: mechanisms of disease",
            edition="5",
            address="Philadelphia",
            publisher="Saunders",
            year=1974,
            pages="457--472",
        ),
        "Weinstein L，Swartz M N. Pathogenic properties of invading microorganisms[M]//Sodeman W A Jr，"
        "Sodeman W"
        " A. Pathologic physiology：mechanisms of disease. 5th ed. Philadelphia：Saunders，1974：457-472.",
        None,
    ),
    "8.5.3 [3], more than three authors": (
        work(
            "journal",
            "互联网药品可信交易环境中主体资质审核备案模式",
            "于潇; 刘义; 柴跃廷; 孙宏波",
            language="zh",
            venue="清华大学学报（自然科学版）",
            year=2012,
            volume="52",
            number="11",
            pages="1518-1523",
        ),
        "于潇，刘义，柴跃廷，等. 互联网药品可信交易环境中主体资质审核备案模式[J]. 清华大学学报（自然科学"
        "版），2012，"
        "52（11）：1518-1523.",
        None,
    ),
    "8.5.3 [4], online first": (
        work(
            "journal",
            "惯性增强动力吸振器-浮置板轨道低频减振性能研究",
            "张群; 程志宝; 石志飞",
            language="zh",
            venue="铁道学报",
            year=2024,
            month=5,
            day=9,
        ),
        "张群，程志宝，石志飞. 惯性增强动力吸振器-浮置板轨道低频减振性能研究[J]. 铁道学报，2024-05-09.",
        None,
    ),
    "8.5.3 [5], then in an issue": (
        work(
            "journal",
            "惯性增强动力吸振器-浮置板轨道低频减振性能研究",
            "张群; 程志宝; 石志飞",
            language="zh",
            venue="铁道学报",
            year=2024,
            month=8,
            volume="46",
            number="8",
            pages="102-111",
        ),
        "张群，程志宝，石志飞. 惯性增强动力吸振器-浮置板轨道低频减振性能研究[J]. 铁道学报，2024，46（8）"
        "：102-111.",
        None,
    ),
    "8.5.3 [7], supplement and article number": (
        work(
            "journal",
            "过冷大水滴环境粒径分布模拟方法研究进展",
            "王利平; 王福新; 刘洪",
            language="zh",
            venue="航空学报",
            year=2024,
            volume="45",
            number="增刊1",
            pages="730570",
        ),
        "王利平，王福新，刘洪. 过冷大水滴环境粒径分布模拟方法研究进展[J]. 航空学报，2024，45（增刊1）："
        "730570.",
        None,
    ),
    "8.1 [3], issue without volume": (
        work(
            "journal",
            "四库馆私家抄校书考略",
            "杨洪升",
            language="zh",
            venue="文献",
            year=2013,
            number="1",
            pages="56-75",
        ),
        "杨洪升. 四库馆私家抄校书考略[J]. 文献，2013（1）：56-75.",
        None,
    ),
    "B.4 [14], family name of two words": (
        work(
            "journal",
            "Carbon isotope evidence for the stepwise oxidation of the Proterozoic environment",
            "Des Marais, David J.; Harald Strauss; Roger E. Summons; J. M. Hayes",
            venue="Nature",
            year=1992,
            volume="359",
            pages="605-609",
        ),
        "Des Marais D J，Strauss H，Summons R E，et al. Carbon isotope evidence for the stepwise"
        " oxidation of the"
        " Proterozoic environment[J]. Nature，1992，359：605-609.",
        None,
    ),
    "B.4 [19], article number in digits": (
        work(
            "journal",
            "Sample structure prediction from measured XPS data using Bayesian estimation and SESSA"
            " simulator",
            "Hiroshi Shinotsuka; Kenji Nagata; Malinda Siriwardana; Hideki Yoshikawa",
            venue="Journal of Electron Spectroscopy and Related Phenomena",
            year=2023,
            volume="267",
            pages="147370",
            doi="10.1016/j.elspec.2023.147370",
        ),
        "Shinotsuka H，Nagata K，Siriwardana M，et al. Sample structure prediction from measured XPS data"
        " using"
        " Bayesian estimation and SESSA simulator[J/OL]. Journal of Electron Spectroscopy and Related"
        " Phenomena，2023，267：147370. https://doi.org/10.1016/j.elspec.2023.147370.",
        None,
    ),
    "8.6.1 [2], paper in published proceedings": (
        work(
            "conference",
            "中国农业转基因生物研发进展与安全管理",
            "汪学军",
            language="zh",
            editor="国家环境保护总局生物安全管理办公室",
            venue="中国国家生物安全框架实施国际合作项目研讨会论文集",
            address="北京",
            publisher="中国环境科学出版社",
            year=2005,
            pages="22-25",
        ),
        "汪学军. 中国农业转基因生物研发进展与安全管理[C]//国家环境保护总局生物安全管理办公室."
        " 中国国家生物安全框架实施国际合作项目研讨会论文集. 北京：中国环境科学出版社，2005：22-25.",
        None,
    ),
    "8.6.1 [3], proceedings without editors": (
        work(
            "conference",
            "民国图书馆学教育的社会贡献",
            "肖希明; 石庆功; 刘奕",
            language="zh",
            venue="纪念北京大学图书馆学教育100周年研讨会论文集",
            address="北京",
            publisher="北京大学信息管理系",
            year=2024,
            pages="134-147",
        ),
        "肖希明，石庆功，刘奕. 民国图书馆学教育的社会贡献[C]//纪念北京大学图书馆学教育100周年研讨会论文集"
        ". 北京："
        "北京大学信息管理系，2024：134-147.",
        None,
    ),
    "B.5 [11], proceedings": (
        work(
            "book",
            "Proceedings of the Second International Conference on Soft Computing for Problem Solving"
            " (SocProS"
            " 2012), December 28-30, 2012",
            editor="B. V. Babu and A. Nagar and K. Deep and M. Pant",
            address="New Delhi",
            publisher="Springer",
            year=2014,
        ),
        "Babu B V，Nagar A，Deep K，et al. Proceedings of the Second International Conference on Soft"
        " Computing"
        " for Problem Solving (SocProS 2012), December 28-30, 2012[C]. New Delhi：Springer，2014.",
        None,
    ),
    "8.6.3 [1], conference without published proceedings": (
        work(
            "conference",
            "医疗机构保洁人员“一前五后”手卫生干预效果研究",
            "李妍; 王莹",
            language="zh",
            venue="中华预防医学会医院感染控制分会第31次全国医院感染学术年会",
            year=2022,
            pages="2",
        ),
        "李妍，王莹. 医疗机构保洁人员“一前五后”手卫生干预效果研究[C]//中华预防医学会医院感染控制分会第31"
        "次全国医院"
        "感染学术年会，2022：2.",
        None,
    ),
    "8.6.3 [3], names in pinyin": (
        work(
            "conference",
            "Unmixing before fusion: a generalized paradigm for multi-source-based hyperspectral image"
            " synthesis",
            "Yang Yu; Erting Pan; Xinya Wang; Yuheng Wu",
            venue="CVPR",
            year=2024,
            pages="4",
        ),
        "Yu Yang，Pan Erting，Wang Xinya，et al. Unmixing before fusion：a generalized paradigm for"
        " multi-source-based hyperspectral image synthesis[C]//CVPR，2024：4.",
        None,
    ),
    "8.7.2 [1], thesis": (
        work(
            "thesis",
            "融合星载GNSS-R和SAR数据的高时空分辨率土壤湿度反演方法研究",
            "王琦",
            language="zh",
            address="武汉",
            venue="武汉大学",
            year=2022,
            pages="87",
        ),
        "王琦. 融合星载GNSS-R和SAR数据的高时空分辨率土壤湿度反演方法研究[D]. 武汉：武汉大学，2022：87.",
        None,
    ),
    "8.8.3 [2], report by organizations": (
        work(
            "report",
            "电信业发展白皮书：2023：新时代高质量发展探索",
            "中国信息通信研究院; 中国电信股份有限公司研究院; 中国移动通信研究院; 中国联合网络通信有限公司"
            "研究院",
            language="zh",
            year=2023,
            month=12,
            day=28,
        ),
        "中国信息通信研究院，中国电信股份有限公司研究院，中国移动通信研究院，等. 电信业发展白皮书：2023："
        "新时代高质量发展探索[R]. 2023-12-28.",
        None,
    ),
    "8.8.3 [4], report published as a book": (
        work(
            "report",
            "Guidelines for handling excavated acid-producing materials",
            "U.S. Department of Transportation Federal Highway Administration",
            number="PB 91-194001",
            address="Springfield",
            venue="U.S. Department of Commerce National Information Service",
            year=1990,
            pages="25",
        ),
        "U.S. Department of Transportation Federal Highway Administration. Guidelines for handling"
        " excavated"
        " acid-producing materials：PB 91-194001[R]. Springfield：U.S. Department of Commerce National"
        " Information Service，1990：25.",
        None,
    ),
    "8.10.2 [1], patent": (
        work(
            "patent",
            "全智能节电器",
            "邓一刚",
            language="zh",
            number="CN200610171314.3",
            year=2008,
            month=1,
            day=16,
            pages="8-9",
        ),
        "邓一刚. 全智能节电器：CN200610171314.3[P]. 2008-01-16：8-9.",
        None,
    ),
    "8.10.2 [4], patent of a company": (
        work(
            "patent",
            "Storage and delivery system",
            "Ada Example",
            holder="{Trisco ICAP Pty Ltd}",
            number="AU2022228203A",
            year=2022,
            month=10,
            day=6,
        ),
        "Trisco ICAP Pty Ltd. Storage and delivery system：AU2022228203A[P]. 2022-10-06.",
        None,
    ),
    "8.11.3.2 [3], web page": (
        work(
            "other",
            "“好好干，当一个好工人”",
            "许振超",
            language="zh",
            year=2025,
            month=2,
            day=17,
            url="https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html",
        ),
        "许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]."
        " https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html.",
        date(2025, 6, 22),
    ),
    "8.14.3 [3], data set": (
        work(
            "dataset",
            "Global burden of disease study 2019（GBD 2019）data resources",
            "IHME",
            publisher="Global Health Data Exchange",
            year=2021,
            url="https://ghdx.healthdata.org/gbd-2019",
        ),
        "IHME. Global burden of disease study 2019（GBD 2019）data resources[DS/OL]. Global Health Data"
        " Exchange（2021）[2025-07-15]. https://ghdx.healthdata.org/gbd-2019.",
        date(2025, 7, 15),
    ),
    "B.13 [6], version of a data set": (
        work(
            "dataset",
            "人文社会科学数据集检索方法研究的数据集",
            "王继民; 罗鹏程; 赵常煜; 张三",
            language="zh",
            version="2.2",
            publisher="北京大学开放研究数据平台",
            year=2025,
            month=6,
            day=11,
            url="http://opendata.pku.edu.cn/dataset.xhtml?persistentId=doi:10.18170/DVN/R96MSN",
        ),
        "王继民，罗鹏程，赵常煜，等. 人文社会科学数据集检索方法研究的数据集[DS/OL]. V2.2. 北京大学开放研"
        "究数据平台"
        "（2025-06-11）[2025-07-11]."
        " http://opendata.pku.edu.cn/dataset.xhtml?persistentId=doi:10.18170/DVN/R96MSN.",
        date(2025, 7, 11),
    ),
    "8.15.2 [3], version of a preprint": (
        work(
            "preprint",
            "Controlled manipulation of light by cooperative response of atoms in an optical lattice",
            "S. D. Jenkins; J. Ruostekoski",
            arxiv_id="1112.6136v2",
            doi="10.48550/arXiv.1112.6136",
            year=2012,
            month=3,
            day=18,
        ),
        "Jenkins S D，Ruostekoski J. Controlled manipulation of light by cooperative response of atoms in"
        " an"
        " optical lattice[PP/OL]. V2. arXiv（2012-03-18）[2020-06-24]."
        " https://doi.org/10.48550/arXiv.1112.6136.",
        date(2020, 6, 24),
    ),
    "B.14 [3], preprint": (
        work(
            "preprint",
            "A prospective randomized trial examining health care utilization in individuals using multiple"
            " smartphone-enabled biosensors",
            "C. S. Bloss; N. E. Wineinger; M. Peters; D. L. Boeldt",
            venue="bioRxiv",
            doi="10.1101/029983",
            year=2015,
            month=10,
            day=28,
        ),
        "Bloss C S，Wineinger N E，Peters M，et al. A prospective randomized trial examining health care"
        " utilization in individuals using multiple smartphone-enabled biosensors[PP/OL]. bioRxiv（"
        "2015-10-28）"
        "[2018-07-12]. https://doi.org/10.1101/029983.",
        date(2018, 7, 12),
    ),
}
