"""Read what our own exports have written: nothing may be lost on the way."""

import re

import pytest

from publications.bibtex import Entry
from publications.bibtex import parse as parse_bibtex
from publications.citing import (
    Author,
    Funding,
    Notice,
    apa,
    bibtex,
    csl_json,
    gbt7714,
    ieee,
    plain_text,
    ris,
)
from publications.citing.dates_in_words import date_in_words
from publications.readers import parse

from ..reference_samples import reference

LINKS = (("code", "https://code.example/fast"), ("slides", "https://slides.example/?a=1&b=(2)"))
FUNDING = (Funding("Yarn Fund", "", ("Y-1", "Y 2")), Funding("Loom Trust"))


def exported_and_read(write, **values) -> Entry:
    read = parse_bibtex if write is bibtex else parse
    [entry] = read(write([reference(authors=(Author("Ada Example"),), **{"year": 2025} | values)])).entries
    return entry


each_format = pytest.mark.parametrize("write", [bibtex, csl_json, ris])


@each_format
@pytest.mark.parametrize(
    "values",
    [
        {"note": "Read in Basel. With songs"},
        {"note": "Read in Basel", "award": "Best Paper Award"},
        {"note": "Read in Basel", "is_in_press": True, "award": "Best Paper Award"},
        {"note": "Read in Basel", "links": LINKS},
        {"links": LINKS},
    ],
)
def test_note_award_and_links_come_back(write, values):
    entry = exported_and_read(write, **values)
    assert entry.note == values.get("note", "")
    assert entry.award == values.get("award", "")
    assert entry.is_in_press == values.get("is_in_press", False)
    assert entry.links == values.get("links", ())
    assert entry.left_out == ()


@each_format
def test_lists_of_people_that_go_on_do_so_after_an_import(write):
    entry = exported_and_read(
        write, has_more_authors=True, editors=(Author("Bob Sample"),), has_more_editors=True, note="Yarn"
    )
    assert [author.name for author in entry.authors] == ["Ada Example"]
    assert (entry.has_others, entry.has_more_editors, entry.note) == (True, True, "Yarn")


@each_format
@pytest.mark.parametrize("kind", ["journal", "conference", "preprint"])
@pytest.mark.parametrize("pages", ["", "1–9"])
def test_article_number_comes_back_with_and_without_pages(write, kind, pages):
    entry = exported_and_read(write, kind=kind, venue="Loom", article_number="e17", pages=pages)
    assert (entry.article_number, entry.pages) == ("e17", pages)


@each_format
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"note": "Read in Basel. With songs", "award": "Best Paper Award", "links": LINKS},
        {"has_more_authors": True, "links": LINKS},
    ],
)
def test_funding_and_selection_come_back(write, values):
    entry = exported_and_read(write, funding=FUNDING, is_selected=True, **values)
    assert (entry.funding, entry.is_selected) == (FUNDING, True)
    assert (entry.note, entry.award) == (values.get("note", ""), values.get("award", ""))
    assert (entry.links, entry.left_out) == (values.get("links", ()), ())


@each_format
@pytest.mark.parametrize(
    "values",
    [
        {"article_number": "e01676-83"},
        {"article_number": "e00004-21"},
        {"pages": "LBA-047"},
        {"pages": "607"},
    ],
)
def test_unusual_pages_come_back(write, values):
    entry = exported_and_read(write, kind="journal", venue="Loom", **values)
    assert (entry.pages, entry.article_number) == (values.get("pages", ""), values.get("article_number", ""))


@each_format
@pytest.mark.parametrize("kind", ["journal", "book", "chapter"])
def test_translators_come_back(write, kind):
    extra = {"translator": "van der Sample, Bob and Third, Eva"}
    entry = exported_and_read(write, kind=kind, venue="Looms", extra=extra)
    assert entry.extra["translator"] in {extra["translator"], "Bob van der Sample and Eva Third"}


@each_format
def test_short_title_comes_back(write):
    entry = exported_and_read(write, kind="conference", title="Looms: A Study", extra={"shorttitle": "Looms"})
    assert dict(entry.extra) == {"shorttitle": "Looms"}


KINDS = "journal conference book chapter thesis report patent preprint dataset other".split()
NUMBERS = {"issn": "2161-2528", "isbn": "978-3-16-148410-0"}


@each_format
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "extra",
    [
        {"urldate": "2016-01-04"},
        {"urldate": "2016-01"},
        {"titleaddon": "A report of the Loom Group. Part 2"},
        {"titleaddon": "A report", "howpublished": "Leaflet", "pmid": "27223288", "origdate": "1911"},
        {"volumes": "3"},
        {"edition": "2"},
        {"version": "2.1"},
        {"advisor": "van der Sample, Bob and Third, Eva"},
        {"serieseditor": "Sample, Bob and Third, Eva"},
    ],
)
def test_fields_come_back_from_every_kind(write, kind, extra):
    entry = exported_and_read(write, kind=kind, venue="Loom", number="7", extra=extra)
    fields = {name: readable_names(entry.extra.get(name, "")) for name in extra}
    assert fields == {name: readable_names(text) for name, text in extra.items()}


