"""CSL-JSON as Zotero, pandoc, doi.org and people write it."""

import json

import pytest

from publications.readers import parse
from tests.publications.readers import codes, names, read_one


def item(**values) -> str:
    values = {"type": "article-journal", "title": "T", "issued": {"date-parts": [[2024]]}} | values
    return json.dumps([{name.replace("_", "-"): value for name, value in values.items()}])


def test_journal_article_is_read_with_all_its_fields():
    entry = read_one(
        item(
            id="loom2024",
            title='<i>Weaving</i> with <span class="nocase">Looms</span> &amp; H<sub>2</sub>O',
            author=[{"family": "Example", "given": "Ada"}],
            issued={"date-parts": [["2024", 5, "3"]]},
            container_title="Journal of Looms",
            container_title_short="J. Looms",
            volume=7,
            issue="3",
            page="12-34",
            DOI="https://doi.org/10.5555/LOOM.7",
            ISSN="2049-3630",
            URL="https://looms.example/7",
            abstract="<p>First.</p><p>Second.</p>",
            keyword="weaving, looms",
            language="en-GB",
            publisher="Yarn Press",
            publisher_place="Weaverton",
        )
    )
    assert (entry.key, entry.kind, entry.title) == ("loom2024", "journal", "Weaving with Looms & H₂O")
    assert names(entry.authors) == [("Example", "Ada", "")]
    assert (entry.year, entry.month, entry.day) == (2024, 5, 3)
    assert (entry.venue, entry.venue_short) == ("Journal of Looms", "J. Looms")
    assert (entry.volume, entry.number, entry.pages) == ("7", "3", "12–34")
    assert (entry.doi, entry.issn, entry.url) == ("10.5555/loom.7", "2049-3630", "https://looms.example/7")
    assert (entry.abstract, entry.keywords) == ("First.\n\nSecond.", ("weaving", "looms"))
    assert (entry.language, entry.publisher, entry.extra) == ("en-GB", "Yarn Press", {"address": "Weaverton"})


@pytest.mark.parametrize(
    ("csl_type", "kind"),
    [
        ("article-journal", "journal"),
        ("article-magazine", "journal"),
        ("paper-conference", "conference"),
        ("article", "preprint"),
        ("book", "book"),
        ("chapter", "chapter"),
        ("entry-encyclopedia", "chapter"),
        ("thesis", "thesis"),
        ("report", "report"),
        ("software", "software"),
        ("dataset", "dataset"),
        ("patent", "patent"),
        ("webpage", "other"),
        ("posted-content", "preprint"),
        ("proceedings-article", "conference"),
    ],
)
def test_type_decides_the_kind(csl_type, kind):
    assert read_one(item(type=csl_type)).kind == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Berg", "given": "Ada", "non-dropping-particle": "van der"}, ("van der Berg", "Ada", "")),
        ({"family": "Fontaine", "given": "Jean", "dropping-particle": "de"}, ("de Fontaine", "Jean", "")),
        ({"family": "King", "given": "Carl", "suffix": "Jr."}, ("King", "Carl", "Jr.")),
        ({"family": "King", "given": "Carl, Jr."}, ("King", "Carl", "Jr.")),
        ({"family": "King Jr.", "given": "Carl"}, ("King", "Carl", "Jr.")),
        ({"family": '"van Gold"', "given": "Martin"}, ("van Gold", "Martin", "")),
        ({"literal": "Alpha Research and Beta Robotics"}, ("Alpha Research and Beta Robotics", "", "")),
        ({"literal": "张三"}, ("张", "三", "")),
        ({"family": "张", "given": "三"}, ("张", "三", "")),
        ({"family": "张三"}, ("张", "三", "")),
        ("Example, Ada", ("Example", "Ada", "")),
    ],
)
def test_names_are_read_in_all_their_forms(name, expected):
    assert names(read_one(item(author=[name])).authors) == [expected]


