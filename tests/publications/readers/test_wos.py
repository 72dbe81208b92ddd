"""Plain text of Web of Science."""

import pytest

from tests.publications.readers import names, read_one

RECORD = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Example, AB
   Sample, C
AF Example, Ada B.
   Sample, Carl
CA Loom Study Group
TI Weaving with looms in the
   long run
SO JOURNAL OF LOOMS
LA English
DT Article
DE weaving; looms;
   yarn
ID KEYWORDS PLUS
AB We weave.
C1 [Example, Ada B.] Example Univ, Weaverton.
PU YARN PRESS
PI WEAVERTON
SN 2049-3630
EI 1611-3349
JI J. Looms
PD DEC 16
PY 2020
VL 6
IS 1
AR UNSP 1722034
DI 10.5555/loom.7
PM 31452104
UT WOS:000514379300001
ER

EF
"""


def test_article_is_read_with_all_its_fields():
    entry = read_one(RECORD)
    assert (entry.kind, entry.title) == ("journal", "Weaving with looms in the long run")
    assert names(entry.authors) == [
        ("Example", "Ada B.", ""),
        ("Sample", "Carl", ""),
        ("Loom Study Group", "", ""),
    ]
    assert (entry.venue, entry.venue_short) == ("JOURNAL OF LOOMS", "J. Looms")
    assert (entry.year, entry.month, entry.day) == (2020, 12, 16)
    assert (entry.volume, entry.number, entry.article_number) == ("6", "1", "1722034")
    assert (entry.doi, entry.issn, entry.language) == ("10.5555/loom.7", "2049-3630", "en")
    assert (entry.keywords, entry.abstract) == (("weaving", "looms", "yarn"), "We weave.")
    assert entry.extra == {"address": "WEAVERTON", "eissn": "1611-3349", "pmid": "31452104"}


@pytest.mark.parametrize(
    ("document_type", "kind"),
    [
        ("Proceedings Paper", "conference"),
        ("Article; Proceedings Paper", "journal"),
        ("Article; Book Chapter", "chapter"),
        ("Book Review", "journal"),
    ],
)
def test_type_of_document_decides_the_kind(document_type, kind):
    assert read_one(RECORD.replace("DT Article", f"DT {document_type}")).kind == kind


def test_record_without_type_of_document_is_what_it_is_printed_in():
    assert read_one(RECORD.replace("DT Article\n", "").replace("PT J", "PT C")).kind == "conference"
