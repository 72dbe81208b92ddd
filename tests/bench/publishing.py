"""Measure `manage.py publish` against Django's test client, which renders the pages of the sitemap, in turn.

Run with the settings of a site: python -m tests.bench.publishing. Prints the number of pages and the seconds
that the test client takes.
"""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import BenchError
from tests.bench.processes import ROOT, terminating
from tests.bench.sites import Site

ARGUMENTS = ("--base-url", "https://lab.example.edu")
#: Changes the text of a profile, and prints when that was committed.
EDIT = """
import time
from people.models import Person
row = Person.objects.public().order_by("pk")[7]
Person.objects.filter(pk=row.pk).update(bio=row.bio + " Edited.")
print(time.time())
"""


@dataclass(frozen=True)
class Published:
    """The seconds that the releases of one site took, and those of the test client."""

    scale: int
    pages: int  # of the test client
    client: float
    files: int  # of the release
    full: float
    edit: float
    nothing: float
    watched: float  # from a change until it is published, while --watch runs

    @property
    def rate(self) -> float:
        """Return how many files are published in the time in which the test client renders a page."""
        return self.client / self.pages * self.files / self.full


def measure_publishing(site: Site, folder: Path) -> Published:
    """Publish a site with all processors: everything, after one edit, after none, and while watching."""
    goal = folder / f"published-{site.scale}"

    def publish() -> tuple[float, str]:
        began = time.perf_counter()
        output = site.manage("publish", str(goal), *ARGUMENTS)
        return time.perf_counter() - began, output

    pages, client = site.run("-m", "tests.bench.publishing").split()
    full, output = publish()
    nothing, _output = publish()
    site.manage("shell", "--command", EDIT)
    edit, _output = publish()
    watched = measure_watching(site, goal)
    files = int(re.search(r"(\d+) files written", output)[1])
    return Published(site.scale, int(pages), float(client), files, full, edit, nothing, watched)


def measure_watching(site: Site, goal: Path) -> float:
    """Return the seconds from a change until it is published, for the second change while --watch runs."""
    command = [sys.executable, "manage.py", "publish", str(goal), *ARGUMENTS, "--watch"]
    with terminating(
        subprocess.Popen(
            command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True, process_group=0
        )
    ) as watching:
        for _number in range(2):
            committed = float(site.manage("shell", "--verbosity", "0", "--command", EDIT))
            if not watching.stdout.readline():
                raise BenchError("publish --watch has ended.")
    return (goal / "current").lstat().st_mtime - committed


def main() -> None:
    """Render the pages of the sitemap with the test client, without the page cache."""
    import django

    django.setup()

    from django.conf import settings
    from django.test import Client

    from core.languages import CHINESE, ENGLISH, path_in
    from labsite.sitemaps import SITEMAPS

    settings.PAGE_CACHE = False
    sections = [section() for section in SITEMAPS.values()]
    paths = [section.location(item) for section in sections for item in section.items()]
    client = Client()
    began = time.perf_counter()
    for path in paths:
        for language in (ENGLISH, CHINESE):
            response = client.get(path_in(language, path))
            assert response.status_code == 200, path
    print(2 * len(paths), time.perf_counter() - began)


if __name__ == "__main__":
    main()
