"""The stored files of a site: those that everybody may see, and the private ones."""

from collections.abc import Iterator
from typing import cast

from django.core.files.storage import default_storage

from core.private_files import PrivateStorage
from core.storages.folders import PARTIAL_SUFFIX
from core.storages.site_storage import SiteStorage


def storages() -> dict[str, SiteStorage]:
    """Return the storages by the name of their folder in a backup."""
    return {"public": cast(SiteStorage, default_storage), "private": PrivateStorage()}


def file_names(storage: SiteStorage) -> Iterator[str]:
    """Yield the names of all files in a storage, but not of those that are being written."""
    for name, _appeared in storage.files():
        if not name.endswith(PARTIAL_SUFFIX):
            yield name
