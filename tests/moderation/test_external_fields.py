"""Citation counts and stars fetched from other sites are in no revision, and a revert leaves them alone."""

import pytest

from moderation import revisions
from moderation.reverting import revert
from publications.models import Publication, PublicationLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A publication whose citations and stars have changed since its version was recorded."""
    publication = factories.publication("On Looms", citations=1)
    factories.publication_link(publication, stars=1)
    revisions.ensure_recorded(publication)
    Publication.objects.update(citations=20)
    PublicationLink.objects.update(stars=30)
    publication.refresh_from_db()
    return publication


def test_new_numbers_make_no_revision(paper):
    revisions.ensure_recorded(paper)
    assert revisions.versions_of(paper).count() == 1


def test_revert_leaves_the_numbers_alone(paper, admin):
    Publication.objects.update(title="Changed")
    reverted = revert(revisions.versions_of(paper).last(), admin.user).instance
    assert (reverted.title, reverted.citations) == ("On Looms", 20)
    assert reverted.links.get().stars == 30
