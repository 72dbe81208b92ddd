"""The list of news, also by year, and the page of one item."""

from collections.abc import Container, Iterable
from functools import partial
from itertools import groupby

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.filters import Choice, Filters
from core.paging import PreparedRows, once_per_list, paged
from news.models import NewsItem, NewsKind
from news.structured_data import article_data
from people.models import Person, find_by_slug
from projects.models import Project
from publications.models import Publication

PER_PAGE = 30


@prepared
def counts_by_year_and_kind(on):
    return NewsItem.objects.public(on).counts_by_year_and_kind()


@prepared
def items(on, year, first):
    public = NewsItem.objects.public(on)
    rows = public.in_year(year) if year else public
    return rows.newest_first().for_list()[first : first + PER_PAGE]


@prepared
def keys_of_items(on, year, **meanings):
    rows = NewsItem.objects.public(on).newest_first()
    if year:
        rows = rows.in_year(year)
    if kind := meanings.get("kind"):
        rows = rows.filter(kind=kind)
    if person := meanings.get("person"):
        rows = rows.about(person)
    return rows.values_list("pk", flat=True)


@prepared
def items_with_keys(*, keys):
    return NewsItem.objects.order_by().filter(pk__in=keys).for_list()


def fetch_items(keys):
    """Return the items with these primary keys, in this order."""
    rows = items_with_keys.by_key(keys)
    return [rows[key] for key in keys if key in rows]


@prepared
def _person(*, slug):
    return Person.objects.public().filter(slug=slug)


@require_safe
def news(request, year=None):
    """List the news of all years or one year, newest first, filtered by ``?kind=`` and ``?person=``."""
    today = timezone.localdate()
    groups = counts_by_year_and_kind(today)
    counts = counts_of_years(groups)
    if year is not None and year not in counts:
        raise Http404
    filters = Filters(request.GET)
    filters.add("kind", _("Kind"), lambda: _kind_choices({kind for _year, kind, _number in groups}))
    filters.add("person", _("Person"), list, _find_person)
    if meanings := filters.meanings:
        keys = once_per_list(request, "keys", lambda: keys_of_items(today, year, **meanings))
        page = paged(request, keys, PER_PAGE, fetch=fetch_items)
    else:
        count = counts[year] if year else sum(counts.values())
        rows = PreparedRows(partial(items, today, year), lambda: fetch_items(keys_of_items(today, year)))
        page = paged(request, rows, PER_PAGE, count=count)
    return render(
        request,
        "news/news.html",
        {
            "paged": page,
            "groups": [(key, list(group)) for key, group in groupby(page.rows, lambda item: item.date.year)],
            "years": list(counts),
            "year": year,
            "filters": filters,
            "notes": [*filters.notes, *filter(None, [page.note])],
        },
    )


def counts_of_years(groups: Iterable[tuple[str, str, int]]) -> dict[int, int]:
    """Return the number of items by year, latest first, from those by year and kind."""
    counts: dict[int, int] = {}
    for year, _kind, number in groups:
        counts[int(year)] = counts.get(int(year), 0) + number
    return counts


def _kind_choices(used: Container[str]) -> list[Choice]:
    return [Choice(kind.value, str(kind.label), kind.value) for kind in NewsKind if kind in used]


def _find_person(slug: str) -> Choice | None:
    return next((Choice(slug, person.leading_name.text, person.pk) for person in _person(slug=slug)), None)


@prepared
def items_with_slug(on, *, slug):
    return NewsItem.objects.public(on).filter(slug=slug)


@prepared
def people_of(*, item):
    return Person.objects.public().filter(news_items=item).by_seniority()


@prepared
def publications_of(*, item):
    return Publication.objects.public().filter(news_items=item).for_list().newest_first()


@prepared
def projects_of(*, item):
    return Project.objects.public().filter(news_items=item).in_order()


@prepared
def newer_items(on, *, day, item):
    return NewsItem.objects.public(on).newer_than(day, item)[:1]


@prepared
def older_items(on, *, day, item):
    return NewsItem.objects.public(on).older_than(day, item)[:1]


@require_safe
def news_item(request, slug):
    """Show one item with the people and publications it is about."""
    today = timezone.localdate()
    matches = items_with_slug(today, slug=slug)
    if not matches:
        return redirect(find_by_slug(NewsItem.objects.public(today), slug), permanent=True)
    item = matches[0]
    place = {"day": item.date.iso, "item": item.pk}
    return render(
        request,
        "news/news_item.html",
        {
            "item": item,
            "people": people_of(item=item.pk),
            "publications": publications_of(item=item.pk),
            "projects": projects_of(item=item.pk),
            "newer": next(iter(newer_items(today, **place)), None),
            "older": next(iter(older_items(today, **place)), None),
            "structured_data": article_data(item),
        },
    )
