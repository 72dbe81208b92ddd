"""Load the demo lab."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from labsite.demo.load import ADMIN, PASSWORD, PI, STUDENT, NotADemo, load


def lacks_migrations() -> bool:
    """Says whether ``migrate`` has not been run since the code was new."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Command(BaseCommand):
    help = (
        "Load a sample lab into an empty database. Run it again to bring the sample up to date. "
        "A database that holds anything else is refused and left as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="also have N times 50 people, 300 publications and 100 news items, all made up",
        )

    def handle(self, *, scale, **options):
        if scale < 0:
            raise CommandError("The scale is 0 or more.")
        progress = Progress(self.stderr)
        try:
            something_changed = load(timezone.localdate(), scale, progress.report)
        except NotADemo as found:
            raise CommandError(
                "This database is not empty and is no demo, so it is left as it is. "
                f"It has rows of these kinds: {found}. "
                "To see the demo, choose an empty database with DATABASE_URL or DATA_DIR."
            ) from found
        except DatabaseError as problem:
            if lacks_migrations():
                raise CommandError(
                    "The database has no tables yet, or old ones. Run manage.py migrate first."
                ) from problem
            raise
        self.stdout.write("The demo lab is loaded." if something_changed else "The demo lab is up to date.")
        self.stdout.write(f"""
Sign in with the password {PASSWORD} as
  {ADMIN:<20} the site's administrator (may use /admin/)
  {PI:<20} Guohao Dai, the principal investigator
  {STUDENT:<20} Jiaming Xu, a student who leads a team
""")


class Progress:
    """Shows how far the work is: a bar that grows on a terminal, elsewhere a line at each tenth."""

    WIDTH = 40

    def __init__(self, stream):
        self.stream, self.is_terminal = stream, stream.isatty()
        self.tenths = 0

    def report(self, done: int, total: int) -> None:
        count = f"{done:,} of {total:,} rows"
        if self.is_terminal:
            filled = self.WIDTH * done // total
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            self._write(f"\r{bar} {count}", ending="\n" if done == total else "")
        elif 10 * done // total > self.tenths:
            self.tenths = 10 * done // total
            self._write(f"Synthetic data: {count}")

    def _write(self, text: str, ending: str = "\n") -> None:
        self.stream.write(text, style_func=str, ending=ending)  # str: not in the red of errors
        self.stream.flush()
