"""The pages to measure, and the number of queries of each. Run with the settings of a site; prints JSON.

python -m tests.bench.pages
"""

import json
import secrets

import django
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

django.setup()

from core.models import ContentVersion  # noqa: E402
from labsite.demo.facts.jiaming_xu import PERSON  # noqa: E402
from labsite.demo.facts.news import NEWS  # noqa: E402
from labsite.demo.facts.notices import NOTICES  # noqa: E402
from labsite.demo.facts.publications import PUBLICATIONS  # noqa: E402
from people.models import Person, Team  # noqa: E402

#: Occurs in about one synthetic publication in seven, and in a few of the facts only.
COMMON_WORD, SELECTIVE_WORD = "sparse", "jiaming"


def pages() -> dict[str, str]:
    """Return the path of each page by name."""
    people = Person.objects.public().annotate(number=Count("authorships")).order_by("-number", "pk")
    teams = Team.objects.public().annotate(number=Count("memberships")).order_by("-number", "pk")
    publications = reverse("publications")
    return {
        "home": reverse("home"),
        "people": reverse("people"),
        "profile, the reference": reverse("profile", args=[PERSON["slug"]]),
        "profile, most papers": reverse("profile", args=[people.first().slug]),
        "teams": reverse("teams"),
        "team, the largest": reverse("team", args=[teams.first().slug]),
        "publications": publications,
        "publications, q": f"{publications}?q={COMMON_WORD}",
        "publications, page 5": f"{publications}?page=5",
        "publication": reverse("publication", args=[PUBLICATIONS[0]["slug"]]),
        "news": reverse("news"),
        "news item": reverse("news-item", args=[NEWS[0]["slug"]]),
        "recruiting": reverse("recruiting"),
        "notice": reverse("notice", args=[NOTICES[0]["slug"]]),
        "search": f"{reverse('search')}?q={SELECTIVE_WORD}",
        "feed": reverse("publications-feed"),
    }


def count_queries(client: Client, path: str) -> int:
    """Return the number of queries of an uncached page: the larger of two requests."""
    counts = []
    for _ in range(2):
        ContentVersion.objects.update(value=secrets.token_hex(16))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        counts.append(len(captured))
    return max(counts)


if __name__ == "__main__":
    client = Client(headers={"accept-encoding": "gzip"})
    print(json.dumps([[name, path, count_queries(client, path)] for name, path in pages().items()]))
