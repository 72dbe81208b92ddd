"""Delete stored files that nothing refers to any more."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.jobs import JobFailed
from labsite import unused_files


class Command(BaseCommand):
    help = (
        "Delete uploaded files that no row, version or submission refers to, once they are a day old, such "
        "as those of interrupted uploads. run_jobs does so once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="list the files and delete none")
        parser.add_argument(
            "--force", action="store_true", help="delete them even if they are most of all files"
        )

    def handle(self, *, dry_run, force, **options):
        now = timezone.now()
        if dry_run:
            for file in unused_files.find_unused(now).unused:
                self.stdout.write(str(file))
        elif force:
            count = unused_files.delete(unused_files.find_unused(now).unused)
            self.stdout.write(f"Unused files deleted: {count}.")
        else:
            try:
                self.stdout.write(unused_files.delete_unused(now))
            except JobFailed as problem:
                raise CommandError(str(problem)) from problem
