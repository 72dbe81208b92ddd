"""The archive of everything that the site holds about a person."""

import io
import json
import zipfile

import pytest
from django.db import transaction
from django.utils import timezone

from core.personal_data import DataSubject
from core.personal_data.archive import archive
from people.personal_data import subject_of
from publications.models import ImportedEntry
from tests import factories
from tests.personal_data.somebody import EMAIL, NAME, zenobia

pytestmark = pytest.mark.django_db


def unpacked(subject, language="en"):
    """Return the files of the archive by name; JSON files as data."""
    content = b"".join(archive(subject, language, timezone.now()))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        files = {name: opened.read(name) for name in opened.namelist()}
    return {name: json.loads(file) if name.endswith(".json") else file for name, file in files.items()}


def models_of(records):
    return {record["model"] for record in records}


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker):
    """The unpacked archive of Zenobia, whose rows are gone again."""
    with django_db_blocker.unblock(), transaction.atomic():
        content = unpacked(subject_of(zenobia()))
        transaction.set_rollback(True)
    return content


def test_archive_holds_profile_and_account(files):
    profile = files["profile.json"][0]
    assert (profile["name"], profile["left"], profile["email"]) == (NAME, "2024", EMAIL)
    assert {"people.Education", "people.Honor", "people.TeamMembership"} <= models_of(files["profile.json"])
    assert files["account.json"][0]["email"] == EMAIL
    assert {"mfa.Authenticator", "sessions.Session"} <= models_of(files["account.json"])


def test_archive_holds_submissions_versions_imports_and_applications(files):
    assert any(record.get("editor_key") == "team" for record in files["submissions.json"])
    version = next(record for record in files["versions.json"] if record["of"] == "profile")
    assert version["fields"]["name"] == NAME
    assert {row.get("institution") for row in version["rows"]} >= {"Example University"}
    assert files["imports.json"][-1]["record"] == {"title": "On Sails"}
    assert {record["opening"] for record in files["applications.json"][:2]} == {"Sail with us"}


def test_archive_holds_photo_pending_file_cvs_and_uploads(files):
    names = [name for name in files if name.startswith("files/")]
    folders = sorted(name.split("/")[1] for name in names)
    assert folders == ["applications", "applications", "profile", "submissions", "uploads"]


def test_archive_holds_no_secrets(files):
    content = json.dumps({name: data for name, data in files.items() if name.endswith(".json")})
    assert "secret-key" not in content  # of the authenticator app
    assert "secret-link" not in content  # of an email
    assert "secret-change" not in content  # of a change of the email address
    assert "md5$" not in content  # the password


def test_archive_holds_nothing_about_others():
    person = zenobia()
    factories.person("Bob Other", user=factories.user("bob@example.org"), email="bob@example.org")
    content = b"".join(archive(subject_of(person), "en", timezone.now()))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        text = "".join(opened.read(name).decode() for name in opened.namelist() if name.endswith(".json"))
    for other in ("Bob Other", "bob@example.org", "Ivy", "Convincing", "Ann Applicant", "pi@example.org"):
        assert other not in text


def test_address_typed_on_a_profile_gives_no_access_to_applications():
    notice = factories.notice()
    factories.application(notice, email="victim@example.org")
    mallory = factories.person(user=factories.user("mallory@example.org"), email="victim@example.org")
    assert unpacked(subject_of(mallory))["applications.json"] == []


def test_missing_file_is_left_out():
    person = zenobia()
    person.photo.storage.delete(person.photo.name)
    assert not [name for name in unpacked(subject_of(person)) if name.startswith("files/profile/")]


def test_read_me_is_in_the_language_of_the_page():
    subject = subject_of(zenobia())
    assert "Everything" in unpacked(subject)["README.txt"].decode()
    assert "本站" in unpacked(subject, "zh-hans")["README.txt"].decode()


def test_person_without_account_and_account_without_person_have_archives():
    assert unpacked(subject_of(factories.person()))["account.json"] == []
    assert unpacked(DataSubject(None, factories.user(EMAIL)))["account.json"][0]["email"] == EMAIL


def test_archive_is_streamed_in_small_pieces():
    person = zenobia()
    batch = person.user.imports.get()
    ImportedEntry.objects.bulk_create(
        ImportedEntry(batch=batch, position=position, record={"title": "x" * 1000}, verdict="new")
        for position in range(2, 1000)
    )
    pieces = archive(subject_of(person), "en", timezone.now())
    assert max(map(len, pieces)) < 100_000
