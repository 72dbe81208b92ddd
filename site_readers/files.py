"""Read the text files of a file, folder or .zip in bounded size and time.

A .zip is never unpacked: its text files are read one by one into memory, and its names are only names.
"""

import os
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from site_readers import spreadsheets

TEXT_EXTENSIONS = frozenset(
    "md markdown mdown qmd rmd rmarkdown html htm liquid yml yaml json toml bib bibtex csv txt".split()
)
#: Formats of photographs that browsers show. SVG may contain scripts.
PICTURE_EXTENSIONS = frozenset("png jpg jpeg gif webp avif".split())
#: Folders of programs, packages and built copies, which say nothing about a person.
IGNORED_FOLDERS = frozenset(
    "node_modules vendor __MACOSX __pycache__ _site _sass google_scholar_crawler".split()
)
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Limits of a source. Sizes in bytes, time in seconds."""

    files: int = 50_000
    file_size: int = 8 * MEGABYTE
    total_size: int = 60 * MEGABYTE
    picture_size: int = 20 * MEGABYTE
    #: Unpacked size by packed size of one file in a .zip. Text rarely shrinks more than twentyfold.
    ratio: int = 200
    seconds: float = 10


LIMITS = Limits()


class UnreadableSourceError(Exception):
    """A source that cannot be read at all. The message says why and what to do."""


@dataclass
class Source:
    """The text files of a source by their names, which use "/" and start at the root of the site."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    #: Names of all files that are not text, such as pictures.
    others: set[str] = field(default_factory=set)
    #: Names of files that were left out, each with the reason.
    refused: list[tuple[str, str]] = field(default_factory=list)

    def under(self, folder: str, *extensions: str) -> Iterator[tuple[str, str]]:
        """Yield the name and text of each file in a folder, in order of the names. Endings have no dot."""
        prefix = folder.rstrip("/") + "/" if folder else ""
        for name in sorted(self.files):
            if name.startswith(prefix) and (not extensions or extension_of(name) in extensions):
                yield name, self.files[name]


def extension_of(name: str) -> str:
    """Return the lower-case extension of a file name without the dot."""
    return PurePosixPath(name).suffix[1:].lower()


def read_source(path: Path, limits: Limits = LIMITS) -> Source:
    """Read all text files of a file, folder or .zip. Raise UnreadableSourceError if there are none."""
    budget = _Budget(limits)
    source = Source(path.name)
    try:
        if path.is_dir():
            _read_folder(path, source, budget)
        elif path.suffix.lower() == ".xlsx":
            _read_workbook(path, source)
        elif path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
            _read_zip(path, source, budget)
        elif path.is_file():
            _read_file(path, source, budget)
        else:
            raise UnreadableSourceError(f"There is no file or folder {path}.")
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSourceError(f"{path.name} cannot be read: {error}") from error
    if not source.files:
        raise UnreadableSourceError(f"{path.name} has no Markdown, HTML, YAML, JSON, BibTeX or CSV file.")
    for name in [name for name in source.files if _has_output(name, source)]:
        source.others.add(name)
        del source.files[name]
    if folder := _common_folder([*source.files, *source.others]):
        source.files = {name.removeprefix(folder): text for name, text in source.files.items()}
        source.others = {name.removeprefix(folder) for name in source.others}
    return source


