"""Template fragments that are rendered once for the same content.

A fragment that is included ``only`` with its variables, and reads nothing else, is a function of their
content. So the content is the key: nothing can be stale, and no change has to be announced. After one
publication has changed, a page renders the entry of that publication and reuses the others.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import ForeignObject, Model
from django.db.models.fields.files import FieldFile
from django.template import Context
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

from core.caching.json_rows import LazyRows
from core.caching.parts import Part, name_or_text, whole_texts
from core.caching.recent import Recent

#: Fragments kept by a worker process, with their keys about 3 KB each.
MAX_FRAGMENTS = 2000

Value = TypeVar("Value")

_fragments = Recent[Hashable, SafeString](MAX_FRAGMENTS)


def keep_fragments(number: int) -> None:
    """Let this process keep more fragments, for one that renders all pages of the site."""
    _fragments.size = number


def cached_include(context: Context, template_name: str, variables: Mapping[str, Any]) -> SafeString:
    """Return the fragment rendered with these variables, from the cache if it holds one.

    Raises TypeError if the content of a variable cannot be read, as of a queryset or a request.
    """
    if not settings.SPEED_LAYER:
        return _render(context, template_name, variables)
    contents = tuple((name, content_of(value)) for name, value in variables.items())
    key = (template_name, get_language(), contents)
    fragment = _fragments.get(key)
    if fragment is None:
        fragment = _render(context, template_name, variables)
        _fragments[key] = fragment
    return fragment


def row_fragment(
    context: Context, template_name: str, row: Model, variables: Mapping[str, Any], may_name: bool = True
) -> SafeString:
    """Return the fragment rendered with this row as ``row``, and with these other variables.

    A row of ``Observer.rows`` keeps its fragment, as a ``Part`` that pages may refer to by name.
    """
    if "_kept" not in row.__dict__:
        return cached_include(context, template_name, {"row": row, **variables})
    key = (template_name, *variables.values())
    part = once_per_row(row, key, lambda: Part(_render(context, template_name, {"row": row, **variables})))
    return name_or_text(part) if may_name else part.text


def once_per_row(row: Model, key: Hashable, compute: Callable[[], Value]) -> Value:
    """Return ``compute()``, which depends on the row, its language and the key; a shared row keeps it."""
    kept: dict[Hashable, Value] | None = row.__dict__.get("_kept")
    if kept is None:
        return compute()
    if key not in kept:
        kept[key] = compute()
    return kept[key]


def as_shared(value: Any) -> Any:
    """Declare that a value never changes again, so that its content is read only once."""
    if isinstance(value, Model):
        value._content = None  # type: ignore[attr-defined]
    return value


def as_shared_row(row: Model | None) -> Model | None:
    """Declare that a row never changes again and has one language, so that it can keep its fragments.

    They are found without reading the content of the row, and forgotten with the row.
    """
    if row is not None:
        row._kept = {}  # type: ignore[attr-defined]
    return as_shared(row)  # type: ignore[no-any-return]


def _render(context: Context, template_name: str, variables: Mapping[str, Any]) -> SafeString:
    template = context.template.engine.get_template(template_name)  # type: ignore[union-attr]
    with whole_texts():
        return template.render(context.new(dict(variables)))


def content_of(value: Any, parents: tuple[int, ...] = ()) -> Hashable:
    """Return a hashable that is equal for values which templates render alike.

    ``parents`` are the ids of the model instances that led here; references back to them are not followed.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[no-any-return]
    if kind is LazyRows:
        return value.text  # type: ignore[no-any-return]
    if kind in (list, tuple):
        return tuple([content_of(item, parents) for item in value])
    if isinstance(value, Model):
        return _content_of_model(value, parents)
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, Enum):
        return content_of(value.value)
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, SafeData):
        return (SafeString, str(value))
    if is_dataclass(value) and not isinstance(value, type):
        names = _dataclass_fields(kind)  # type: ignore[arg-type]
        return (kind, *[content_of(getattr(value, name), parents) for name in names])
    if isinstance(value, dict):
        return tuple([(name, content_of(item, parents)) for name, item in value.items()])
    if kind.__module__ == "datetime":
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return (kind, *[content_of(item, parents) for item in value])
    raise TypeError(f"A fragment cannot be cached by a {kind.__name__}.")


_PLAIN = {str, int, bool, float, type(None)}


def _content_of_model(instance: Model, parents: tuple[int, ...]) -> Hashable:
    if id(instance) in parents:
        return (type(instance), instance.pk)
    attributes = instance.__dict__
    if digest := attributes.get("_content"):
        return digest  # type: ignore[no-any-return]
    parents = (*parents, id(instance))
    model = type(instance)
    ignored = _cached_properties(model)
    names = tuple([name for name in attributes if name[0] != "_" and name not in ignored])
    # Most values are plain; checking here saves a call for each.
    values = [
        value if type(value := attributes[name]) in _PLAIN else content_of(value, parents) for name in names
    ]
    related = [
        (field.name, content_of(field.get_cached_value(instance), parents))
        for field in _foreign_keys(model)
        if field.is_cached(instance)
    ]
    content: Hashable = (model, names, tuple(values), tuple(related))
    if "_content" in attributes and len(parents) == 1:
        # A digest, which is much smaller.
        content = blake2b(repr(content).encode(), digest_size=16).digest()
        instance._content = content  # type: ignore[attr-defined]
    return content


@cache
def _dataclass_fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _foreign_keys(model: type[Model]) -> tuple["ForeignObject[Any, Any]", ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, ForeignObject))


@cache
def _cached_properties(model: type[Model]) -> frozenset[str]:
    """Return the names of values that an instance derives from others, and so add nothing to its content."""
    attributes = (item for base in model.__mro__ for item in vars(base).items())
    return frozenset(name for name, value in attributes if isinstance(value, cached_property))
