"""Save everything that the site holds in one file."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import audit
from core.backup import BackupError, write_backup


class Command(BaseCommand):
    help = (
        "Save everything that the site holds in one file: all content, accounts, versions, submissions, "
        "applications and files. The site may run meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the new file, such as labsite-2026-11-29.zip")

    def handle(self, *, file, **options):
        try:
            lost = write_backup(file, self.report if options["verbosity"] > 1 else lambda name, count: None)
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("record_backup", stdout=StringIO())
        audit.record(audit.Event.SITE_BACKED_UP)
        for name in lost:
            self.stderr.write(f"Deleted while the backup was written, and not part of it: {name}")
        self.stdout.write(f"{file} written. It contains private data: protect it like a password.")

    def report(self, name: str, count: int) -> None:
        self.stdout.write(f"{count:8}  {name}")
