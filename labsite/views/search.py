"""One search over people, publications, news and notices."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.filters import Filters
from core.search.normalization import words
from news.models import NewsItem
from people.models import Person
from publications.querysets import fetch_entries, public_best_first
from recruiting.models import Notice

SHOWN = 10


@dataclass(frozen=True)
class Results:
    """What was found of one kind: the first rows, and where all of them stand if there are more."""

    kind: str
    heading: str
    rows: list
    has_more: bool = False
    more_url: str = ""


@require_safe
def search(request):
    filters = Filters(request.GET)
    found = _found(filters.query) if words(filters.query) else []
    return render(
        request,
        "labsite/search.html",
        {
            "query": filters.query,
            "results": [results for results in found if results.rows],
            "notes": filters.notes,
        },
    )


def _found(query: str) -> list[Results]:
    today = timezone.localdate()
    people = Person.objects.public().matching(query).names_first(query)
    publications = public_best_first(query)
    news = NewsItem.objects.public(today).matching(query).newest_first()
    notices = Notice.objects.public(today).matching(query).soonest_first()
    all_publications = f"{reverse('publications')}?{urlencode({'q': query})}"
    return [
        _first("people", _("People"), people),
        Results(
            "publications",
            _("Publications"),
            fetch_entries([key for _closeness, key, _year in publications[:SHOWN]]),
            len(publications) > SHOWN,
            all_publications,
        ),
        _first("news", _("News"), news),
        _first("notices", _("Recruiting"), notices),
    ]


def _first(kind, heading, rows) -> Results:
    first = list(rows[: SHOWN + 1].for_list())
    return Results(kind, heading, first[:SHOWN], len(first) > SHOWN)
