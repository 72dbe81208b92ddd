"""What each source says becomes the same kind of entry, with nothing made up."""

import pytest

from publications.bibtex import Author
from publications.sources import Client, SourceError, arxiv, crossref, orcid
from tests.publications.sources import answers

ORCID = "0000-0002-1825-0097"


# ---- Crossref ---------------------------------------------------------------------------------


def published(**values):
    return crossref.entry_of(answers.crossref_work(**values))


def test_crossref_gives_all_that_it_knows():
    entry = published()
    assert (entry.kind, entry.title, entry.pages) == ("conference", "Weaving with Looms & Threads", "12–34")
    assert (entry.venue, entry.venue_short) == ("Proceedings of the 9th Conference on Looms", "LOOM")
    assert (entry.doi, entry.arxiv_id) == ("10.5555/loom.2025.7", "2401.00001")
    assert entry.abstract == "We weave x2.\n\nIt < holds."
    assert entry.authors == (
        Author("Ada van Example", "van Example", "Ada", orcid="0000-0001-2345-6789"),
        Author("张三", "张", "三"),
        Author("The Loom Consortium", "The Loom Consortium", is_corporate=True),
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([[2025, 6, 21]], (2025, 6, 21)),
        ([[2025, 6]], (2025, 6, None)),
        ([[2025]], (2025, None, None)),
        ([[2025, 13, 1]], (2025, None, None)),
        ([[None]], (None, None, None)),
        ([[]], (None, None, None)),
        ([["2025", True]], (2025, None, None)),
        ("2025", (None, None, None)),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(parts, expected):
    entry = published(**{"published-print": None, "issued": {"date-parts": parts}})
    assert (entry.year, entry.month, entry.day) == expected


@pytest.mark.parametrize(
    ("type", "venue", "kind"),
    [
        ("journal-article", "Journal of Looms", "journal"),
        ("proceedings-article", "Looms", "conference"),
        ("proceedings-article", "Proceedings of the Workshop on Looms", "workshop"),
        ("posted-content", "", "preprint"),
        ("book-chapter", "All about Looms", "chapter"),
        ("monograph", "", "book"),
        ("dissertation", "", "thesis"),
        ("report", "", "report"),
        ("dataset", "", "dataset"),
        ("grant", "", "other"),
    ],
)
def test_each_type_of_crossref_has_a_kind(type, venue, kind):
    names = [venue] if venue else []
    assert published(type=type, relation={}, **{"container-title": names}).kind == kind


def test_a_chapter_of_a_series_is_in_its_book():
    names = ["Lecture Notes in Looms", "All about Looms"]
    entry = published(type="book-chapter", event=None, **{"container-title": names})
    assert entry.venue == "All about Looms"


def test_a_preprint_server_is_the_venue():
    entry = published(type="posted-content", institution=[{"name": "loomRxiv"}], **{"container-title": []})
    assert (entry.kind, entry.venue) == ("preprint", "loomRxiv")


@pytest.mark.parametrize("name", sorted(answers.crossref_work()))
@pytest.mark.parametrize("value", [None, 7, "x", [], [None], [[7]], {}, {"date-parts": 1}], ids=repr)
def test_no_value_of_crossref_is_trusted_to_be_what_it_should(name, value):
    assert published(**{name: value}).kind


@pytest.mark.parametrize("message", [None, [], {}, {"title": []}])
def test_a_record_without_a_title_is_rubbish(sources, message):
    sources.expect_request("/crossref/works/10.5555/x").respond_with_json({"message": message})
    with pytest.raises(SourceError) as caught:
        crossref.work("10.5555/x", Client())
    assert caught.value.reason == "rubbish"


# ---- arXiv ------------------------------------------------------------------------------------


def preprint(sources, *entries, id="2401.00001"):
    sources.expect_request("/arxiv/api/query").respond_with_data(answers.arxiv(*entries))
    return arxiv.work(id, Client())


def test_arxiv_gives_a_preprint(sources):
    entry = preprint(sources, answers.arxiv_entry())
    assert (entry.kind, entry.title, entry.venue) == ("preprint", "Weaving with Looms", "arXiv")
    assert (entry.year, entry.month, entry.day, entry.arxiv_id) == (2024, 1, 1, "2401.00001")
    assert [author.family for author in entry.authors] == ["van Example", "Zhang"]


@pytest.mark.parametrize(
    ("reference", "kind", "venue", "year"),
    [
        ("Journal of Looms 12 (2025) 3-14", "journal", "Journal of Looms", 2025),
        ("Proc. of LOOM, pp. 1-9, 2025", "conference", "Proc. of LOOM", 2025),
        ("LOOM Workshop 2023, extended 2025", "workshop", "LOOM Workshop", 2024),
    ],
)
def test_what_authors_say_about_where_it_appeared_is_used(sources, reference, kind, venue, year):
    more = f"<arxiv:journal_ref>{reference}</arxiv:journal_ref>"
    entry = preprint(sources, answers.arxiv_entry(more=more))
    assert (entry.kind, entry.venue, entry.year) == (kind, venue, year)
    assert entry.extra == {"howpublished": reference}


def test_an_identifier_that_arxiv_does_not_know_is_said_to_be_unknown(sources):
    with pytest.raises(SourceError, match=r"arXiv does not know 2401\.99999\."):
        preprint(sources, id="2401.99999")


def test_an_error_in_the_form_of_an_entry_is_no_entry(sources):
    error = "<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title></entry>"
    with pytest.raises(SourceError) as caught:
        preprint(sources, error)
    assert caught.value.reason == "not found"


@pytest.mark.parametrize(
    "body",
    [
        "<feed",
        "<html></html>",
        '<?xml version="1.0" encoding="none"?><feed/>',
        '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>',
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_xml_that_is_broken_or_dangerous_is_rubbish(sources, body):
    sources.expect_request("/arxiv/api/query").respond_with_data(body)
    with pytest.raises(SourceError) as caught:
        arxiv.work("2401.00001", Client())
    assert caught.value.reason == "rubbish"


# ---- ORCID ------------------------------------------------------------------------------------


def works(sources, record, *full):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(record)
    codes = ",".join(
        str(summary["put-code"]) for group in record["group"] for summary in group["work-summary"][-1:]
    )
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/{codes}").respond_with_json({"bulk": list(full)})
    return orcid.works(ORCID, Client())


def test_orcid_gives_works_with_their_authors(sources):
    summary = answers.orcid_summary(1, "On <b>Looms</b>", doi="10.5555/X", date=(2023, 4))
    names = [
        ("Ada van Example", ORCID, "author"),
        ("Ada van Example", ORCID, "http://credit.niso.org/contributor-roles/software/"),
        ("Zhang, Wei", "", None),
        ("Ed Itor", "", "editor"),
    ]
    (entry,) = works(sources, answers.orcid(summary), answers.orcid_work(summary, *names))
    assert (entry.kind, entry.title, entry.doi) == ("journal", "On Looms", "10.5555/x")
    assert (entry.year, entry.month, entry.day) == (2023, 4, None)
    assert [(author.name, author.orcid) for author in entry.authors] == [
        ("Ada van Example", ORCID),
        ("Wei Zhang", ""),
    ]


def test_the_authors_may_stand_in_the_bibtex_that_came_along(sources):
    summary = answers.orcid_summary(1, "On Looms")
    citation = {
        "citation-type": "bibtex",
        "citation-value": "@article{a, title={On Looms}, author={Wei Zhang and Ada Example}}",
    }
    (entry,) = works(sources, answers.orcid(summary), answers.orcid_work(summary, citation=citation))
    assert [author.name for author in entry.authors] == ["Wei Zhang", "Ada Example"]


def test_of_several_descriptions_of_a_work_the_preferred_one_counts(sources):
    other, own = answers.orcid_summary(1, "ON LOOMS"), answers.orcid_summary(2, "On Looms", rank="1")
    (entry,) = works(sources, {"group": [{"work-summary": [other, own]}]})
    assert entry.title == "On Looms"


def test_what_is_no_publication_is_left_out(sources):
    review = answers.orcid_summary(1, "A review", type="peer-review")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(answers.orcid(review))
    assert orcid.works(ORCID, Client()) == []


@pytest.mark.parametrize("record", [[], {}, {"group": None}, "x"])
def test_a_record_of_the_wrong_shape_is_rubbish(sources, record):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(record)
    with pytest.raises(SourceError) as caught:
        orcid.works(ORCID, Client())
    assert caught.value.reason == "rubbish"
