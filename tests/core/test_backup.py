"""A backup holds all rows and files, and fills an empty site of either database."""

import hashlib
import json
import stat
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.models import User
from core import audit
from core.audit import Event
from core.audit.models import AuditEvent
from core.backup import restoring, tables, writing
from core.jobs.models import JobRun
from core.models import Task
from core.private_files import PrivateStorage
from labsite.setup_steps import BACKUP
from moderation import revisions
from people.models import FormerSlug, Person
from publications.models import Publication
from recruiting.models import Application
from tests import factories
from tests.core import backup_steps
from tests.core.backup_steps import all_rows, back_up, entries, file_content, fill, restore, rewritten
from tests.core.test_schema import forget_migration
from tests.object_store import object_store

pytestmark = pytest.mark.django_db(transaction=True)
path, empty_site = backup_steps.path, backup_steps.empty_site


# ---- the way there and back -------------------------------------------------------------------


def test_restored_site_has_every_row_and_file(path, empty_site):
    ada, application = fill()
    rows, photo, cv = all_rows(), file_content(ada.photo), file_content(application.cv)
    back_up(path)
    empty_site()
    restore(path)
    assert all_rows() == rows
    assert file_content(Person.objects.get().photo) == photo
    assert file_content(Application.objects.get().cv) == cv


def test_restored_site_shows_the_same_pages(path, empty_site, client):
    ada, _application = fill()
    addresses = ["/", "/publications/", ada.get_absolute_url(), "/recruiting/", "/zh-hans/people/"]
    pages = [client.get(address).content for address in addresses]
    back_up(path)
    empty_site()
    assert client.get(ada.get_absolute_url()).status_code == 404
    restore(path)
    assert [client.get(address).content for address in addresses] == pages


def test_new_rows_do_not_get_the_keys_of_deleted_rows(path, empty_site):
    factories.person("Ada Example")
    deleted = factories.person("Del Eted").pk
    Person.objects.filter(pk=deleted).delete()
    back_up(path)
    empty_site()
    restore(path)
    assert factories.person("Eve Later").pk == deleted + 1


def test_earlier_versions_and_permissions_survive(path, empty_site):
    fill()
    user = factories.user("pi@example.org", is_staff=True)
    user.user_permissions.set(ContentType.objects.get_for_model(Person).permission_set.all())
    back_up(path)
    empty_site()
    restore(path)
    assert revisions.versions_of(Person.objects.get()).count() == 1
    assert User.objects.get(email="pi@example.org").has_perm("people.change_person")


def test_rows_are_the_same_on_both_databases(path):
    venue = factories.venue("Engines")
    factories.notice(title="PhD", pk=7)
    JobRun.objects.create(name="a", started=datetime(2025, 3, 4, 5, 6, 7, 89, tzinfo=UTC))
    content = entries(back_up(path))
    line = next(line for line in content["tables/core_jobrun.jsonl"].splitlines() if b'"a"' in line)
    assert json.loads(line) == ["a", "2025-03-04T05:06:07.000089+00:00", None, "", ""]
    manifest = json.loads(content["manifest.json"])
    table = next(table for table in manifest["tables"] if table["name"] == "publications_venue")
    row = dict(zip(table["columns"], json.loads(content["tables/publications_venue.jsonl"]), strict=True))
    assert (row["id"], row["name"]) == (venue.pk, "Engines")
    assert table["columns"]["id"] == "BigAutoField"
    assert manifest["database"] == connection.vendor


def test_many_rows_are_read_and_inserted_in_batches(path, empty_site, monkeypatch):
    monkeypatch.setattr(tables, "BATCH", 2)
    for number in range(5):
        factories.person(f"Person {number}")
    back_up(path)
    empty_site()
    restore(path)
    assert Person.objects.count() == 5


# ---- writing ----------------------------------------------------------------------------------


