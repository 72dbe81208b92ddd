"""The photo of a homepage and the pictures of its papers come along with an import."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labsite.models import SiteImport
from moderation.models import Proposal, State
from publications.models import Publication
from tests import factories
from tests.site_imports.sources import HOMEPAGE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/me/import/"


def site_with_pictures():
    buffer = BytesIO()
    page = HOMEPAGE.replace("LOOM 2025</div>", "LOOM 2025</div><img src='images/loom.png'>")
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("site/_config.yml", "author:\n  name: Ada Quill\n")
        archive.writestr("site/_pages/about.md", page)
        archive.writestr("site/images/loom.png", factories.picture_bytes(400, 300, kind="PNG"))
    return SimpleUploadedFile("site.zip", buffer.getvalue())


@pytest.fixture
def ada(member):
    """A member with the name that is on the homepage."""
    member.person.name = "Ada Quill"
    member.person.save()
    return member


def test_photo_of_the_homepage_is_imported(pi, django_capture_on_commit_callbacks):
    pi.person.name = "Ada Quill"
    pi.person.save()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("site/_config.yml", "author:\n  name: Ada Quill\n  avatar: images/me.png\n")
        archive.writestr("site/_pages/about.md", HOMEPAGE)
        archive.writestr("site/images/me.png", factories.picture_bytes(400, 400, kind="PNG"))
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(PAGE, {"file": SimpleUploadedFile("site.zip", buffer.getvalue())})
    batch = SiteImport.objects.get()
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    pi.person.refresh_from_db()
    assert pi.person.photo


def test_picture_of_a_paper_is_imported_and_goes_with_it(pi, django_capture_on_commit_callbacks):
    pi.person.name = "Ada Quill"
    pi.person.save()
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(PAGE, {"file": site_with_pictures()})
    batch = SiteImport.objects.get()
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert Publication.objects.get().teaser
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert not Publication.objects.exists()


def test_picture_of_a_paper_waits_with_its_submission(ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(PAGE, {"file": site_with_pictures()})
    ada.post(SiteImport.objects.get().get_absolute_url(), {"do": "apply"})
    waiting = Proposal.objects.get(author=ada.user, editor_key="publication")
    assert waiting.state == State.PENDING
    assert waiting.pending_files["teaser"]
