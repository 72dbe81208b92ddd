"""Search over people, projects, grants, publications, news, notices and pages."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.filters import Filters
from core.search.normalization import words
from core.search.query import word_values
from news.models import NewsItem
from pages.models import Page, reads_members_pages
from people.models import Person
from projects.models import Grant, Project
from publications.querysets import fetch_entries, public_best_first
from recruiting.models import Notice

#: Rows of each kind on the page, and one more that tells whether there are others.
ROWS_PER_KIND = 10
FETCHED = ROWS_PER_KIND + 1


@dataclass(frozen=True)
class Results:
    """The first matches of one kind, and the URL of the page with all of them, if there is one."""

    kind: str
    heading: str
    rows: list
    has_more: bool = False
    more_url: str = ""


@prepared
def people(**query):
    query_words = list(query.values())
    return Person.objects.public().matching(query_words).names_first(query_words).for_list()[:FETCHED]


@prepared
def projects(on, **query):
    rows = Project.objects.public().matching(list(query.values()))
    return rows.current_first(on).for_list()[:FETCHED]


@prepared
def grants(**query):
    return Grant.objects.public().matching(list(query.values())).in_order().for_list()[:FETCHED]


@prepared
def news(on, **query):
    return NewsItem.objects.public(on).matching(list(query.values())).newest_first().for_list()[:FETCHED]


@prepared
def notices(on, **query):
    return Notice.objects.public(on).matching(list(query.values())).soonest_first().for_list()[:FETCHED]


@prepared
def pages(is_for_members, **query):
    rows = Page.objects.published() if is_for_members else Page.objects.public()
    return rows.matching(list(query.values())).in_order().for_list()[:FETCHED]


@require_safe
def search(request):
    filters = Filters(request.GET)
    all_results = _results(filters.query, request.user) if words(filters.query) else []
    return render(
        request,
        "labsite/search.html",
        {
            "query": filters.query,
            "results": [results for results in all_results if results.rows],
            "notes": filters.notes,
        },
    )


def _results(query: str, user) -> list[Results]:
    today, query_words = timezone.localdate(), word_values(query)
    publications = public_best_first(query)
    all_publications = f"{reverse('publications')}?{urlencode({'q': query})}"
    return [
        _first_results("people", _("People"), people(**query_words)),
        _first_results("projects", _("Projects"), projects(today, **query_words)),
        _first_results("grants", _("Grants"), grants(**query_words)),
        Results(
            "publications",
            _("Publications"),
            fetch_entries([pk for _rank, pk, _year in publications[:ROWS_PER_KIND]]),
            len(publications) > ROWS_PER_KIND,
            all_publications,
        ),
        _first_results("news", _("News"), news(today, **query_words)),
        _first_results("notices", _("Recruiting"), notices(today, **query_words)),
        _first_results("pages", _("Pages"), pages(reads_members_pages(user), **query_words)),
    ]


def _first_results(kind: str, heading: str, rows: list) -> Results:
    return Results(kind, heading, rows[:ROWS_PER_KIND], len(rows) > ROWS_PER_KIND)
