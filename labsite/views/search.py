"""Search over people, projects, grants, publications, news, notices and pages."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import once_per_version
from core.filters import Filters
from core.search.normalization import words
from news.models import NewsItem
from pages.models import Page
from people.models import Person
from projects.models import Grant, Project
from publications.querysets import fetch_entries, public_best_first
from recruiting.models import Notice

#: Rows of each kind on the page.
ROWS_PER_KIND = 10


@dataclass(frozen=True)
class Results:
    """The first matches of one kind, and the URL of the page with all of them, if there is one."""

    kind: str
    heading: str
    rows: list
    has_more: bool = False
    more_url: str = ""


@require_safe
def search(request):
    filters = Filters(request.GET)
    all_results = _results(request, filters.query) if words(filters.query) else []
    return render(
        request,
        "labsite/search.html",
        {
            "query": filters.query,
            "results": [results for results in all_results if results.rows],
            "notes": filters.notes,
        },
    )


def _results(request, query: str) -> list[Results]:
    today = timezone.localdate()
    people = Person.objects.public().matching(query).names_first(query)
    projects = Project.objects.public().matching(query).current_first(today)
    publications = public_best_first(query)
    news = NewsItem.objects.public(today).matching(query).newest_first()
    notices = Notice.objects.public(today).matching(query).soonest_first()
    # Most labs enter none: then a search needs no query for them.
    has_grants = once_per_version(request, "has grants", Grant.objects.public().exists)
    grants = (Grant.objects.public() if has_grants else Grant.objects.none()).matching(query).in_order()
    pages = Page.objects.visible_to(request.user).matching(query).in_order()
    all_publications = f"{reverse('publications')}?{urlencode({'q': query})}"
    return [
        _first_results("people", _("People"), people),
        _first_results("projects", _("Projects"), projects),
        _first_results("grants", _("Grants"), grants),
        Results(
            "publications",
            _("Publications"),
            fetch_entries([pk for _rank, pk, _year in publications[:ROWS_PER_KIND]]),
            len(publications) > ROWS_PER_KIND,
            all_publications,
        ),
        _first_results("news", _("News"), news),
        _first_results("notices", _("Recruiting"), notices),
        _first_results("pages", _("Pages"), pages),
    ]


def _first_results(kind, heading, queryset) -> Results:
    rows = list(queryset[: ROWS_PER_KIND + 1].for_list())
    return Results(kind, heading, rows[:ROWS_PER_KIND], len(rows) > ROWS_PER_KIND)
