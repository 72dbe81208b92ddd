"""Leave out items that a source contains twice, such as an award on the start page and on its own page."""

import re
from collections.abc import Hashable
from difflib import SequenceMatcher

from site_readers.items import (
    SECTIONS,
    Honor,
    Item,
    News,
    Person,
    Position,
    Project,
    Publication,
    Result,
    Service,
    Study,
    Talk,
)
from site_readers.publications import are_published_apart, is_preprint, merge, title_key

#: What makes two items of a kind the same. Papers of one title are merged where they are read.
_FIELDS: dict[type[Item], tuple[str, ...]] = {
    News: ("date", "text"),
    Honor: ("date", "title", "issuer"),
    Study: ("start", "end", "degree", "school"),
    Talk: ("date", "title", "event"),
    Service: ("start", "end", "role", "what"),
    Position: ("start", "end", "role", "where"),
    Project: ("title",),
    Person: ("name", "native_name"),
}

#: News of fewer characters may be the same for two events.
_LONG_NEWS = 70
#: The most lines between two entries of one list.
_LIST = 10


#: Lab sites that intentionally list a preprint and its published form as two papers.
_LABS = frozenset({"greenelab", "hugoblox", "alfolio-group", "makeability", "labsite"})
#: The least similarity of two titles of one paper, from 0 to 1: by the same authors; one of them a preprint;
#: both with one identifier.
_ALIKE, _ALIKE_OF_PREPRINT, _ALIKE_WITH_IDENTIFIER = 0.95, 0.85, 0.6
_IDENTIFIER = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|doi\.org/(?:10\.48550/arxiv\.)?)(?P<id>[^?#\s]+?)(?:v\d+)?(?:\.pdf)?/?$",
    re.I,
)
#: What tells the parts and versions of one work apart: "II", "2.0", "V2".
_NUMBER = re.compile(r"\d|^[IVX]+$")
#: The name of a method before the colon of a title.
_COINED = re.compile(r"[^\s:]*[A-Z][^\s:]*[A-Z][^\s:]*")
#: The most papers by the same authors that are compared with each other.
_MAX_GROUP = 50


def leave_out(result: Result) -> None:
    """Keep the first of several equal items, complete it from the others, and report these."""
    if result.kind not in _LABS:
        _join_papers(result)
    for kind, section in SECTIONS.items():
        if kind not in _FIELDS:
            continue
        first: dict[Hashable, Item] = {}
        items = getattr(result, section)
        for item in list(items):
            key = tuple(_plain(getattr(item, name)) for name in (*_FIELDS[kind], "member"))
            earlier = first.setdefault(key, item)
            is_other = (
                not _is_one_person(earlier, item)
                if isinstance(item, Person)
                else _is_of_one_list(earlier, item) and not _is_long_news(item)
            )
            if earlier is item or is_other:
                continue
            if isinstance(item, Service) and earlier.file == item.file:  # once for each group of a course
                continue
            _complete(earlier, item)
            items.remove(item)
            why = f"Already in {earlier.file}:{earlier.line}."
            result.report(item.file, item.line, item.raw or str(key), why)


def _join_papers(result: Result) -> None:
    """Join the preprint and the published form of a paper, whose titles differ a little."""
    groups: dict[Hashable, list[Publication]] = {}
    for paper in list(result.publications):
        authors = tuple(map(_plain, paper.authors))
        keys: list[Hashable] = [*_identifiers(paper), *([authors] if len(authors) > 1 else [])]
        others = [one for key in keys for one in groups.setdefault(key, [])[:_MAX_GROUP]]
        earlier = next((one for one in others if _is_one_paper(one, paper)), None)
        if not earlier:
            for key in keys:
                groups[key].append(paper)
            continue
        why = f"Already in {earlier.file}:{earlier.line}, as “{earlier.title}”."
        result.report(paper.file, paper.line, paper.raw or paper.title, why)
        if is_preprint(earlier) and not is_preprint(paper):
            for name in ("title", "year", "month", "venue", "details"):
                setattr(earlier, name, getattr(paper, name))
        merge(earlier, paper)
        result.publications.remove(paper)


def _is_one_paper(one: Publication, other: Publication) -> bool:
    """Return whether two papers by the same authors, or with one identifier, are one by their titles."""
    if are_published_apart(one, other):
        return False
    if any(_NUMBER.search(word) for word in set(one.title.split()) ^ set(other.title.split())):
        return False
    name = one.title.partition(":")[0]
    has_preprint = is_preprint(one) or is_preprint(other)
    if has_preprint and other.title.startswith(f"{name}:") and _COINED.fullmatch(name):
        return True
    alike = SequenceMatcher(None, title_key(one.title), title_key(other.title), autojunk=False)
    least = _ALIKE_OF_PREPRINT if has_preprint else _ALIKE
    least = _ALIKE_WITH_IDENTIFIER if _identifiers(one) & _identifiers(other) else least
    return alike.real_quick_ratio() >= least and alike.quick_ratio() >= least and alike.ratio() >= least


def _identifiers(paper: Publication) -> set[str]:
    matches = (_IDENTIFIER.search(link.url) for link in paper.links)
    return {match["id"].casefold() for match in matches if match}


def _is_long_news(item: Item) -> bool:
    """Return whether an item is news too specific to occur twice, unlike "One paper is accepted!"."""
    return isinstance(item, News) and bool(item.date) and len(item.text) > _LONG_NEWS


def _is_of_one_list(earlier: Item, item: Item) -> bool:
    """Return whether two items are close together: repetitions within a list are intentional."""
    return earlier.file == item.file and 0 < item.line - earlier.line <= _LIST


def _is_one_person(earlier: Item, item: Item) -> bool:
    """Return whether two entries of one name are one person: neither email nor period contradicts that."""
    return all(
        not getattr(earlier, name) or not getattr(item, name) or getattr(earlier, name) == getattr(item, name)
        for name in ("email", "start", "end")
    )


def _complete(earlier: Item, item: Item) -> None:
    for name, value in vars(item).items():
        if not getattr(earlier, name):
            setattr(earlier, name, value)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
