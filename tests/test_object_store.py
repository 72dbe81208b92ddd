"""The site with its files in an object store: what visitors get, what is forgotten, what an outage does."""

import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.backup import storages as of_site
from core.database.waits import REQUEST, waiting
from core.private_files import PrivateStorage
from labsite import doctor_checks, unused_files
from moderation.models import Proposal
from people.models import Person
from recruiting.applications import retention
from recruiting.models import Application
from tests import factories
from tests.editor_forms import approve, send
from tests.object_store import CLOSED, object_store, use_buckets
from tests.recruiting.applications.applicant_steps import post_form
from tests.test_settings import SAFE, run_python

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"
PDF = b"%PDF-1.4 content"


@pytest.fixture
def requests(settings):
    with object_store(settings) as requests:
        yield requests


def stored():
    """Return the names of all stored files."""
    return {name for storage in of_site.storages().values() for name in of_site.file_names(storage)}


# ---- what visitors get ------------------------------------------------------------------------


def test_pages_show_pictures_without_asking_the_store_which_the_site_itself_serves(requests, visitor):
    photo = factories.person("Ada", photo=factories.picture(width=900, height=900)).photo
    requests.clear()
    page = visitor.get("/people/").content.decode()
    assert requests.counts() == {}
    address = photo.url_for(192)
    assert address.startswith("/media/people/") and address in page
    for part in photo.srcset.split(", "):
        response = visitor.get(part.split()[0])
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.streaming
        content = response.getvalue()
        assert content.startswith(b"RIFF") and int(response.headers["Content-Length"]) == len(content)
    assert requests.counts() == {"GetObject": photo.srcset.count("/media/")}


def test_browser_that_has_the_file_gets_no_second_copy(requests, visitor):
    default_storage.put("papers/a.pdf", ContentFile(PDF))
    first = visitor.get("/media/papers/a.pdf")
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    headers = {"If-None-Match": first.headers["ETag"]}
    assert visitor.get("/media/papers/a.pdf", headers=headers).status_code == 304
    assert visitor.get("/media/papers/a.pdf", headers={"If-None-Match": '"other"'}).getvalue() == PDF
    assert visitor.head("/media/papers/a.pdf").headers["Content-Length"] == str(len(PDF))


def test_other_files_are_not_served(requests, visitor):
    for name in ("secret.txt", "secret", "inside.webp"):
        default_storage.put(name, ContentFile(b"secret"))
    PrivateStorage().put("applications/cv.pdf", ContentFile(b"secret"))
    paths = ("secret.txt", "secret", "missing.webp", "../inside.webp", "%00inside.webp", f"{'x' * 2000}.webp")
    for path in (*paths, "applications/cv.pdf", "../lab-private/applications/cv.pdf", "%ff%fe.webp"):
        assert visitor.get(f"/media/{path}").status_code == 404, path


def test_cv_is_streamed_to_those_who_may_read_it(requests, visitor, member, pi):
    post_form(visitor, factories.notice())
    application = Application.objects.get()
    application.confirm(timezone.now())
    requests.clear()
    path = f"/desk/applications/{application.pk}/cv/"
    assert (visitor.get(path).status_code, member.get(path).status_code) == (302, 403)
    assert requests.counts() == {}
    response = pi.get(path)
    assert (response.status_code, "no-store" in response.headers["Cache-Control"]) == (200, True)
    assert response.streaming and response.getvalue().startswith(b"%PDF-")
    assert "GetObject" in requests.counts()


def test_photo_of_a_member_goes_through_review(
    requests, member, pi, visitor, django_capture_on_commit_callbacks
):
    send(member, PROFILE, photo=factories.picture())
    assert [name.split("/")[0] for name in stored()] == ["proposals"]
    with django_capture_on_commit_callbacks(execute=True):
        approve(pi, Proposal.objects.pending().get())
    photo = Person.objects.get(pk=member.person.pk).photo
    assert visitor.get(photo.url).status_code == 200
    assert not any(name.startswith("proposals") for name in stored())


# ---- what is forgotten ------------------------------------------------------------------------


def test_files_that_nothing_names_are_deleted_after_a_day(requests, visitor):
    PrivateStorage().put("proposals/7/photo/me.webp", ContentFile(b"content"))
    default_storage.put("papers/paper.pdf", ContentFile(b"content"))
    default_storage.put("elsewhere/paper.pdf", ContentFile(b"content"))
    unused = stored()
    factories.person("Ada", photo=factories.picture(width=500))
    post_form(visitor, factories.notice())
    used = stored() - unused
    unused_files.delete_unused(timezone.now() + timedelta(hours=23))
    assert stored() == used | unused
    unused_files.delete_unused(timezone.now() + timedelta(days=1, minutes=1))
    assert stored() == used | {"elsewhere/paper.pdf"}
    assert unused_files.missing_names() == []


