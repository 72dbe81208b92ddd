"""Bring the data to this version of the code."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from core.locking import run_alone
from core.version import VERSION


class Command(BaseCommand):
    help = (
        "Apply the migrations and, the first time with a new version, recompute the searchable texts. "
        "Several processes and machines may call it at the same time: they wait for each other."
    )

    def handle(self, **options):
        run_alone("upgrade", self.upgrade)

    def upgrade(self) -> None:
        """Apply migrations and reindex if needed, while holding the lock. Raises SystemCheckError."""
        # With its checks, which refuse a database of another version.
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
        mark = Path(settings.DATA_DIR) / "version"
        if not mark.exists() or mark.read_text() != VERSION:
            call_command("reindex", stdout=self.stdout)
            mark.write_text(VERSION)
