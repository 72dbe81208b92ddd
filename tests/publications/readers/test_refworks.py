"""RefWorks' tagged format."""

import pytest

from publications.readers import parse
from tests.publications.readers import codes, names, read_one

RECORD = """RT Book, Section
SR Print(0)
ID 4
A1 Example,Ada B.
A1 King,Carl,Jr.
A2 Gold,Martin
T1 Weaving with Looms
T2 Handbook of Yarn
YR 2024
FD May 3
VO 7
SP 12
OP 34
K1 weaving
K1 looms
AB We weave.
AI is not a tag.
NO Read this for Friday.
PB Yarn Press
PP Weaverton
SN 978-3-16-148410-0
DO 10.5555/loom.7
LA English
UL https://looms.example/7
"""
CNKI = """RT Journal Article
SR 1
A1 张三;李四;
AD 示例大学;
T1 织造研究
JF 示例学报
YR 2023
IS 05
vo 46
OP 118-120+123
K1 织机;纱线
SN 2049-3630
LA 中文;
DS CNKI
DO 10.5555/zh.46

"""


def test_record_is_read_with_all_its_fields():
    entry = read_one(RECORD)
    assert (entry.kind, entry.title, entry.venue) == ("chapter", "Weaving with Looms", "Handbook of Yarn")
    assert names(entry.authors) == [("Example", "Ada B.", ""), ("King", "Carl", "Jr.")]
    assert names(entry.editors) == [("Gold", "Martin", "")]
    assert (entry.year, entry.month, entry.day) == (2024, 5, 3)
    assert (entry.volume, entry.pages, entry.isbn) == ("7", "12–34", "978-3-16-148410-0")
    assert (entry.keywords, entry.abstract) == (("weaving", "looms"), "We weave. AI is not a tag.")
    assert (entry.publisher, entry.language, entry.doi) == ("Yarn Press", "en", "10.5555/loom.7")
    assert (entry.extra, entry.left_out) == ({"address": "Weaverton"}, ("notes",))


def test_article_of_cnki_is_read_with_all_its_fields():
    entry = read_one(CNKI)
    assert (entry.kind, entry.title, entry.venue) == ("journal", "织造研究", "示例学报")
    assert names(entry.authors) == [("张", "三", ""), ("李", "四", "")]
    assert (entry.year, entry.volume, entry.number, entry.pages) == (2023, "46", "05", "118–120+123")
    assert (entry.keywords, entry.language) == (("织机", "纱线"), "zh")


def test_thesis_of_cnki_has_an_advisor_and_no_issue():
    entry = read_one(
        "RT Dissertation/Thesis\nSR 1\nA1张三\nA3 王五\nPB 示例大学\nT1 织机\nCL 硕士\nYR 2015\nIS 06\n"
    )
    assert (entry.kind, entry.venue, entry.number) == ("thesis", "示例大学", "")
    assert names(entry.authors) == [("张", "三", "")]
    assert entry.extra == {"advisor": "王五", "type": "硕士"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Book, Whole", "book"),
        ("Conference Proceedings", "conference"),
        ("Conference Proceeding", "conference"),
        ("Journal, Electronic", "journal"),
        ("Report", "report"),
        ("Generic", "other"),
    ],
)
def test_type_of_refworks_tells_the_kind(name, kind):
    assert read_one(f"RT {name}\nA1 Example, Ada\nT1 Looms\nYR 2024\n").kind == kind


def test_each_record_starts_with_its_type():
    assert [entry.year for entry in parse(CNKI + CNKI.replace("2023", "2024")).entries] == [2023, 2024]
    assert codes(CNKI + "RT Loom\nT1 T\nYR 2024\n") == [(CNKI.count("\n") + 1, "unknown_type")]