def test_backup_holds_what_there_was_at_one_moment(path, monkeypatch):
    factories.publication("First", authors=["Ada Example"])
    describe = tables.table_of

    def add_slug(model):
        if model is Publication and not FormerSlug.objects.exists():  # former slugs are saved later
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("INSERT INTO people_formerslug (kind, slug, object_id) VALUES ('a', 'b', 1)")
            other.close()
        return describe(model)

    monkeypatch.setattr("core.backup.writing.table_of", add_slug)
    content = entries(back_up(path))
    assert content["tables/people_formerslug.jsonl"] == b""
    assert FormerSlug.objects.count() == 1


def test_backup_is_private_and_recorded(path):
    back_up(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert JobRun.objects.get(name=BACKUP).finished
    assert AuditEvent.objects.get().event == Event.SITE_BACKED_UP


def test_sessions_are_left_out(path, member):
    content = entries(back_up(path))
    assert not any("session" in name for name in content)
    assert member.session.session_key.encode() not in b"".join(content.values())


def test_existing_file_is_not_replaced(path):
    path.write_bytes(b"precious")
    with pytest.raises(CommandError, match="exists"):
        back_up(path)
    assert path.read_bytes() == b"precious"


def test_nothing_stays_of_a_backup_that_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        back_up(tmp_path / "missing" / "backup.zip")


def test_file_that_is_deleted_meanwhile_is_named(path, monkeypatch, capsys):
    default_storage.save("people/a.txt", ContentFile(b"a"))
    monkeypatch.setattr(default_storage, "open", lambda name: (_ for _ in ()).throw(FileNotFoundError()))
    back_up(path)
    assert "public/people/a.txt" in capsys.readouterr().err


def test_file_that_is_deleted_while_rows_are_saved_is_named(path, monkeypatch, capsys):
    name = default_storage.save("people/a.txt", ContentFile(b"a"))
    add_table = writing._add_table

    def delete_first(*args):
        default_storage.delete(name)
        return add_table(*args)

    monkeypatch.setattr(writing, "_add_table", delete_first)
    back_up(path)
    assert "public/people/a.txt" in capsys.readouterr().err


# ---- restoring --------------------------------------------------------------------------------


def test_database_with_content_is_refused(path):
    factories.person("Ada Example")
    back_up(path)
    with pytest.raises(CommandError, match="not empty"):
        restore(path)
    assert Person.objects.count() == 1


def test_site_without_content_whose_jobs_have_run_is_empty(path, empty_site):
    factories.person("Ada Example")
    back_up(path)
    empty_site()
    JobRun.objects.create(name="find_updates", started=timezone.now(), result="Nothing to do.")
    audit.record(Event.SITE_BACKED_UP)
    restore(path)
    assert Person.objects.count() == 1
    assert not JobRun.objects.filter(name="find_updates").exists()


@pytest.mark.parametrize(
    ("step", "error", "message"),
    [
        ("_restore_file", OSError(28, "No space left", "/data/a"), "/data/a could not be stored: No space"),
        ("insert_rows", OperationalError("disk is full"), "could not be filled: disk is full"),
    ],
)
def test_full_disk_is_no_fault_of_the_backup(path, empty_site, monkeypatch, step, error, message):
    factories.application(factories.notice(), cv=ContentFile(b"%PDF-1.4", "cv.pdf"))
    back_up(path)
    empty_site()
    with monkeypatch.context() as patch:
        patch.setattr(restoring, step, Mock(side_effect=error))
        with pytest.raises(CommandError, match=message):
            restore(path)
    assert not Application.objects.exists()


def test_interrupted_restore_leaves_an_empty_database_and_can_be_repeated(path, empty_site, monkeypatch):
    fill()
    rows = all_rows()
    back_up(path)
    empty_site()
    insert = tables.insert_rows

    def fail(table, lines):
        if table.name == "people_person":
            raise KeyboardInterrupt
        return insert(table, lines)

    monkeypatch.setattr("core.backup.restoring.insert_rows", fail)
    with pytest.raises(KeyboardInterrupt):
        restore(path)
    assert not User.objects.exists()
    monkeypatch.undo()
    restore(path)
    assert all_rows() == rows


def test_files_of_another_site_are_not_replaced(path, empty_site):
    PrivateStorage().save("applications/cv.pdf", ContentFile(b"a"))
    back_up(path)
    empty_site()
    PrivateStorage().save("applications/cv.pdf", ContentFile(b"b"))
    with pytest.raises(CommandError, match="different file"):
        restore(path)


def test_files_of_an_object_store_are_restored_into_folders(path, empty_site, settings):
    folders = settings.STORAGES
    with object_store(settings):
        default_storage.put("papers/a.pdf", ContentFile(b"public"))
        PrivateStorage().put("applications/cv.pdf", ContentFile(b"private"))
        back_up(path)
    empty_site()
    settings.STORAGES = folders
    restore(path)
    assert (settings.MEDIA_ROOT / "papers/a.pdf").read_bytes() == b"public"
    assert (settings.PRIVATE_ROOT / "applications/cv.pdf").read_bytes() == b"private"


def test_files_of_folders_are_restored_into_an_object_store(path, empty_site, settings):
    default_storage.put("papers/a.pdf", ContentFile(b"public"))
    back_up(path)
    empty_site()
    with object_store(settings):
        for _ in range(2):  # as after an interrupted restore
            call_command("flush", interactive=False, verbosity=0)
            restore(path)
        assert default_storage.open("papers/a.pdf").read() == b"public"


def with_manifest(path, change):
    """Change the manifest of a backup, and its checksum."""
    content = entries(path)
    manifest = json.loads(content["manifest.json"])
    change(manifest)
    changed = json.dumps(manifest).encode()
    old, new = (hashlib.sha256(data).hexdigest().encode() for data in (content["manifest.json"], changed))
    rewritten(path, {"manifest.json": changed, "checksums.txt": content["checksums.txt"].replace(old, new)})


def test_backup_of_an_older_version_is_brought_up_to_date(path, empty_site):
    """As before the table of tasks was added."""
    factories.person("Ada Example")

    def make_older(manifest):
        manifest["migrations"].remove(["core", "0005_task"])
        manifest["tables"] = [table for table in manifest["tables"] if table["name"] != "core_task"]

    with_manifest(back_up(path), make_older)
    empty_site()
    restore(path)
    assert Person.objects.get().name == "Ada Example"
    assert not Task.objects.exists()


def test_restore_that_was_killed_while_tables_were_created_is_repeated(path, empty_site):
    """Django records a migration after its transaction, if that has deferred statements."""
    factories.person("Ada Example")
    back_up(path)
    empty_site()
    forget_migration("sessions")
    restore(path)
    assert Person.objects.get().name == "Ada Example"


def test_names_that_are_no_identifiers_are_refused(path, empty_site):
    with_manifest(back_up(path), lambda manifest: manifest["tables"][0].update(name='a" b'))
    empty_site()
    with pytest.raises(CommandError, match="invalid name"):
        restore(path)


def test_file_outside_of_the_folders_is_refused(path, empty_site, tmp_path):
    back_up(path)
    content = entries(path)
    added = f"{hashlib.sha256(b'a').hexdigest()}  files/public/../a.txt\n".encode()
    rewritten(path, {"files/public/../a.txt": b"a", "checksums.txt": content["checksums.txt"] + added})
    empty_site()
    with pytest.raises(CommandError, match="outside"):
        restore(path)


def test_backup_of_a_newer_version_is_refused(path, empty_site):
    with_manifest(
        back_up(path), lambda manifest: manifest["migrations"].append(["people", "9999_of_the_future"])
    )
    empty_site()
    with pytest.raises(CommandError, match="newer"):
        restore(path)
