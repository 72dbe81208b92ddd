"""The responses of all sources become entries of one kind, without invented values."""

import pytest

from publications.bibtex import Author
from publications.sources import Client, SourceError, arxiv, crossref, orcid
from publications.sources.crossref_works import entry_from_work
from tests.publications.sources import responses

ORCID = "0000-0002-1825-0097"


# ---- Crossref ---------------------------------------------------------------------------------


def published(**values):
    return entry_from_work(responses.crossref_work(**values))


def test_crossref_record_becomes_a_complete_entry():
    entry = published()
    assert (entry.kind, entry.title, entry.pages) == ("conference", "Weaving with Looms & Threads", "12–34")
    assert (entry.venue, entry.venue_short) == ("Proceedings of the 9th Conference on Looms", "LOOM")
    assert (entry.doi, entry.arxiv_id) == ("10.5555/loom.2025.7", "2401.00001")
    assert entry.abstract == "We weave x₂.\n\nIt < holds."
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
def test_date_is_as_precise_as_given(parts, expected):
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
def test_crossref_type_decides_the_kind(type, venue, kind):
    names = [venue] if venue else []
    assert published(type=type, relation={}, event=None, **{"container-title": names}).kind == kind


def test_venue_of_a_chapter_is_the_book_and_not_the_series():
    names = ["Lecture Notes in Looms", "All about Looms"]
    entry = published(type="book-chapter", event=None, **{"container-title": names})
    assert entry.venue == "All about Looms"


def test_preprint_server_is_the_venue():
    entry = published(type="posted-content", institution=[{"name": "loomRxiv"}], **{"container-title": []})
    assert (entry.kind, entry.venue) == ("preprint", "loomRxiv")


@pytest.mark.parametrize("name", sorted(responses.crossref_work()))
@pytest.mark.parametrize("value", [None, 7, "x", [], [None], [[7]], {}, {"date-parts": 1}], ids=repr)
def test_crossref_values_of_a_wrong_type_do_no_harm(name, value):
    assert published(**{name: value}).kind


@pytest.mark.parametrize("message", [None, [], {}, {"title": []}])
def test_record_without_a_title_is_a_bad_response(sources, message):
    sources.expect_request("/crossref/works/10.5555/x").respond_with_json({"message": message})
    with pytest.raises(SourceError) as caught:
        crossref.fetch_work("10.5555/x", Client())
    assert caught.value.reason == "bad response"


# ---- arXiv ------------------------------------------------------------------------------------


def preprint(sources, *entries, id="2401.00001"):
    sources.expect_request("/arxiv/api/query").respond_with_data(responses.arxiv(*entries))
    return arxiv.fetch_work(id, Client())


def test_arxiv_record_becomes_a_preprint(sources):
    entry = preprint(sources, responses.arxiv_entry())
    assert (entry.kind, entry.title, entry.venue) == ("preprint", "Weaving with Looms", "arXiv")
    assert (entry.year, entry.month, entry.day, entry.arxiv_id) == (2024, 1, 1, "2401.00001")
    assert [author.family for author in entry.authors] == ["van Example", "Zhang"]


@pytest.mark.parametrize(
    ("reference", "kind", "venue", "year"),
    [
        ("Journal of Looms 12 (2025) 3-14", "journal", "Journal of Looms", 2025),
        ("Proc. of LOOM, pp. 1-9, 2025", "conference", "Proc. of LOOM", 2025),
    ],
)
def test_journal_reference_on_arxiv_is_used(sources, reference, kind, venue, year):
    more = f"<arxiv:journal_ref>{reference}</arxiv:journal_ref>"
    entry = preprint(sources, responses.arxiv_entry(more=more))
    assert (entry.kind, entry.venue, entry.year, entry.note) == (kind, venue, year, "")


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        ("13 pages, 6 figures, Accepted at LoomConf 2025", "Accepted at LoomConf 2025"),
        ("To appear in Journal of Looms. 12 pages", "To appear in Journal of Looms"),
        ("Accepted to LoomConf; 8 pages and 2 tables", "Accepted to LoomConf"),
        ("Best paper award at LoomConf (8 pages)", "Best paper award at LoomConf"),
        ("Accepted at LoomConf. arXiv admin note: text overlap with arXiv:1", "Accepted at LoomConf"),
        ("20 pages, 3 figures", ""),
        ("Submitted to Journal of Looms, to appear soon", ""),
        ("Comments welcome", ""),
    ],
)
def test_comment_on_arxiv_that_tells_where_a_work_appears_becomes_a_note(sources, comment, note):
    entry = preprint(sources, responses.arxiv_entry(more=f"<arxiv:comment>{comment}</arxiv:comment>"))
    assert (entry.kind, entry.note) == ("preprint", note)


