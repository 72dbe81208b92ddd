"""References in APA style."""

import pytest

from publications.citing import apa, plain_text

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
            "*T*. (n.d.). arXiv. https://arxiv.org/abs/2501.00001",
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
        (work("patent", "T", type="patentus", number="7"), "*T* (Patent No. 7). (n.d.)."),
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
