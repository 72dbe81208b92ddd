"""CNKI's own formats: E-Study, and the list of fields that its users choose."""

import pytest

from publications.readers import count_entries, parse
from tests.publications.readers import codes, names, read_one

E_STUDY = """DataType: 1
Title-题名: 织造研究
Author-作者: 张三;李四;
Source-刊名: 示例学报
Year-年: 2023
PubTime-出版时间: 2023-04-01
Keyword-关键词: 织机;纱线
Summary-摘要: 第一行。
Title of a line: 第二行。
Roll-卷: 46
Period-期: 05
PageCount-页数: 12
Page-页码: 1-12
SrcDatabase-来源库: 期刊
Organ-机构: 示例大学;
Link-链接: https://looms.example/46

"""
CHOSEN = """SrcDatabase-来源库: 硕士
Title-题名:织机研究
Author-作者:张三
Source-文献来源: 示例大学
PubTime-发表时间: 2024-06-01
FirstDuty-第一责任人: 张三;
Year-年: 2024
PageCount-页码: 1-80
CLC-中图分类号: TS1
DOI-DOI: 10.5555/zh.47

"""


def test_record_of_e_study_is_read_with_all_its_fields():
    entry = read_one(E_STUDY)
    assert (entry.kind, entry.title, entry.venue) == ("journal", "织造研究", "示例学报")
    assert names(entry.authors) == [("张", "三", ""), ("李", "四", "")]
    assert (entry.year, entry.month, entry.volume, entry.number) == (2023, 4, "46", "05")
    assert (entry.pages, entry.keywords, entry.url) == ("1–12", ("织机", "纱线"), "https://looms.example/46")
    assert entry.abstract == "第一行。 Title of a line: 第二行。"


def test_chosen_fields_are_read_as_well():
    entry = read_one(CHOSEN)
    assert (entry.kind, entry.venue, entry.year, entry.pages) == ("thesis", "示例大学", 2024, "1–80")
    assert (names(entry.authors), entry.doi) == ([("张", "三", "")], "10.5555/zh.47")


@pytest.mark.parametrize(
    ("number", "database", "fields", "kind", "venue"),
    [
        ("2", "", "Source-学位授予单位: 示例大学", "thesis", "示例大学"),
        (
            "3",
            "中国会议",
            "Source-来源: 示例会议论文集\nMeeting-会议名称: 示例会议",
            "conference",
            "示例会议论文集",
        ),
        (
            "6",
            "年鉴网络出版总库",
            "Source-文献来源: 示例年鉴\nOrgan-出版者: 示例出版社",
            "chapter",
            "示例年鉴",
        ),
        ("9", "中国专利", "Applicant-申请人: 示例大学", "patent", ""),
    ],
)
def test_database_or_number_tells_the_kind(number, database, fields, kind, venue):
    entry = read_one(
        f"DataType: {number}\nTitle-题名: 织机\nAuthor-作者: 张三;\n{fields}\nYear-年: 2013\n"
        f"SrcDatabase-来源库: {database}\n"
    )
    assert (entry.kind, entry.venue, entry.year) == (kind, venue, 2013)


@pytest.mark.parametrize("text", [E_STUDY, CHOSEN])
def test_each_record_starts_with_its_type_or_database(text):
    two = text + text.replace("织", "纺")
    assert (len(parse(two).entries), count_entries(two, "cnki")) == (2, 2)
    assert count_entries(two.replace("\n", "\r\n"), "cnki") == 2


def test_unknown_field_is_reported():
    assert codes("DataType: 1\nTitle-题名: 织机\nYear-年: 2024\nLoom-织机: 7\n") == [(4, "unknown_tag")]
