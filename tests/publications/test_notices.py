"""Retractions, corrections and other notices are saved as registries give them."""

from datetime import date

import pytest
from django.utils import timezone

from moderation import revisions
from moderation.reverting import revert
from publications import importing
from publications.bibtex import Entry
from publications.citing import NOTICE_KINDS, Funding, Notice, Reference, bibtex, csl_json, split_notices
from publications.models import EditorialNotice, NoticeCheck, NoticeKind, Publication
from publications.notices import refresh_notices, save_notices
from publications.readers import parse
from publications.refreshing import refresh
from publications.stored_entries import entry_from_data, entry_to_data
from tests import factories
from tests.publications.sources import client_without_retries, responses

pytestmark = pytest.mark.django_db
RETRACTION = Notice("retraction", "10.5555/retraction", "2025-03-04")


def notices_of(publication):
    return list(publication.notices.order_by("pk").values_list("kind", "doi", "date"))


def test_kinds_of_the_model_are_those_of_references():
    assert tuple(NoticeKind.values) == NOTICE_KINDS


def test_new_notice_is_saved_once():
    paper = factories.publication()
    assert save_notices({paper.pk: [RETRACTION, Notice("correction")]}) == 2
    assert save_notices({paper.pk: [RETRACTION, Notice("correction")]}) == 0
    assert notices_of(paper) == [
        ("retraction", "10.5555/retraction", date(2025, 3, 4)),
        ("correction", "", None),
    ]


def test_changed_date_is_saved():
    paper = factories.publication()
    save_notices({paper.pk: [Notice("retraction", "10.5555/retraction")]})
    assert save_notices({paper.pk: [RETRACTION]}) == 1
    assert notices_of(paper) == [("retraction", "10.5555/retraction", date(2025, 3, 4))]


def test_notice_that_is_no_longer_registered_is_deleted_unless_entered_by_hand():
    paper, other = factories.publication(), factories.publication("Other")
    save_notices({paper.pk: [RETRACTION], other.pk: [RETRACTION]})
    EditorialNotice.objects.create(publication=paper, kind="correction", doi="10.5555/by-hand")
    assert save_notices({paper.pk: []}) == 1
    assert notices_of(paper) == [("correction", "10.5555/by-hand", None)]
    assert len(notices_of(other)) == 1


def test_imported_entry_brings_notices_and_funding():
    funding = Funding("Example Foundation", "10.13039/1", ("A-1", "A-2"))
    entry = Entry(kind="journal", title="On Looms", year=2025, notices=(RETRACTION,), funding=(funding,))
    stored = entry_from_data(entry_to_data(entry))
    assert stored == entry
    importing.save_all_new(importing.plan([stored]), by=None)
    paper = Publication.objects.get()
    assert [kind for kind, _doi, _date in notices_of(paper)] == ["retraction"]
    assert paper.funding == [
        {"funder": "Example Foundation", "funder_doi": "10.13039/1", "awards": ["A-1", "A-2"]}
    ]


# ---- asking Crossref again --------------------------------------------------------------------

DAY = date(2026, 3, 2)
RETRACTED = {
    "updated-by": [{"DOI": "10.5555/R", "type": "retraction", "updated": {"date-parts": [[2026, 3, 1]]}}]
}
FUNDER = {"name": "Example Foundation", "award": ["A-1"]}


def crossref_responds(sources, *works):
    sources.expect_oneshot_request("/crossref/works").respond_with_json(responses.crossref_list(*works))


def test_retraction_that_appears_later_is_found_and_each_paper_is_checked_once_a_day(sources):
    paper, other = factories.publication(doi="10.5555/a"), factories.publication("B", doi="10.5555/b")
    work = responses.crossref_work(DOI="10.5555/A", funder=[FUNDER], **RETRACTED)
    crossref_responds(sources, work, responses.crossref_work(DOI="10.5555/b"))
    result = refresh_notices(client_without_retries(), DAY)
    assert (result.checked, result.changed, result.problems) == (2, 1, [])
    assert notices_of(paper) == [("retraction", "10.5555/r", date(2026, 3, 1))]
    assert notices_of(other) == []
    before, paper.updated = paper.updated, None
    paper.refresh_from_db()
    assert paper.updated > before
    assert paper.funding == [{"funder": "Example Foundation", "funder_doi": "", "awards": ["A-1"]}]
    assert refresh_notices(client_without_retries(), DAY).checked == 0


