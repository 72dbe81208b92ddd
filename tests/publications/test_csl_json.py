"""Export as CSL-JSON."""

import json

import pytest

from publications.citing import Author, csl_json

from .reference_samples import PAPER, reference


def test_paper_has_all_its_variables():
    assert json.loads(csl_json([PAPER])) == [
        {
            "id": "example2025fastlm",
            "type": "article-journal",
            "title": "FastLM: Faster Inference",
            "author": [
                {"family": "Example", "given": "Ada"},
                {"family": "van der Sample", "given": "Bob, Jr."},
                {"family": "欧阳", "given": "三"},
                {"literal": "The Example Team"},
            ],
            "issued": {"date-parts": [[2025, 6]]},
            "container-title": "Journal of Examples",
            "container-title-short": "JoE",
            "journalAbbreviation": "JoE",
            "volume": "7",
            "issue": "3",
            "page": "12-34",
            "publisher": "Example Press",
            "DOI": "10.1000/1",
            "ISSN": "0000-0000",
            "URL": "https://lab.example/publications/fastlm/",
            "language": "en",
            "abstract": "One. Two.",
            "keyword": "decoding, inference",
            "note": "Best Paper Award\narXiv:2501.00001",
            "publisher-place": "Paris",
            "custom": {
                "equal_contribution": [1, 2],
                "corresponding": [2],
                "award": "Best Paper Award",
                "pdf_url": "https://lab.example/fastlm.pdf",
                "extra": {"lccn": "1"},
            },
        }
    ]


def test_text_is_written_as_utf_8():
    assert '    "title": "示例"' in csl_json([reference(title="示例")])


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ({"year": 2025}, [2025]),
        ({"year": 2025, "month": 1}, [2025, 1]),
        ({"year": 2025, "month": 1, "day": 9}, [2025, 1, 9]),
        ({"year": 2025, "day": 9}, [2025]),
    ],
)
def test_dates_are_as_precise_as_known(date, parts):
    [item] = json.loads(csl_json([reference(**date)]))
    assert item["issued"] == {"date-parts": [parts]}


def test_thesis_has_its_school_as_publisher_and_its_degree_as_genre():
    thesis = reference(kind="thesis", venue="University of Examples", extra={"type": "Master's thesis"})
    [item] = json.loads(csl_json([thesis]))
    assert item == {
        "id": "k",
        "type": "thesis",
        "title": "T",
        "publisher": "University of Examples",
        "language": "en",
        "genre": "Master's thesis",
    }


