"""Export as RIS."""

import re

import pytest
from hypothesis import given

from publications.citing import Author, ris

from .reference_samples import PAPER, reference
from .reference_strategies import hostile_references


def test_paper_has_all_its_tags():
    assert ris([PAPER]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - example2025fastlm",
        "TI  - FastLM: Faster Inference",
        "AU  - Example, Ada",
        "AU  - van der Sample, Bob, Jr.",
        "AU  - 欧阳三",
        "AU  - The Example Team,",
        "PY  - 2025",
        "DA  - 2025/06//",
        "T2  - Journal of Examples",
        "JF  - Journal of Examples",
        "J2  - JoE",
        "PB  - Example Press",
        "CY  - Paris",
        "VL  - 7",
        "IS  - 3",
        "SP  - 12",
        "EP  - 34",
        "SN  - 0000-0000",
        "DO  - 10.1000/1",
        "AN  - arXiv:2501.00001",
        "DB  - arXiv",
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
        ("preprint", "MANSCPT"),
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


def test_season_is_the_fourth_part_of_the_date():
    assert "DA  - 2025///Autumn\r\n" in ris([reference(year=2025, extra={"date": "2025-23"})])
    assert "DA  - 2025///\r\n" in ris([reference(year=2025, extra={"date": "2024-23"})])


def test_dates_are_as_precise_as_known():
    assert "DA  - 2025///\r\n" in ris([reference(year=2025)])
    assert "DA  - 2025/02/28/\r\n" in ris([reference(year=2025, month=2, day=28)])
    assert "DA  -" not in ris([reference(month=2)])


def tags(**values) -> list[tuple[str, str]]:
    """Return tags and values of the record of a publication with these values, without the type."""
    lines = ris([reference(**values)]).split("\r\n")
    return [(line[:2], line[6:]) for line in lines[1:] if line and not line.startswith("ER")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Zotero: proceedingsTitle and conferenceName; pandoc and rispy read T2 only.
        ({"kind": "conference", "venue": "Proceedings"}, {"C3": "Proceedings", "T2": "Proceedings"}),
        (
            {"kind": "workshop", "venue": "Proceedings", "extra": {"eventtitle": "Days", "address": "Rome"}},
            {"C3": "Proceedings", "T2": "Days", "C1": "Rome", "CY": "Rome"},
        ),
        (
            {"kind": "chapter", "venue": "B", "number": "7", "extra": {"series": "S", "chapter": "5"}},
            {"T2": "B", "T3": "S", "SV": "7", "SE": "5"},
        ),
        ({"kind": "book", "venue": "Series", "number": "7"}, {"T2": "Series", "M1": "7"}),
        ({"kind": "book", "extra": {"pagetotal": "340"}}, {"SP": "340"}),
        ({"kind": "thesis", "venue": "Uni", "isbn": "9"}, {"PB": "Uni", "M3": "PhD thesis", "SN": "9"}),
        ({"kind": "thesis", "language": "zh-Hans"}, {"M3": "博士学位论文"}),
        ({"kind": "thesis", "extra": {"type": "mathesis"}}, {"M3": "Master's thesis"}),
        (
            {
                "kind": "report",
                "venue": "Lab",
                "number": "TR-1",
                "issn": "2049-3630",
                "extra": {"series": "S"},
            },
            {"PB": "Lab", "SN": "TR-1", "T2": "S", "N1": "Field (issn): 2049-3630"},
        ),
        ({"kind": "patent", "number": "US 1", "extra": {"holder": "Lab"}}, {"SN": "US 1", "PB": "Lab"}),
        (
            {"kind": "software", "venue": "Host", "publisher": "Archive", "extra": {"version": "1.2"}},
            {"ET": "1.2", "PB": "Archive", "T2": "Host"},
        ),
        ({"kind": "dataset", "number": "7", "extra": {"version": "1.2"}}, {"ET": "1.2", "NV": "7"}),
        (
            {"kind": "preprint", "venue": "arXiv", "arxiv_id": "2501.00001"},
            {
                "PB": "arXiv",
                "M1": "arXiv:2501.00001",
                "M3": "Preprint",
                "AN": "arXiv:2501.00001",
                "DB": "arXiv",
            },
        ),
        ({"kind": "journal", "article_number": "e17"}, {"C7": "e17", "SP": "e17"}),
        ({"kind": "journal", "article_number": "17", "pages": "1–9"}, {"C7": "17", "SP": "1", "EP": "9"}),
        (
            {"kind": "journal", "is_in_press": True, "award": "Best Paper", "note": "In Spanish"},
            {"N1": "In press. Best Paper. Public note: In Spanish"},
        ),
        ({"kind": "journal", "translated_title": "U"}, {"TT": "U"}),
        # EndNote, Zotero and citation-js: the day of access, but of a patent another date.
        ({"kind": "report", "extra": {"urldate": "2016-01-04"}}, {"Y2": "2016/01/04/"}),
        ({"kind": "patent", "extra": {"urldate": "2016"}}, {"N1": "Field (urldate): 2016"}),
        # Zotero would take the ISSN for an ISBN.
        ({"kind": "conference", "issn": "2161-2528"}, {"N1": "Field (issn): 2161-2528"}),
        ({"kind": "book", "extra": {"titleaddon": "A ballad"}}, {"N1": "Field (titleaddon): A ballad"}),
        # Zotero drops EP if there is a hyphen in SP, and makes J2 the title of the proceedings.
        ({"kind": "journal", "pages": "A-1–A-9"}, {"SP": "A-1–A-9"}),
        ({"kind": "conference", "venue": "P", "venue_short": "S"}, {"C3": "P", "T2": "P"}),
    ],
)
def test_values_are_in_the_tags_that_readers_expect_for_the_kind(values, expected):
    written = tags(**values)
    assert {tag: value for tag, value in written if tag not in {"ID", "TI", "LA"}} == expected
    assert len(written) == len(dict(written))


