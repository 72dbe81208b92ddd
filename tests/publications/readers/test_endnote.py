"""EndNote's tagged format and its XML."""

import pytest

from publications.readers import parse
from tests.publications.readers import codes, names, read_one

ENW = """%0 Conference Proceedings
%T Weaving with Looms
%A Example, Ada
%A van der Sample, Bob
%E Gold, Martin
%B Proceedings of LoomConf
%S Lecture Notes in Looms
%V 7
%P 12-34
%@ 978-3-16-148410-0
%D 2024
%8 May 3
%I Yarn Press
%C Weaverton
%R 10.5555/loom.7
%K weaving
looms
%X First.
%Z Read this for Friday.
%U https://looms.example/7
%F loom2024
"""


def test_tagged_record_is_read_with_all_its_fields():
    entry = read_one(ENW)
    assert (entry.kind, entry.title) == ("conference", "Weaving with Looms")
    assert names(entry.authors) == [("Example", "Ada", ""), ("van der Sample", "Bob", "")]
    assert names(entry.editors) == [("Gold", "Martin", "")]
    assert (entry.venue, entry.volume, entry.pages) == ("Proceedings of LoomConf", "7", "12–34")
    assert (entry.year, entry.month, entry.day) == (2024, 5, 3)
    assert (entry.isbn, entry.doi, entry.publisher) == ("978-3-16-148410-0", "10.5555/loom.7", "Yarn Press")
    assert (entry.keywords, entry.abstract) == (("weaving", "looms"), "First.")
    assert entry.extra == {"series": "Lecture Notes in Looms", "address": "Weaverton"}
    assert set(entry.left_out) == {"notes", "label"}


def test_google_scholar_writes_the_journal_with_its_own_tag():
    entry = read_one("%0 Journal Article\n%T T\n%A Example, Ada\n%J Journal of Looms\n%V 7\n%N 3\n%D 2024\n")
    assert (entry.kind, entry.venue, entry.number) == ("journal", "Journal of Looms", "3")


def test_chinese_record_is_read():
    entry = read_one("%0 Thesis\n%A 张三\n%T 织造研究\n%I 示例大学\n%9 硕士\n%D 2024\n%G 中文\n")
    assert (entry.kind, entry.venue, entry.language) == ("thesis", "示例大学", "zh")
    assert (names(entry.authors), entry.extra) == ([("张", "三", "")], {"type": "硕士"})


@pytest.mark.parametrize("line", ["%A 张三%A 李四", "%A 张三 %A 李四", "%A 张三;李四;"])
def test_cnki_writes_all_authors_in_one_line(line):
    entry = read_one(f"%0 Journal Article\n{line}\n%T 织造研究\n%D 2024\n%W CNKI\n")
    assert names(entry.authors) == [("张", "三", ""), ("李", "四", "")]


def test_bibutils_writes_proceedings_and_their_editors_as_a_series():
    entry = read_one(
        "%0 Conference Proceedings\n%T T\n%A Example, Ada\n%Y Gold, Martin\n%S LoomConf\n%D 2024\n"
    )
    assert (names(entry.editors), entry.venue, entry.extra) == ([("Gold", "Martin", "")], "LoomConf", {})


def test_records_without_a_type_are_separated_by_empty_lines():
    text = "%T One\n%A Example, Ada\n%D 1891\n\n%T Two\n%A Example, Ada\n%D 1892\n"
    assert [entry.title for entry in parse(text).entries] == ["One", "Two"]


def test_jabref_writes_an_empty_type_before_the_type_and_all_authors_in_one_line():
    lists = ("Example, Ada; Sample, Bob & King, Jr., Carl", "Example, Ada & The Loom Team", "张三 & others")
    record = "%0 \n%0 Journal Article\n%A {}\n%D 2024\n%T Looms\n%E \n%B Weaving\n%9\n\n%2 \n%^\n\n"
    bibliography = parse("".join(map(record.format, lists)))
    assert not bibliography.problems
    assert [names(entry.authors) for entry in bibliography.entries] == [
        [("Example", "Ada", ""), ("Sample", "Bob", ""), ("King", "Carl", "Jr.")],
        [("Example", "Ada", ""), ("The Loom Team", "", "")],
        [("张", "三", "")],
    ]
    assert [entry.has_others for entry in bibliography.entries] == [False, False, True]