def test_journal_reference_that_is_not_understood_becomes_a_note(sources):
    more = "<arxiv:journal_ref>LOOM 7: extended 2025, see also 2023</arxiv:journal_ref>"
    entry = preprint(sources, responses.arxiv_entry(more=more))
    assert (entry.kind, entry.venue, entry.year) == ("preprint", "arXiv", 2024)
    assert entry.note == "LOOM 7: extended 2025, see also 2023"


def test_unknown_arxiv_id_is_reported(sources):
    with pytest.raises(SourceError, match=r"arXiv has no record of 2401\.99999\."):
        preprint(sources, id="2401.99999")


def test_error_message_in_the_feed_is_not_an_entry(sources):
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
def test_broken_or_dangerous_xml_is_a_bad_response(sources, body):
    sources.expect_request("/arxiv/api/query").respond_with_data(body)
    with pytest.raises(SourceError) as caught:
        arxiv.fetch_work("2401.00001", Client())
    assert caught.value.reason == "bad response"


# ---- ORCID ------------------------------------------------------------------------------------


def fetch_works(sources, record, *full):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(record)
    codes = ",".join(
        str(summary["put-code"]) for group in record["group"] for summary in group["work-summary"][-1:]
    )
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/{codes}").respond_with_json({"bulk": list(full)})
    return orcid.fetch_works(ORCID, Client())


def test_orcid_works_come_with_their_authors(sources):
    summary = responses.orcid_summary(1, "On <b>Looms</b>", doi="10.5555/X", date=(2023, 4))
    names = [
        ("Ada van Example", ORCID, "author"),
        ("Ada van Example", ORCID, "http://credit.niso.org/contributor-roles/software/"),
        ("Zhang, Wei", "", None),
        ("Ed Itor", "", "editor"),
    ]
    (entry,) = fetch_works(sources, responses.orcid(summary), responses.orcid_work(summary, *names))
    assert (entry.kind, entry.title, entry.doi) == ("journal", "On Looms", "10.5555/x")
    assert (entry.year, entry.month, entry.day) == (2023, 4, None)
    assert [(author.name, author.orcid) for author in entry.authors] == [
        ("Ada van Example", ORCID),
        ("Wei Zhang", ""),
    ]


@pytest.mark.parametrize(("type", "editors"), [("edited-book", ["Ed Itor"]), ("journal-article", [])])
def test_editors_of_books_are_read(sources, type, editors):
    summary = responses.orcid_summary(1, "On Looms", type=type)
    work = responses.orcid_work(summary, ("Ed Itor", ORCID, "editor"))
    (entry,) = fetch_works(sources, responses.orcid(summary), work)
    assert [editor.name for editor in entry.editors] == editors
    assert entry.authors == ()


def test_authors_are_read_from_the_attached_bibtex(sources):
    summary = responses.orcid_summary(1, "On Looms")
    citation = {
        "citation-type": "bibtex",
        "citation-value": "@article{a, title={On Looms}, author={Wei Zhang and Ada Example}}",
    }
    (entry,) = fetch_works(
        sources, responses.orcid(summary), responses.orcid_work(summary, citation=citation)
    )
    assert [author.name for author in entry.authors] == ["Wei Zhang", "Ada Example"]


def cited_work(sources, citation, *names, **values):
    summary = responses.orcid_summary(1, "On Looms", type=values.pop("type", "journal-article"))
    attached = {"citation-type": values.pop("citation_type", "bibtex"), "citation-value": citation}
    work = responses.orcid_work(summary, *names, citation=attached, **values)
    (entry,) = fetch_works(sources, responses.orcid(summary), work)
    return entry


