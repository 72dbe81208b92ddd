"""Copy the files of one storage to another one, verified by checksums. Can be interrupted and repeated."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.storages.folders import PARTIAL_SUFFIX
from core.storages.site_storage import SiteStorage
from core.streaming import read_in_chunks


@dataclass(frozen=True)
class Moved:
    """The result for a file: "copied", "there" if the target had it already, or a problem."""

    name: str
    outcome: str

    @property
    def is_problem(self) -> bool:
        return self.outcome not in ("copied", "there")


def copy_files(source: SiteStorage, target: SiteStorage) -> Iterator[Moved]:
    """Copy all files that the target lacks, and yield the result for each.

    A file of the target is never replaced: the names of stored files are not used again, so another file of
    the same name belongs to something else. Files deleted meanwhile are left out.
    """
    present = {name for name, _appeared in target.files()}
    for name, _appeared in source.files():
        if name.endswith(PARTIAL_SUFFIX):
            continue
        try:
            checksum = checksum_of(source, name)
            is_there = name in present
            if not is_there:
                with source.open(name) as file:
                    target.put(name, file)
        except FileNotFoundError:
            continue
        if checksum_of(target, name) == checksum:
            yield Moved(name, "there" if is_there else "copied")
        elif is_there:
            yield Moved(name, "another file of this name is there already")
        else:
            yield Moved(name, "the copy has another checksum")


def checksum_of(storage: SiteStorage, name: str) -> str:
    """Return the SHA-256 of a file. Raises FileNotFoundError."""
    checksum = hashlib.sha256()
    for chunk in read_in_chunks(storage.open(name)):
        checksum.update(chunk)
    return checksum.hexdigest()
