"""Texts of a lab's site about its people: their biographies and interests."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from core.languages import is_chinese
from labsite.site_imports.markup import labels_of_links, with_links
from labsite.site_imports.removing import SEPARATORS
from moderation.forms.base import CHINESE
from moderation.forms.snapshot import Values
from people.models import Person
from site_readers.items import Remainder, Result

#: The reader's reason for a text about a member, and the field of the person for it.
_TEXTS = re.compile(r"(Biography|Interest) of (.+)\.")
_FIELDS = {"Biography": "bio", "Interest": "interests"}


@dataclass
class PeopleTexts:
    """The values of the texts by the name of the person, and the remainders that have a place so."""

    values: dict[str, Values] = field(default_factory=dict)
    positions: set[int] = field(default_factory=set)


def people_texts(result: Result) -> PeopleTexts:
    """Return the texts about the people of a result, but for people who share a name, and for long lines."""
    names = [person.name or person.native_name for person in result.people]
    texts = PeopleTexts()
    for row in result.profile_rows:
        if row.section in SEPARATORS and names.count(row.names[0]) == 1:
            texts.values.setdefault(row.names[0], {})[row.details["field"]] = [row.details["text"]]
    for (name, field_name), parts in _parts(result).items():
        text = SEPARATORS[field_name].join(text for _position, text in parts)
        limit = Person._meta.get_field(field_name).max_length
        if names.count(name) == 1 and (limit is None or len(text) <= limit):
            full_name = field_name + CHINESE if is_chinese(text) else field_name
            texts.values.setdefault(name, {})[full_name] = [text]
            texts.positions.update(position for position, _text in parts)
    return texts


def _parts(result: Result) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the paragraphs with their positions in the remainders, by name and field."""
    parts: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for position, rest in enumerate(result.not_understood):
        if match := _TEXTS.fullmatch(rest.why):
            parts[match[2], _FIELDS[match[1]]].append((position, markdown_of(rest)))
    return parts


def markdown_of(rest: Remainder) -> str:
    """Return the text of a remainder with its links."""
    urls = [url for url, label in labels_of_links(rest.raw).items() if label in rest.text]
    return with_links(rest.text, urls, rest.raw)
