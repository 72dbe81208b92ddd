"""Import publications from the files of reference managers."""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publications import bibtex, importing, readers
from publications.models import Verdict
from publications.problem_texts import problem_text

#: Extensions of the files that are read from a folder. JSON and XML files mostly hold something else,
#: so these have to be named.
SUFFIXES = frozenset((".bib", ".bibtex", ".ris", ".nbib", ".enw", ".ciw"))


class Command(BaseCommand):
    #: The checks would load all pages of the site, which an import does not need.
    requires_system_checks = ()
    help = (
        "Import publications from BibTeX, RIS, CSL-JSON, NBIB, EndNote, RefWorks, NoteExpress or E-Study "
        "files, or from all .bib, .ris, .nbib, .enw and .ciw files of a folder. Publications that are already"
        " on the site are not changed. Broken entries are reported with their line and skipped. The entries "
        "are saved in small batches, so that the site can be used at the same time; after an interruption, "
        "run the command again."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would be imported without saving anything"
        )

    def handle(self, *, paths, dry_run, **options):
        for path in bibliographies(paths):
            self.import_file(path, dry_run)

    def import_file(self, path: Path, dry_run: bool) -> None:
        text, encoding = bibtex.decode(path.read_bytes())
        code = readers.detect(text)
        reading = readers.parse(text, code)
        for problem in reading.problems:
            message = problem_text(problem.code, problem.field, problem.text)
            self.stderr.write(f"{path.name}:{problem.line}: {problem.key}: {message}")
        left_out = importing.left_out_counts(reading.entries)
        # Without their source, which is larger than everything that is read from it.
        entries = [replace(entry, fields={}, raw={}) for entry in reading.entries if not entry.is_parent]
        del text, reading
        planned = importing.plan(entries)
        self.report_rejected(path, planned)
        self.report_left_out(path, left_out)
        duplicates = sum(item.is_duplicate for item in planned)
        invalid = sum(bool(item.errors) for item in planned)
        count, new = len(planned), [item for item in planned if item.verdict == Verdict.NEW]
        del entries, planned
        # Else the garbage of the batches would be collected only once it is a quarter of all that was read.
        gc.freeze()
        saved = len(new) if dry_run else importing.save_all_new(emptied(new), by=None)
        gc.unfreeze()
        self.stdout.write(
            f"{path.name} ({readers.FORMATS[code]}, {encoding}): entries: {count}, new: {saved}, "
            f"already there: {duplicates}, invalid: {invalid}.{' Dry run, nothing saved.' if dry_run else ''}"
        )

    def report_left_out(self, path: Path, counts: Mapping[str, int]) -> None:
        """Write which private fields of reference managers were left out, and of how many entries."""
        if counts:
            names = ", ".join(f"{name} ({number})" for name, number in counts.items())
            self.stdout.write(f"{path.name}: private fields left out: {names}.")

    def report_rejected(self, path: Path, planned: list[importing.PlannedEntry]) -> None:
        """Write a line for each error, and for each entry that is merged into another one of the file."""
        for item in planned:
            messages = [f"skipped, {error}" for error in item.errors]
            if item.verdict == Verdict.REPEATED:
                messages = [f"merged into {item.repeats.entry.key}"]
            for message in messages:
                self.stderr.write(f"{path.name}:{item.entry.line}: {item.entry.key}: {message}")


def emptied(items: list[importing.PlannedEntry]) -> Iterator[importing.PlannedEntry]:
    """Yield the items of a list and remove each, so that its memory is free after it has been saved."""
    items.reverse()
    while items:
        yield items.pop()


def bibliographies(paths: list[Path]) -> list[Path]:
    """Return these files, and the bibliographies in folders, sorted by name.

    Raises CommandError where a path does not exist or there is no file at all.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} does not exist.")
        in_folder = (item for item in path.rglob("*") if item.suffix.lower() in SUFFIXES)
        files += sorted(in_folder) if path.is_dir() else [path]
    if not files:
        raise CommandError(
            f"No files to import found. In folders, only {', '.join(sorted(SUFFIXES))} files are read."
        )
    return files
