"""NBIB as PubMed writes it."""

import pytest

from publications.citing.registry import Funding, Notice
from publications.readers import parse
from tests.publications.readers import codes, names, read_one

RECORD = """
PMID- 31452104
OWN - NLM
STAT- MEDLINE
IS  - 1476-4687 (Electronic)
IS  - 0028-0836 (Linking)
VI  - 572
IP  - 7767
DP  - 2019 Mar 5
TI  - Weaving with looms in the
      long run.
PG  - 1234-45
LID - 10.5555/loom.7 [doi]
AB  - BACKGROUND: Looms weave. RESULTS: They weave
      well.
FAU - Example, Ada B
AU  - Example AB
AUID- ORCID: 0000-0002-1825-0097
AD  - Department of Yarn, Weaverton.
FAU - King, Carl Jr
AU  - King C Jr
CN  - Loom Study Group
LA  - eng
PT  - Journal Article
PL  - England
TA  - J Looms
JT  - Journal of looms
OT  - *weaving
OT  - yarn
MH  - Humans
PMC - PMC123456
AID - 10.5555/loom.7 [doi]
SO  - J Looms. 2019 Mar 5;572(7767):1234-45.
"""


def test_article_is_read_with_all_its_fields():
    entry = read_one(RECORD)
    assert (entry.kind, entry.title) == ("journal", "Weaving with looms in the long run")
    assert [author.name for author in entry.authors] == ["Ada B. Example", "Carl King Jr", "Loom Study Group"]
    assert entry.authors[0].orcid == "0000-0002-1825-0097"
    assert entry.authors[2].is_corporate
    assert (entry.venue, entry.venue_short) == ("Journal of looms", "J Looms")
    assert (entry.volume, entry.number, entry.pages) == ("572", "7767", "1234–1245")
    assert (entry.year, entry.month, entry.day) == (2019, 3, 5)
    assert (entry.doi, entry.issn, entry.language) == ("10.5555/loom.7", "0028-0836", "en")
    assert entry.abstract == "BACKGROUND: Looms weave. RESULTS: They weave well."
    assert entry.keywords == ("weaving", "yarn")
    assert entry.extra == {"pmid": "31452104", "pmcid": "PMC123456", "eissn": "1476-4687"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1234-45", "1234–1245"),
        ("14-9", "14–19"),
        ("S12-5", "S12–S15"),
        ("105-1", "105–1"),
        ("98-101", "98–101"),
        ("7", "7"),
    ],
)
def test_shortened_page_ranges_are_completed(given, expected):
    assert read_one(RECORD.replace("1234-45\nLID", f"{given}\nLID")).pages == expected


@pytest.mark.parametrize(
    ("pii", "expected"), [("e0209899", "e0209899"), ("1042", "1042"), ("S1080-6(22)9", "")]
)
def test_publishers_identifier_is_an_article_number_only_where_it_looks_like_one(pii, expected):
    text = RECORD.replace("PG  - 1234-45\n", "").replace("AID -", f"AID - {pii} [pii]\nAID -")
    assert read_one(text).article_number == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019 Jan-Feb", (2019, 1, None)),
        ("2019 Spring", (2019, None, None)),
        ("1998 Dec-1999 Jan", (1998, 12, None)),
        ("2019", (2019, None, None)),
    ],
)
def test_dates_are_read_as_precisely_as_given(date, expected):
    entry = read_one(RECORD.replace("2019 Mar 5\nTI", f"{date}\nTI"))
    assert (entry.year, entry.month, entry.day) == expected


def test_season_is_kept():
    assert read_one(RECORD.replace("2019 Mar 5\nTI", "2019 Spring\nTI")).extra["date"] == "2019-21"


def test_title_in_the_original_language_comes_first():
    text = RECORD.replace("TI  - Weaving", "TT  - Weben mit Webstühlen.\nTI  - [Weaving")
    entry = read_one(text.replace("long run.", "long run]."))
    assert entry.title == "Weben mit Webstühlen"
    assert entry.translated_title == "Weaving with looms in the long run"


def test_work_in_two_languages_keeps_its_english_title():
    text = RECORD.replace("TI  - Weaving", "TT  - Weben mit Webstühlen.\nTI  - Weaving")
    entry = read_one(text.replace("LA  - eng\n", "LA  - eng\nLA  - ger\n"))
    assert (entry.title, entry.language) == ("Weaving with looms in the long run", "en")
    assert entry.translated_title == "Weben mit Webstühlen"


def test_old_records_have_short_names():
    text = "PMID- 1\nTI  - T.\nDP  - 1996\nAU  - van Raaij MJ\nAU  - Li X\nJT  - Looms\n"
    assert names(read_one(text).authors) == [("van Raaij", "M. J.", ""), ("Li", "X.", "")]


def test_chapter_has_the_title_and_the_editors_of_its_book():
    entry = read_one(
        "PMID- 2\nDP  - 2009\nTI  - Looms\nBTI - Handbook of Weaving\nPT  - Book Chapter\n"
        "FAU - Example, Ada\nFED - Gold, Martin\nPB  - Yarn Press\nPL  - Weaverton\n"
    )
    assert (entry.kind, entry.venue, entry.publisher) == ("chapter", "Handbook of Weaving", "Yarn Press")
    assert (names(entry.authors), names(entry.editors)) == (
        [("Example", "Ada", "")],
        [("Gold", "Martin", "")],
    )


def test_records_are_separated_by_empty_lines():
    assert len(parse(RECORD + RECORD).entries) == 2
    assert codes(RECORD + RECORD) == []


def test_records_of_eric_start_with_another_tag():
    text = "\nOWN - ERIC\nTI  - Looms\nAU  - Example, Ada\nIS  - ISSN-2049-3630\nDP  - 2020\n\n"
    entries = parse(text + text).entries
    assert [(entry.title, entry.issn) for entry in entries] == [("Looms", "2049-3630")] * 2


def test_preprint_is_one():
    assert read_one(RECORD.replace("Journal Article", "Preprint")).kind == "preprint"


def test_retraction_and_corrections_are_notices():
    lines = (
        "RIN - J Looms. 2021;5(1):1. doi: 10.5555/Retraction.1. PMID: 7\nEIN - J Looms. 2020;4(1):1\nPT  -"
    )
    entry = read_one(RECORD.replace("PT  -", lines, 1))
    assert entry.notices == (Notice("retraction", "10.5555/retraction.1"), Notice("correction"))


def test_retracted_paper_without_its_notice_is_retracted_all_the_same():
    entry = read_one(RECORD.replace("PT  -", "PT  - Retracted Publication\nPT  -", 1))
    assert entry.notices == (Notice("retraction"),)


def test_grants_are_kept_by_funder():
    lines = (
        "GR  - R01 GM1/GM/NIGMS NIH HHS/United States\nGR  - R01 GM2/GM/NIGMS NIH HHS/United States\nPT  -"
    )
    entry = read_one(RECORD.replace("PT  -", lines, 1))
    assert entry.funding == (Funding("NIGMS NIH HHS", "", ("R01 GM1", "R01 GM2")),)
