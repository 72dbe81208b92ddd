"""References by GB/T 7714-2025."""

from datetime import date

import pytest

from publications.citing import Notice, gbt7714, gbt7714_2025, plain_text

from .reference_examples.gbt7714_2025 import EXAMPLES
from .reference_samples import work

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("clause", EXAMPLES)
def test_reference_equals_the_printed_example_of_the_standard(clause):
    reference, printed, on = EXAMPLES[clause]
    assert plain_text(gbt7714_2025(reference, on or TODAY)) == printed


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        # 7.1.1
        ("Albert Einstein", "Einstein A"),
        ("Amabel Williams-Ellis", "Williams-Ellis A"),
        ("De Morgan, Augustus", "De Morgan A"),
        ("Jiangning Li", "Li Jiangning"),
        ("Jean-Luc Godard", "Godard J-L"),
        ("李时珍", "李时珍"),
        # 7.1.4
        ("American Chemical Society", "American Chemical Society"),
        # B.4 [15]: hyphens stay
        ("Jung-Ran Park", "Park J-R"),
        ("Ada van der Example", "van der Example A"),
        ("欧阳 三四", "欧阳三四"),
    ],
)
def test_family_name_is_as_written_and_given_name_is_abbreviated_unless_in_pinyin(name, formatted):
    assert plain_text(gbt7714_2025(work("book", "T", name))) == f"{formatted}. T[M]."


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        ("Ouyang, Xiu", "Ouyang Xiu"),
        ("Fei-Fei Li", "Li Fei-Fei"),
        ("Lü, Xi’an", "Lü Xi’an"),
        ("Lyu, Yue", "Lyu Yue"),
        ("Wang, S.", "Wang S"),
        ("Wang, Angela", "Wang A"),
        ("Li, Xiaoming John", "Li X J"),
        ("Lee, Xiaoming", "Lee X"),
        ("Kim, Min-Jun", "Kim M-J"),
        ("Tanaka, Naomi", "Tanaka N"),
    ],
)
def test_only_names_in_pinyin_are_printed_in_full(name, formatted):
    assert plain_text(gbt7714_2025(work("book", "T", name))) == f"{formatted}. T[M]."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("journal", "T", venue="J", is_in_press=True), "T[J]. J，in press."),
        (
            work("journal", "示例", language="zh", venue="示例学报", is_in_press=True),
            "示例[J]. 示例学报，印刷中.",
        ),
        (
            work("conference", "示例", language="zh", venue="示例大会", is_in_press=True),
            "示例[C]//示例大会，印刷中.",
        ),
        (work("book", "T", publisher="P", is_in_press=True), "T[M]. P，in press."),
        # 7.7: the article number replaces missing pages
        (
            work("journal", "T", venue="J", year=2024, volume="5", article_number="42"),
            "T[J]. J，2024，5：42.",
        ),
        (
            work("journal", "T", venue="J", year=2024, volume="5", article_number="42", pages="1-9"),
            "T[J]. J，2024，5：1-9.",
        ),
        # 8.5.1.1: without volume and issue, the date of its publication online
        (
            work("journal", "T", venue="J", volume="PP", number="99", pages="1-1", year=2024, month=3, day=4),
            "T[J]. J，2024-03-04.",
        ),
        # 7.2.1: abbreviated names of journals have no stops
        (
            work("journal", "T", venue="IEEE Trans. Biomed. Eng.", year=2011, volume="58"),
            "T[J]. IEEE Trans Biomed Eng，2011，58.",
        ),
        # 7.1.2: "and others"
        (work("journal", "T", "A. B; C. D", has_more_authors=True), "B A，D C，et al. T[J]."),
        (work("journal", "示例", "张三", language="zh", has_more_authors=True), "张三，等. 示例[J]."),
        (work("book", "T", editor="A. B", has_more_editors=True), "B A，et al. T[M]."),
        # 7.2.2: titles in a second language are left out
        (work("journal", "示例", language="zh", translated_title="An Example"), "示例[J]."),
        # 6.2: brackets for what the source does not say itself
        (work("journal", "T", notices=(Notice("retraction"),)), "T [Retracted][J]."),
        (work("journal", "示例", language="zh", notices=(Notice("retraction"),)), "示例[已撤稿][J]."),
        # 7.5.2: biblatex calls the place "location", where a record of the ACM has that of the conference
        (work("book", "T", location="Oslo", publisher="P", year=2020), "T[M]. Oslo：P，2020."),
        (
            work(
                "conference", "T", venue="V", location="Oslo", address="New York", publisher="ACM", year=2020
            ),
            "T[C]//V. New York：ACM，2020.",
        ),
        # 8.2.2 [5] and 8.3.2 [1]: translators; 8.3.2 [3]: the authors of the book that a chapter stands in
        (
            work(
                "book",
                "递归宏观经济理论",
                "扬奎斯特; 萨金特",
                language="zh",
                translator="杨斌 and 王忠玉 and 陈彦斌 and 张三",
                edition="2",
            ),
            "扬奎斯特，萨金特. 递归宏观经济理论[M]. 杨斌，王忠玉，陈彦斌，等，译. 2版.",
        ),
        (
            work("chapter", "谈谈记忆", "阿扬", language="zh", translator="姜海伦", venue="认识记忆力"),
            "阿扬. 谈谈记忆[M]. 姜海伦，译//认识记忆力.",
        ),
        (
            work(
                "chapter",
                "政治经济学批判",
                "马克思",
                language="zh",
                bookauthor="马克思 and 恩格斯",
                venue="全集",
                volume="35",
            ),
            "马克思. 政治经济学批判[M]//马克思，恩格斯. 全集：第35卷.",
        ),
        # 8.15.2 [1] and [3]: platform and version of a preprint
        (work("preprint", "T", eprinttype="PSSXiv", year=2024), "T[PP]. PSSXiv（2024）."),
        (
            work("preprint", "T", arxiv_id="1112.6136", version="2", number="7"),
            "T[PP/OL]. V2. arXiv[2026-11-24]. https://arxiv.org/abs/1112.6136.",
        ),
        (work("preprint", "T", number="7"), "T[PP]."),
        # 8.6.3 holds only for papers without editor, place and publisher
        (work("conference", "T", venue="V", year=2024, pages="4"), "T[C]//V，2024：4."),
        (work("conference", "T", venue="V", year=2024, publisher="P"), "T[C]//V. P，2024."),
        (work("workshop", "T", venue="V", year=2024, editor="A. B"), "T[C]//B A. V. 2024."),
        (work("conference", "T", venue="V: W", volume="3"), "T[C]//V：W：v.3."),
        (
            work("dataset", "T", version="ICPSR 37080; Version V1", publisher="P"),
            "T[DS]. ICPSR 37080; Version V1. P.",
        ),
        (work("software", "T", version="v1.2", year=2024), "T[CP]. V1.2. （2024）."),
        (work("report", "T", "A. B", year=2011, month=9, day=30), "B A. T[R]. 2011-09-30."),
        (work("other", "T", venue="V", year=2020), "T[Z]. V，2020."),
        (
            work("other", "T", venue="V", year=2020, url="https://a.example/"),
            "T[Z/OL]. V，2020. https://a.example/.",
        ),
        (
            work("patent", "T", "A. B", holder="Acme Company and C. D", number="7"),
            "Acme Company，D C. T：7[P].",
        ),
        (work("patent", "T", holder="{Looms and Yarn Ltd}", number="7"), "Looms and Yarn Ltd. T：7[P]."),
        (
            work("patent", "T", holder="Robert Bosch GmbH and Daimler Chrysler AG and Jane Sa", number="7"),
            "Robert Bosch GmbH，Daimler Chrysler AG，Sa J. T：7[P].",
        ),
    ],
)
def test_what_is_special_about_a_work_is_printed(reference, printed):
    assert plain_text(gbt7714_2025(reference, TODAY)) == printed


def test_applicants_come_first_in_the_edition_of_2015_too():
    patent = work("patent", "T", "Ada Example", holder="{Trisco ICAP Pty Ltd}", number="7", year=2022)
    assert plain_text(gbt7714(patent)) == "Trisco ICAP Pty Ltd. T: 7[P]. 2022."


@pytest.mark.parametrize("kind", ["journal", "book", "conference", "thesis", "report"])
def test_only_what_may_change_has_a_day_of_access(kind):
    assert "2026-11-24" not in plain_text(gbt7714_2025(work(kind, "T", doi="10.1000/1"), TODAY))


def test_url_of_the_doi_stands_alone():
    printed = plain_text(
        gbt7714_2025(work("preprint", "T", arxiv_id="2501.00001", doi="10.48550/arXiv.2501.00001"))
    )
    assert printed == "T[PP/OL]. arXiv. https://doi.org/10.48550/arXiv.2501.00001."
