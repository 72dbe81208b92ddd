"""Filters of a list, read from the query string.

An unknown value never causes an error: the filter is ignored, and a note on the page says so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.characters import printable
from core.languages import in_chinese

MAX_LENGTH = 200


class Choice(NamedTuple):
    """One option of a filter."""

    #: The value in the query string.
    value: str
    #: The label.
    text: str
    #: What the value stands for, such as the primary key to filter by.
    meaning: Any = None
    #: The number of rows with this value, if it is known without another query.
    number: int | None = None


class Choices(list[Choice]):
    """The choices of a filter that many pages offer, with their HTML."""

    @cached_property
    def options(self) -> list[str]:
        """The ``<option>`` elements; built without format_html, because some lists have hundreds."""
        return [f'<option value="{escape(value)}">{escape(text)}</option>' for value, text, *_others in self]


def named_choices(rows: Iterable[tuple[int, str, str, str]]) -> list[Choice]:
    """Return a choice for each ``(pk, slug, name, Chinese name)``, labelled in the language of the page."""
    chinese = in_chinese()
    return [Choice(slug, (chinese and name_zh) or name, pk) for pk, slug, name, name_zh in rows]


@dataclass
class Filter:
    """One filter: its name in the query string, its label, its choices and the selected one."""

    name: str
    label: str
    make_choices: Callable[[], list[Choice]]
    selected: Choice | None = None

    @cached_property
    def choices(self) -> Choices:
        choices = self.make_choices()
        return choices if isinstance(choices, Choices) else Choices(choices)

    @property
    def value(self) -> str:
        return self.selected.value if self.selected else ""

    @property
    def options(self) -> SafeString:
        """The ``<option>`` elements of the choices, and of the selected one if it is not among them."""
        options, selected = self.choices.options, self.selected
        if selected is not None:
            place = self.choices.index(selected) if selected in self.choices else len(options)
            [option] = Choices([selected]).options
            option = option.replace('">', '" selected>', 1)
            options = [*options[:place], option, *options[place + 1 :]]
        return mark_safe("".join(options))


@dataclass
class Filters:
    """The filters of a list, as set by the query string ``data``."""

    data: QueryDict
    query: str = ""
    filters: dict[str, Filter] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.query = self._text("q")

    def _text(self, name: str) -> str:
        text = printable(self.data.get(name, "")).strip()
        if len(text) > MAX_LENGTH:
            self.notes.append(_("Only the first %(number)d characters are used.") % {"number": MAX_LENGTH})
        return text[:MAX_LENGTH]

    def add(
        self,
        name: str,
        label: str,
        choices: Callable[[], list[Choice]],
        find_choice: Callable[[str], Choice | None] | None = None,
    ) -> None:
        """Add a filter.

        ``choices()`` is called at most once, when the filter is set or displayed. For a value that is not
        among them, ``find_choice(value)`` may return another Choice.
        """
        new_filter = self.filters[name] = Filter(name, label, choices)
        value = self._text(name)
        if not value:
            return
        new_filter.selected = next((choice for choice in new_filter.choices if choice.value == value), None)
        if not new_filter.selected and find_choice:
            new_filter.selected = find_choice(value)
        if not new_filter.selected:
            self.notes.append(
                _("%(label)s “%(value)s” was not found, so this filter is not applied.")
                % {"label": label, "value": value[:40]}
            )

    def __iter__(self) -> Iterator[Filter]:
        return iter(self.filters.values())

    def meaning(self, name: str) -> Any:
        """Return what the selected value of this filter stands for, or None if the filter is not set."""
        selected = self.filters[name].selected
        return selected.meaning if selected else None

    @property
    def meanings(self) -> dict[str, Any]:
        """What the selected values stand for, by filter name."""
        return {item.name: item.selected.meaning for item in self if item.selected}

    @property
    def parameters(self) -> dict[str, str]:
        """The valid parameters of the query string."""
        values = {"q": self.query} | {item.name: item.value for item in self}
        return {name: value for name, value in values.items() if value}

    @property
    def encoded(self) -> str:
        """The query string."""
        return urlencode(self.parameters)

    def with_value(self, name: str, value: str) -> str:
        """Return the query string with this filter set to another value."""
        return urlencode({**self.parameters, name: value})

    @property
    def chips(self) -> list[tuple[str, str]]:
        """For each filter that is set: its label, and the query string that removes it."""

        def without(name: str) -> str:
            return urlencode({key: value for key, value in self.parameters.items() if key != name})

        chips = [(f"“{self.query}”", without("q"))] if self.query else []
        return chips + [(item.selected.text, without(item.name)) for item in self if item.selected]
