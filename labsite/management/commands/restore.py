"""Fill an empty site from a backup."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import audit
from core.backup import BackupError, open_backup, restore
from core.progress import ProgressBar


class Command(BaseCommand):
    help = (
        "Fill an empty database and the folders of files from a backup of this version or an older one. The "
        "backup may come from another machine, and from SQLite or PostgreSQL alike."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a backup, written by manage.py backup")
        parser.add_argument("--key", type=Path, help="the file of the secret key, if the backup is encrypted")

    def handle(self, *, file, key, **options):
        bar = ProgressBar(self.stderr)
        try:
            with open_backup(file, key) as backup:
                restore(backup, bar.report)
                is_public = backup.manifest.get("is_public", False)
        except BackupError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.finish()
        audit.record(audit.Event.SITE_RESTORED)
        advice = (
            "It has no accounts: create one with manage.py createsuperuser."
            if is_public
            else "Everybody has to sign in again."
        )
        self.stdout.write(f"{file} restored. {advice}")
