"""The addresses of everything that is published, from the same querysets as the pages.

Addresses are those of the live site, below its path: ``/publications/?year=2024``.
"""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation

from core.languages import CHINESE_PREFIX, ENGLISH
from labsite import open_data
from labsite.sitemaps import SITEMAPS, ProfilePublicationsSitemap, pages
from news.models import NewsItem
from news.views import counts_by_year_and_kind, counts_of_years
from people.filters import people_filters
from people.models import Person, Role
from projects.filters import project_filters
from projects.models import ProjectMember
from publications.filters import publication_filters
from recruiting.models import Notice

#: A list of publications with all of its filters, those included whose choices cost a query.
ALL_PUBLICATION_FILTERS = "project=&grant="


def lists(queries: list[str]) -> tuple[list[str], list[str]]:
    """Return the lists, and each of them with each value of a filter: those in English and those in Chinese.

    A list may have more pages, to which each of its pages has a link. Lists of the same rows follow each
    other, because a process keeps the rows of the last lists. ``queries`` are those of the list of
    publications (``publication_queries``).
    """
    return _by_language(_lists(queries))


def rows() -> list[str]:
    """Return the pages of single people, papers and so on, and the search page, in both languages."""
    slugs = Notice.objects.public().values_list("slug", flat=True)
    addresses = [reverse(name, args=[slug]) for slug in slugs for name in ("notice", "notice-picture")]
    for name, section in SITEMAPS.items():
        if name not in ("pages", "recruiting", "profile-publications"):
            addresses += [section().location(item) for item in section().items()]
    return _in_both([reverse("home"), reverse("search"), *addresses])


def feeds(queries: list[str]) -> tuple[list[str], list[str]]:
    """Return the feeds: those in English and those in Chinese; ``queries`` as for ``lists``."""
    names = ("news-feed", "publications-feed", "recruiting-feed")
    people = Person.objects.public().values_list("slug", flat=True)
    path = reverse("publications-feed")
    profiles = (reverse("profile-feed", args=[slug]) for slug in people)
    return _by_language([*map(reverse, names), *(f"{path}?{query}" for query in queries), *profiles])


def files() -> list[str]:
    """Return the data files and the sitemap, which are the same in both languages."""
    sections = [
        reverse("sitemap-section", args=[section]) + (f"?p={number}" if number > 1 else "")
        for section, number, _day in pages()
    ]
    data = [reverse(name, args=[file]) for file in open_data.NAMES for name in ("data-file", "data-schema")]
    return [_below_site(address) for address in (reverse("sitemap"), *sections, *data)]


def publication_queries() -> Iterator[str]:
    """Yield the queries of the list of publications with each value of a filter that has any."""
    request = HttpRequest()
    request.GET = QueryDict(ALL_PUBLICATION_FILTERS)  # type: ignore[assignment]
    with translation.override(ENGLISH):
        filters = publication_filters(request).filters
        for name in ("year", "kind", "venue", "topic", "team", "project", "grant"):
            yield from (f"{name}={choice.value}" for choice in filters[name].choices)
    yield from (f"person={slug}" for slug, _day in ProfilePublicationsSitemap().items())


def _lists(queries: list[str]) -> Iterator[str]:
    """Yield the English paths of the lists, and of each of them with each value of a filter that has rows."""
    today = timezone.localdate()
    yield (path := reverse("publications"))
    yield from (f"{path}?{query}" for query in queries)
    references = ProfilePublicationsSitemap()
    yield from map(references.location, references.items())
    yield from map(reverse, ("people", "teams", "recruiting", "projects"))
    people = people_filters(QueryDict())
    roles = Person.objects.public().values_list("role", flat=True).order_by("role").distinct()
    path = reverse("people")
    yield from (f"{path}?role={Role(role).slug}" for role in roles)
    yield from (f"{path}?team={choice.value}" for choice in people.filters["team"].choices)
    projects = project_filters(QueryDict())
    path = reverse("projects")
    for name in ("topic", "team", "funder"):
        yield from (f"{path}?{name}={choice.value}" for choice in projects.filters[name].choices)
    members = ProjectMember.objects.filter(project__is_public=True, person__is_public=True)
    yield from (f"{path}?person={slug}" for slug in _distinct(members, "person__slug"))
    yield (path := reverse("news"))
    groups = counts_by_year_and_kind(today)
    yield from (reverse("news-year", args=[year]) for year in counts_of_years(groups))
    news = NewsItem.objects.public(today)
    yield from (f"{path}?kind={kind}" for kind in sorted({kind for _year, kind, _number in groups}))
    about_public = news.filter(people__is_public=True)
    yield from (f"{path}?person={slug}" for slug in _distinct(about_public, "people__slug"))


def _distinct(rows, field: str) -> Iterable[str]:
    return rows.order_by(field).values_list(field, flat=True).distinct()


def _below_site(path: str) -> str:
    return path.removeprefix(get_script_prefix()[:-1])


def _by_language(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the addresses of English paths, and those of the Chinese ones."""
    addresses = _in_both(paths)
    return addresses[::2], addresses[1::2]


def _in_both(paths: Iterable[str]) -> list[str]:
    """Return the addresses of English paths, each followed by the Chinese one."""
    english = [_below_site(path) for path in paths]
    return [address for path in english for address in (path, CHINESE_PREFIX[:-1] + path)]
