"""Examples of GB/T 7714-2015, with their numbers in the standard.

They were checked against the test file `2015-numerical.bbl` of gbt7714-bibtex-style, which contains them all.
Journal articles and books that the standard cites as online sources are given as printed ones here: [J] for
[J/OL], without URL and access date.
"""

from ..reference_samples import work

EXAMPLES = {
    "4.1 专著": (
        work(
            "book",
            "物质结构",
            "徐光宪; 王祥云",
            language="zh-Hans",
            edition="2",
            address="北京",
            publisher="科学出版社",
            year=2010,
        ),
        "徐光宪, 王祥云. 物质结构[M]. 2版. 北京: 科学出版社, 2010.",
    ),
    "4.1 专著, 西文": (
        work(
            "book",
            "Probability, random variables, and random signal principles",
            "P. Z. Peebles Jr.",
            edition="4th ed.",
            address="New York",
            publisher="McGraw Hill",
            year=2001,
        ),
        "PEEBLES P Z, Jr. Probability, random variables, and random signal principles[M]. 4th ed. New York:"
        " McGraw Hill, 2001.",
    ),
    "4.2 专著中的析出文献": (
        work(
            "chapter",
            "1998年长江洪水的成因与减灾对策",
            "程根伟",
            language="zh-Hans",
            editor="许厚泽 and 赵其国",
            venue="长江流域洪涝灾害与科技对策",
            address="北京",
            publisher="科学出版社",
            year=1999,
            pages="32–36",
        ),
        "程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽, 赵其国. 长江流域洪涝灾害与科技对策. 北京:"
        " 科学出版社, 1999: 32-36.",
    ),
    "4.2 会议录中的析出文献": (
        work(
            "conference",
            "面向数字素养的高校图书馆数字服务体系研究",
            "贾东琴; 柯平",
            language="zh-Hans",
            editor="中国图书馆学会",
            venue="中国图书馆学会年会论文集: 2011年卷",
            address="北京",
            publisher="国家图书馆出版社",
            year=2011,
            pages="45-52",
        ),
        "贾东琴, 柯平. 面向数字素养的高校图书馆数字服务体系研究[C]//中国图书馆学会. 中国图书馆学会年会论文集:"
        " 2011年卷. 北京: 国家图书馆出版社, 2011: 45-52.",
    ),
    "4.2 专著中的析出文献, 西文": (
        work(
            "chapter",
            "Pathogenic properties of invading microorganism",
            "L. Weinstein; M. N. Swertz",
            editor="W. A. Sodeman Jr. and W. A. Sodeman",
            venue="Pathologic physiology: mechanisms of disease",
            address="Philadelphia",
            publisher="Saunders",
            year=1974,
            pages="745-772",
        ),
        "WEINSTEIN L, SWERTZ M N. Pathogenic properties of invading microorganism[M]//SODEMAN W A, Jr,"
        " SODEMAN W"
        " A. Pathologic physiology: mechanisms of disease. Philadelphia: Saunders, 1974: 745-772.",
    ),
    "4.4 期刊中的析出文献": (
        work(
            "journal",
            "蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口",
            "袁训来; 陈哲; 肖书海; 万斌",
            language="zh-Hans",
            venue="科学通报",
            year=2012,
            volume="55",
            number="34",
            pages="3219",
        ),
        "袁训来, 陈哲, 肖书海, 等. 蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口[J]. 科学通报, 2012,"
        " 55(34): 3219.",
    ),
    "4.4 期刊中的析出文献, 西文": (
        work(
            "journal",
            "Shaking without quaking",
            "H. Kanamori",
            venue="Science",
            year=1998,
            volume="279",
            number="5359",
            pages="2063",
        ),
        "KANAMORI H. Shaking without quaking[J]. Science, 1998, 279(5359): 2063.",
    ),
    "4.4 期刊中的析出文献, 有 DOI": (
        work(
            "journal",
            "The genome of eucalyptus grandis",
            "A. A. Myburg; D. Grattapaglia; G. A. Tuskan; U. Hellsten",
            venue="Nature",
            year=2014,
            month=6,
            volume="510",
            pages="356-362",
            doi="10.1038/nature13308",
        ),
        "MYBURG A A, GRATTAPAGLIA D, TUSKAN G A, et al. The genome of eucalyptus grandis[J]. Nature,"
        " 2014, 510:"
        " 356-362. DOI: 10.1038/nature13308.",
    ),
    "4.5 专利文献": (
        work(
            "patent",
            "全智能节电器",
            "邓一刚",
            language="zh-Hans",
            number="200610171314.3",
            year=2006,
            month=12,
            day=13,
        ),
        "邓一刚. 全智能节电器: 200610171314.3[P]. 2006-12-13.",
    ),
    "4.6 电子资源, 无日期": (
        work(
            "preprint",
            "About OCLC: history of cooperation",
            "{Online Computer Library Center, Inc.}",
            url="http://www.oclc.org/about/cooperation.en.html",
        ),
        "Online Computer Library Center, Inc. About OCLC: history of cooperation[EB/OL]. [2013-03-08]."
        " http://www.oclc.org/about/cooperation.en.html.",
    ),
    "4.6 电子资源": (
        work(
            "preprint",
            "Origins and concepts of digital literacy",
            "D. Bawden",
            year=2008,
            month=5,
            day=4,
            url="http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf",
        ),
        "BAWDEN D. Origins and concepts of digital literacy[EB/OL]. (2008-05-04)[2013-03-08]."
        " http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf.",
    ),
    "4.5 专利文献, 多个著者": (
        work(
            "patent",
            "Electronic watermarking method and system",
            "Ryuki Tachibana; Shuhichi Shimizu; Seiji Kobayshi; Taiga Nakamura",
            number="US6915001",
            year=2005,
            month=7,
            day=5,
        ),
        "TACHIBANA R, SHIMIZU S, KOBAYSHI S, et al. Electronic watermarking method and system: US6915001[P]."
        " 2005-07-05.",
    ),
    "8.1.3 无责任者": (
        work(
            "journal",
            "Coffee drinking and cancer of the pancreas",
            venue="Br Med J",
            year=1981,
            volume="283",
            number="6292",
            pages="628",
        ),
        "Coffee drinking and cancer of the pancreas[J]. Br Med J, 1981, 283(6292): 628.",
    ),
    "8.7 学位论文, 有 DOI": (
        work(
            "thesis",
            "生物质材料热解失重动力学及其分析方法研究",
            "刘乃安",
            language="zh-Hans",
            address="合肥",
            venue="中国科学技术大学",
            year=2000,
            pages="17-18",
            doi="10.7666/d.y351065",
        ),
        "刘乃安. 生物质材料热解失重动力学及其分析方法研究[D]. 合肥: 中国科学技术大学, 2000: 17-18. DOI:"
        " 10.7666/d.y351065.",
    ),
    "9.1 合期": (
        work(
            "journal",
            "The research university's dilemma: resource sharing and research in a transinstitutional"
            " environment",
            "L. Dowler",
            venue="Journal of library administration",
            year=1995,
            volume="21",
            number="1/2",
            pages="5--26",
        ),
        "DOWLER L. The research university's dilemma: resource sharing and research in a transinstitutional"
        " environment[J]. Journal of library administration, 1995, 21(1/2): 5-26.",
    ),
    "10.2.4 版本": (
        work(
            "book",
            "现代汉语词典",
            "中国社会科学院语言研究所词典编辑室",
            language="zh-Hans",
            edition="修订本",
            address="北京",
            publisher="商务印书馆",
            year=1996,
        ),
        "中国社会科学院语言研究所词典编辑室. 现代汉语词典[M]. 修订本. 北京: 商务印书馆, 1996.",
    ),
    "A.1 普通图书, 多个机关团体": (
        work(
            "book",
            "投资台湾: 大陆企业赴台投资指南",
            "中国企业投资协会; 台湾并购与私募股权协会; 汇盈国际投资集团",
            language="zh-Hans",
            address="北京",
            publisher="九州出版社",
            year=2013,
        ),
        "中国企业投资协会, 台湾并购与私募股权协会, 汇盈国际投资集团. 投资台湾: 大陆企业赴台投资指南[M]. 北京:"
        " 九州出版社, 2013.",
    ),
    "A.3 报告, 无出版者": (
        work(
            "report",
            "A comparative risk assessment framework for wildland fire management",
            "Dave Calkin; Alan Ager; Matthew Thompson",
            number="RMRS-GTR-262",
            year=2011,
            pages="8-9",
        ),
        "CALKIN D, AGER A, THOMPSON M. A comparative risk assessment framework for wildland fire management:"
        " RMRS-GTR-262[R]. 2011: 8-9.",
    ),
    "A.3 报告": (
        work(
            "report",
            "Guidelines for handling excavated acid-producing materials",
            "U.S. Department of Transportation Federal Highway Administration",
            number="PB 91-194001",
            address="Springfield",
            venue="U.S. Department of Commerce National Information Service",
            year=1990,
        ),
        "U.S. Department of Transportation Federal Highway Administration. Guidelines for handling excavated"
        " acid-producing materials: PB 91-194001[R]. Springfield: U.S. Department of Commerce National"
        " Information Service, 1990.",
    ),
    "A.4 学位论文": (
        work(
            "thesis",
            "Infrared spectroscopic studies on solid oxygen",
            "R. B. Calms",
            address="Berkeley",
            venue="Univ. of California",
            year=1965,
        ),
        "CALMS R B. Infrared spectroscopic studies on solid oxygen[D]. Berkeley: Univ. of California, 1965.",
    ),
    "A.7 专著中析出的文献, 姓名附加成分": (
        work(
            "chapter",
            "Subsolidus phenomena in pyroxenes",
            "P. R. Buseck; G. L. Nord Jr.; D. R. Veblen",
            venue="Pyroxenes",
            address="Washington, D.C.",
            publisher="Mineralogical Society of America",
            year=1980,
            pages="117-211",
        ),
        "BUSECK P R, NORD G L, Jr, VEBLEN D R. Subsolidus phenomena in pyroxenes[M]//Pyroxenes. Washington,"
        " D.C.: Mineralogical Society of America, 1980: 117-211.",
    ),
    "A.8 期刊中析出的文献, 复姓": (
        work(
            "journal",
            "Carbon isotope evidence for the stepwise oxidation of the proterozoic environment",
            "Des Marais, David J.; Harald Strauss; Roger E. Summons; J. M. Hayes",
            venue="Nature",
            year=1992,
            volume="359",
            pages="605-609",
        ),
        "DES MARAIS D J, STRAUSS H, SUMMONS R E, et al. Carbon isotope evidence for the stepwise oxidation of"
        " the proterozoic environment[J]. Nature, 1992, 359: 605-609.",
    ),
    "A.8 期刊中析出的文献, 连字符": (
        work(
            "journal",
            "Metadata quality control in digital repositories and collections: criteria, semantics, and"
            " mechanisms",
            "Jung-Ran Park; Yuji Tosaka",
            venue="Cataloging & classification quarterly",
            year=2010,
            volume="48",
            number="8",
            pages="696-715",
        ),
        "PARK J R, TOSAKA Y. Metadata quality control in digital repositories and collections: criteria,"
        " semantics, and mechanisms[J]. Cataloging & classification quarterly, 2010, 48(8): 696-715.",
    ),
}
