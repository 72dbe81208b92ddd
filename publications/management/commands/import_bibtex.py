"""Bring in publications from BibTeX files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publications import bibtex, importing
from publications.models import Verdict
from publications.problem_texts import words


class Command(BaseCommand):
    help = (
        "Bring in publications from BibTeX files, or from all .bib files of a folder. What is there already "
        "is left alone; broken entries are reported with their line and stop no others."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *, paths, dry_run, **options):
        for path in files(paths):
            self.bring(path, dry_run)

    def bring(self, path: Path, dry_run: bool) -> None:
        read, encoding = bibtex.decode(path.read_bytes())
        reading = bibtex.parse(read)
        planned = importing.plan(entry for entry in reading.entries if not entry.is_parent)
        for problem in reading.problems:
            what = words(problem.code, problem.field, problem.text)
            self.stderr.write(f"{path.name}:{problem.line}: {problem.key}: {what}")
        keys = {id(item.publication): item.entry.key for item in planned}
        for item in planned:
            said = [f"left out, {error}" for error in item.errors]
            if item.verdict == Verdict.REPEATED:
                said = [f"the same as {keys[id(item.same_as)]}"]
            for text in said:
                self.stderr.write(f"{path.name}:{item.entry.line}: {item.entry.key}: {text}")
        new = [item for item in planned if item.verdict == Verdict.NEW]
        saved = new if dry_run else importing.apply(new, by=None)
        same = sum(item.same_as is not None for item in planned)
        left = sum(bool(item.errors) for item in planned)
        self.stdout.write(
            f"{path.name} ({encoding}): {len(planned)} entries, {len(saved)} new, {same} there already, "
            f"{left} left out{', nothing written' if dry_run else ''}."
        )


def files(paths: list[Path]) -> list[Path]:
    """Returns the files, and those of folders in alphabetical order. Raises CommandError."""
    found = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        found += sorted(path.rglob("*.bib")) if path.is_dir() else [path]
    if not found:
        raise CommandError("There is no .bib file.")
    return found
