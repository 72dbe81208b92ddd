"""Filters that a list takes from its address. A wild value is ignored, with a note, never an error."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.characters import printable
from core.languages import in_chinese

MAX_LENGTH = 200


class Choice(NamedTuple):
    """A value that a filter can take, as it stands in the address and as it reads."""

    value: str
    text: str
    meaning: Any = None
    #: How many rows it stands for, where that is known anyway.
    number: int | None = None


def named_choices(rows: Iterable[tuple[int, str, str, str]]) -> list[Choice]:
    """Returns a choice for each ``(key, slug, name, Chinese name)``, in the language of the page."""
    chinese = in_chinese()
    return [Choice(slug, (chinese and name_zh) or name, pk) for pk, slug, name, name_zh in rows]


@dataclass
class Filter:
    """One filter: its name in the address, its label, what it can be, and what it is."""

    name: str
    label: str
    make_choices: Callable[[], list[Choice]]
    chosen: Choice | None = None

    @cached_property
    def choices(self) -> list[Choice]:
        return self.make_choices()

    @property
    def value(self) -> str:
        return self.chosen.value if self.chosen else ""

    @property
    def offered(self) -> list[Choice]:
        """The choices, with the chosen one where it is not among them."""
        if self.chosen is None or self.chosen in self.choices:
            return self.choices
        return [*self.choices, self.chosen]


@dataclass
class Filters:
    """The filters of a list as set by an address."""

    data: QueryDict
    query: str = ""
    filters: dict[str, Filter] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.query = self._text("q")

    def _text(self, name: str) -> str:
        text = printable(self.data.get(name, "")).strip()
        if len(text) > MAX_LENGTH:
            self.notes.append(_("Only the first %(number)d characters count.") % {"number": MAX_LENGTH})
        return text[:MAX_LENGTH]

    def add(
        self,
        name: str,
        label: str,
        choices: Callable[[], list[Choice]],
        find: Callable[[str], Choice | None] | None = None,
    ) -> None:
        """Adds a filter.

        ``choices()`` is only called where the filter is set or shown, and once; ``find(value)`` may return a
        Choice that is not among them.
        """
        added = self.filters[name] = Filter(name, label, choices)
        value = self._text(name)
        if not value:
            return
        added.chosen = next((choice for choice in added.choices if choice.value == value), None)
        if not added.chosen and find:
            added.chosen = find(value)
        if not added.chosen:
            self.notes.append(
                _("%(label)s “%(value)s” is not known, so it was left out.")
                % {"label": label, "value": value[:40]}
            )

    def __iter__(self) -> Iterator[Filter]:
        return iter(self.filters.values())

    def meaning(self, name: str) -> Any:
        """Returns what the chosen value of this filter stands for, or None."""
        chosen = self.filters[name].chosen
        return chosen.meaning if chosen else None

    @property
    def meanings(self) -> dict[str, Any]:
        """What the chosen values stand for, by the names of their filters."""
        return {item.name: item.chosen.meaning for item in self if item.chosen}

    @property
    def parameters(self) -> dict[str, str]:
        """What is set and understood, as it would stand in an address."""
        values = {"q": self.query} | {item.name: item.value for item in self}
        return {name: value for name, value in values.items() if value}

    @property
    def encoded(self) -> str:
        return urlencode(self.parameters)

    def with_value(self, name: str, value: str) -> str:
        """Returns the query string with this filter set to another value."""
        return urlencode({**self.parameters, name: value})

    @property
    def chips(self) -> list[tuple[str, str]]:
        """For each filter that is set: how it reads, and the query string without it."""

        def without(name: str) -> str:
            return urlencode({key: value for key, value in self.parameters.items() if key != name})

        chips = [(f"“{self.query}”", without("q"))] if self.query else []
        return chips + [(item.chosen.text, without(item.name)) for item in self if item.chosen]
