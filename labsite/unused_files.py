"""Delete stored files that nothing refers to, such as those of an interrupted upload.

A file is in use if a row refers to it, or a published version or a submission, which may be restored. The
smaller files of a picture belong to it. Only files older than a day are deleted: a file is stored before its
row. The age counts from when the file appeared here, so that files just restored from a backup are safe.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from reversion.models import Version

from core.images.fields import master_of
from core.jobs import JobFailed
from core.private_files import PrivateStorage
from core.storages.site_storage import SiteStorage
from moderation.models import Proposal

#: Age at which an unused file is deleted.
SAFE_AGE = timedelta(days=1)
#: More unused files than this, and more than half of all, suggest that it is the wrong database.
MANY = 20


@dataclass(frozen=True)
class StoredFile:
    """A file, with the storage that holds it."""

    storage: SiteStorage
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Usage:
    """Old files that nothing uses, and how many files are stored in all."""

    unused: list[StoredFile]
    total: int

    @property
    def is_suspicious(self) -> bool:
        """Whether most files are unused, as when the database of another site is in use."""
        return len(self.unused) > max(MANY, self.total // 2)


def delete_unused(now: datetime) -> str:
    """Delete unused files, and return a line about it: a scheduled job.

    Raises JobFailed, and deletes nothing, if most of the files are unused.
    """
    usage = find_unused(now)
    if usage.is_suspicious:
        raise JobFailed(
            f"{len(usage.unused)} of {usage.total} stored files belong to nothing in this database. Check "
            "that it is the right one. To delete the files, run manage.py delete_unused_files --force."
        )
    return f"Unused files deleted: {delete(usage.unused)}."


def delete(files: Iterable[StoredFile]) -> int:
    """Delete these files and the folders that become empty. Return the number of files."""
    count = 0
    for file in files:
        file.storage.sweep(file.name)
        count += 1
    return count


def find_unused(now: datetime) -> Usage:
    """Return the files that nothing has used for a day.

    Of the public files, only those in the folders of the models' fields are considered; others may be
    foreign.
    """
    media_folders = {field.upload_to for _model, field in file_fields() if field.storage is default_storage}
    stores = ((PrivateStorage(), [""]), (default_storage, sorted(media_folders)))
    files = [
        (StoredFile(storage, name), appeared)
        for storage, folders in stores
        for folder in folders
        for name, appeared in storage.files(folder)
    ]
    old = [file for file, appeared in files if appeared < now - SAFE_AGE]
    used = used_names() if old else set()
    return Usage([file for file in old if master_of(file.name) not in used], len(files))


# ---- names in use -----------------------------------------------------------------------------


def file_fields() -> Iterator[tuple[type, FileField]]:
    """Yield all file fields with their models."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                yield model, field


def used_names() -> set[str]:
    """Return the names of all files that rows, versions and submissions refer to."""
    names = set()
    for model, field in file_fields():
        names.update(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    for text in Version.objects.values_list("serialized_data", flat=True).iterator():
        names.update(_paths_in(json.loads(text)))
    for contents in Proposal.objects.values_list("content", "base").iterator():
        names.update(_paths_in(contents))
    return names


def _paths_in(value) -> Iterator[str]:
    """Yield the texts in JSON data that could be the name of a stored file."""
    if isinstance(value, str):
        if "/" in value and len(value) <= 200:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _paths_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _paths_in(item)


def missing_names() -> list[str]:
    """Return the files that rows refer to but that are not stored, as after a partial restore."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for model, field in file_fields():
        names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
        named[field.storage is default_storage].update(filter(None, names))
    # Listing all files takes fewer requests than checking each one.
    storages = {True: default_storage, False: PrivateStorage()}
    stored = {is_public: {name for name, _ in storages[is_public].files()} for is_public in named}
    return sorted(name for is_public, names in named.items() for name in names - stored[is_public])
