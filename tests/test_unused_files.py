"""Files that nothing names are deleted after a day; what can still be shown or restored is kept."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.images.fields import master_of
from core.jobs import JobFailed
from core.private_files import PrivateStorage
from labsite import doctor_checks, unused_files
from moderation.models import Proposal
from people.models import Person
from publications.models import Publication
from recruiting.models import Application
from tests import factories
from tests.editor_forms import approve, send
from tests.recruiting.applications.applicant_steps import post_form

pytestmark = pytest.mark.django_db
PROFILE = "/me/profile/"


def tomorrow():
    return timezone.now() + timedelta(days=1, minutes=1)


def stored():
    """Return the names of all stored files."""
    return {name for storage in (default_storage, PrivateStorage()) for name, _appeared in storage.files()}


def orphans():
    """Store files as killed uploads leave them, and return their names."""
    private = PrivateStorage()
    names = ["proposals/7/photo/me.webp", "applications/cv.pdf", "applications/.1f.part"]
    for name in names:
        private.save(name, ContentFile(b"content"))
    names += ["papers/paper.pdf", "people/.2f.part"]
    for name in names[3:]:
        default_storage.save(name, ContentFile(b"content"))
    return set(names)


def test_files_that_nothing_names_are_deleted_after_a_day(settings):
    names = orphans()
    unused_files.delete_unused(timezone.now() + timedelta(hours=23))
    assert stored() == names
    assert unused_files.delete_unused(tomorrow()) == "Unused files deleted: 5."
    assert stored() == set()
    assert not (settings.PRIVATE_ROOT / "proposals").exists()


def test_files_in_use_are_kept(member, pi, visitor):
    publication = factories.publication("Weaving", pdf=factories.pdf(), teaser=factories.picture(width=1000))
    send(member, PROFILE, do="draft", photo=factories.picture())
    post_form(visitor, factories.notice())
    names = stored()
    assert len(names) >= 6
    unused_files.delete_unused(tomorrow())
    assert stored() == names
    assert Publication.objects.get(pk=publication.pk).teaser.srcset.count("/teasers/") == 5
    assert Proposal.objects.get().missing_files == []
    assert Application.objects.get().has_cv


def test_pictures_of_earlier_versions_are_kept(member, pi):
    for width in (400, 500):
        send(member, PROFILE, photo=factories.picture(width=width, height=width))
        approve(pi, Proposal.objects.pending().get())
    send(member, PROFILE, **{"photo-clear": "on"})
    approve(pi, Proposal.objects.pending().get())
    assert not Person.objects.get(pk=member.person.pk).photo
    pictures = {name for name in stored() if name.startswith("people/")}
    assert len([name for name in pictures if master_of(name) == name]) == 2
    unused_files.delete_unused(tomorrow())
    assert stored() == pictures


def test_files_that_somebody_put_elsewhere_are_left(settings):
    default_storage.save("google123.html", ContentFile(b"verification"))
    default_storage.save("slides/talk.pdf", ContentFile(b"slides"))
    unused_files.delete_unused(tomorrow())
    assert stored() == {"google123.html", "slides/talk.pdf"}


def test_nothing_is_deleted_if_most_files_are_unused():
    for number in range(unused_files.MANY + 1):
        default_storage.save(f"papers/{number}.pdf", ContentFile(b"content"))
    with pytest.raises(JobFailed, match="21 of 21 stored files belong to nothing"):
        unused_files.delete_unused(tomorrow())
    assert len(stored()) == unused_files.MANY + 1


@pytest.mark.parametrize(
    ("name", "master"),
    [
        (f"people/{'a' * 32}-400x500/96.webp", f"people/{'a' * 32}-400x500.webp"),
        (f"people/{'a' * 32}-400x500.webp", f"people/{'a' * 32}-400x500.webp"),
        ("papers/96.webp", "papers/96.webp"),
        ("papers/paper.pdf", "papers/paper.pdf"),
    ],
)
def test_variant_belongs_to_its_master(name, master):
    assert master_of(name) == master


# ---- the command and the doctor ---------------------------------------------------------------


@pytest.fixture
def a_day_later(monkeypatch):
    moment = tomorrow()
    monkeypatch.setattr(timezone, "now", lambda: moment)


def output(*arguments):
    stream = StringIO()
    call_command("delete_unused_files", *arguments, stdout=stream)
    return stream.getvalue()


def test_dry_run_lists_the_files_and_deletes_none(a_day_later):
    names = orphans()
    listed = output("--dry-run").splitlines()
    assert stored() == names
    assert {path for path in listed if any(path.endswith(name) for name in names)} == set(listed)
    assert len(listed) == len(names)
    assert output() == "Unused files deleted: 5.\n"


def test_force_deletes_most_files(a_day_later, monkeypatch):
    monkeypatch.setattr(unused_files, "MANY", 2)
    orphans()
    with pytest.raises(CommandError, match="--force"):
        output()
    assert output("--force") == "Unused files deleted: 5.\n"


def texts():
    return [problem.msg for problem in doctor_checks.check_stored_files()]


def test_doctor_reports_unused_and_missing_files(a_day_later):
    assert texts() == []
    orphans()
    factories.application(factories.notice())
    missing, unused = texts()
    assert missing.startswith("1 files are missing on this server, such as applications/")
    assert unused == "5 stored files belong to nothing."
