"""Write the files of a site all at once or not at all.

A site is a folder with the releases and a link to the current one, which a rename replaces::

    releases/1  releases/2  current -> releases/2

or, "in place", the files themselves, each of which a rename replaces. Files that have not changed keep their
bytes and their time; others get a later second than before, since web servers and rsync compare seconds.

New files are first written to a folder of their own. The next release is the oldest one, which would have to
be deleted otherwise: brought up to date, given the new files, and renamed.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files import locks

from labsite.publishing.failures import CannotPublish, cannot_use
from labsite.publishing.mirroring import Mirroring, file_names

#: Releases that are kept, the current one included.
KEPT = 5
#: The bytes of the longest name that common file systems take.
MAX_NAME = 255
LOCK, STATE, WORK, NEXT = ".labsite.lock", ".labsite.json", ".labsite", ".labsite.next"


@dataclass
class Changes:
    """The number of files that are new or have changed, and of those that have gone or stayed."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return f"Published: {self.written} files written, {self.removed} removed, {self.unchanged} unchanged."


@dataclass
class Written:
    """The names of files that a part of the work has added, and the number of those that had not changed."""

    names: set[str] = field(default_factory=set)
    unchanged: int = 0


class Folder:
    """The folder to which a site is published."""

    def __init__(self, path: Path, in_place: bool = False) -> None:
        self.path = path.absolute()
        self.in_place = in_place
        self.releases = self.path / "releases"
        self._mirroring: Mirroring | None = None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder, which is created if need be. Raises CannotPublish if another process holds it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._check()
            file = (self.path / LOCK).open("wb")
        except OSError as error:
            raise cannot_use(self.path, error) from error
        with file:
            if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
                raise CannotPublish(
                    f"Another process is publishing to {self.path}. Try again when it has finished."
                )
            try:
                yield
            finally:
                if self._mirroring:
                    self._mirroring.stop()
                    self._mirroring = None
                # Files of a failed release, so that they do not keep the disk full.
                shutil.rmtree(self.path / WORK, ignore_errors=True)

    def _check(self) -> None:
        """Refuse a folder with other files, which a release could replace."""
        names = {path.name for path in self.path.iterdir() if not path.name.startswith(".")}
        if (self.path / STATE).exists():
            was_in_place = self.state.get("in_place", False)
            if was_in_place != self.in_place:
                raise CannotPublish(
                    f"{self.path} was published {'with' if was_in_place else 'without'} --in-place. "
                    "Publish it in the same way, or choose another folder."
                )
        elif names and not (self.in_place and names <= {"CNAME", "README.md", "LICENSE"}):
            raise CannotPublish(f"{self.path} contains other files. Choose an empty or a new folder.")
        if not self.in_place and self.current.exists() and not self.current.is_symlink():
            raise CannotPublish(
                f"{self.current} is in the way of the link to the current release. Remove or rename it."
            )

    @property
    def current(self) -> Path:
        """Return the folder with the files of the current release."""
        return self.path if self.in_place else self.path / "current"

    @property
    def state(self) -> dict[str, Any]:
        """Return the state that was stored with the current release; an empty dictionary without one."""
        try:
            return dict(json.loads((self.path / STATE).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def names(self) -> set[str]:
        """Return the paths of the files of the current release."""
        if self.in_place:
            digests = set(self.state.get("files", []))
            names = file_names(str(self.path)) if digests else ()
            return {name for name in names if _digest(name) in digests}
        return set(file_names(str(self.current)))

    def is_as_published(self) -> bool:
        """Return whether the current release is the one that ``state`` is about.

        It is not after the operator has gone back to an older one, or after an interruption.
        """
        return self.in_place or self.current.resolve().name == self.state.get("release")

    def start(self, processes: int = 1) -> "Release":
        """Return an empty release. Files of an interrupted one are removed."""
        work = self.path / WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        if not self.in_place and self.current.is_dir():
            self._mirroring = Mirroring(self.current.resolve(), self._next(), in_background=processes > 1)
            return Release(work, self.current, self._mirroring.names)
        return Release(work, self.current, self.names)

    def _numbers(self) -> list[int]:
        """Return the numbers of the releases, the oldest first."""
        return sorted(int(path.name) for path in self.releases.iterdir() if path.name.isdecimal())

    def _next(self) -> Path:
        """Return the folder of the next release: the oldest one if there are enough, or an empty one."""
        folder = self.path / NEXT  # an interrupted release may have left it
        if not folder.exists() and len(numbers := self._numbers()) >= KEPT:
            oldest = next(number for number in numbers if str(number) != self.current.resolve().name)
            (self.releases / str(oldest)).rename(folder)
        folder.mkdir(exist_ok=True)
        return folder

    def finish(self, release: "Release", state: dict[str, Any]) -> Changes:
        """Make a release the current one and store its state."""
        changes = release.changes()
        state = {**state, "in_place": self.in_place}
        if self.in_place:
            state["files"] = _digests(release.files)
            # Until all files are in place, the state lists the files of both releases and names neither.
            self._store({"in_place": True, "files": _digests(release.files | release.previous)})
            release.move_to(self.path)
        else:
            if not self.state:  # an interruption must not leave files that seem to be foreign
                self._store({"in_place": False})
            state["release"] = self._switch(release)
            for name, content in release.notes.items():
                self._replace(name, content)
        self._store(state)
        return changes

    def _store(self, state: dict[str, Any]) -> None:
        self._replace(STATE, json.dumps(state).encode())

    def _replace(self, name: str, content: bytes) -> None:
        partial = self.path / f"{WORK}.part"
        partial.write_bytes(content)
        partial.replace(self.path / name)

    def _switch(self, release: "Release") -> str:
        """Make a release the current one, and return its number."""
        self.releases.mkdir(exist_ok=True)
        folder = self.path / NEXT
        if self._mirroring:
            self._mirroring.finish()
            release.move_to(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            release.folder.rename(folder)
        numbers = self._numbers()
        number = str(numbers[-1] + 1 if numbers else 1)
        folder.rename(self.releases / number)
        link = self.path / f"{WORK}.link"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / number, target_is_directory=True)
        link.replace(self.path / "current")
        for old in numbers[: max(len(numbers) + 1 - KEPT, 0)]:
            shutil.rmtree(self.releases / str(old), ignore_errors=True)
        return number


class Release:
    """A release that is being written. Its folder holds only the files that are new or have changed."""

    def __init__(self, folder: Path, current: Path, previous: Callable[[], set[str]]) -> None:
        """``previous`` returns the files of the current release, and is called at most once."""
        self.folder = folder
        self.current = current
        self._previous = previous
        self.written = Written()
        self._folders: set[str] = set()
        #: Files for the operator, beside the site, by name.
        self.notes: dict[str, bytes] = {}

    @property
    def files(self) -> set[str]:
        return self.written.names

    @cached_property
    def previous(self) -> set[str]:
        return self._previous()

    def part(self) -> "Release":
        """Return the same release for a part of the work, whose result ``add`` takes."""
        return Release(self.folder, self.current, self._previous)

    def add(self, names: set[str], unchanged: int) -> None:
        """Add the names of files that a part of the work has written, of which so many had not changed."""
        self.written.names |= names
        self.written.unchanged += unchanged

    def has_place_for(self, name: str) -> bool:
        """Return whether neither a file of this name exists, nor a file in the place of its folder."""
        parts = (name, *(str(folder) for folder in PurePosixPath(name).parents))
        return not self.files.intersection(parts) and all(
            len(part.encode()) <= MAX_NAME for part in name.split("/")
        )

    def write(self, name: str, content: bytes) -> None:
        """Add a file; ``name`` is its path below the folder."""
        if _read(self._path(self.current, name)) == content:
            self.keep(name)
            return
        path = self._place(name)
        with open(path, "wb") as file:
            file.write(content)
        self._set_time(path, name)

    def copy(self, name: str, source: Path) -> None:
        """Add a copy of a file, as a hard link if possible."""
        if _is_same(self._path(self.current, name), source):
            self.keep(name)
            return
        path = self._place(name)
        shutil.copyfile(source, path)
        self._set_time(path, name)

    def has_previous(self, name: str) -> bool:
        """Return whether the current release has a file of this name."""
        return name in self.previous and (self.current / name).is_file()

    def keep(self, name: str) -> None:
        """Add a file of the current release as it is."""
        self.written.unchanged += 1
        self.files.add(name)

    def _place(self, name: str) -> str:
        """Return the path of a new file, whose folder is created."""
        path = self._path(self.folder, name)
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        self.files.add(name)
        return path

    @staticmethod
    def _path(folder: Path, name: str) -> str:
        if name.startswith("/") or ".." in name.split("/"):
            raise CannotPublish(f"{name} would be outside of the folder.")
        return os.path.join(folder, name)

    def _set_time(self, path: str, name: str) -> None:
        """Give a changed file a time that is a later second than before.

        The clock of a file system may be behind that of the program.
        """
        with suppress(OSError):  # there was none of this name
            earliest = int((self.current / name).stat().st_mtime) + 1
            if os.stat(path).st_mtime < earliest:
                os.utime(path, (earliest, earliest))

    def move_to(self, goal: Path) -> None:
        """Move the files to a folder that holds the release before: what pages need, then pages.

        Files that are no longer needed are then removed.
        """
        folders: set[str] = set()
        for name in sorted(file_names(str(self.folder)), key=lambda name: (name.endswith(".html"), name)):
            place = os.path.join(goal, name)
            if (folder := os.path.dirname(name)) not in folders:
                _make_folder(goal / folder, goal)
                folders.add(folder)
            if os.path.isdir(place) and not os.path.islink(place):
                shutil.rmtree(place)
            os.replace(os.path.join(self.folder, name), place)
        for name in self.previous - self.files:
            if (goal / name).is_dir():  # a file has become a folder
                continue
            with suppress(FileNotFoundError, NotADirectoryError):
                (goal / name).unlink()
            for parent in (goal / name).parents:
                if parent == goal:
                    break
                with suppress(OSError):  # it has other files in it
                    parent.rmdir()
        shutil.rmtree(self.folder)

    def changes(self) -> Changes:
        unchanged = self.written.unchanged
        removed = len(self.previous - self.files)
        return Changes(len(self.files) - unchanged, removed, unchanged)


def _digests(names: set[str]) -> list[str]:
    """Return the files in a form for the state, which is served in place: some are former names of people."""
    return sorted(map(_digest, names))


def _digest(name: str) -> str:
    return sha256(os.fsencode(name)).hexdigest()[:32]


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _is_same(path: str, source: Path) -> bool:
    try:
        if os.path.getsize(path) != source.stat().st_size:
            return False
    except OSError:
        return False
    return _read(path) == source.read_bytes()


def _make_folder(folder: Path, root: Path) -> None:
    """Create a folder, in the place of a file of an earlier release, or of a link that leads elsewhere."""
    for parent in [*reversed(folder.relative_to(root).parents), folder.relative_to(root)]:
        place = root / parent
        if place != root and (place.is_symlink() or place.is_file()):
            place.unlink()
    folder.mkdir(parents=True, exist_ok=True)