def test_literal_name_is_an_organization():
    assert read_one(item(author=[{"literal": "Alpha and Beta"}])).authors[0].is_corporate


@pytest.mark.parametrize("name", [{"literal": "others"}, {"family": "others"}, "et al."])
def test_et_al_is_no_person(name):
    entry = read_one(item(author=[{"family": "Example", "given": "Ada"}, name]))
    assert (len(entry.authors), entry.has_others) == (1, True)


def test_editors_of_a_chapter_are_read():
    entry = read_one(item(type="chapter", editor=[{"family": "Gold", "given": "Martin"}]))
    assert names(entry.editors) == [("Gold", "Martin", "")]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2024, 5, 3]]}, (2024, 5, 3)),
        ({"date-parts": [["2024"]]}, (2024, None, None)),
        ({"date-parts": [[2024, 5], [2024, 6]]}, (2024, 5, None)),
        ({"date-parts": [[2024, 0, 0]]}, (2024, None, None)),
        ({"raw": "2024-05-03"}, (2024, 5, 3)),
        ({"literal": "May 2024"}, (2024, 5, None)),
        ({"date-parts": [[2024]], "season": 1}, (2024, None, None)),
        ([[2024, 5, 3]], (2024, 5, 3)),
        ({"date-parts": [2024, 5]}, (2024, 5, None)),
        ([{"year": 2024, "month": 5}], (2024, 5, None)),
        ({"year": "2024"}, (2024, None, None)),
        (["2024-05"], (2024, 5, None)),
        ("2024-05-03", (2024, 5, 3)),
        ("2024-05/2024-06", (2024, 5, None)),
        ("2024-05~", (2024, 5, None)),
    ],
)
def test_dates_are_read_as_precisely_as_given(issued, expected):
    entry = read_one(item(issued=issued))
    assert (entry.year, entry.month, entry.day) == expected


@pytest.mark.parametrize("season", [3, "3", 23])
def test_season_is_kept_in_the_other_fields(season):
    entry = read_one(item(issued={"date-parts": [[2024]], "season": season}))
    assert (entry.year, entry.extra) == (2024, {"date": "2024-23"})


def test_approximate_date_is_kept_in_the_other_fields():
    entry = read_one(item(issued={"date-parts": [[1850]], "circa": True}))
    assert (entry.year, entry.extra) == (1850, {"date": "1850~"})


def test_status_in_press_needs_no_year():
    entry = read_one(item(issued=None, status="in press"))
    assert (entry.year, entry.is_in_press) == (None, True)


def test_number_beside_pages_or_issue_is_an_article_number():
    entry = read_one(item(issue="3", number="e42"))
    assert (entry.number, entry.article_number) == ("3", "e42")


def test_publisher_of_a_thesis_is_its_university():
    entry = read_one(item(type="thesis", publisher="MIT", genre="Master's thesis"))
    assert (entry.venue, entry.publisher, entry.extra) == ("MIT", "", {"type": "Master's thesis"})


def test_arxiv_preprint_of_zotero_is_a_preprint_without_number():
    entry = read_one(
        item(type="article", publisher="arXiv", number="arXiv:2311.01282", DOI="10.48550/arXiv.2311.01282")
    )
    assert (entry.kind, entry.venue, entry.arxiv_id, entry.number) == ("preprint", "arXiv", "2311.01282", "")


def test_conference_paper_with_its_series_and_event():
    entry = read_one(
        item(
            type="paper-conference",
            container_title="Proceedings of LoomConf",
            collection_title="LNCS",
            event_title="LoomConf 2024",
        )
    )
    assert entry.venue == "Proceedings of LoomConf"
    assert entry.extra == {"series": "LNCS", "eventtitle": "LoomConf 2024"}


def test_extra_lines_of_zotero_are_no_remark():
    entry = read_one(
        item(
            note="PMID: 31452104\nCitation Key: loom\n3 citations (Crossref) [2024-01-01]\narXiv: 2311.01282"
        )
    )
    assert (entry.note, entry.award, entry.arxiv_id) == ("", "", "2311.01282")
    assert entry.extra == {"pmid": "31452104"}


