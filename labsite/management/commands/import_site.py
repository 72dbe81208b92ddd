"""Read a personal homepage or lab site, print what was understood, and import it."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.partial_dates import PartialDate
from labsite.site_imports.applying import apply_import
from labsite.site_imports.labels import set_date_of_leaving
from labsite.site_imports.models import SiteImport
from labsite.site_imports.storing import store
from people.models import Person
from site_readers import UnreadableSourceError, read
from site_readers.items import SECTIONS, as_json


class Command(BaseCommand):
    help = (
        "Read a personal homepage or a lab's site from a file, folder or .zip, and show what was understood. "
        "With --apply, import what is new and publish it immediately. Nobody gets an account or an email."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a file, a folder or a .zip of the site's source")
        parser.add_argument(
            "--person",
            metavar="SLUG",
            help="the owner of the homepage: the last part of the URL of the profile",
        )
        parser.add_argument(
            "--left",
            metavar="DATE",
            default="",
            help="the date, such as 2023, on which former members left if the source has none",
        )
        parser.add_argument("--apply", action="store_true", help="import what is new, and publish it")
        parser.add_argument("--dry-run", action="store_true", help="only read, as without --apply")
        parser.add_argument(
            "--json",
            type=Path,
            metavar="OUT",
            help="write what was understood as JSON to this file; - for the standard output",
        )

    def handle(self, *, path, person, dry_run, **options):
        owner = self.person(person) if person else None
        if options["left"]:
            check_date(options["left"])
        try:
            result = read(path)
        except UnreadableSourceError as error:
            raise CommandError(str(error)) from error
        out = options["json"]
        if out == Path("-"):
            self.stdout.write(_dumped(result))
        elif out:
            write(out, _dumped(result))
        if out != Path("-"):
            self.report_read(result)
        if not out:
            self.stdout.write("To see each of them with its line, add --json OUT.")
        if options["apply"] and not dry_run:
            self.bring_in(result, owner, path, options["left"])

    def person(self, slug: str) -> Person:
        person = Person.objects.filter(slug=slug).first()
        if person is None:
            raise CommandError(
                f"No person has the slug {slug!r}: it is the last part of the URL of the profile."
            )
        return person

    def report_read(self, result) -> None:
        self.stdout.write(f"Kind: {result.kind}")
        for section in SECTIONS.values():
            self.stdout.write(f"{len(getattr(result, section)):6}  {section}")
        self.stdout.write(f"{len(result.not_understood):6}  not understood")

    def bring_in(self, result, owner: Person | None, path: Path, left: str) -> None:
        """Import what is new, and list what is left out."""
        now = timezone.now()
        site_import = SiteImport(person=owner, source=path.name[:200])
        store(result, site_import, timezone.localdate(now))
        if left:
            set_date_of_leaving(site_import, left)
        outcome = apply_import(site_import, now, path)
        for target, number in outcome.added.items():
            self.stdout.write(f"Added: {number} {target}")
        if not outcome.added:
            self.stdout.write("Nothing new.")
        for problem in outcome.problems:
            self.stderr.write(problem)
        left_out = site_import.items.filter(applied=None).order_by("position")
        for item in left_out:
            why = item.why or "not selected: already there, unsure, or incomplete"
            self.stderr.write(
                f"{item.file}:{item.line}: left out ({why}): {' '.join(item.raw.split())[:120]}"
            )


def check_date(text: str) -> None:
    """Raise CommandError unless the text is a date that the site can store."""
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise CommandError(
            f"--left is {text!r}. Write a date such as 2023, 2023-06 or 2023-06-30."
        ) from error


def write(path: Path, text: str) -> None:
    """Write a file. Raises CommandError."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} could not be written: {error.strerror}.") from error


def _dumped(result) -> str:
    return json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n"
