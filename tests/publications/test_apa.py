"""References in APA style."""

import pytest

from publications.citing import Notice, apa, plain_text

from .reference_examples.apa import EXAMPLES
from .reference_samples import marked_up, work


@pytest.mark.parametrize("example", EXAMPLES)
def test_reference_equals_the_printed_example_of_the_manual(example):
    reference, printed = EXAMPLES[example]
    assert marked_up(apa(reference)) == printed


def test_up_to_twenty_authors_are_listed():
    names = [f"A. Author{letter}" for letter in "abcdefghijklmnopqrst"]
    formatted = plain_text(apa(work("journal", "T", ";".join(names))))
    assert formatted.startswith("Authora, A., Authorb, A.,")
    assert "Authors, A., & Authort, A. (n.d.). T." in formatted


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        ("Ada B. van der Example", "van der Example, A. B."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("Jean-Paul Example", "Example, J.-P."),
        # Sections 9.8 and 9.44
        ("Ai-Jun Xu", "Xu, A.-J."),
        ("Lee-ann Raboso", "Raboso, L."),
        ("López de Molina, G.", "López de Molina, G."),
        ("MacCallum, II, T.", "MacCallum, T., II"),
        ("Example, J.R.R.", "Example, J. R. R."),
        ("JM Example", "Example, J. M."),
        ("欧阳三四", "欧阳三四"),
        ("The Example Team", "The Example Team"),
        ("Plato", "Plato"),
    ],
)
def test_author_name_is_inverted_with_initials(name, formatted):
    full_stop = "" if formatted.endswith(".") else "."
    assert plain_text(apa(work("book", "T", name, year=2020))) == f"{formatted}{full_stop} (2020). T."


def test_chinese_names_are_not_abbreviated():
    paper = work(
        "journal",
        "示例的研究",
        "张三; 李 四",
        language="zh-Hans",
        year=2019,
        venue="示例学报",
        volume="43",
        pages="1-9",
    )
    assert marked_up(apa(paper)) == "张三, & 李四. (2019). 示例的研究. *示例学报*, *43*, 1–9."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("conference", "What Is an Example?", "A. B"), "B, A. (n.d.). What Is an Example?"),
        (work("conference", "T", year=2020, pages="1-9", publisher="P"), "T (pp. 1–9). (2020). P."),
        (work("workshop", "T", venue="W", pages="7", year=2020), "T. (2020). In *W* (p. 7)."),
        (
            work("preprint", "T", arxiv_id="2501.00001"),
            "*T* (arXiv:2501.00001). (n.d.). arXiv. https://arxiv.org/abs/2501.00001",
        ),
        (work("thesis", "T", "A. B"), "B, A. (n.d.). *T* [Doctoral dissertation]."),
        (work("thesis", "T", "A. B", type="mathesis"), "B, A. (n.d.). *T* [Master’s thesis]."),
        (work("thesis", "T", "A. B", type="硕士学位论文"), "B, A. (n.d.). *T* [Master’s thesis]."),
        (work("thesis", "T", "A. B", type="Bachelor's thesis"), "B, A. (n.d.). *T* [Bachelor’s thesis]."),
        (work("report", "T", type="techreport", number="7"), "*T* (Technical Report No. 7). (n.d.)."),
        (
            work("report", "T", "Example University", venue="Example University"),
            "Example University. (n.d.). *T*.",
        ),
        (work("report", "T", number="7", publisher="P"), "*T* (Report No. 7). (n.d.). P."),
        (work("patent", "T", type="patentus", number="7"), "*T* (U.S. Patent No. 7). (n.d.)."),
        (work("patent", "T", type="patreqfr", number="7"), "*T* (Patent No. 7). (n.d.)."),
        (work("other", "T", venue="Somewhere"), "*T*. (n.d.). Somewhere."),
        (work("journal", "T", venue="J", number="3"), "T. (n.d.). *J*, (3)."),
        (work("journal", "", "A. B", year=2020), "B, A. (2020)."),
        (
            work("book", "T", "A. B", editor="C. D and E. F", edition="2", year=2020),
            "B, A. (2020). *T* (C. D & E. F, Eds.; 2nd ed.).",
        ),
        (work("conference", "T", arxiv_id="2501.00001"), "T. (n.d.). https://arxiv.org/abs/2501.00001"),
        (work("conference", "T", venue="V", arxiv_id="2501.00001"), "T. (n.d.). In *V*."),
        # The full stop is inside the quotation marks, as in the CSL style.
        (work("journal", "On “It”", "A. B", year=2020), "B, A. (2020). On “It.”"),
        (work("book", 'On "It"', edition="2", year=2020), '*On "It"* (2nd ed.). (2020).'),
        (work("book", "论“它”", "张三", language="zh", year=2020), "张三. (2020). *论“它”*."),
    ],
)
def test_unknown_values_leave_no_punctuation(reference, printed):
    assert marked_up(apa(reference)) == printed


