"""Retractions, corrections and other notices are saved as registries give them."""

from datetime import date

import pytest

from publications import importing
from publications.bibtex import Entry
from publications.citing import NOTICE_KINDS, Funding, Notice
from publications.importing.records import entry_from_data, entry_to_data
from publications.models import EditorialNotice, NoticeKind, Publication
from publications.notices import save_notices
from tests import factories

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
