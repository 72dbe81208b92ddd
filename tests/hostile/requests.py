"""Build hostile requests from the URLs of the site, and from the links and forms of pages seen before."""

import re
from collections import deque
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

import html5lib
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern

from tests.hostile import values

#: Query parameters of the pages and of the Django admin.
PARAMETERS = [
    *("q", "page", "invited", "previous", "year", "person", "team", "venue", "kind", "topic", "role"),
    *("account", "with", "application", "notice", "state", "sort", "next", "format", "to", "from", "deep"),
    *("o", "p", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "term"),
    *("show", "item", "selected", "go", "do", "label"),
    *("app_label", "model_name", "field_name", "id__exact", "id__in", "user__id__exact", "name__regex"),
    *("created__gte", "is_public__exact", "memberships__team__id__exact", "date__year", "presence", "status"),
]
#: Samples for URL patterns that are regular expressions.
REGEX_PATHS = {
    "accent": "accent-123456-0123456789ab.css",
    "media": "media/{}",
    "upload": "files/uploads/{}",
    "desk-accent": "desk/lab/accent-123456.css",
    "publications-export": "publications/export.bib",
    "publication-export": "publications/{}.bib",
    "account_reset_password_from_key": "accounts/password/reset/key/{}-{}/",
}
#: They end the session or change whether the account can sign in, which the run would have to repair.
SKIPPED = re.compile(r"/logout/|/static/")
PLACE = re.compile(r"<(?:\w+:)?\w+>")


@dataclass
class Form:
    """A form of a page: where it is sent to, with which fields."""

    action: str
    is_post: bool
    data: list[tuple[str, str]]
    files: list[str]


@dataclass
class Seen:
    """Links and forms of the pages that a role has seen, the latest ones only."""

    links: deque = field(default_factory=lambda: deque(maxlen=600))
    forms: deque = field(default_factory=lambda: deque(maxlen=300))

    def add(self, url: str, html: str) -> None:
        """Add the links and forms of a page."""
        page = html5lib.parse(html, namespaceHTMLElements=False)
        for link in page.iter("a"):
            target = urljoin(url, link.get("href") or "")
            if target.startswith("/") and target not in self.links:
                self.links.append(target)
        for element in page.iter("form"):
            self.forms.append(_form(url, element))


def _form(url: str, element) -> Form:
    data, files = [], []
    for control in element.iter():
        name = control.get("name")
        if not name or control.tag not in ("input", "textarea", "select", "button"):
            continue
        if control.tag == "input" and control.get("type") == "file":
            files.append(name)
        elif control.tag == "select":
            options = [option.get("value", "") for option in control.iter("option")]
            chosen = [o.get("value", "") for o in control.iter("option") if "selected" in o.attrib]
            data += [(name, value) for value in chosen or options[:1]]
        elif control.tag == "textarea":
            data.append((name, control.text or ""))
        else:
            data.append((name, control.get("value", "on")))
    action = urljoin(url, element.get("action") or url)
    return Form(action, (element.get("method") or "get").lower() == "post", data, files)


def routes(patterns=None, prefix: str = "") -> list[str]:
    """Return the paths of all URL patterns, with ``{}`` in the place of each argument."""
    paths = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            paths += routes(pattern.url_patterns, prefix + PLACE.sub("{}", str(pattern.pattern)))
        elif isinstance(pattern.pattern, RoutePattern):
            paths.append("/" + prefix + PLACE.sub("{}", str(pattern.pattern)))
        elif pattern.name in REGEX_PATHS:
            paths.append("/" + REGEX_PATHS[pattern.name])
    return paths


@dataclass
class Request:
    method: str
    path: str
    data: dict
    headers: dict

    def __str__(self):
        body = f" {str(self.data)[:300]}" if self.data else ""
        return f"{self.method} {self.path[:300]}{body}"


def path_of_route(random: Random, route: str) -> str:
    """Put hostile values in the places of a path."""
    while "{}" in route:
        value = values.text(random).encode("utf-8", "surrogateescape")
        route = route.replace("{}", quote(value[:300], safe="/" if random.random() < 0.1 else ""), 1)
    return route


def build(random: Random, seen: Seen, all_routes: list[str]) -> Request:
    """Return the next request of a role."""
    if random.random() < 0.4 and seen.forms:
        return _from_form(random, random.choice(seen.forms))
    if random.random() < 0.5 and seen.links:
        path, _mark, query = random.choice(seen.links).partition("?")
        query, path = query.partition("#")[0], path.partition("#")[0]
    else:
        path, query = path_of_route(random, random.choice(all_routes)), ""
    if random.random() < 0.05:
        path = "/zh-hans" + path
    if random.random() < 0.7:
        query = _query(random, query)
    is_post = random.random() < 0.15
    data = {name: values.text(random) for name in random.sample(PARAMETERS, 3)} if is_post else {}
    target = f"{path}?{query}" if query else path
    return Request("POST" if is_post else "GET", target, data, _headers(random))


def _query(random: Random, query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    pairs = [(name, values.text(random) if random.random() < 0.5 else value) for name, value in pairs]
    pairs += [(random.choice(PARAMETERS), values.text(random)) for _number in range(random.randrange(1, 4))]
    return urlencode(pairs, errors="surrogateescape")


def _from_form(random: Random, form: Form) -> Request:
    """Return the form as a browser would send it, with a few values, names and row counts changed."""
    data: dict = {}
    for name, value in form.data:
        if random.random() < 0.06:
            continue
        data.setdefault(name, []).append(value)
    for name in random.sample(sorted(data), min(len(data), random.randrange(1, 5))):
        data[name] = [values.text(random) for _number in range(random.choice([1, 1, 1, 2, 5]))]
    for name in data:
        if name.endswith("TOTAL_FORMS") and random.random() < 0.3:
            data[name] = [random.choice(["", "0", "3", "-1", "99999", "x", "9" * 30])]
    for name in form.files:
        if random.random() < 0.4:
            data[name] = values.file(random)
    path, _mark, query = form.action.partition("?")
    if random.random() < 0.1:
        path = re.sub(r"\d+", lambda _match: str(random.randrange(60)), path)
    if random.random() < 0.1:
        query = _query(random, query)
    if not form.is_post:
        query = urlencode(
            [(name, str(value)) for name, listed in data.items() for value in listed], errors="replace"
        )
        data = {}
    target = f"{path}?{query}" if query else path
    return Request("POST" if form.is_post else "GET", target, data, _headers(random))


def _headers(random: Random) -> dict:
    if random.random() < 0.9:
        return {}
    name = random.choice(
        ["Accept-Language", "If-None-Match", "If-Modified-Since", "Referer", "Accept-Encoding", "Range"]
    )
    value = values.text(random).encode("utf-8", "replace").decode("latin-1")
    return {name: value.replace("\r", "").replace("\n", "")[:500]}


def is_skipped(request: Request) -> bool:
    return bool(SKIPPED.search(urlsplit(request.path).path))
