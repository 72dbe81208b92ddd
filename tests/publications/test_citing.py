"""Citation keys, RIS and CSL-JSON, and that no input breaks any of the exports."""

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given

from publications.citing import (
    Author,
    Reference,
    bibtex,
    citation_key,
    csl_json,
    highwire,
    ris,
    scholarly_article,
    unique_keys,
)

from .test_citing_bibtex import references

PAPER = Reference(
    key="example2025fastlm",
    kind="journal",
    title="FastLM: Faster Inference",
    authors=(
        Author("Ada Example", equal_contribution=True),
        Author("Bob van der Sample Jr.", equal_contribution=True, corresponding=True),
        Author("欧阳三"),
        Author("The Example Team"),
    ),
    year=2025,
    month=6,
    venue="Journal of Examples",
    venue_short="JoE",
    volume="7",
    number="3",
    pages="12–34",
    publisher="Example Press",
    doi="10.1000/1",
    arxiv_id="2501.00001",
    issn="0000-0000",
    url="https://lab.example/publications/fastlm/",
    pdf_url="https://lab.example/fastlm.pdf",
    abstract="One.\n\nTwo.",
    keywords=("decoding", "inference"),
    note="Best Paper Award",
    extra={"address": "Paris", "lccn": "1"},
)


def reference(**values) -> Reference:
    return Reference(**{"key": "k", "kind": "conference", "title": "T", **values})


def test_the_exports_need_no_django():
    code = "import sys, publications.citing; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Keys


@pytest.mark.parametrize(
    ("name", "title", "key"),
    [
        ("Ada Example", "FastLM: Faster Inference", "example2025fastlm"),
        ("Ada Example", "On the Use of Examples", "example2025use"),
        ("Ada Example", "2/4/16-bit Examples", "example2025bit"),
        ("Ada van der Example", "C++", "vanderexample2025c"),
        ("Åsa Müßig-Łukøs", "Où ?", "mussiglukos2025ou"),
        ("The Example Team", "To Be", "theexampleteam2025be"),
    ],
)
def test_a_key_is_family_name_year_and_first_word_that_says_something(name, title, key):
    assert citation_key(reference(title=title, authors=(Author(name),), year=2025)) == key


def test_a_chinese_name_and_title_give_a_key_with_a_hash_or_with_the_hints():
    paper = reference(title="基于GPU的示例", authors=(Author("张三"),), year=2019)
    assert re.fullmatch("ref2019[0-9a-f]{6}", citation_key(paper))
    assert citation_key(paper) != citation_key(
        reference(title="另一个示例", authors=paper.authors, year=2019)
    )
    assert citation_key(paper, ascii_family="Zhang", ascii_title="ji yu GPU de shi li") == "zhang2019ji"


def test_a_key_is_the_same_every_time():
    assert citation_key(reference(title="示例")) == "ref0d53f0"


def test_repeated_and_unfit_keys_become_fit_and_different():
    keys = ["a b{c}", "ABC", "abc", "", ""]
    papers = [reference(key=key, title="Fast", authors=(Author("Ada Example"),)) for key in keys]
    assert unique_keys(papers) == ["abc", "ABCa", "abcb", "examplefast", "examplefasta"]


# RIS


def test_a_paper_as_ris():
    assert ris([PAPER]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - example2025fastlm",
        "TI  - FastLM: Faster Inference",
        "AU  - Example, Ada",
        "AU  - van der Sample, Bob, Jr.",
        "AU  - 欧阳三",
        "AU  - The Example Team",
        "PY  - 2025",
        "DA  - 2025/06//",
        "T2  - Journal of Examples",
        "JO  - Journal of Examples",
        "J2  - JoE",
        "VL  - 7",
        "IS  - 3",
        "SP  - 12",
        "EP  - 34",
        "PB  - Example Press",
        "SN  - 0000-0000",
        "DO  - 10.1000/1",
        "AN  - arXiv:2501.00001",
        "DB  - arXiv",
        "CY  - Paris",
        "UR  - https://lab.example/publications/fastlm/",
        "L1  - https://lab.example/fastlm.pdf",
        "LA  - en",
        "AB  - One. Two.",
        "KW  - decoding",
        "KW  - inference",
        "N1  - Best Paper Award",
        "ER  - ",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("conference", "CONF"),
        ("workshop", "CONF"),
        ("preprint", "UNPB"),
        ("thesis", "THES"),
        ("book", "BOOK"),
        ("chapter", "CHAP"),
        ("report", "RPRT"),
        ("software", "COMP"),
        ("dataset", "DATA"),
        ("patent", "PAT"),
        ("other", "GEN"),
        ("no such kind", "GEN"),
    ],
)
def test_each_kind_has_its_ris_type(kind, code):
    assert ris([reference(kind=kind)]).startswith(f"TY  - {code}\r\n")


def test_ris_dates_are_no_more_precise_than_what_is_known():
    assert "DA  - 2025///\r\n" in ris([reference(year=2025)])
    assert "DA  - 2025/02/28/\r\n" in ris([reference(year=2025, month=2, day=28)])
    assert "DA  -" not in ris([reference(month=2)])


@given(references)
def test_every_line_of_ris_is_a_tag(given_reference):
    lines = ris([given_reference]).split("\r\n")
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(
        re.fullmatch("[A-Z][A-Z0-9]  - .*", line) and line.splitlines() == [line] for line in lines[:-2]
    )


# CSL-JSON


def test_a_paper_as_csl_json():
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


def test_csl_json_is_readable_utf_8():
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
def test_csl_dates_are_never_padded(date, parts):
    [item] = json.loads(csl_json([reference(**date)]))
    assert item["issued"] == {"date-parts": [parts]}


def test_a_thesis_names_its_school_once_and_its_degree():
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


# Anything


@given(references)
def test_no_input_breaks_an_export(given_reference):
    exports = [
        bibtex([given_reference]),
        ris([given_reference]),
        csl_json([given_reference]),
        json.dumps(scholarly_article(given_reference), ensure_ascii=False),
        *(content for _, content in highwire(given_reference)),
    ]
    for export in exports:
        export.encode()
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", export)
