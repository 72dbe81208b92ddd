"""Leave out what a source says twice, such as an award on the start page and on a page of its own."""

import re
from collections.abc import Hashable

from labsite.importing.items import SECTIONS, Honor, Item, News, Person, Project, Result, Service, Study, Talk

#: What makes two items of a kind the same. Papers are merged where they are read.
_FIELDS: dict[type[Item], tuple[str, ...]] = {
    News: ("date", "text"),
    Honor: ("date", "title", "issuer"),
    Study: ("start", "end", "degree", "school"),
    Talk: ("date", "title", "event"),
    Service: ("start", "end", "role", "what"),
    Project: ("title",),
    Person: ("name", "native_name"),
}

#: How many lines of a file two entries of one list are apart at most.
_LIST = 10


def leave_out(result: Result) -> None:
    """Keep the first of several items that say the same, complete it, and name the others."""
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
                else _is_of_one_list(earlier, item)
            )
            if earlier is item or is_other:
                continue
            if isinstance(item, Service) and earlier.file == item.file:  # once for each group of a course
                continue
            _complete(earlier, item)
            items.remove(item)
            why = f"It stands in {earlier.file}:{earlier.line} already."
            result.report(item.file, item.line, item.raw or str(key), why)


def _is_of_one_list(earlier: Item, item: Item) -> bool:
    """Tell whether two items stand close together: a list that says something twice means it."""
    return earlier.file == item.file and 0 < item.line - earlier.line <= _LIST


def _is_one_person(earlier: Item, item: Item) -> bool:
    """Tell whether two entries of one name are one person: neither email nor period contradicts that."""
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
