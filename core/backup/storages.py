"""The stored files of a site: those that everybody may see, and the private ones."""

import posixpath
from collections.abc import Iterator

from django.core.files.storage import Storage, default_storage

from core.atomic_storage import PARTIAL_SUFFIX
from core.private_files import PrivateStorage


def storages() -> dict[str, Storage]:
    """Return the storages by the name of their folder in a backup."""
    return {"public": default_storage, "private": PrivateStorage()}


def file_names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files in a storage, but not of those that are being written."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored yet, or the folder was emptied meanwhile
        return
    for name in sorted(names):
        if not name.endswith(PARTIAL_SUFFIX):
            yield posixpath.join(folder, name)
    for name in sorted(folders):
        yield from file_names(storage, posixpath.join(folder, name))