def test_work_that_crossref_does_not_have_keeps_its_notices(sources):
    paper = factories.publication(doi="10.5555/a")
    save_notices({paper.pk: [RETRACTION]})
    crossref_responds(sources)
    assert refresh_notices(client_without_retries(), DAY).changed == 0
    assert len(notices_of(paper)) == 1


def test_failing_crossref_changes_nothing_and_is_asked_again(sources):
    paper = factories.publication(doi="10.5555/a")
    save_notices({paper.pk: [RETRACTION]})
    sources.expect_request("/crossref/works").respond_with_data(status=503)
    result = refresh_notices(client_without_retries(), DAY)
    assert (result.checked, result.problems) == (0, ["Crossref is unavailable right now. Try again later."])
    assert len(notices_of(paper)) == 1 and not NoticeCheck.objects.exists()


def test_job_reports_changed_notices(sources):
    factories.publication(doi="10.5555/a")
    sources.expect_request("/openalex/works").respond_with_json(responses.openalex())
    sources.expect_request("/semanticscholar/graph/v1/paper/batch").respond_with_json([None])
    crossref_responds(sources, responses.crossref_work(DOI="10.5555/a", **RETRACTED))
    assert refresh(timezone.now()).endswith("Editorial notices changed: 1.")


# ---- on the site and in exports ---------------------------------------------------------------


@pytest.fixture
def retracted():
    paper = factories.publication("On Looms", doi="10.5555/looms")
    save_notices({paper.pk: [RETRACTION, Notice("correction", "10.5555/c")]})
    return paper


def test_page_warns_of_a_retraction_with_a_link(client, retracted):
    page = client.get(retracted.get_absolute_url()).content.decode()
    assert "This publication has been retracted." in page and "https://doi.org/10.5555/retraction" in page
    assert page.index("has been retracted") < page.index("has been corrected")


@pytest.mark.parametrize("path", ["/", "/publications/", "/publications/?q=looms", "/search/?q=looms"])
def test_lists_label_a_retracted_publication(client, retracted, path):
    assert "Retracted" in client.get(path).content.decode()


def test_feed_names_the_retraction_in_the_title(client, retracted):
    assert "[Retracted] On Looms" in client.get("/publications/feed/").content.decode()


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_exports_name_the_retraction(client, retracted, extension):
    text = client.get(f"/publications/export.{extension}").content.decode()
    assert "Retracted on 2025-03-04" in text and "10.5555/retraction" in text


@pytest.mark.parametrize("write", [bibtex, csl_json])
@pytest.mark.parametrize("note", ["", "See also elsewhere"])
def test_own_export_of_a_notice_comes_back_as_a_notice(write, note):
    notices = (RETRACTION, Notice("correction", "10.5555/c"), Notice("withdrawal"))
    reference = Reference(key="k", kind="journal", title="On Looms", year=2025, note=note, notices=notices)
    (entry,) = parse(write([reference])).entries
    assert (entry.notices, entry.note.rstrip(".")) == (notices, note)


@pytest.mark.parametrize("note", ["Corrected", "Retracted in part", "See the Retracted list."])
def test_other_remarks_are_no_notices(note):
    assert split_notices(note) == (note, ())


def test_notice_entered_by_hand_comes_back_with_a_deleted_publication():
    paper, other = factories.publication(), factories.publication()
    EditorialNotice.objects.create(publication=paper, kind="concern", date=date(2025, 3, 4))
    EditorialNotice.objects.create(publication=other, kind="correction")
    with revisions.record(None):
        revisions.add_all([paper, other])
    key = paper.pk
    paper.delete()
    [version] = [item for item in revisions.deleted_objects() if item.object_id == str(key)]
    restored = revert(version, None).instance
    assert notices_of(restored) == [("concern", "", date(2025, 3, 4))]
    assert restored.notices.get().is_entered


def test_earlier_version_of_a_publication_leaves_its_notices_alone():
    paper = factories.publication()
    revisions.ensure_recorded(paper)
    EditorialNotice.objects.create(publication=paper, kind="concern")
    revert(revisions.versions_of(paper).last(), None)
    assert notices_of(paper) == [("concern", "", None)]
