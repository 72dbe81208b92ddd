"""Open a backup, or say what is wrong with the file."""

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from core.backup.archive import ANOTHER, ZIP_ERRORS, BackupError, OpenBackup
from core.backup.encryption import MAGIC, CannotDecrypt, Damaged, decrypted, read_keys

#: How a ZIP file begins.
ZIP_MAGIC = b"PK\x03\x04"


@contextmanager
def open_backup(path: Path, key: Path | None = None) -> Iterator[OpenBackup]:
    """Open a backup for reading, with the file of the secret key if it is encrypted.

    Raises BackupError if the file is not a backup or is damaged, or if the key is missing or wrong.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            plain = stack.enter_context(_decrypted(file, path, key))
            backup = OpenBackup(stack.enter_context(zipfile.ZipFile(plain)))
        except FileNotFoundError as error:
            raise BackupError(f"There is no file {error.filename}.") from error
        except CannotDecrypt as error:
            raise BackupError(f"{path} could not be decrypted: {error}.") from error
        except (Damaged, KeyError, TypeError, *ZIP_ERRORS) as error:
            raise BackupError(_damage(path)) from error
        except OSError as error:
            name = error.filename or path
            raise BackupError(f"{name} could not be read: {error.strerror or error}.") from error
        yield backup


def _damage(path: Path) -> str:
    """Return what is wrong with a file that cannot be read as a backup."""
    start = _start(path)
    if not start:
        return f"{path} is empty. {ANOTHER}"
    if start.startswith((MAGIC, ZIP_MAGIC)):
        return f"{path} is incomplete or damaged. {ANOTHER}"
    return f"{path} is not a backup of Labsite."


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MAGIC))


def _decrypted(file: Any, path: Path, key: Path | None) -> AbstractContextManager[Any]:
    if _start(path) != MAGIC:
        return nullcontext(file)
    if key is None:
        raise BackupError(f"{path} is encrypted. Add --key with the file of its secret key.")
    return decrypted(file, read_keys(key))