def test_list_of_which_only_some_authors_are_known_ends_in_et_al():
    one, two = (work("journal", "T", names, has_more_authors=True) for names in ("A. B", "A. B; C. D"))
    assert plain_text(apa(one)) == "B, A., et al. (n.d.). T."
    assert plain_text(apa(two)) == "B, A., D, C., et al. (n.d.). T."
    many = work("journal", "T", ";".join("A. B" for _ in range(25)), has_more_authors=True)
    assert plain_text(apa(many)).startswith("B, A., " * 19 + "et al. (n.d.)")
    edited = work("book", "T", editor="A. B", has_more_editors=True)
    assert plain_text(apa(edited)) == "B, A., et al. (Eds.). (n.d.). T."
    chapter = work("chapter", "T", "A. B", venue="V", editor="C. D", has_more_editors=True)
    assert plain_text(apa(chapter)) == "B, A. (n.d.). T. In C. D, et al. (Eds.), V."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        # In press, section 9.14: "in press" stands for the year.
        (
            work("journal", "T", "A. B", venue="J", is_in_press=True, doi="10.1000/1"),
            "B, A. (in press). T. *J*. https://doi.org/10.1000/1",
        ),
        (work("book", "T", "A. B", publisher="P", year=2027, is_in_press=True), "B, A. (in press). *T*. P."),
        # Article numbers, example 6; they replace pages that only count those of the article.
        (
            work("journal", "T", "A. B", year=2021, venue="J", volume="5", article_number="42", pages="1-29"),
            "B, A. (2021). T. *J*, *5*, Article 42.",
        ),
        (
            work("conference", "T", "A. B", year=2024, venue="V", article_number="17"),
            "B, A. (2024). T. In *V* (Article 17).",
        ),
        # Early access has no volume, issue and pages yet.
        (
            work("journal", "T", "A. B", year=2024, venue="J", volume="PP", number="99", pages="1-1"),
            "B, A. (2024). T. *J*.",
        ),
        (work("journal", "T", "A. B", year=2024, venue="J", volume="0", pages="0"), "B, A. (2024). T. *J*."),
        # A series, section 10.5
        (
            work("chapter", "T", "A. B", year=2022, venue="V", series="S", volume="7", pages="1-9"),
            "B, A. (2022). T. In *S: Vol. 7. V* (pp. 1–9).",
        ),
        (work("book", "T", "A. B", year=2022, series="S", volume="7"), "B, A. (2022). *S: Vol. 7. T*."),
        (work("chapter", "T", "A. B", series="S", volume="7"), "B, A. (n.d.). T (Vol. 7)."),
        # The translation of a title, section 9.38
        (
            work(
                "journal",
                "示例的研究",
                "张三",
                language="zh",
                year=2019,
                translated_title="A Study of Examples",
            ),
            "张三. (2019). 示例的研究 [A Study of Examples].",
        ),
        (work("journal", "T", "A. B", year=2019, translated_title="示例的研究"), "B, A. (2019). T."),
        # A web page has its full date, section 9.14.
        (
            work("other", "T", "A. B", year=2025, month=2, day=17, url="https://a.example/"),
            "B, A. (2025, February 17). *T*. https://a.example/",
        ),
        (
            work("thesis", "T", "A. B", type="Habilitation thesis", venue="U"),
            "B, A. (n.d.). *T* [Habilitation thesis, U].",
        ),
        (
            work("thesis", "T", "A. B", type="PhD thesis", venue="U"),
            "B, A. (n.d.). *T* [Doctoral dissertation, U].",
        ),
        (
            work("thesis", "T", "A. B", type="Doctor of Philosophy"),
            "B, A. (n.d.). *T* [Doctoral dissertation].",
        ),
        (
            work("software", "T", "A. B", version="v1.0.1"),
            "B, A. (n.d.). *T* (Version 1.0.1) [Computer software].",
        ),
        (work("book", "示例", "张三", language="zh", edition="2"), "张三. (n.d.). *示例* (2nd ed.)."),
        # Retracted and withdrawn works say so, other notices do not count.
        (
            work("journal", "T", "A. B", year=2019, notices=(Notice("correction"), Notice("retraction"))),
            "B, A. (2019). T [Retracted].",
        ),
        (work("dataset", "T", notices=(Notice("withdrawal"),)), "*T* [Data set; Withdrawn]. (n.d.)."),
        (work("journal", "RETRACTED: T", notices=(Notice("retraction"),)), "RETRACTED: T. (n.d.)."),
        (work("journal", "T (Retracted)", notices=(Notice("retraction"),)), "T (Retracted). (n.d.)."),
        (
            work("journal", "Why Retracted Papers Live", notices=(Notice("retraction"),)),
            "Why Retracted Papers Live [Retracted]. (n.d.).",
        ),
        (work("journal", "T", notices=(Notice("correction"),)), "T. (n.d.)."),
    ],
)
def test_what_is_special_about_a_work_is_printed(reference, printed):
    assert marked_up(apa(reference)) == printed
