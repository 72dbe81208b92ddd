"""References in IEEE style."""

import pytest

from publications.citing import Notice, ieee, plain_text

from .reference_examples.ieee import EXAMPLES
from .reference_samples import marked_up, work


@pytest.mark.parametrize("example", EXAMPLES)
def test_reference_equals_the_printed_example_of_the_guide(example):
    reference, printed = EXAMPLES[example]
    assert marked_up(ieee(reference)) == printed


def test_only_the_first_of_more_than_six_authors_is_listed():
    names = ["A. Alpha", "B. Beta", "C. Gamma", "D. Delta", "E. Epsilon", "F. Zeta", "G. Eta"]
    six, seven = (work("journal", "T", ";".join(names[:number])) for number in (6, 7))
    assert plain_text(ieee(six)) == "A. Alpha, B. Beta, C. Gamma, D. Delta, E. Epsilon, and F. Zeta, “T.”"
    assert marked_up(ieee(seven)) == "A. Alpha *et al.*, “T.”"


def test_chinese_names_are_not_abbreviated_and_others_are_in_chinese():
    names = "张三; 李四; 王五; 赵六; 钱七; 孙八; 周九"
    assert (
        plain_text(ieee(work("journal", "示例", names, language="zh-Hans", year=2019)))
        == "张三等, “示例,” 2019."
    )
    assert plain_text(ieee(work("journal", "示例", "张三; 李四", language="zh"))) == "张三 and 李四, “示例.”"


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("journal", "What Is It?", "A. B", year=2020), "A. B, “What Is It?” 2020."),
        (work("journal", "T", venue="J", pages="7"), "“T,” *J*, p. 7."),
        (work("conference", "T"), "“T.”"),
        (work("conference", "", "A. B", year=2020, month=5), "A. B, May 2020."),
        (work("preprint", "T", venue="PsyArXiv", doi="10.1000/1"), "“T,” PsyArXiv, doi: 10.1000/1."),
        (work("book", "T", edition="3", year=2020), "*T*, 3rd ed. 2020."),
        (work("patent", "T", type="patentus", number="7"), "“T,” U.S. Patent 7."),
        (work("report", "T"), "“T,” Tech. Rep."),
        (work("report", "T", type="techreport", number="7"), "“T,” Tech. Rep. 7."),
        (work("thesis", "T", type="Bachelor's thesis", venue="U"), "“T,” B.S. thesis, U."),
        (work("conference", "T", year=2025, arxiv_id="2501.00001"), "“T,” 2025, arXiv:2501.00001."),
        (work("conference", "T", venue="V", year=2025, arxiv_id="2501.00001"), "“T,” in *V*, 2025."),
        (work("software", "T", year=2025, arxiv_id="2501.00001"), "“T,” 2025, arXiv:2501.00001."),
        # The guide has no such example with pages; the order is from the CSL style.
        (
            work("conference", "T", venue="Proc. V", editor="A. B and C. D", year=2006, month=7, pages="1-4"),
            "“T,” in *Proc. V*, A. B and C. D, Eds., Jul. 2006, pp. 1–4.",
        ),
        (work("book", "T", editor="A. B", edition="Second"), "A. B, Ed., *T*, 2nd ed."),
        (
            work("dataset", "T", "A. B", year=2020, month=8, publisher="P", doi="10.1000/1"),
            "A. B, Aug. 2020, “T,” P, doi: 10.1000/1.",
        ),
        (
            work("other", "T", venue="V", url="https://a.example/"),
            "“T,” V. [Online]. Available: https://a.example/",
        ),
    ],
)
def test_unknown_values_leave_no_punctuation(reference, printed):
    assert marked_up(ieee(reference)) == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("On “Quoted” Words", "“On ‘Quoted’ Words,” 2020."),
        ('On "Quoted Words"', "“On ‘Quoted Words,’” 2020."),
        ("The Authors’ “Words”?", "“The Authors’ ‘Words’?” 2020."),
        ('A 5" Disk', '“A 5" Disk,” 2020.'),
    ],
)
def test_quotation_in_a_title_has_single_marks(title, printed):
    assert plain_text(ieee(work("journal", title, year=2020))) == printed


def test_list_of_which_only_some_authors_are_known_ends_in_et_al():
    paper = work("journal", "T", "A. Alpha; B. Beta", has_more_authors=True)
    assert marked_up(ieee(paper)) == "A. Alpha *et al.*, “T.”"
    edited = work("book", "T", editor="A. Alpha", has_more_editors=True)
    assert marked_up(ieee(edited)) == "A. Alpha *et al.*, Eds., *T*."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (
            work("journal", "T", venue="J", is_in_press=True, doi="10.1000/1"),
            "“T,” *J*, to be published, doi: 10.1000/1.",
        ),
        (work("book", "T", publisher="P", address="A", is_in_press=True), "*T*. A: P, to be published."),
        (
            work(
                "journal", "T", venue="J", volume="5", year=2021, month=1, article_number="42", pages="1-29"
            ),
            "“T,” *J*, vol. 5, Jan. 2021, Art. no. 42.",
        ),
        (
            work("conference", "T", venue="V", year=2024, article_number="17"),
            "“T,” in *V*, 2024, Art. no. 17.",
        ),
        (
            work("journal", "T", venue="J", volume="PP", number="99", pages="1--1", year=2024, month=3),
            "“T,” *J*, Mar. 2024.",
        ),
        # The address of a publisher is not the place of the conference.
        (
            work("conference", "T", venue="V", address="New York", publisher="ACM", year=2024, pages="1-9"),
            "“T,” in *V*, New York: ACM, 2024, pp. 1–9.",
        ),
        (work("conference", "T", venue="V", publisher="IEEE", year=2024), "“T,” in *V*, 2024."),
        (work("book", "T", location="Oslo", publisher="P", year=2020), "*T*. Oslo: P, 2020."),
        (
            work(
                "conference", "T", venue="V", series="Lecture Notes", volume="7", publisher="P", address="A"
            ),
            "“T,” in *V* (Lecture Notes, vol. 7), A: P.",
        ),
        (
            work(
                "book", "T", "A. B", series="Applied Mathematics Series", number="55", edition="2", year=1964
            ),
            "A. B, *T* (Applied Mathematics Series 55), 2nd ed. 1964.",
        ),
        (
            work(
                "journal",
                "示例的研究",
                "张三",
                language="zh-Hans",
                venue="示例学报",
                translated_title="A Study",
            ),
            "张三, “A Study,” (in Chinese), *示例学报*.",
        ),
        (
            work("book", "Ein Beispiel", "A. B", language="de", translated_title="An Example", year=2020),
            "A. B, *An Example* (in German). 2020.",
        ),
        (work("journal", "T", venue="J", translated_title="示例的研究"), "“T,” *J*."),
        (work("book", "示例", "张三", language="zh", edition="2"), "张三, *示例*, 2nd ed."),
        (work("thesis", "T", type="Habilitation thesis", venue="U"), "“T,” Habilitation thesis, U."),
        (work("thesis", "T", type="phdthesis", venue="U"), "“T,” Ph.D. dissertation, U."),
        (work("software", "T", version="v1.0"), "“T,” Version 1.0."),
        (work("journal", "T", venue="J", notices=(Notice("retraction"),)), "“T [Retracted],” *J*."),
        (work("book", "T", notices=(Notice("withdrawal"),)), "*T [Withdrawn]*."),
    ],
)
def test_what_is_special_about_a_work_is_printed(reference, printed):
    assert marked_up(ieee(reference)) == printed
