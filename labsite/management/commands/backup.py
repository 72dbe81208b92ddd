"""Save everything that the site holds in one file."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import audit
from core.backup import BackupError, write_backup
from core.progress import ProgressBar
from labsite.public_backup import public_selection


class Command(BaseCommand):
    help = (
        "Save everything that the site holds in one file: all content, accounts, versions, submissions, "
        "applications and files. The site may run at the same time."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the new file, such as labsite-2026-11-29.zip")
        parser.add_argument(
            "--encrypt-to",
            action="append",
            default=[],
            metavar="KEY",
            help="encrypt it to this public key: age1… or the text of an SSH public key; several are allowed",
        )

        parser.add_argument(
            "--public",
            action="store_true",
            help="save only what everybody may read: no accounts, drafts, applications or versions",
        )

    def handle(self, *, file, encrypt_to, public, **options):
        bar = ProgressBar(self.stderr)
        try:
            lost = write_backup(file, encrypt_to, public_selection if public else None, bar.report)
        except BackupError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.finish()
        for name in lost:
            self.stderr.write(f"Deleted while the backup was written, and not part of it: {name}")
        if public:
            self.stdout.write(
                f"{file} written. It contains only what everybody may read: it is not a full backup."
            )
            return
        call_command("record_backup", stdout=StringIO())
        audit.record(audit.Event.SITE_BACKED_UP)
        advice = "" if encrypt_to else " It contains private data: protect it like a password."
        self.stdout.write(f"{file} written.{advice}")
