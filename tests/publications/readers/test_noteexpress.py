"""Text files of NoteExpress."""

import pytest

from publications.readers import parse
from tests.publications.readers import codes, names, read_one

RECORD = """{Reference Type}: Journal Article
{Title}: 织造研究
{Author}: 张三;李四;
{Author Address}: 示例大学;
{Journal}: 示例学报
{Year}: 2023
{Volume}: 46
{Issue}: 05
{Pages}: 1-12
{Keywords}: 织机;纱线
{Abstract}: 第一行。
第二行。
{ISBN/ISSN}: 2049-3630
{Notes}: 11-1826/TP
{URL}: https://looms.example/46
{DOI}: 10.5555/zh.46
{Database Provider}: CNKI

"""


def test_record_is_read_with_all_its_fields():
    entry = read_one(RECORD)
    assert (entry.kind, entry.title, entry.venue) == ("journal", "织造研究", "示例学报")
    assert names(entry.authors) == [("张", "三", ""), ("李", "四", "")]
    assert (entry.year, entry.volume, entry.number, entry.pages) == (2023, "46", "05", "1–12")
    assert (entry.keywords, entry.abstract) == (("织机", "纱线"), "第一行。 第二行。")
    assert (entry.issn, entry.doi, entry.url) == ("2049-3630", "10.5555/zh.46", "https://looms.example/46")
    assert entry.left_out == ("notes",)


def test_wanfang_repeats_fields_and_translates_them():
    entry = read_one(
        "{Reference Type}: Journal Article\n{Title}: 织造研究\n{Translated Title}: On weaving\n"
        "{Author}: 张三\n{Author}:  李四\n{Translated Author}: ZHANG San\n{Author Address}: 示例大学\n"
        "{Journal}: 示例学报\n{Translated Journal}: Journal of Examples\n{Year}: 2020\n"
        "{Keywords}: 织机\n{Keywords}:  纱线\n{Database Provider}: 万方\n{Language}: chi\n"
    )
    assert names(entry.authors) == [("张", "三", ""), ("李", "四", "")]
    assert (entry.translated_title, entry.venue, entry.language) == ("On weaving", "示例学报", "zh")
    assert entry.keywords == ("织机", "纱线")


def test_patent_has_an_applicant_and_a_number():
    entry = read_one(
        "{Reference Type}: Patent\n{Title}: 织机\n{Author}: 张三\n{Subsidiary Author}: 示例大学\n"
        "{Date}: 2012-08-08\n{Notes}: CN123456789A\n{Year}: 2012\n"
    )
    assert (entry.kind, entry.number, entry.extra) == ("patent", "CN123456789A", {"holder": "示例大学"})
    assert (entry.year, entry.month, entry.day) == (2012, 8, 8)


@pytest.mark.parametrize(
    ("fields", "kind", "venue"),
    [
        ("Thesis\n{Type of Work}: 硕士\n{Publisher}: 示例大学", "thesis", "示例大学"),
        ("Conference Proceedings\n{Tertiary Title}: 示例大会", "conference", "示例大会"),
        ("Book\n{图书印刷版ISBN}: 978-3-16-148410-0\n{Publisher}: 示例出版社", "book", ""),
    ],
)
def test_type_tells_the_kind_and_the_venue(fields, kind, venue):
    entry = read_one(f"{{Reference Type}}: {fields}\n{{Title}}: 织机\n{{Author}}: 张三\n{{Date}}: 2013-01\n")
    assert (entry.kind, entry.venue, entry.year, entry.month) == (kind, venue, 2013, 1)
    assert bool(entry.isbn) is (kind == "book")


def test_each_record_starts_with_its_type():
    assert [entry.year for entry in parse(RECORD + RECORD.replace("2023", "2024")).entries] == [2023, 2024]


def test_unknown_field_is_reported():
    assert codes("{Reference Type}: Book\n{Title}: T\n{Year}: 2024\n{Loom}: 7\n") == [(4, "unknown_tag")]