@pytest.mark.parametrize("citation_type", ["bibtex", "BIBTEX"])
def test_attached_bibtex_tells_what_orcid_has_no_field_for(sources, citation_type):
    citation = """@article{a, title={On {Looms}}, author={Zhang, Wei and Example, Ada and others},
        volume=7, number=3, pages={12--34}, publisher={Loom Press}, issn={2049-3630}}"""
    entry = cited_work(sources, citation, ("Zhang, Wei", ORCID, "author"), citation_type=citation_type)
    assert (entry.volume, entry.number, entry.pages) == ("7", "3", "12–34")
    assert (entry.publisher, entry.issn, entry.venue) == ("Loom Press", "2049-3630", "Journal of Looms")
    assert [(author.name, author.orcid) for author in entry.authors] == [
        ("Wei Zhang", ORCID),
        ("Ada Example", ""),
    ]
    assert entry.has_others


def test_attached_bibtex_of_another_work_is_not_used(sources):
    citation = "@article{a, title={On Yarn}, author={Zhang, Wei and Example, Ada}, volume=7}"
    entry = cited_work(sources, citation, ("Zhang, Wei", ORCID, "author"))
    assert (entry.volume, [author.name for author in entry.authors]) == ("", ["Wei Zhang"])


def test_journal_to_which_a_work_was_submitted_is_not_its_venue(sources):
    citation = "@article{a, title={On Looms}, journal={Submitted to: J. Looms}}"
    assert cited_work(sources, citation, **{"journal-title": None}).venue == ""


def test_language_and_translated_title_on_orcid_are_read(sources):
    summary = responses.orcid_summary(1, "织机研究")
    summary["title"]["translated-title"] = {"value": "On Looms", "language-code": "en"}
    work = responses.orcid_work(summary, **{"language-code": "zh_CN"})
    (entry,) = fetch_works(sources, responses.orcid(summary), work)
    assert (entry.title, entry.translated_title, entry.language) == ("织机研究", "On Looms", "zh-CN")


def test_identifiers_of_pubmed_and_serial_numbers_on_orcid_are_read(sources):
    ids = [("pmid", "27223288", "self"), ("pmc", "PMC4883296", "self"), ("issn", "2049-3630", "part-of")]
    ids = [
        {"external-id-type": kind, "external-id-value": value, "external-id-relationship": relation}
        for kind, value, relation in ids
    ]
    entry = cited_work(sources, "", **{"external-ids": {"external-id": ids}})
    assert (entry.extra, entry.issn) == ({"pmid": "27223288", "pmcid": "PMC4883296"}, "2049-3630")


@pytest.mark.parametrize(("source", "kind"), [("arxiv", "preprint"), ("handle", "report")])
def test_working_paper_on_arxiv_is_a_preprint(sources, source, kind):
    id = {"external-id-type": source, "external-id-value": "1804.01126", "external-id-relationship": "self"}
    values = {"external-ids": {"external-id": [id]}, "journal-title": None}
    assert cited_work(sources, "", type="working-paper", **values).kind == kind


def test_preferred_summary_of_a_work_is_used(sources):
    other, own = responses.orcid_summary(1, "ON LOOMS"), responses.orcid_summary(2, "On Looms", rank="1")
    (entry,) = fetch_works(sources, {"group": [{"work-summary": [other, own]}]})
    assert entry.title == "On Looms"


def test_type_in_the_spelling_of_older_versions_is_understood(sources):
    summary = responses.orcid_summary(1, "On Looms", type="CONFERENCE_PAPER")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(summary))
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works/1").respond_with_json({"bulk": []})
    (entry,) = orcid.fetch_works(ORCID, Client())
    assert entry.kind == "conference"


def test_peer_review_is_not_a_publication(sources):
    review = responses.orcid_summary(1, "A review", type="peer-review")
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(responses.orcid(review))
    assert orcid.fetch_works(ORCID, Client()) == []


@pytest.mark.parametrize("record", [[], {}, {"group": None}, "x"])
def test_record_of_a_wrong_type_is_a_bad_response(sources, record):
    sources.expect_request(f"/orcid/v3.0/{ORCID}/works").respond_with_json(record)
    with pytest.raises(SourceError) as caught:
        orcid.fetch_works(ORCID, Client())
    assert caught.value.reason == "bad response"
