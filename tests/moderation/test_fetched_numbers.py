"""Numbers that were fetched are nobody's change: no revision holds them, and a revert leaves them."""

import pytest

from moderation import revisions
from publications.models import Publication, PublicationLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A publication that is recorded, and of which numbers were fetched since."""
    made = factories.publication("On Looms", citations=1)
    factories.publication_link(made, stars=1)
    revisions.ensure_recorded(made)
    Publication.objects.update(citations=20)
    PublicationLink.objects.update(stars=30)
    made.refresh_from_db()
    return made


def test_new_numbers_make_no_revision(paper):
    revisions.ensure_recorded(paper)
    assert revisions.versions_of(paper).count() == 1


def test_a_revert_leaves_the_numbers(paper, admin):
    Publication.objects.update(title="Changed")
    reverted = revisions.revert(revisions.versions_of(paper).last(), admin.user)
    assert (reverted.title, reverted.citations) == ("On Looms", 20)
    assert reverted.links.get().stars == 30
