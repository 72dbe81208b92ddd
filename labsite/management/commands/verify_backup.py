"""Check that a backup is complete and undamaged."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.backup import BackupError, check, open_backup
from core.progress import ProgressBar


class Command(BaseCommand):
    help = "Check that a backup is complete and undamaged. Nothing is changed."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a backup, written by manage.py backup")
        parser.add_argument("--key", type=Path, help="the file of the secret key, if the backup is encrypted")

    def handle(self, *, file, key, **options):
        bar = ProgressBar(self.stderr)
        try:
            with open_backup(file, key) as backup:
                entries = check(backup, bar.report)
                rows = sum(table.rows for table in backup.tables)
                manifest = backup.manifest
        except BackupError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.finish()
        self.stdout.write(
            f"{file} is complete: {manifest['site']}, Labsite {manifest['version']}, "
            f"{manifest['created']}, {rows} rows, {entries} entries."
        )