def readable_names(text: str) -> str:
    """Return "Bob Sample" for "Sample, Bob"."""
    return re.sub(r"\b(van der Sample|Sample|Third), (Bob|Eva)\b", r"\2 \1", text)


@each_format
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", [("issn",), ("isbn",), ("issn", "isbn")])
def test_serial_numbers_come_back_from_every_kind(write, kind, names):
    numbers = {name: NUMBERS[name] for name in names}
    entry = exported_and_read(write, kind=kind, venue="Loom", note="Read in Basel", links=LINKS, **numbers)
    assert {name: getattr(entry, name) for name in numbers} == numbers
    assert (entry.note, entry.links) == ("Read in Basel", LINKS)


@each_format
@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        ("patent", {"holder": "Loom Company", "applicationnumber": "APP 2"}),
        ("chapter", {"chapter": "5", "bookauthor": "Third, Eva"}),
        ("chapter", {"chapter": "Weaving"}),
        ("conference", {"venue": "Basel", "address": "New York", "eventdate": "2025-01-07/2025-01-09"}),
        ("conference", {"venue": "Basel"}),
        ("conference", {"address": "New York"}),
        ("journal", {"institution": "Loom Society", "entrysubtype": "magazine"}),
    ],
)
def test_fields_of_a_kind_come_back(write, kind, extra):
    entry = exported_and_read(write, kind=kind, venue="Loom", number="US 1", publisher="", extra=extra)
    assert {name: entry.extra.get(name, "") for name in {"address": "", "venue": "", **extra}} == {
        "address": "",
        "venue": "",
        **extra,
    }
    assert entry.publisher == ""


@each_format
@pytest.mark.parametrize("publisher", ["", "Loom Press"])
def test_venue_of_another_work_is_not_its_publisher(write, publisher):
    entry = exported_and_read(write, kind="other", venue="Loom Days", publisher=publisher)
    assert (entry.kind, entry.venue, entry.publisher) == ("other", "Loom Days", publisher)


@each_format
@pytest.mark.parametrize(
    "extra",
    [{"year": "c. 1850"}, {"date": "1850~"}, {"year": "[1850]"}, {"year": "1850?"}, {"date": "1850-24"}],
)
def test_words_beside_a_year_come_back(write, extra):
    entry = exported_and_read(write, kind="book", year=1850, extra=extra)
    words = {date_in_words(text, is_chinese=False) for text in entry.extra.values()}
    assert (entry.year, words) == (1850, {date_in_words(text, is_chinese=False) for text in extra.values()})


@each_format
@pytest.mark.parametrize("name", ["Loom Trust", "Looms: The Fund", "Loom Trust (Basel)", "Yarn and Loom Co."])
@pytest.mark.parametrize("awards", [(), ("7", "A.8")])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"note": "Read in Basel", "links": LINKS},
        {"notices": (Notice("correction", "10.5555/1", "2025-03-04"),)},
    ],
)
def test_funder_keeps_name_and_identifier(write, name, awards, values):
    funding = (Funding(name, "10.13039/100010663", awards), Funding(f"Second {name}", "", awards))
    assert exported_and_read(write, funding=funding, **values).funding == funding


@pytest.mark.parametrize("write", [bibtex, ris])
def test_signs_that_separate_funders_are_replaced_in_their_names(write):
    funding = (Funding("Looms; a [new] Trust", "10.13039/1", ("7; 8",)),)
    expected = (Funding("Looms, a (new) Trust", "10.13039/1", ("7", "8")),)
    assert exported_and_read(write, funding=funding).funding == expected


def test_private_notes_beside_ours_are_left_out():
    text = ris([reference(note="Read in Basel")]).replace("N1  - ", "N1  - Ask Bob again. ")
    [entry] = parse(text).entries
    assert entry.note == "Read in Basel"
    assert entry.left_out == ("notes",)


STANDARD = {"kind": "report", "venue": "Loom Institute", "number": "LI 7:2020", "extra": {"type": "Standard"}}


@each_format
def test_standard_stays_a_standard(write):
    entry = exported_and_read(write, **STANDARD)
    assert (entry.kind, entry.venue, entry.number) == ("report", "Loom Institute", "LI 7:2020")
    assert entry.extra["type"] == "Standard"


@pytest.mark.parametrize(
    "text",
    [
        "@standard{a, title={Looms}, organization={Loom Institute}, year=2020}",
        "TY  - STAND\nTI  - Looms\nPB  - Loom Institute\nPY  - 2020\nER  - \n",
        '[{"type": "standard", "title": "Looms", "publisher": "Loom Institute"}]',
    ],
)
def test_standards_of_other_programs_are_recognised(text):
    [entry] = parse(text).entries
    assert (entry.kind, entry.venue, entry.extra["type"]) == ("report", "Loom Institute", "Standard")