def read_picture(path: Path, name: str, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a picture whose name is among ``others`` of the source at a path.

    Raise UnreadableSourceError if there is none or it is too large. The bytes are unchecked.
    """
    if extension_of(name) not in PICTURE_EXTENSIONS or _safe_name(name) != name:
        raise UnreadableSourceError(f"{name} is no picture.")
    try:
        data = _in_folder(path, name, limits) if path.is_dir() else _in_zip(path, name, limits)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSourceError(f"{name} cannot be read: {error}") from error
    if data is None:
        raise UnreadableSourceError(f"{path.name} has no picture {name}.")
    return data


def _in_folder(root: Path, name: str, limits: Limits) -> bytes | None:
    """Read a file of a folder, or of the one folder in it that `read_source` leaves out of the names."""
    for path in (root / name, *(folder / name for folder in sorted(root.iterdir()) if folder.is_dir())):
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            _check_size(name, path.stat().st_size, limits)
            return path.read_bytes()
    return None


def _in_zip(path: Path, name: str, limits: Limits) -> bytes | None:
    with zipfile.ZipFile(path) as archive:
        entries = {_safe_name(entry.filename): entry for entry in archive.infolist()}
        inside = {(one or "").partition("/")[2]: entry for one, entry in entries.items()}
        entry = entries.get(name) or inside.get(name)
        if entry is None:
            return None
        _check_size(name, entry.file_size, limits)
        return _unpacked(archive, entry)


def _check_size(name: str, size: int, limits: Limits) -> None:
    if size > limits.picture_size:
        raise UnreadableSourceError(f"{name} is larger than {_megabytes(limits.picture_size)} MB.")


class _Budget:
    def __init__(self, limits: Limits):
        self.limits = limits
        self.deadline = time.monotonic() + limits.seconds
        self.size = self.files = 0

    def take_file(self) -> None:
        self.files += 1
        if self.files > self.limits.files:
            raise UnreadableSourceError(
                f"The source has more than {self.limits.files:,} files. Import a part of it."
            )
        if time.monotonic() > self.deadline:
            raise UnreadableSourceError(
                f"Reading the source takes more than {self.limits.seconds:g} seconds. Import a part of it."
            )

    def take_bytes(self, size: int) -> None:
        self.size += size
        if self.size > self.limits.total_size:
            raise UnreadableSourceError(
                f"The text files are larger than {_megabytes(self.limits.total_size)} MB. Import a part."
            )


def _read_file(path: Path, source: Source, budget: _Budget) -> None:
    if path.stat().st_size > budget.limits.file_size:
        raise UnreadableSourceError(f"{path.name} is larger than {_megabytes(budget.limits.file_size)} MB.")
    source.files[path.name] = _decoded(path.read_bytes())


def _read_workbook(path: Path, source: Source) -> None:
    """Add the sheets of a workbook as CSV: of a single one under the name of the workbook."""
    try:
        sheets = list(spreadsheets.sheets(path))
    except spreadsheets.UnreadableWorkbookError as error:
        raise UnreadableSourceError(str(error)) from error
    for title, text, is_whole in sheets:
        name = f"{title.replace('/', '-')}.csv" if len(sheets) > 1 else path.name
        source.files[name] = text
        if not is_whole:
            source.refused.append((name, f"Only the first {spreadsheets.MAX_ROWS:,} rows are read."))


def _read_folder(root: Path, source: Source, budget: _Budget) -> None:
    resolved = root.resolve()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not _is_ignored(name))
        for name in sorted(names):
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            budget.take_file()
            if not path.resolve().is_relative_to(resolved) or not path.is_file():
                source.refused.append((relative, "The file lies outside the folder."))
            else:
                _take(relative, path.stat().st_size, path.read_bytes, source, budget)


def _read_zip(path: Path, source: Source, budget: _Budget) -> None:
    with zipfile.ZipFile(path) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            budget.take_file()
            name = _safe_name(entry.filename)
            if entry.is_dir():
                continue
            if name is None:
                source.refused.append((entry.filename[:200], "The name is not a path inside the .zip."))
            elif any(_is_ignored(part) for part in PurePosixPath(name).parts[:-1]):
                continue
            elif entry.flag_bits & 1:
                raise UnreadableSourceError(f"{path.name} is encrypted. Use no password.")
            elif entry.file_size > max(MEGABYTE // 10, entry.compress_size * budget.limits.ratio):
                source.refused.append((name, "The file is packed more densely than text can be."))
            else:
                _take(name, entry.file_size, partial(_unpacked, archive, entry), source, budget)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # The size that the directory of the .zip states may be wrong: read no more than it.
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise zipfile.BadZipFile(f"{entry.filename[:200]} is larger than stated")
    return data


def _take(name: str, size: int, read: Callable[[], bytes], source: Source, budget: _Budget) -> None:
    """Add one file to the source: its text, or its name only."""
    if extension_of(name) not in TEXT_EXTENSIONS and not _is_entry_of_collection(name):
        source.others.add(name)
    elif size > budget.limits.file_size:
        source.refused.append((name, f"The file is larger than {_megabytes(budget.limits.file_size)} MB."))
    else:
        budget.take_bytes(size)
        source.files[name] = _decoded(read())


def _is_entry_of_collection(name: str) -> bool:
    """Return whether a file without extension is in a folder such as "_talks", whose entries Jekyll shows."""
    return name.rpartition("/")[0].rpartition("/")[2].startswith("_") and not extension_of(name)


def _has_output(name: str, source: Source) -> bool:
    """Return whether a file is R Markdown, and the page that was made of it lies beside it."""
    stem, _dot, extension = name.rpartition(".")
    outputs = {f"{stem}.{output}" for output in ("html", "md", "markdown")}
    return extension.lower() in ("rmd", "rmarkdown") and not outputs.isdisjoint(source.files)


def _is_ignored(folder: str) -> bool:
    return folder in IGNORED_FOLDERS or folder.startswith(".")


def _safe_name(name: str) -> str | None:
    """Return the name of a file in a .zip with "/", or None for one that points out of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[a-zA-Z]:", name) or not name.isprintable():
        return None
    return path.as_posix()


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GB 18030, with "\n" as the end of each line."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = data.decode("gb18030")
            except UnicodeDecodeError:
                text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _common_folder(names: Iterable[str]) -> str:
    """Return the folder, with "/", in which all files of a repository's .zip lie, or an empty text."""
    heads = {name.partition("/")[0] if "/" in name else "" for name in names}
    head = heads.pop() if len(heads) == 1 else ""
    return f"{head}/" if head and not head.startswith("_") and head not in {"content", "data"} else ""


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:g}"
