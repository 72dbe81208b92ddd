"""References by GB/T 7714-2015. The examples are those of the standard, but for what we do not know.

That is the day of looking something up ("[2013-03-08]") and, of a journal on the web, its address; so the
code of a paper in a journal stays [J].
"""

import pytest

from publications.citing import gbt7714, plain

from .printed import work

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
        "BAWDEN D. Origins and concepts of digital literacy[EB/OL]. (2008-05-04)."
        " http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf.",
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
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_standard_comes_out_as_printed(example):
    reference, printed = EXAMPLES[example]
    assert plain(gbt7714(reference)) == printed


@pytest.mark.parametrize(
    ("name", "written"),
    [
        # 8.1.1
        ("Albert Einstein", "EINSTEIN A"),
        ("Amabel Williams-Ellis", "WILLIAMS-ELLIS A"),
        ("De Morgan, Augustus", "DE MORGAN A"),
        # 8.1.3
        ("American Chemical Society", "American Chemical Society"),
        ("Ada van der Example", "VAN DER EXAMPLE A"),
        ("Jean-Paul Example", "EXAMPLE J-P"),
        ("欧阳三四", "欧阳三四"),
        ("张 三", "张三"),
    ],
)
def test_a_name_has_its_family_name_first_and_initials_without_stops(name, written):
    assert plain(gbt7714(work("book", "T", name))) == f"{written}. T[M]."


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("workshop", "[C]"),
        ("software", "[CP/OL]"),
        ("dataset", "[DS/OL]"),
        ("preprint", "[EB/OL]"),
        ("other", "[Z/OL]"),
        ("no such kind", "[Z]"),
    ],
)
def test_each_kind_has_its_code_and_what_is_on_the_web_a_carrier(kind, code):
    assert f"T{code}." in plain(gbt7714(work(kind, "T", url="https://a.example/")))


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("journal", "T"), "T[J]."),
        (work("journal", "T", venue="J", year=2012, number="34"), "T[J]. J, 2012(34)."),
        (work("conference", "T", pages="1-9", year=2020), "T[C]. 2020: 1-9."),
        (work("conference", "T", venue="V", year=2020), "T[C]//V. 2020."),
        (work("conference", "T", venue="V", editor="A. B"), "T[C]//B A. V."),
        (work("preprint", "T", venue="PsyArXiv", year=2020), "T[EB]. PsyArXiv. (2020)."),
        (work("preprint", "T", arxiv_id="2501.00001"), "T[EB/OL]. https://arxiv.org/abs/2501.00001."),
        (work("software", "T", version="1.0", year=2020), "T[CP]. Version 1.0. 2020."),
        (work("book", "示例", language="zh", volume="2", edition="1"), "示例: 第2卷[M]."),
        (work("thesis", "T", address="北京"), "T[D]. 北京."),
        (work("patent", "T?"), "T?[P]."),
    ],
)
def test_what_is_not_known_leaves_no_trace(reference, printed):
    assert plain(gbt7714(reference)) == printed
