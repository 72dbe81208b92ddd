"""An encrypted backup is restored with its key only."""

import re
from io import StringIO
from unittest.mock import Mock

import pyrage
import pytest
from django.core.management import CommandError, call_command

from tests.core import backup_steps
from tests.core.backup_steps import all_rows, fill

pytestmark = pytest.mark.django_db(transaction=True)
path, empty_site = backup_steps.path, backup_steps.empty_site


@pytest.fixture
def key(tmp_path):
    """The file of a secret key, as ``age-keygen`` writes it."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "backup.key"
    file.write_text(f"# created: 2025-03-04\n# public key: {identity.to_public()}\n{identity}\n")
    return file


def public(key):
    return re.search("age1[a-z0-9]+", key.read_text())[0]


def test_encrypted_backup_is_restored_with_its_key(path, key, empty_site):
    fill()
    rows = all_rows()
    call_command("backup", path, encrypt_to=[public(key)], stdout=StringIO())
    assert b"Ada" not in path.read_bytes()
    empty_site()
    call_command("restore", path, key=key, stdout=StringIO())
    assert all_rows() == rows


def test_encrypted_backup_needs_its_key(path, key, tmp_path):
    call_command("backup", path, encrypt_to=[public(key)], stdout=StringIO())
    with pytest.raises(CommandError, match="is encrypted"):
        call_command("verify_backup", path)
    other = tmp_path / "other.key"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(CommandError, match="could not be decrypted: it is encrypted to another key"):
        call_command("verify_backup", path, key=other)
    other.write_text("no key")
    with pytest.raises(CommandError, match=r"not a secret key of age or SSH\.$"):
        call_command("verify_backup", path, key=other)


def test_invalid_public_key_is_refused(path):
    with pytest.raises(CommandError, match="not a public key"):
        call_command("backup", path, encrypt_to=["age1nothing"])
    assert not path.exists()


def test_encrypted_backup_that_is_cut_off_or_changed_is_refused(path, key):
    call_command("backup", path, encrypt_to=[public(key)], stdout=StringIO())
    content = path.read_bytes()
    header = content.index(b"\n---")
    changed = bytearray(content)
    changed[-50] ^= 1
    for damaged in (content[:header], content[: header + 100], content[:-1], changed, content + b"more"):
        path.write_bytes(damaged)
        with pytest.raises(CommandError, match=r"is incomplete or damaged\. Copy it again"):
            call_command("verify_backup", path, key=key)


def test_full_folder_for_temporary_files_is_named(path, key, monkeypatch):
    call_command("backup", path, encrypt_to=[public(key)], stdout=StringIO())
    monkeypatch.setattr(pyrage, "decrypt_io", Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(CommandError, match=r"No space left on device\. Name a folder .* TMPDIR"):
        call_command("verify_backup", path, key=key)
