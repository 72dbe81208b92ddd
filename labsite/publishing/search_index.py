"""The index by which the browser searches and filters the lists of a published site.

A file per language, because the order of people depends on the language. It has no addresses, only slugs; the
entries of the results are rendered ahead (``search_rows``). The file, a JSON object::

    {"kinds": {
        "publications": {
            "keys": ["flashdecoding", …],           slugs, in the order of the live list
            "headings": ["2024", …],                of lists with headings
            "labels": ["FlashDecoding++", …],       of people, projects and grants
            "texts": ["flashdecoding decoding\\n…", …], the words of the title or name, then of all else
            "titles": ["flashdecoding", …],         of publications: the title as one word, to rank by
            "facets": {"year": {"values": ["2024", …], "rows": [[0], …]},
                       "person": {"kind": "people", "rows": [[0, 2], …]}}}},
     "rows_per_file": 40,                           ``search_rows``
     "texts": {…}}                                  ``search_texts``

A facet has its values, or the kind whose keys are its values, and for each row the places of its own among
them. Facets with ``texts`` are searched as well: a publication is found by its venue and by all public names
of its authors.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation

from core.languages import CHINESE, ENGLISH, local
from core.markdown_source import visible_source
from core.search.ranking import letters_and_digits
from labsite.publishing import search_facets
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
#: The kinds of rows, as ``querysets`` returns them.
SEARCHED = ("people", "projects", "grants", "publications", "news", "notices", "pages")
#: The address of the home page by language.
HOMES = {ENGLISH: "/", CHINESE: "/zh-hans/"}


def files(now: datetime) -> dict[str, bytes]:
    """Return the indexes as they are at this time, by address; equal content gives equal bytes."""
    return dict(file(language, now) for language in HOMES)


def file(language: str, now: datetime) -> tuple[str, bytes]:
    """Return the address and the content of the index in this language."""
    with translation.override(language):
        text = json.dumps(build(now), ensure_ascii=False, separators=(",", ":"))
    return f"{HOMES[language]}search-index.json", text.encode()


def build(now: datetime) -> dict[str, Any]:
    """Return the index in the active language."""
    rows = {kind: list(queryset) for kind, queryset in querysets(now).items()}
    index = {kind: _columns(of_kind) for kind, of_kind in rows.items()}
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
    for kind, of_kind in rows.items():
        facets = search_facets.FACETS.get(kind, {})
        index[kind]["facets"] = {name: facet(of_kind, rows) for name, facet in facets.items()}
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


def _columns(rows: Iterable[Any]) -> dict[str, Any]:
    return {"keys": [row.slug for row in rows], "texts": [_text(row.search_text) for row in rows]}


def _text(search_text: str) -> str:
    head, _newline, rest = search_text.partition("\n")
    return f"{distinct_words(head)}\n{distinct_words(rest, head)}"


def _profile_words(person: Person) -> str:
    """Return the words of the profile as they are written: the live search does not fold them."""
    return distinct_words(" ".join(visible_source(getattr(person, name)) for name in PROFILE_TEXTS).lower())
