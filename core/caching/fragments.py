"""Parts of pages that are made once for the same content.

A fragment of a template that gets its things handed in, and looks at nothing else, is a function of
their content; what it gave last time holds until the content differs. The content itself is the key,
so nothing can be stale and nothing needs to be told of a change: a page that is made anew because one
paper has changed makes the entry of that paper anew and finds the others.
"""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.template import Context
from django.utils.functional import LazyObject, Promise, cached_property, empty
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

from core.caching.json_rows import Rows

#: About 3 KB each, so some 15 MB per worker at the most.
MOST = 5000

_rendered: dict[Hashable, SafeString] = {}


def remembered(context: Context, template_name: str, things: Mapping[str, Any]) -> SafeString:
    """Returns the fragment with these things, made now or before.

    Raises TypeError for a thing whose content cannot be told, such as a queryset or a request.
    """
    key = (template_name, get_language(), tuple((name, content_of(thing)) for name, thing in things.items()))
    found = _rendered.get(key)
    if found is None:
        template = context.template.engine.get_template(template_name)  # type: ignore[union-attr]
        found = template.render(context.new(dict(things)))
        if len(_rendered) >= MOST:
            _rendered.clear()
        _rendered[key] = found
    return found


def content_of(thing: Any, above: tuple[int, ...] = ()) -> Hashable:
    """Returns something hashable that is equal for things which a template shows alike.

    ``above`` are the rows that this one belongs to: a row that leads back to them is not followed.
    """
    kind = type(thing)
    if kind in _PLAIN:
        return thing  # type: ignore[no-any-return]
    if kind is Rows:
        return thing.text  # type: ignore[no-any-return]
    if kind in (list, tuple):
        return tuple([content_of(item, above) for item in thing])
    if isinstance(thing, LazyObject):
        if thing._wrapped is empty:
            thing._setup()
        return content_of(thing._wrapped, above)
    if isinstance(thing, Model):
        return _content_of_model(thing, above)
    if isinstance(thing, FieldFile):
        return thing.name
    if isinstance(thing, Enum):
        return content_of(thing.value)
    if isinstance(thing, Promise):
        return str(thing)
    if isinstance(thing, SafeData):
        return (SafeString, str(thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        names = _fields_of(kind)  # type: ignore[arg-type]
        return (kind, *[content_of(getattr(thing, name), above) for name in names])
    if isinstance(thing, dict):
        return tuple([(name, content_of(value, above)) for name, value in thing.items()])
    if kind.__module__ == "datetime":
        return thing  # type: ignore[no-any-return]
    if isinstance(thing, tuple):
        return (kind, *[content_of(item, above) for item in thing])
    raise TypeError(f"A fragment cannot be remembered by a {kind.__name__}.")


_PLAIN = {str, int, bool, float, type(None)}


def _content_of_model(row: Model, above: tuple[int, ...]) -> Hashable:
    if id(row) in above:
        return (type(row), row.pk)
    above = (*above, id(row))
    derived = _derived(type(row))
    known = [
        # Most of them are plain, and asking here saves a call for each.
        (name, value if type(value) in _PLAIN else content_of(value, above))
        for name, value in row.__dict__.items()
        if name[0] != "_" and name not in derived
    ]
    related = [(name, content_of(other, above)) for name, other in row._state.fields_cache.items()]
    return (type(row), tuple(known), tuple(related))


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _derived(model: type[Model]) -> frozenset[str]:
    """Names of what a row works out from the rest, and so adds nothing."""
    attributes = (item for base in model.__mro__ for item in vars(base).items())
    return frozenset(name for name, value in attributes if isinstance(value, cached_property))
