"""Measure `manage.py publish` against Django's test client, which renders the pages of the sitemap, in turn.

Run with the settings of a site: python -m tests.bench.publishing. Prints the number of pages and the seconds
that the test client takes.
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.sites import Site

#: Changes the text of a profile.
EDIT = """
from people.models import Person
row = Person.objects.public().order_by("pk")[7]
Person.objects.filter(pk=row.pk).update(bio=row.bio + " Edited.")
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

    @property
    def rate(self) -> float:
        """Return how many files are published in the time in which the test client renders a page."""
        return self.client / self.pages * self.files / self.full


def measure_publishing(site: Site, folder: Path) -> Published:
    """Publish a site with all processors: everything, after one edit, and after none."""
    goal = folder / f"published-{site.scale}"

    def publish() -> tuple[float, str]:
        began = time.perf_counter()
        output = site.manage("publish", str(goal), "--base-url", "https://lab.example.edu")
        return time.perf_counter() - began, output

    pages, client = site.run("-m", "tests.bench.publishing").split()
    full, output = publish()
    nothing, _output = publish()
    site.manage("shell", "--command", EDIT)
    edit, _output = publish()
    files = int(re.search(r"(\d+) files written", output)[1])
    return Published(site.scale, int(pages), float(client), files, full, edit, nothing)


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
