"""Encrypted backups, in the format of age (https://age-encryption.org/v1).

A backup is encrypted to a public key, so the server that writes it cannot read it later. Keys are those of
age (``age-keygen``) or SSH keys of the types ed25519 and RSA.
"""

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage

#: How an encrypted file begins.
MAGIC = b"age-encryption.org/"


#: What pyrage 1.4.0 says if none of the keys fits; other errors of this type are about a damaged file.
NO_KEY_FITS = "No matching keys found"
#: What it says about an SSH key with a passphrase.
PROTECTED = ("must be decrypted", "EncryptedPem")


class CannotDecrypt(Exception):
    """A file is not the secret key of the backup, or there is no room for the decrypted backup."""


class Damaged(Exception):
    """An encrypted file is incomplete or has been changed."""


def parse_recipient(text: str) -> Any:
    """Return a public key: ``age1…`` or ``ssh-ed25519 …``. Raises ValueError."""
    kind: Any = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise ValueError(
            f"{text} is not a public key of age (age1…) or of SSH (ssh-ed25519 or ssh-rsa): {error}."
        ) from error


def read_keys(path: Path) -> list[Any]:
    """Return the secret keys in a file of ``age-keygen`` or ``ssh-keygen``. Raises CannotDecrypt, OSError."""
    content = path.read_bytes()
    try:
        if b"PRIVATE KEY-----" in content:
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = (line.strip() for line in content.decode().splitlines())
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (pyrage.IdentityError, ValueError) as error:
        if content.startswith(MAGIC) or any(text in str(error) for text in PROTECTED):
            raise CannotDecrypt(
                f"{path} has a passphrase. Name a copy without one, made by ssh-keygen -p or age -d"
            ) from error
        raise CannotDecrypt(f"{path} is not a secret key of age or of SSH (ed25519 or RSA)") from error
    if not keys:
        raise CannotDecrypt(f"{path} contains no secret key")
    return keys


@contextmanager
def encrypting(target: Any, recipients: Sequence[Any]) -> Iterator[Any]:
    """Yield a file for writing (without seek) that encrypts its content to the open file ``target``."""
    reading, writing = os.pipe()
    errors: list[BaseException] = []

    def encrypt() -> None:
        with open(reading, "rb") as source:
            try:
                pyrage.encrypt_io(source, target, recipients)
            except BaseException as error:
                errors.append(error)

    thread = threading.Thread(target=encrypt)
    thread.start()
    try:
        with open(writing, "wb") as file:
            yield file
    except BrokenPipeError:  # the other thread has ended, and says why
        pass
    finally:
        thread.join()
    if errors:
        raise OSError(f"it could not be encrypted: {errors[0]}")


@contextmanager
def decrypted(source: Any, keys: Sequence[Any]) -> Iterator[Any]:
    """Yield a temporary file with the decrypted content. Raises CannotDecrypt, Damaged."""
    with tempfile.TemporaryFile() as file:
        try:
            pyrage.decrypt_io(source, file, keys)
        except pyrage.DecryptError as error:
            if str(error) == NO_KEY_FITS:
                raise CannotDecrypt("it is encrypted to another key than this one") from error
            raise Damaged from error
        except OSError as error:
            if error.errno is None:  # as pyrage says that a part cannot be decrypted
                raise Damaged from error
            raise CannotDecrypt(
                f"its content could not be written to {tempfile.gettempdir()}: {error.strerror}. Name a "
                "folder with more space in the environment variable TMPDIR"
            ) from error
        file.seek(0)
        yield file
