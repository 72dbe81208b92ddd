"""Works registered with Crossref become entries that say what the work really is."""

import pytest

from publications.citing import Funding, Notice
from publications.sources import Client, SourceError, crossref
from publications.sources.crossref_works import entry_from_work


def work(**values):
    """Return the entry of a work that has only these values."""
    names = {"container_title": "container-title", "original_title": "original-title"}
    return entry_from_work({names.get(name, name): value for name, value in values.items()})


LNCS = "Lecture Notes in Computer Science"


@pytest.mark.parametrize(
    ("names", "event", "venue", "series", "kind"),
    [
        (["Advances in Visual Looms", LNCS], None, "Advances in Visual Looms", LNCS, "conference"),
        ([LNCS, "Advances in Visual Looms"], None, "Advances in Visual Looms", LNCS, "conference"),
        ([LNCS, "Handbook of Looms"], None, "Handbook of Looms", LNCS, "chapter"),
        ([LNCS], "9th Looms", "9th Looms", LNCS, "conference"),
        ([LNCS], None, LNCS, "", "chapter"),
        (
            ["SpringerBriefs in Looms", "Weaving: Why"],
            None,
            "Weaving: Why",
            "SpringerBriefs in Looms",
            "chapter",
        ),
        (
            ["Proceedings of LOOM 2025", "Loom Reports"],
            None,
            "Proceedings of LOOM 2025",
            "Loom Reports",
            "conference",
        ),
        (["Loom Workshops 2025"], None, "Loom Workshops 2025", "", "workshop"),
        (["All about Looms"], None, "All about Looms", "", "chapter"),
        (["All about Looms"], "9th Looms", "All about Looms", "", "conference"),
        ([], "9th Looms", "9th Looms", "", "conference"),
    ],
)
def test_book_series_and_conference_of_a_chapter_are_distinguished(names, event, venue, series, kind):
    entry = work(
        type="book-chapter", title=["T"], container_title=names, event={"name": event} if event else None
    )
    assert (entry.venue, entry.extra.get("series", ""), entry.kind) == (venue, series, kind)


def test_chapter_with_the_issn_of_a_series_of_proceedings_is_a_conference_paper():
    entry = work(type="book-chapter", title=["T"], container_title=["Looms of Today"], ISSN=["0302-9743"])
    assert entry.kind == "conference"


def test_conference_in_the_assertions_of_the_publisher_is_used():
    assertions = [
        {"name": "conference_name", "value": "Loom Days"},
        {"name": "conference_acronym", "value": "LD"},
    ]
    entry = work(type="book-chapter", title=["T"], container_title=["Looms of Today"], assertion=assertions)
    assert (entry.kind, entry.venue, entry.venue_short) == ("conference", "Looms of Today", "LD")


def test_thesis_has_the_date_of_its_approval_and_its_degree():
    entry = work(
        type="dissertation",
        title=["T"],
        issued={"date-parts": [[None]]},
        approved={"date-parts": [[2025, 4, 1]]},
        institution=[{"name": "Example University"}],
        degree=["Master of Science (MS)"],
        author=[{"sequence": "additional"}, {"given": "A", "family": "Example"}],
    )
    assert (entry.kind, entry.year, entry.month, entry.venue) == ("thesis", 2025, 4, "Example University")
    assert entry.extra["type"] == "Master of Science (MS)"
    assert [author.name for author in entry.authors] == ["A Example"]


def test_report_has_no_date_of_approval():
    assert work(type="report", title=["T"], approved={"date-parts": [[2008]]}).year is None


def test_original_title_stands_for_a_missing_one_and_is_kept_beside_a_translated_one():
    entry = work(type="journal-article", title=[""], original_title=["自律神経・循環器応答"])
    assert (entry.title, entry.translated_title) == ("自律神経・循環器応答", "")
    entry = work(type="journal-article", title=["Looms"], original_title=["织机"])
    assert (entry.title, entry.translated_title) == ("Looms", "织机")
    assert work(title=["Chemical Looms"], original_title=["Chemical looms"]).translated_title == ""


@pytest.mark.parametrize(
    ("venue", "event", "year"),
    [
        ("23rd Conference on X Workshops, 2003. Proceedings.", "23rd Conference on X Workshops, 2003.", 2003),
        ("Proceedings 2003", "2004", None),
        ("Proceedings", "", None),
    ],
)
def test_year_of_undated_proceedings_is_that_in_their_name(venue, event, year):
    entry = work(type="proceedings-article", title=["T"], container_title=[venue], event={"name": event})
    assert entry.year == year


@pytest.mark.parametrize(
    ("subtype", "kind", "venue"), [("blog", "other", "Loom Notes"), ("preprint", "preprint", "Loom Society")]
)
def test_post_has_appeared_in_its_blog(subtype, kind, venue):
    names = {"group-title": "Loom Notes", "container-title": [], "institution": [{"name": "Loom Society"}]}
    entry = work(type="posted-content", subtype=subtype, **names)
    assert (entry.kind, entry.venue) == (kind, venue)


