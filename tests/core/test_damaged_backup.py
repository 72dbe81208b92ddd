"""A file that is damaged, incomplete or no backup is refused, and the message says which."""

import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from people.models import Person
from tests import factories
from tests.core import backup_steps
from tests.core.backup_steps import back_up, rewritten

pytestmark = pytest.mark.django_db(transaction=True)
path, empty_site = backup_steps.path, backup_steps.empty_site


def test_complete_backup_is_verified(path):
    factories.person("Ada Example")
    output = StringIO()
    call_command("verify_backup", back_up(path), stdout=output)
    assert "is complete" in output.getvalue()


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("tables/people_person.jsonl", b""),
        ("tables/people_person.jsonl", None),
        ("files/public/people/a.txt", b"b"),
        ("files/public/people/added.txt", b"a"),
        ("manifest.json", b"{}"),
        ("checksums.txt", None),
    ],
)
def test_damaged_backup_is_refused_and_changes_nothing(path, empty_site, entry, content):
    factories.person("Ada Example")
    default_storage.save("people/a.txt", ContentFile(b"a"))
    back_up(path)
    rewritten(path, {entry: content})
    empty_site()
    for command in ("verify_backup", "restore"):
        with pytest.raises(CommandError, match="backup"):
            call_command(command, path)
    assert not Person.objects.exists()
    assert not default_storage.exists("people/a.txt")


def a_zip_file():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"no archive", "is not a backup"),
        (a_zip_file(), "is not a backup"),
        (a_zip_file()[:-1], r"is incomplete or damaged\. Copy it again"),
    ],
)
def test_other_files_are_refused(path, content, message):
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        call_command("verify_backup", path)


def test_damaged_compressed_rows_are_named(path):
    factories.person("Ada Example")
    back_up(path)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("tables/people_person.jsonl").header_offset
    content = bytearray(path.read_bytes())
    content[start + 100] ^= 255
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"tables/people_person\.jsonl in this backup is .*damaged"):
        call_command("verify_backup", path)