def test_language_of_software_is_left_out_because_the_tag_means_its_programming_language():
    assert "LA" not in dict(tags(kind="software"))


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("journal", "2049-3630"),
        ("other", "2049-3630"),
        ("conference", "978-3-16-148410-0"),
        ("book", "978-3-16-148410-0"),
    ],
)
def test_there_is_one_serial_number_of_the_sort_that_the_kind_has(kind, number):
    written = tags(kind=kind, isbn="978-3-16-148410-0", issn="2049-3630")
    assert [value for tag, value in written if tag == "SN"] == [number]


@pytest.mark.parametrize(
    ("kind", "tag"), [("book", "A3"), ("chapter", "A2"), ("conference", "A2"), ("report", "ED")]
)
def test_editors_have_the_tag_that_readers_expect_for_the_kind(kind, tag):
    editors = (Author("Ada Example"), Author("Bob van der Sample"))
    written = tags(kind=kind, editors=editors)
    assert [value for name, value in written if name == tag] == ["Example, Ada", "van der Sample, Bob"]


def test_organization_with_a_comma_in_its_name_stays_whole():
    assert ("AU", "Example Center Inc,") in tags(authors=(Author("Example Center, Inc", literal=True),))


def test_list_of_authors_that_goes_on_has_no_person_called_others():
    assert ("AU", "Example, Ada") in tags(authors=(Author("Ada Example"),), has_more_authors=True)
    assert "others" not in ris([reference(authors=(Author("Ada Example"),), has_more_authors=True)])


@given(hostile_references)
def test_every_line_is_a_tag_whatever_the_input(given_reference):
    lines = ris([given_reference]).split("\r\n")
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(
        re.fullmatch("[A-Z][A-Z0-9]  - .*", line) and line.splitlines() == [line] for line in lines[:-2]
    )
