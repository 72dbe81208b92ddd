"""An encrypted backup is restored with its key only."""

import base64
import re
from io import StringIO
from unittest.mock import Mock

import pyrage
import pytest
from django.core.management import CommandError, call_command

from core.backup.encryption import CannotDecrypt, read_keys
from tests.core import backup_steps
from tests.core.backup_steps import all_rows, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
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
    with pytest.raises(CommandError, match=r"not a secret key of age or of SSH"):
        call_command("verify_backup", path, key=other)


@pytest.mark.parametrize("text", ["age1nothing", "ssh-ed25519 nothing", "ecdsa-sha2-nistp256 AAAA"])
def test_invalid_public_key_is_refused(path, text):
    with pytest.raises(CommandError, match=r"not a public key of age .* or of SSH"):
        call_command("backup", path, encrypt_to=[text])
    assert not path.exists()


def with_length(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def ssh_key_with_a_passphrase():
    """Return a key in the format of OpenSSH, whose encrypted part nobody reads without its passphrase."""
    public_key = with_length(b"ssh-ed25519", bytes(32))
    options = with_length(bytes(16)) + (16).to_bytes(4, "big")
    key = b"openssh-key-v1\0" + with_length(b"aes256-ctr", b"bcrypt", options)
    key += (1).to_bytes(4, "big") + with_length(public_key, bytes(144))
    kind = b"OPENSSH PRIVATE KEY-----\n"
    return b"-----BEGIN " + kind + base64.encodebytes(key) + b"-----END " + kind


@pytest.mark.parametrize(
    "content",
    [
        ssh_key_with_a_passphrase(),
        b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
        b"-----END RSA PRIVATE KEY-----\n",
        b"age-encryption.org/v1\n-> scrypt",
    ],
)
def test_secret_key_with_a_passphrase_is_named_as_such(tmp_path, content):
    key = tmp_path / "key"
    key.write_bytes(content)
    with pytest.raises(CannotDecrypt, match="key has a passphrase"):
        read_keys(key)


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