def variables(**values) -> dict[str, object]:
    """Return the variables of the item of a publication with these values."""
    [item] = json.loads(csl_json([reference(**values)]))
    return {name: value for name, value in item.items() if name not in {"id", "type", "title", "language"}}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Zotero's mapping of its type "preprint"; styles would print archive and archive_location again.
        (
            {"kind": "preprint", "venue": "arXiv", "arxiv_id": "2501.00001"},
            {"genre": "Preprint", "publisher": "arXiv", "number": "arXiv:2501.00001"},
        ),
        ({"kind": "preprint", "venue": "bioRxiv"}, {"genre": "Preprint", "publisher": "bioRxiv"}),
        # A preprint without a venue names its server too; styles print nothing else to find it.
        (
            {"kind": "preprint", "arxiv_id": "2501.00001"},
            {"genre": "Preprint", "publisher": "arXiv", "number": "arXiv:2501.00001"},
        ),
        ({"kind": "journal", "arxiv_id": "2501.00001"}, {"note": "arXiv:2501.00001"}),
        ({"kind": "journal", "number": "3"}, {"issue": "3"}),
        ({"kind": "journal", "article_number": "e17"}, {"number": "e17", "page": "e17"}),
        (
            {"kind": "journal", "article_number": "17", "pages": "1–9"},
            {"number": "17", "page": "1-9"},
        ),
        (
            {"kind": "conference", "article_number": "17"},
            {"page": "17", "custom": {"article_number": "17"}},
        ),
        ({"kind": "journal", "pages": "A-1–A-9"}, {"page": "A-1–A-9"}),
        ({"kind": "journal", "pages": "1–1", "volume": "PP", "number": "99"}, {}),
        (
            {"kind": "conference", "venue": "P", "number": "7", "extra": {"series": "S", "eventtitle": "E"}},
            {"container-title": "P", "collection-title": "S", "collection-number": "7", "event-title": "E"},
        ),
        (
            {"kind": "conference", "extra": {"address": "Rome", "venue": "Lyon"}},
            {"publisher-place": "Rome", "event-place": "Lyon"},
        ),
        (
            {"kind": "chapter", "venue": "B", "volume": "2", "extra": {"chapter": "5"}},
            {"container-title": "B", "volume": "2", "chapter-number": "5"},
        ),
        (
            {"kind": "book", "venue": "Series", "number": "7", "extra": {"edition": "Second"}},
            {"collection-title": "Series", "collection-number": "7", "edition": "2"},
        ),
        ({"kind": "book", "extra": {"edition": "Revised"}}, {"edition": "Revised"}),
        ({"kind": "thesis", "publisher": "Uni"}, {"publisher": "Uni", "genre": "PhD thesis"}),
        ({"kind": "thesis", "extra": {"type": "mathesis"}}, {"genre": "Master's thesis"}),
        (
            {"kind": "report", "venue": "Lab", "number": "TR-1", "extra": {"type": "techreport"}},
            {"publisher": "Lab", "number": "TR-1", "genre": "Technical report"},
        ),
        (
            {"kind": "software", "venue": "Host", "publisher": "Archive", "extra": {"version": "1.2"}},
            {"publisher": "Archive", "container-title": "Host", "version": "1.2"},
        ),
        ({"kind": "dataset", "venue": "Archive", "number": "7"}, {"publisher": "Archive", "number": "7"}),
        (
            {"kind": "patent", "number": "US 1", "extra": {"holder": "Lab"}},
            {"number": "US 1", "publisher": "Lab", "custom": {"extra": {"holder": "Lab"}}},
        ),
        (
            {"kind": "patent", "extra": {"holder": "{Looms and Yarn} and Doe, Jane"}},
            {
                "publisher": "Looms and Yarn, Doe, Jane",
                "custom": {"extra": {"holder": "{Looms and Yarn} and Doe, Jane"}},
            },
        ),
        (
            {"kind": "patent", "extra": {"holder": "Alpha Research"}},
            {"publisher": "Alpha Research", "custom": {"extra": {"holder": "Alpha Research"}}},
        ),
        ({"kind": "other", "venue": "Days"}, {"container-title": "Days"}),
        ({"kind": "journal", "is_in_press": True}, {"status": "in press"}),
        (
            {"kind": "journal", "award": "Best Paper", "note": "In Spanish"},
            {"note": "Best Paper\nIn Spanish", "custom": {"award": "Best Paper"}},
        ),
        ({"kind": "journal", "translated_title": "U"}, {"custom": {"translated_title": "U"}}),
    ],
)
def test_values_are_in_the_variables_of_the_type(values, expected):
    assert variables(**values) == expected


def test_editors_and_further_authors_are_not_authors():
    editors = (Author("Ada van Example"),)
    assert variables(editors=editors, authors=(Author("Bob Sample"),), has_more_authors=True) == {
        "author": [{"family": "Sample", "given": "Bob"}],
        "editor": [{"family": "van Example", "given": "Ada"}],
        "custom": {"has_more_authors": True},
    }


def test_year_that_is_no_number_is_text():
    [item] = json.loads(csl_json([reference(extra={"year": "c. 350 BC"})]))
    assert item["issued"] == {"literal": "c. 350 BC"}


@pytest.mark.parametrize("extra", [{"year": "ca. 1850"}, {"date": "1850~"}])
def test_approximate_year_says_so(extra):
    [item] = json.loads(csl_json([reference(year=1850, extra=extra)]))
    assert item["issued"] == {"date-parts": [[1850]], "circa": True}


def test_translators_and_authors_of_the_book_are_people():
    extra = {"translator": "Doe, Jane and {The Loom Team}", "bookauthor": "van Example, Ada"}
    [item] = json.loads(csl_json([reference(kind="chapter", extra=extra)]))
    assert item["translator"] == [{"family": "Doe", "given": "Jane"}, {"literal": "The Loom Team"}]
    assert item["container-author"] == [{"family": "van Example", "given": "Ada"}]


def test_chinese_holders_are_a_list():
    [item] = json.loads(csl_json([reference(kind="patent", extra={"holder": "李华 and 王昊"})]))
    assert item["publisher"] == "李华, 王昊"


def test_season_has_its_number():
    [item] = json.loads(csl_json([reference(year=1850, extra={"date": "1850-23"})]))
    assert item["issued"] == {"date-parts": [[1850]], "season": 3}
