"""The names of the files in a folder, and a second folder with the same files."""

import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from labsite.publishing.forking import end_with_the_command, ending_held_back


def file_names(folder: str, prefix: str = "") -> Iterator[str]:
    """Yield the paths of the files below a folder, without those of folders that cannot be read."""
    try:
        scan = os.scandir(folder)
    except OSError:
        return
    with scan as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from file_names(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name


class Mirroring:
    """Makes a folder equal to another: while pages are rendered, in a process of its own, or at the end."""

    def __init__(self, source: Path, goal: Path, in_background: bool) -> None:
        self.folders = str(source), str(goal)
        self._process = None
        if in_background:
            context = multiprocessing.get_context("fork")
            self._names, sender = context.Pipe(duplex=False)
            self._process = context.Process(target=_run, args=(*self.folders, sender, self._names))
            with ending_held_back():
                self._process.start()
            sender.close()

    def names(self) -> set[str]:
        """Return the paths of the files in the source. To be called once, before ``finish``.

        A process of its own sends them when it is done, and no longer competes with those that render pages.
        """
        if self._process:
            with suppress(EOFError, OSError):  # it has failed
                return set(self._names.recv())
        return set(file_names(self.folders[0]))

    def finish(self) -> None:
        """Wait until the folders are equal. Raises OSError."""
        if self._process:
            self._process.join()
        if not self._process or self._process.exitcode:
            mirror(*self.folders)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.join()


def _run(source: str, goal: str, sender: Connection, receiver: Connection) -> None:
    # Otherwise this process would keep the pipe open to itself, and wait forever after its reader was killed.
    receiver.close()
    end_with_the_command()
    try:
        sender.send(mirror(source, goal))
    except OSError:  # happens again in the process that waits, which says so
        sys.exit(1)


def mirror(source: str, goal: str) -> list[str]:
    """Make the folder ``goal`` equal to ``source`` and return the paths of the files in it.

    They share the files if the file system has hard links. Only what differs is touched. No file is written
    to: others may share it.
    """
    return list(_mirror(source, goal, "", _has_true_inodes(goal)))


def _mirror(source: str, goal: str, prefix: str, has_true_inodes: bool) -> Iterator[str]:
    with os.scandir(source) as entries:
        wanted = {entry.name: entry for entry in entries}
    with os.scandir(goal) as entries:
        present = list(entries)
    alike = set()
    for entry in present:
        if entry.name in wanted and _is_alike(wanted[entry.name], entry, has_true_inodes):
            alike.add(entry.name)
        elif entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    for name, entry in wanted.items():
        path = os.path.join(goal, name)
        if entry.is_dir(follow_symlinks=False):
            if name not in alike:
                os.mkdir(path)
            yield from _mirror(entry.path, path, f"{prefix}{name}/", has_true_inodes)
        else:
            if name not in alike:
                _link(entry.path, path)
            yield prefix + name


def _is_alike(one: "os.DirEntry[str]", other: "os.DirEntry[str]", has_true_inodes: bool) -> bool:
    """Return whether both are folders, or the same file."""
    if one.is_dir(follow_symlinks=False) or other.is_dir(follow_symlinks=False):
        return one.is_dir(follow_symlinks=False) and other.is_dir(follow_symlinks=False)
    return one.inode() == other.inode() if has_true_inodes else _is_same(one, other)


def _has_true_inodes(folder: str) -> bool:
    """Return whether the listing of a folder names the inodes of its files, so that no file has to be asked.

    File systems in user space may list other numbers, or the same number for all files.
    """
    with os.scandir(folder) as entries:
        return all(entry.inode() == entry.stat(follow_symlinks=False).st_ino for entry in entries)


def _is_same(one: "os.DirEntry[str]", other: "os.DirEntry[str]") -> bool:
    return os.path.samestat(one.stat(follow_symlinks=False), other.stat(follow_symlinks=False))


def _link(source: str, path: str) -> None:
    try:
        os.link(source, path)
    except OSError:  # a file system without hard links
        shutil.copy2(source, path)
