"""Load the demo lab."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from core.progress import ProgressBar
from labsite.demo.load import ADMIN, PASSWORD, PI, STUDENT, NotADemo, load


def lacks_migrations() -> bool:
    """Return whether there are migrations that have not been applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Command(BaseCommand):
    help = (
        "Load a sample lab into an empty database. Run it again to update the sample. "
        "A database with other content is refused and not changed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="also generate N × 50 people, 300 publications and 100 news items",
        )

    def handle(self, *, scale, **options):
        if scale < 0:
            raise CommandError("The scale must be 0 or more.")
        progress = Progress(self.stderr)
        try:
            has_changed = load(timezone.localdate(), scale, progress.report)
        except NotADemo as error:
            raise CommandError(
                "This database is not empty and does not contain the demo. Nothing was changed. "
                f"It contains: {error}. "
                "To load the demo, select an empty database with DATABASE_URL or DATA_DIR."
            ) from error
        except DatabaseError as error:
            if lacks_migrations():
                raise CommandError(
                    "The tables of the database are missing or outdated. Run manage.py migrate first."
                ) from error
            raise
        self.stdout.write("The demo lab is loaded." if has_changed else "The demo lab is up to date.")
        self.stdout.write(f"""
Sign in with the password {PASSWORD} as one of:
  {ADMIN:<20} the site’s administrator, who may use /admin/
  {PI:<20} Guohao Dai, the principal investigator
  {STUDENT:<20} Jiaming Xu, a student who leads a team
""")


class Progress:
    """Progress output: a bar on a terminal, otherwise a line for each tenth."""

    def __init__(self, stream):
        self.stream, self.bar = stream, ProgressBar(stream)
        self.tenths = 0

    def report(self, done: int, total: int) -> None:
        if self.bar.is_terminal:
            self.bar.report(f"of {total:,} rows", done, total)
            if done == total:
                self.bar.finish()
        elif 10 * done // total > self.tenths:
            self.tenths = 10 * done // total
            # str: not in red like errors
            self.stream.write(f"Synthetic data: {done:,} of {total:,} rows", style_func=str)
            self.stream.flush()
