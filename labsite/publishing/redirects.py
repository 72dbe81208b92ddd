"""Former addresses of pages, which lead to the current ones."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

from core.languages import CHINESE_PREFIX
from labsite.publishing.addresses import static_address
from labsite.publishing.target import Target
from news.models import NewsItem
from pages.models import Page
from people.models import FormerSlug, Person, Team, old_addresses
from projects.models import Grant, Project
from publications.models import Publication
from publications.views import FORMATS
from recruiting.models import Notice

#: The rows with pages, and the names of the URLs of each of them.
ROWS = {
    Person: (Person.objects.public, ("profile", "profile-publications", "profile-feed")),
    Team: (Team.objects.public, ("team",)),
    Project: (Project.objects.public, ("project",)),
    Grant: (Grant.objects.public, ("grant",)),
    Publication: (Publication.objects.public, ("publication", "publication-pdf")),
    NewsItem: (NewsItem.objects.public, ("news-item",)),
    Notice: (Notice.objects.public, ("notice",)),
    Page: (Page.objects.public, ("page",)),
}
#: Signs that no web server takes for the end of a word, a variable or a wildcard.
SAFE = "/!()+,:=@&"
ASCII = re.compile(r"[\0-\x7f]+")
STUB = """<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>{url}</title>
    <meta name="robots" content="noindex">
    <link rel="canonical" href="{url}">
    <meta http-equiv="refresh" content="0; url={path}">
  </head>
  <body><p><a href="{path}">{url}</a></p></body>
</html>
"""


def redirects() -> list[tuple[str, str]]:
    """Return the former addresses, on the live and on the published site, with the present published ones.

    A published file can have another address than on the live site: ``/people/ada/feed.atom``.
    """
    pairs = [*_former_slugs(), *_other_names()]
    prefix = get_script_prefix()[:-1]
    both = []
    for old, new in pairs:
        for language in ("", CHINESE_PREFIX[:-1]):
            live_old, live_new = (language + path.removeprefix(prefix) for path in (old, new))
            if goal := static_address(live_new):
                former = dict.fromkeys((live_old, static_address(live_old)))
                both += [(address, goal) for address in former if address and address != goal]
    return [*both, *_former_site(prefix)]


def _former_site(prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of the lab's site before this one, with the published ones."""
    for old, new in old_addresses.redirects():
        goal = static_address(new.removeprefix(prefix))
        if goal and ".." not in old and "\\" not in old:
            yield f"{old}/", goal


def _former_slugs() -> Iterator[tuple[str, str]]:
    """Yield the former and the current path of each page of a row that had another slug."""
    for model, (public, names) in ROWS.items():
        former = dict(
            FormerSlug.objects.filter(kind=model._meta.label_lower).values_list("slug", "object_id")
        )
        slugs = dict(public().filter(pk__in=former.values()).values_list("pk", "slug"))
        for old, key in sorted(former.items()):
            if key not in slugs:
                continue
            for name in names:
                yield reverse(name, args=[old]), reverse(name, args=[slugs[key]])
            for extension in FORMATS if model is Publication else ():
                name, new = "publication-export", slugs[key]
                yield reverse(name, args=[old, extension]), reverse(name, args=[new, extension])


def _other_names() -> Iterator[tuple[str, str]]:
    """Yield the files that have another name on the published site than on the live one."""
    names = ("news-feed", "publications-feed", "recruiting-feed")
    yield from ((reverse(name), reverse(name)) for name in names)
    people = Person.objects.public().order_by("slug").values_list("slug", flat=True)
    yield from ((path := reverse("profile-feed", args=[slug]), path) for slug in people)
    for extension in FORMATS:
        path = reverse("publications-export", args=[extension])
        yield path, path


def stubs(pairs: list[tuple[str, str]], target: Target) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of a page for each former address of a page."""
    for old, new in pairs:
        if old.endswith("/") and new.endswith("/"):
            url, path = escape(target.base_url + new), escape(target.path + new)
            yield old, STUB.format(url=url, path=path).encode()


def listing(pairs: list[tuple[str, str]], target: Target) -> bytes:
    """Return the former addresses as a file for the configuration of a web server.

    Servers compare them with the decoded address of a request, so only those ASCII characters are encoded
    that would end a word of the file. The file is not served: it would reveal former names of people.
    """
    words = {(ASCII.sub(lambda match: quote(match[0], SAFE), old), new) for old, new in pairs}
    lines = sorted(f"{target.path}{old} {target.path}{new} 301\n" for old, new in words)
    return "".join(lines).encode()