def test_ssrn_is_a_preprint_server():
    entry = work(
        DOI="10.2139/ssrn.1",
        type="posted-content",
        subtype="preprint",
        title=["T"],
        publisher="Elsevier BV",
        **{"group-title": "SSRN"},
    )
    assert (entry.kind, entry.venue, entry.publisher) == ("preprint", "SSRN", "")


@pytest.mark.parametrize(
    ("page", "number", "more", "expected"),
    [
        ("12-34", "", {}, ("12–34", "")),
        ("7-7", "", {}, ("7", "")),
        ("1-1", "", {}, ("", "")),
        ("1-1", "", {"volume": "3", "issue": "2"}, ("1", "")),
        ("", "e0209899", {}, ("", "e0209899")),
        ("e0209899", "e0209899", {}, ("", "e0209899")),
        ("1-9", "42", {}, ("1–9", "42")),
    ],
)
def test_pages_and_article_number_are_distinguished(page, number, more, expected):
    entry = work(type="journal-article", title=["T"], page=page, **{"article-number": number}, **more)
    assert (entry.pages, entry.article_number) == expected


def test_editors_are_read():
    entry = work(
        type="book-chapter", title=["T"], editor=[{"given": "E", "family": "Ditor"}, {"name": "The Board"}]
    )
    assert [author.name for author in entry.editors] == ["E Ditor", "The Board"]


def test_handling_editor_of_an_article_is_no_editor_of_a_book():
    assert work(type="journal-article", title=["T"], editor=[{"family": "Ditor"}]).editors == ()


def update(type, doi="10.5555/Notice", date=(2025, 3, 4)):
    return {"DOI": doi, "type": type, "updated": {"date-parts": [list(date)]}}


def test_notices_are_read_the_gravest_first():
    updates = [
        update("erratum", "10.5555/e"),
        update("retraction"),
        update("retraction"),
        update("new_version"),
    ]
    assert work(title=["T"], **{"updated-by": updates}).notices == (
        Notice("retraction", "10.5555/notice", "2025-03-04"),
        Notice("correction", "10.5555/e", "2025-03-04"),
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RETRACTED: On Looms", "retraction"),
        ("RETRACTED ARTICLE: On Looms", "retraction"),
        ("[Retracted] — On Looms", "retraction"),
        ("WITHDRAWN: On Looms", "withdrawal"),
    ],
)
def test_word_in_front_of_the_title_is_a_notice(title, kind):
    entry = work(title=[title])
    assert (entry.title, [notice.kind for notice in entry.notices]) == ("On Looms", [kind])
    entry = work(title=[title], **{"updated-by": [update("retraction")]})
    assert [(notice.kind, notice.doi) for notice in entry.notices] == [("retraction", "10.5555/notice")]


def test_title_about_retractions_is_no_notice():
    assert work(title=["Retracted papers: a study"]).notices == ()


def test_work_that_is_a_notice_says_of_what():
    entry = work(DOI="10.5555/n", title=["Erratum"], **{"update-to": [update("erratum", "10.5555/x")]})
    assert (entry.note, entry.notices) == ("Erratum of https://doi.org/10.5555/x", ())


def test_funders_are_read_with_their_grants():
    funders = [
        {"DOI": "10.13039/501100001809", "name": "Example Foundation", "award": ["A-1", "A-2"]},
        {"name": "Example Foundation", "award": ["A-3", "A-1"]},
        {"name": "Other"},
        {"award": ["B"]},
    ]
    assert work(title=["T"], funder=funders).funding == (
        Funding("Example Foundation", "10.13039/501100001809", ("A-1", "A-2", "A-3")),
        Funding("Other"),
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Are giant clams (\n      <i>Tridacna maxima</i>\n      ) distractible?",
            "Are giant clams (Tridacna maxima) distractible?",
        ),
        (
            "A lipid in\n     <i>Streptococcus</i>\n    that contributes",
            "A lipid in Streptococcus that contributes",
        ),
        ("Burning H\n  <sub>2</sub>\n  O and CO\n <sub>2</sub>\n emissions", "Burning H₂O and CO₂ emissions"),
        ("δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C Decline", "δ¹³C Decline"),
        ("If x &lt; y and y &gt; z", "If x < y and y > z"),
    ],
)
def test_tags_leave_readable_text(title, expected):
    assert work(title=[title]).title == expected


def test_escaped_tags_of_an_abstract_are_removed():
    entry = work(
        title=["T"], abstract="<jats:p>&lt;p&gt;Tipe &lt;em&gt;guardian&lt;/em&gt;&lt;/p&gt;</jats:p>"
    )
    assert entry.abstract == "Tipe guardian"


@pytest.mark.parametrize("type", ["component", "journal-issue"])
def test_doi_of_a_part_without_title_is_no_publication(sources, type):
    message = {"DOI": "10.5555/x", "type": type}
    sources.expect_request("/crossref/works/10.5555/x").respond_with_json({"message": message})
    with pytest.raises(SourceError) as caught:
        crossref.fetch_work("10.5555/x", Client())
    assert caught.value.reason == "not found"