def test_standard_has_its_own_code_in_chinese_references_and_its_type_in_csl():
    standard = reference(year=2020, **STANDARD)
    assert "T: LI 7:2020[S]. Loom Institute, 2020" in plain_text(gbt7714(standard))
    assert '"type": "standard"' in csl_json([standard])


NEWSPAPER = {
    "kind": "journal",
    "venue": "Loom Daily",
    "month": 11,
    "day": 20,
    "pages": "15",
    "extra": {"type": "Newspaper article"},
}
MAP = {"kind": "other", "publisher": "Loom Press", "extra": {"type": "Map", "address": "Basel"}}


@each_format
@pytest.mark.parametrize("values", [NEWSPAPER, MAP], ids=["newspaper", "map"])
def test_newspaper_article_and_map_stay_what_they_are(write, values):
    entry = exported_and_read(write, **values)
    fields = {name: getattr(entry, name) for name in values}
    assert fields == values
    assert (entry.title, entry.year) == (reference().title, 2025)


@pytest.mark.parametrize(
    ("text", "kind", "work_type"),
    [
        ("@newspaper{a, title={Looms}, journal={Loom Daily}, year=2020}", "journal", "Newspaper article"),
        ("TY  - NEWS\nTI  - Looms\nT2  - Loom Daily\nPY  - 2020\nER  - \n", "journal", "Newspaper article"),
        ('[{"type": "article-newspaper", "title": "Looms"}]', "journal", "Newspaper article"),
        ("%0 Newspaper Article\n%T Looms\n%B Loom Daily\n%D 2020\n", "journal", "Newspaper article"),
        ("@map{a, title={Looms}, publisher={Loom Press}, year=2020}", "other", "Map"),
        ("TY  - MAP\nTI  - Looms\nPY  - 2020\nER  - \n", "other", "Map"),
        ("TY  - MAP\nTI  - Looms\nM3  - Topographic map\nPY  - 2020\nER  - \n", "other", "Topographic map"),
        ('[{"type": "map", "title": "Looms", "genre": "topographic"}]', "other", "Map (topographic)"),
        ("%0 Map\n%T Looms\n%D 2020\n", "other", "Map"),
    ],
)
def test_newspapers_and_maps_of_other_programs_are_recognised(text, kind, work_type):
    [entry] = parse(text).entries
    assert (entry.kind, entry.title, entry.extra["type"]) == (kind, "Looms", work_type)


def test_newspaper_in_biblatex_is_a_newspaper_for_every_program():
    values = {**NEWSPAPER, "extra": {"entrysubtype": "newspaper"}}
    work = reference(authors=(Author("Ada Example"),), **{"year": 2025} | values)
    assert ris([work]).startswith("TY  - NEWS")
    assert '"type": "article-newspaper"' in csl_json([work])
    assert "entrysubtype   = {newspaper}" in bibtex([work])


def test_gb_t_has_codes_for_newspapers_and_maps():
    newspaper, map_ = (
        reference(title="Looms", authors=(Author("Ada Example"),), **{"year": 2025} | values)
        for values in (NEWSPAPER, MAP)
    )
    assert plain_text(gbt7714(newspaper)) == "EXAMPLE A. Looms[N]. Loom Daily, 2025-11-20(15)."
    assert plain_text(gbt7714(map_)) == "EXAMPLE A. Looms[CM]. Basel: Loom Press, 2025."


@each_format
@pytest.mark.parametrize(
    "extra", [{"year": "c. 350 BC"}, {"date": "-0349"}, {"date": "0768"}, {"year": "in preparation"}]
)
def test_year_that_is_no_number_comes_back(write, extra):
    entry = exported_and_read(write, kind="book", year=None, extra=extra)
    words = {date_in_words(text, is_chinese=False) for text in entry.extra.values()}
    assert (entry.year, words) == (None, {date_in_words(text, is_chinese=False) for text in extra.values()})


def test_volume_of_another_work_is_printed_in_gb_t_and_ieee():
    values = MAP | {"volume": "第2册", "language": "zh-Hans"}
    work = reference(title="历史地图集", authors=(Author("张三"),), year=1982, **values)
    assert plain_text(gbt7714(work)) == "张三. 历史地图集: 第2册[CM]. Basel: Loom Press, 1982."
    assert "vol. 第2册, Loom Press, 1982" in plain_text(ieee(work))


def test_styles_print_the_last_page_in_full():
    work = reference(kind="journal", venue="Looms", volume="7", pages="4779–89", year=2008)
    for style in (apa, ieee, gbt7714):
        assert "4779–4789" in plain_text(style(work)).replace("-", "–")
