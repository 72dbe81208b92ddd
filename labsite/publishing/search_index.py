"""The index by which the browser searches and filters the lists of a published site.

Two files per language, because the order of people depends on the language: ``search-index.json``, and
``search-words.json`` with the columns that only a query needs (``WORDS``), the longest ones. They have no
addresses, only slugs; the entries of the results are rendered ahead (``search_rows``). Together, a JSON
object::

    {"kinds": {
        "publications": {
            "keys": ["flashdecoding", …],           slugs, in the order of the live list
            "headings": ["2024", …],                of lists with headings
            "labels": ["FlashDecoding++", …],       of people, projects and grants
            "texts": ["flashdecoding decoding\\n…", …], the words of the title or name, then of all else
            "titles": ["flashdecoding", …],         of publications: the title as one word, to rank by
            "profiles": ["…", …],                   of people: the words of the profile, not folded
            "facets": {"year": {"values": ["2024", …], "rows": [[0], …]},
                       "person": {"kind": "people", "rows": [[0, 2], …]}}}},
     "version": "3f2a…",                            a digest of the keys, the same in both files
     "rows_per_file": 40,                           ``search_rows``
     "texts": {…}}                                  ``search_texts``

A facet has its values, or the kind whose keys are its values, and for each row the places of its own among
them. Facets with ``texts`` are searched as well: a publication is found by its venue and by all public names
of its authors.
"""

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation

from core.languages import CHINESE, ENGLISH, local
from core.markdown_source import visible_source
from core.search.ranking import letters_and_digits
from labsite.publishing import search_facets
from labsite.publishing.search_facets import Facet, Rows
from labsite.publishing.search_texts import texts
from labsite.publishing.search_words import distinct_words
from news.models import NewsItem
from pages.models import Page
from people.models import Person
from people.querysets import PROFILE_TEXTS
from projects.models import Grant, Project
from publications.models import Publication
from recruiting.models import Notice

#: The number of results in a file of ``search_rows``.
ROWS_PER_FILE = 40
#: The columns that filters do not need.
WORDS = ("texts", "titles", "profiles")
#: The kinds of rows, as ``querysets`` returns them.
SEARCHED = ("people", "projects", "grants", "publications", "news", "notices", "pages")
#: The address of the home page by language.
HOMES = {ENGLISH: "/", CHINESE: "/zh-hans/"}


#: The fields of rows that the index is made of, besides the slug and the search text.
FIELDS = {
    "people": ("name", "native_name", "native_language", "shows_native_name", "role", *PROFILE_TEXTS),
    "projects": ("title", "title_zh", "end", "team"),
    "grants": ("funder", "funder_zh", "number"),
    "publications": ("title", "year", "is_in_press", "date_text", "is_selected", "kind", "venue"),
    "news": ("date", "kind"),
    "notices": (),
    "pages": (),
}


def files(now: datetime) -> dict[str, bytes]:
    """Return the indexes as they are at this time, by address; equal content gives equal bytes."""
    shared, contents = Shared(), {}
    for language, home in HOMES.items():
        with translation.override(language):
            index = build(now, shared)
        words = {
            kind: {name: columns.pop(name) for name in WORDS if name in columns}
            for kind, columns in index["kinds"].items()
        }
        version = {"version": _digest_of_keys(index["kinds"])}
        for name, content in (("index", index | version), ("words", {"kinds": words} | version)):
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            contents[f"{home}search-{name}.json"] = text.encode()
    return contents


def _digest_of_keys(kinds: dict[str, Any]) -> str:
    """Return a digest by which a browser notices that the places of a cached file are other rows."""
    keys = json.dumps([columns["keys"] for columns in kinds.values()])
    return sha256(keys.encode()).hexdigest()[:16]


class Shared:
    """The common parts of the indexes in both languages: most rows, and values computed from them.

    Some orders depend on the language, and so does what refers to the places of such rows.
    """

    def __init__(self) -> None:
        self.words = cache(_words)
        self._rows: dict[str, list[Any]] = {}
        self._facets: dict[tuple[str, str], tuple[Rows, Facet]] = {}

    def rows(self, queryset: QuerySet) -> list[Any]:
        query = str(queryset.query)
        if query not in self._rows:
            self._rows[query] = list(queryset)
        return self._rows[query]

    def facet(self, kind: str, name: str, rows: Rows) -> Facet:
        if stored := self._facets.get((kind, name)):
            others, facet = stored
            if all(rows[needed] is others[needed] for needed in (kind, facet.get("kind", kind))):
                return facet
        facet = search_facets.FACETS[kind][name](rows[kind], rows)
        self._facets[kind, name] = rows, facet
        return facet


def build(now: datetime, shared: Shared) -> dict[str, Any]:
    """Return the index in the active language."""
    rows = {
        kind: shared.rows(queryset.only("slug", "search_text", *FIELDS[kind]))
        for kind, queryset in querysets(now).items()
    }
    index: dict[str, Any] = {
        kind: {
            "keys": [row.slug for row in of_kind],
            "texts": [shared.words(row.search_text) for row in of_kind],
        }
        for kind, of_kind in rows.items()
    }
    index["people"] |= {
        "labels": [person.leading_name.text for person in rows["people"]],
        "profiles": [_profile_words(person) for person in rows["people"]],
    }
    index["projects"] |= {
        "labels": [local(project, "title").text for project in rows["projects"]],
        "headings": [project.list_heading(timezone.localdate(now)) for project in rows["projects"]],
    }
    index["grants"]["labels"] = [f"{local(grant, 'funder').text} {grant.number}" for grant in rows["grants"]]
    papers = rows["publications"]
    index["publications"] |= {
        "titles": [letters_and_digits(paper.title) for paper in papers],
        "headings": [str(paper.year or paper.undated_label) for paper in papers],
        "selected": [place for place, paper in enumerate(papers) if paper.is_selected],
    }
    index["news"]["headings"] = [str(item.date.year) for item in rows["news"]]
    for kind in rows:
        names = search_facets.FACETS.get(kind, ())
        index[kind]["facets"] = {name: shared.facet(kind, name, rows) for name in names}
    return {"kinds": index, "rows_per_file": ROWS_PER_FILE, "texts": texts()}


def querysets(now: datetime) -> dict[str, QuerySet]:
    """Return the public rows of each kind, in the order of the live search."""
    today = timezone.localdate(now)
    return {
        "people": Person.objects.public().by_seniority(),
        "projects": Project.objects.public().current_first(today),
        "grants": Grant.objects.public().in_order(),
        "publications": Publication.objects.public().newest_first(),
        "news": NewsItem.objects.public(today).newest_first(),
        "notices": Notice.objects.public(today).soonest_first(),
        "pages": Page.objects.public().in_order(),
    }


def _words(search_text: str) -> str:
    head, _newline, rest = search_text.partition("\n")
    return f"{distinct_words(head)}\n{distinct_words(rest, head)}"


def _profile_words(person: Person) -> str:
    """Return the words of the profile as they are written: the live search does not fold them."""
    return distinct_words(" ".join(visible_source(getattr(person, name)) for name in PROFILE_TEXTS).lower())