def test_remark_with_a_colon_is_kept():
    assert read_one(item(note="Supplement: looms.example/7")).note == "Supplement: looms.example/7"


def test_note_is_an_award_or_a_remark():
    entry = read_one(item(note="Best Paper Award\nWith an appendix"))
    assert (entry.award, entry.note) == ("Best Paper Award", "With an appendix")


def test_own_annotations_are_left_out():
    entry = read_one(item(annote="weak proof"))
    assert (entry.left_out, entry.note, entry.extra) == (("annote",), "", {})


def test_answer_of_doi_org_is_one_object():
    text = json.dumps(
        {
            "type": "journal-article",
            "title": ["Weaving"],
            "ISSN": ["2049-3630", "0302-9743"],
            "issued": {"date-parts": [[2024]]},
            "author": [{"given": "Ada", "family": "Example", "sequence": "first", "affiliation": []}],
        }
    )
    entry = read_one(text)
    assert (entry.title, entry.issn, entry.extra) == ("Weaving", "2049-3630", {"eissn": "0302-9743"})


@pytest.mark.parametrize("name", ["items", "references"])
def test_items_may_stand_in_an_object(name):
    assert read_one(f'{{"{name}": {item()}}}').title == "T"


def test_items_may_be_values_of_an_object_by_their_id():
    text = json.dumps({"a": json.loads(item())[0], "b": json.loads(item(title="U"))[0]})
    assert [entry.title for entry in parse(text).entries] == ["T", "U"]
    assert [entry.title for entry in parse(f'{{"version": 1, "items": {item()}}}').entries] == ["T"]


def test_items_before_an_error_are_read():
    text = item().rstrip("]") + ',\n{"type": "book", "title'
    assert ([entry.title for entry in parse(text).entries], codes(text)) == (["T"], [(2, "broken_json")])


def test_item_that_is_no_object_is_reported():
    assert codes("[{}, 1]")[-1] == (1, "not_an_entry")


@pytest.mark.parametrize(
    "values",
    [
        {"author": 7, "issued": [], "volume": {"a": 1}, "keyword": 3.5, "ISSN": [[]], "title": [["T"]]},
        {"author": [[], None, {"family": ["A"]}], "issued": {"date-parts": [{}]}, "custom": [1]},
        {"author": [{"family": None, "given": 5}], "issued": {"date-parts": [[None, 3]]}, "note": ["a"]},
    ],
)
def test_values_of_other_types_are_ignored(values):
    assert len(parse(item(**values)).entries) == 1


def test_note_of_a_reference_manager_for_itself_is_left_out():
    entry = read_one(item(note="00007 Citation Key: sample2024 tex.howpublished: x"))
    assert (entry.note, entry.left_out) == ("", ("note",))


def test_remark_that_the_work_will_appear_makes_it_in_press():
    entry = read_one(item(issued=None, note="To appear"))
    assert (entry.is_in_press, entry.note) == (True, "")


@pytest.mark.parametrize(
    ("issued", "extra"),
    [
        ({"date-parts": [[-350]]}, {"date": "-0349"}),
        ({"date-parts": [[768]]}, {"date": "0768"}),
        ({"literal": "350 BC"}, {"year": "350 BC"}),
        ({"edtf": "-0349"}, {"date": "-0349"}),
    ],
)
def test_year_that_is_no_number_of_today_is_kept_as_text(issued, extra):
    result = parse(item(issued=issued))
    assert (result.entries[0].year, dict(result.entries[0].extra), result.problems) == (None, extra, ())


def test_words_of_an_approximate_date_are_kept():
    entry = read_one(item(issued={"raw": "c. 1850"}))
    assert (entry.year, dict(entry.extra)) == (1850, {"year": "c. 1850"})
