"""All formats: how they are told apart, hostile input, and what our own exports give."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.bibtex import CODES
from publications.citing import csl_json, ris
from publications.citing.cleaning import one_line
from publications.citing.registry import Notice
from publications.readers import FORMATS, count_entries, detect, parse
from tests.publications.reference_samples import PAPER, work
from tests.publications.reference_strategies import ordinary_references

SAMPLES = {
    "bibtex": "% a comment\n@article{k, title = {T}, year = 2024}\n",
    "ris": "Provider: X\n\nTY  - JOUR\nTI  - T\nPY  - 2024\nER  - \n",
    "nbib": "\nPMID- 1\nOWN - NLM\nTI  - T.\nDP  - 2024\n",
    "wos": "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A, B\nTI T\nPY 2024\nER\n\nEF\n",
    "endnote": "%0 Journal Article\n%T T\n%D 2024\n",
    "refworks": "RT Journal Article\nT1 T\nYR 2024\n",
    "noteexpress": "{Reference Type}: Book\n{Title}: T\n{Year}: 2024\n",
    "cnki": "DataType: 1\nTitle-题名: T\nYear-年: 2024\n",
    "endnote-xml": '<?xml version="1.0"?>\n<xml><records><record><titles><title>T</title></titles>'
    "<dates><year>2024</year></dates></record></records></xml>",
    "csl-json": '[\n  {"type": "book", "title": "T", "issued": {"date-parts": [[2024]]}}\n]',
}


@pytest.mark.parametrize("code", FORMATS)
def test_format_is_detected_by_content(code):
    text = SAMPLES[code]
    for variant in (text, f"\ufeff{text}", f"\n\n{text}", text.replace("\n", "\r\n")):
        assert detect(variant) == code
        assert [(entry.title, entry.year) for entry in parse(variant).entries] == [("T", 2024)]
    assert count_entries(text, code) == 1


@pytest.mark.parametrize("text", ["", "Some words.", "[]", "{}", "[1, 2]", "<html></html>", "TY", "%0", "\0"])
def test_text_without_entries_gives_none(text):
    assert [entry for entry in parse(text).entries if entry.title] == []


def test_record_inside_an_abstract_does_not_decide_the_format():
    assert detect("TY  - JOUR\nAB  - Like this:\n@article{k,\n title = {T}}\nER  - \n") == "ris"
    assert detect("@article{k, abstract = {\nTY  - JOUR\n}}") == "bibtex"


_pieces = st.sampled_from(
    "TY  - JOUR\n|ER  - \n|TI  - |AU  - |PY  - |SN  - |DO  - |KW  - |N1  - |%0 Book\n|%A |%D |PMID- |FAU - |"
    "RT Book, Whole\n|A1 |T1 |YR |{Reference Type}: Book\n|{Author}: |{Year}: |"
    'DP  - |PG  - |AID - |[|{|"title": |"author": |]|}|<xml>|<record>|</record>|<titles><title>|,|:|\n|\n\n|'
    "10.5555/a|2024|1234-5|张三|Example, Ada|and|;|null|[[2024]]|\ud800|\0|<i>|&amp;|$x$".split("|")
)


@given(st.lists(_pieces, max_size=30).map("".join), st.sampled_from(list(FORMATS)))
@settings(max_examples=100)
def test_no_input_raises(text, code):
    for result in (parse(text), parse(text, code)):
        assert {problem.code for problem in result.problems} <= set(CODES)
        for entry in result.entries:
            assert not any("\ud800" <= character <= "\udfff" for character in entry.title)


_MANY = 3_000


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\n" * _MANY,
        "TY  - JOUR\nAB  - " + "word \n" * 10 * _MANY,
        "TY  - JOUR\nAU  - " + "a, " * 10 * _MANY,
        "%0 Book\n%A a" + " " * 10 * _MANY,
        "RT Book, Whole\nA1 " + "a; " * 10 * _MANY,
        "{Reference Type}: Book\n" + "{" * 10 * _MANY,
        "TY  - JOUR\nSN  - " + "1234-5678 " * 5 * _MANY,
        "TY  - JOUR\nSN  - " + "1-" * 10 * _MANY,
        "TY  - JOUR\nTI  - " + "<sub>" * 5 * _MANY,
        "TY  - JOUR\nTI  - " + "<" * 10 * _MANY,
        "TY  - JOUR\nDO  - " + "10.1234/" * 5 * _MANY,
        "TY  - JOUR\nM3  - " + " " * 10 * _MANY + "x",
        "TY  - JOUR\nC7  - " + "a" * 10 * _MANY,
        "PMID- 1\nPG  - " + "1-" * 10 * _MANY,
        "PMID- 1\nFAU - " + "A " * 10 * _MANY,
        "PMID- 1\nAID - " + "a " * 10 * _MANY,
        "%0 Book\n" * _MANY,
        "%" * 10 * _MANY,
        "[" * 10 * _MANY,
        "[" + "{}," * _MANY,
        '[{"note": "' + "a:" * 10 * _MANY + '"}]',
        '[{"author": [' + '{"literal": "A"},' * 2 * _MANY + "0]}]",
        '[{"title": "' + "<" * 10 * _MANY + '"}]',
        "<xml>" + "<a>" * 5 * _MANY,
        "<xml><records>" + "<record/>" * _MANY,
        " " * 10 * _MANY + "x",
    ],
    ids=range(26),
)
def test_hostile_input_is_read_within_seconds(text):
    begin = time.process_time()
    parse(text)
    assert time.process_time() - begin < 5


def test_two_thousand_records_are_read_within_seconds():
    text = ris([replace(PAPER, extra={})]) * 2_000
    begin = time.process_time()
    result = parse(text)
    assert time.process_time() - begin < 5
    assert len(result.entries) == 2_000


# ---- our own exports --------------------------------------------------------------------------

RETRACTED = (Notice("retraction", "10.5555/retraction", "2021-02-03"),)
WORKS = [
    PAPER,
    work("conference", "Looms", "Ada Example; 张三", venue="Proceedings of LoomConf", year=2024, pages="1–9"),
    work("workshop", "Looms", "Ada Example", venue="Workshop on Looms", year=2024, month=5, day=3),
    work("preprint", "Looms", "Ada Example", venue="arXiv", arxiv_id="2311.01282", year=2023, month=11),
    work("thesis", "Looms", "Ada Example", venue="MIT", type="Master's thesis", year=2020),
    work("book", "Looms", "Ada Example", publisher="Yarn Press", isbn="978-3-16-148410-0", year=2020),
    work("chapter", "Looms", "Ada Example", venue="Handbook of Yarn", publisher="Yarn Press", year=2020),
    work("report", "Looms", "Ada Example", venue="MIT", number="TR-5", year=2020),
    work("software", "Looms", "Ada Example", year=2020, version="1.2"),
    work("dataset", "Looms", "Ada Example", doi="10.5555/looms", year=2020),
    work("patent", "Looms", "Ada Example", number="US 1", year=2020),
    work("journal", "织造", "张三; 欧阳四", venue="织造学报", language="zh", year=2020, article_number="e42"),
    work("journal", "Looms", "Ada Example", venue="Yarn", is_in_press=True, award="Best Paper Award"),
    work("book", "Looms", year=2020, editor="Martin Gold and Ada van Example"),
    work("chapter", "Looms", "Ada Example", venue="Yarn", editor="Martin Gold", year=2020),
    work("journal", "Looms", "Ada Example", venue="Yarn", year=2020, translated_title="织造"),
    work(
        "journal",
        "Looms",
        "Ada Example",
        venue="Yarn",
        year=2020,
        award="Best Paper Award",
        notices=RETRACTED,
    ),
]
#: What every format has a place for.
SHARED = (
    *("kind", "title", "translated_title", "year", "month", "day", "is_in_press", "award", "isbn", "notices"),
    *("volume", "number", "pages", "article_number", "doi", "arxiv_id"),
)


@pytest.mark.parametrize("reference", WORKS, ids=lambda reference: reference.kind)
@pytest.mark.parametrize("export", [ris, csl_json])
def test_own_export_comes_back_the_same(export, reference):
    result = parse(export([reference]))
    (entry,) = result.entries
    assert result.problems == ()
    for name in SHARED:
        assert getattr(entry, name) == getattr(reference, name)
    assert [author.name for author in entry.authors] == [author.name for author in reference.authors]
    has_institution = reference.kind in {"thesis", "report"}
    assert entry.venue == (reference.institution if has_institution else reference.venue)
    assert (entry.url, entry.pdf) == (reference.url, reference.pdf_url)
    assert (entry.abstract.split(), entry.keywords) == (reference.abstract.split(), reference.keywords)
    assert [editor.name for editor in entry.editors] == [editor.name for editor in reference.editors]
    for name in ("type", "version"):
        assert entry.extra.get(name, "") == reference.extra.get(name, "")


@given(ordinary_references)
@settings(max_examples=40)
def test_title_and_authors_of_own_exports_come_back_the_same(other):
    title = "".join(character for character in other.title if character not in "<&$\\") or "T"
    reference = replace(other, kind="journal", title=title, year=2020)
    for export in (ris, csl_json):
        (entry,) = parse(export([reference])).entries
        assert entry.title == one_line(title)
        assert [author.name for author in entry.authors] == [author.name for author in reference.authors]