def test_latex_that_jabref_has_left_becomes_text():
    entry = read_one(
        "%0 Journal Article\n%A Étoile, {\\'E}lise & Øst, {\\O}ystein\n%D 2024\n%T Looms \\& {\\alpha}-Yarn\n"
        "%B {Weaving Days}\n%K {\\'e}toffe\n%U https://lab.example/a\\&b\n"
    )
    assert names(entry.authors) == [("Étoile", "Élise", ""), ("Øst", "Øystein", "")]
    assert (entry.title, entry.venue, entry.keywords) == ("Looms & α-Yarn", "Weaving Days", ("étoffe",))


def test_unknown_type_is_reported():
    assert codes("%0 Loom\n%T T\n%D 2024\n") == [(1, "unknown_type")]


XML = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record>
<ref-type name="Book Section">5</ref-type>
<contributors>
<authors><author><style face="normal" font="default">Example, Ada</style></author></authors>
<secondary-authors><author>Gold, Martin</author></secondary-authors>
</contributors>
<titles><title><style face="normal">Weaving </style><style face="italic">with</style> Looms</title>
<secondary-title>Handbook of Yarn &amp; Thread</secondary-title></titles>
<pages>12-34</pages>
<keywords><keyword>weaving</keyword><keyword>looms</keyword></keywords>
<dates><year>2024</year><pub-dates><date>May 3</date></pub-dates></dates>
<publisher>Yarn Press</publisher>
<isbn>978-3-16-148410-0</isbn>
<electronic-resource-num>10.5555/loom.7</electronic-resource-num>
<urls><pdf-urls><url>internal-pdf://3141/loom.pdf</url></pdf-urls></urls>
</record>
<record><ref-type name="Journal Article">17</ref-type><titles><title>Two</title></titles>
<dates><year>2023</year></dates></record>
</records></xml>
"""


def test_xml_record_is_read_with_all_its_fields():
    entry, second = parse(XML).entries
    assert codes(XML) == []
    assert (entry.kind, entry.title, entry.line) == ("chapter", "Weaving with Looms", 2)
    assert (names(entry.authors), names(entry.editors)) == (
        [("Example", "Ada", "")],
        [("Gold", "Martin", "")],
    )
    assert (entry.venue, entry.pages, entry.publisher) == ("Handbook of Yarn & Thread", "12–34", "Yarn Press")
    assert (entry.year, entry.month, entry.day) == (2024, 5, 3)
    assert (entry.isbn, entry.doi, entry.pdf) == ("978-3-16-148410-0", "10.5555/loom.7", "")
    assert entry.keywords == ("weaving", "looms")
    assert (second.kind, second.title, second.line) == ("journal", "Two", 18)


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE xml>", '<!DOCTYPE xml [<!ENTITY a "b">]>', '<!DOCTYPE xml SYSTEM "xml.dtd">']
)
def test_document_types_are_refused(declaration):
    text = XML.replace("<xml>", f"{declaration}\n<xml>", 1)
    assert (parse(text).entries, codes(text)) == ((), [(2, "broken_xml")])


def test_records_before_an_error_are_read():
    text = XML[: XML.index("<title>Two")]
    assert [entry.title for entry in parse(text).entries] == ["Weaving with Looms"]
    assert [code for _line, code in codes(text)] == ["broken_xml"]


def test_scripts_in_xml_become_characters():
    text = XML.replace('<style face="italic">with</style>', 'H<style face="subscript">2</style>O')
    assert parse(text).entries[0].title == "Weaving H₂O Looms"