def test_cv_of_a_forgotten_application_is_gone(requests, visitor, django_capture_on_commit_callbacks):
    post_form(visitor, factories.notice())
    assert len(stored()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        retention.delete_expired(timezone.now() + timedelta(days=3000))
    assert not Application.objects.exists() and stored() == set()


# ---- other work with files --------------------------------------------------------------------


def test_published_site_has_the_pictures_and_fetches_them_once(requests, tmp_path):
    photo = factories.person("Ada", photo=factories.picture(width=500)).photo
    for _ in range(2):
        requests.clear()
        call_command("publish", tmp_path, base_url="https://lab.example.edu", processes=1, force=True)
    assert requests.counts() == {}
    copy = tmp_path / "current" / photo.url.lstrip("/")
    assert copy.read_bytes() == default_storage.open(photo.name).read()


# ---- a store that is unavailable ---------------------------------------------------------------------


def test_pages_hold_and_files_say_that_they_are_unavailable(requests, visitor, settings):
    photo = factories.person("Ada", photo=factories.picture()).photo
    use_buckets(settings, CLOSED)
    visitor.raise_request_exception = False
    start = time.monotonic()
    with waiting(REQUEST):
        assert photo.url in visitor.get("/people/ada/").content.decode()
        response = visitor.get(photo.url)
    assert time.monotonic() - start < 2
    assert response.status_code == 503 and response.headers["Retry-After"]
    assert "The site’s files can’t be reached right now" in response.content.decode()
    use_buckets(settings)
    assert visitor.get(photo.url).status_code == 200


def test_form_with_a_file_comes_back_and_can_be_sent_again(requests, visitor, settings):
    notice = factories.notice()
    use_buckets(settings, CLOSED)
    with waiting(REQUEST):
        response = post_form(visitor, notice)
    page = response.content.decode()
    assert response.status_code == 503
    assert "The server cannot store files at the moment." in page and "I like engines." in page
    assert not Application.objects.exists()
    use_buckets(settings)
    post_form(visitor, notice)
    assert Application.objects.get().has_cv


def test_submission_is_not_approved_without_its_file(requests, member, pi, settings):
    send(member, PROFILE, photo=factories.picture())
    proposal = Proposal.objects.pending().get()
    use_buckets(settings, CLOSED)
    pi.raise_request_exception = False
    with waiting(REQUEST):
        assert pi.get(reverse("review-proposal", args=[proposal.pk])).status_code == 503
        page = pi.get(approve(pi, proposal).url).content.decode()
        assert "cannot store files at the moment" in page
    assert Proposal.objects.pending().exists()
    use_buckets(settings)
    approve(pi, proposal)
    assert Person.objects.get(pk=member.person.pk).photo


def test_health_check_and_doctor_name_the_bucket(requests, visitor, settings):
    assert visitor.get("/healthz?deep=1").status_code == 200
    assert list(doctor_checks.check_object_store()) == []
    use_buckets(settings, CLOSED)
    with waiting(REQUEST):
        problems = list(doctor_checks.check_object_store())
    assert [problem.msg for problem in problems] == [
        f"The bucket of {name} files cannot be used: The object store does not answer."
        for name in ("media", "private")
    ]


def test_doctor_warns_of_private_files_that_others_can_read_or_that_stay(requests):
    client = storages["private"].client
    client.put_bucket_versioning(Bucket="lab-private", VersioningConfiguration={"Status": "Enabled"})
    problems = " ".join(problem.msg for problem in doctor_checks.check_object_store())
    assert "keeps deleted files as earlier versions" in problems and "Everybody can read" not in problems


# ---- settings ---------------------------------------------------------------------------------


def test_site_does_not_start_with_one_bucket_for_public_and_private_files():
    urls = {
        "MEDIA_STORAGE": "s3://store.example.edu/lab/public",
        "PRIVATE_STORAGE": "s3://k:s@store:9000/lab/private",
    }
    start = run_python("import labsite.settings", **SAFE, **urls)
    assert start.returncode != 0 and "name the same bucket" in start.stderr


def test_settings_choose_the_storages():
    code = (
        "import django; django.setup()\n"
        "from core.backup.storages import storages\n"
        "print([(s.is_folder, getattr(s, 'bucket_name', '')) for s in storages().values()])"
    )
    start = run_python(code, **SAFE, MEDIA_STORAGE="s3://key:secret@store.example.edu/lab-media")
    assert start.stdout.strip() == "[(False, 'lab-media'), (True, '')]", start.stderr
