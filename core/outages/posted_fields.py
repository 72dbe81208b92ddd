"""What was typed into a form, for a page that shows it again without knowing the form.

The real form cannot be built while the database is unavailable. Its class is known, however, and says which
fields people type into and how they are labelled.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.forms import Field, PasswordInput, Textarea
from django.forms.forms import BaseForm
from django.forms.widgets import Input
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _

from core.upload_limits import is_far_too_large

#: Labels of fields that a form only gets when it is built.
_LABELS = {"login": _("Email address")}
#: No form for people has more fields; a limit for pages that strangers can request.
MAX_FIELDS = 2000
#: Exceptions from reading a form that is incomplete, malformed or too large.
UNREADABLE = (
    OSError,
    BadRequest,
    MultiPartParserError,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
CSRF_FIELD = "csrfmiddlewaretoken"
#: Values of unknown fields that nobody has typed: numbers, choices and names of buttons, paths, and tokens.
_MACHINE_VALUE = re.compile(r"[0-9]*|[a-z_:-]{,20}|/\S*|\S{60,}")


@dataclass(frozen=True)
class PostedField:
    """One value of a posted form."""

    name: str
    value: str
    label: str = ""
    #: "text", "textarea", "password", or "hidden" for what was selected and for values of the page.
    kind: str = "hidden"

    @property
    def rows(self) -> int:
        """How many lines a text area needs."""
        return min(12, 1 + self.value.count("\n") + len(self.value) // 70)


def posted_form(request: HttpRequest, max_fields: int | None = None) -> dict[str, Any]:
    """Return the ``fields`` and ``files`` of a posted form and a ``csrf_token``, to submit it again.

    Empty for a form that cannot be read or has more than ``max_fields``, and for one that another site may
    have sent: a browser says so, also of a page whose token has expired.
    """
    is_trusted = getattr(request, "has_trusted_form", False)
    is_own = is_trusted or request.headers.get("Sec-Fetch-Site") == "same-origin"
    if request.method != "POST" or not is_own or is_far_too_large(request):
        return {}
    try:
        data, files = request.POST, request.FILES
    except UNREADABLE:
        return {}
    if max_fields is not None and len(data) > max_fields:
        return {}
    return {
        "fields": posted_fields(data),
        "files": [(name, file.name) for name in files for file in files.getlist(name)],
        "csrf_token": get_token(request),
    }


def is_typed(form: dict[str, Any]) -> bool:
    """Return whether somebody has typed into a posted form, so that it is worth keeping."""
    return any(field.kind in ("text", "textarea") for field in form.get("fields", ()))


def posted_fields(data: QueryDict) -> list[PostedField]:
    """Return all values of a posted form in their order. Passwords are empty, to be typed again."""
    names = [name for name in data if name != CSRF_FIELD]
    fields = _fields_by_name(names)
    return [_posted_field(name, value, fields.get(name)) for name in names for value in data.getlist(name)]


def _posted_field(name: str, value: str, field: Field | None) -> PostedField:
    parts = _Name.of(name)
    kind = _kind(parts.tail, value, field)
    label = str(
        (field and field.label) or _LABELS.get(parts.tail) or parts.tail.replace("_", " ").capitalize()
    )
    if parts.row:
        label = f"{label} ({parts.row})"
    return PostedField(name, "" if kind == "password" else value, label, kind)


def _kind(name: str, value: str, field: Field | None) -> str:
    if "password" in name.lower() or (field and isinstance(field.widget, PasswordInput)):
        return "password"
    if not value:
        return "hidden"
    if field is None:
        return "hidden" if _MACHINE_VALUE.fullmatch(value) else _kind_of_text(value)
    widget = field.widget
    if isinstance(widget, Textarea):
        return "textarea"
    is_typed = isinstance(widget, Input) and not widget.is_hidden and widget.input_type not in _NOT_TYPED
    if not is_typed:
        return "hidden"
    return _kind_of_text(value)


def _kind_of_text(value: str) -> str:
    return "textarea" if "\n" in value or len(value) > 70 else "text"


_NOT_TYPED = {"checkbox", "radio", "file", "submit", "button"}


# ---- the form class of a field --------------------------------------------------------------------


class _Name(NamedTuple):
    """The name of a field: "links-0-url" is the field "url" of the first row of "links"."""

    group: str
    row: int
    tail: str

    @classmethod
    def of(cls, name: str) -> "_Name":
        prefix, _dash, tail = name.rpartition("-")
        group, _dash, index = prefix.rpartition("-")
        if index.isascii() and index.isdigit():
            return cls(group, int(index[:6]) + 1, tail)
        return cls(prefix, 0, tail)


def _fields_by_name(names: Iterable[str]) -> dict[str, Field]:
    """Return the field of each name, from the form class that has most of the fields posted with it."""
    groups: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for name in names:
        groups[_group(name)].add(_Name.of(name).tail)
    forms = list(_fields_of_forms(BaseForm))
    best = {
        group: max(forms, key=lambda fields: len(tails & fields.keys())) for group, tails in groups.items()
    }
    fields = {name: best[_group(name)].get(_Name.of(name).tail) for name in names}
    return {name: field for name, field in fields.items() if field is not None}


def _group(name: str) -> tuple[str, bool]:
    """Return a key that is equal for the names of fields of the same form.

    Django's management form, which holds the number of rows, is a form of its own beside the rows.
    """
    parts = _Name.of(name)
    return parts.group, bool(parts.row)


def _fields_of_forms(base: type[BaseForm]) -> Iterator[dict[str, Field]]:
    """Yield the fields of each form class that the program has defined."""
    for form in base.__subclasses__():
        if fields := getattr(form, "base_fields", None):
            yield fields
        yield from _fields_of_forms(form)
