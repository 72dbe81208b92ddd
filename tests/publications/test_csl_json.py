"""Export as CSL-JSON."""

import json

import pytest

from publications.citing import csl_json

from .reference_samples import PAPER, reference


def test_paper_has_all_its_variables():
    assert json.loads(csl_json([PAPER])) == [
        {
            "id": "example2025fastlm",
            "type": "article-journal",
            "title": "FastLM: Faster Inference",
            "author": [
                {"family": "Example", "given": "Ada"},
                {"non-dropping-particle": "van der", "family": "Sample", "given": "Bob", "suffix": "Jr."},
                {"family": "欧阳", "given": "三"},
                {"literal": "The Example Team"},
            ],
            "issued": {"date-parts": [[2025, 6]]},
            "container-title": "Journal of Examples",
            "container-title-short": "JoE",
            "volume": "7",
            "issue": "3",
            "page": "12-34",
            "publisher": "Example Press",
            "DOI": "10.1000/1",
            "ISSN": "0000-0000",
            "archive": "arXiv",
            "archive_location": "2501.00001",
            "URL": "https://lab.example/publications/fastlm/",
            "language": "en",
            "abstract": "One. Two.",
            "keyword": "decoding, inference",
            "note": "Best Paper Award",
            "publisher-place": "Paris",
            "custom": {
                "equal_contribution": [1, 2],
                "corresponding": [2],
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
