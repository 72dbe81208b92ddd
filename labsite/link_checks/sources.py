"""The addresses of other sites in the rows that make up the pages."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Model, Q, URLField

from labsite.public_backup import MARKDOWN

APPS = ("people", "publications", "projects", "news", "pages", "recruiting")
MAX_LENGTH = 500
#: The foreign keys to the object whose page shows the row, for rows without a page of their own.
OWNERS = ("person", "publication", "project", "lab")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]()]+(?:\([^\s<>()]*\)[^\s<>\"'\]()]*)*")


@cache
def address_fields() -> dict[type[Model], tuple[list[str], list[str]]]:
    """Return the models with addresses: their fields for one address, and their texts in Markdown."""
    fields = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label not in APPS or label in settings.PRIVATE_MODELS:
            continue
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, URLField)]
        texts = [field.name for field in model._meta.concrete_fields if field.name in MARKDOWN]
        if names or texts:
            fields[model] = (names, texts)
    return fields


def addresses_in(text: str) -> set[str]:
    """Return the http and https addresses in a text, without punctuation that follows."""
    return {address.rstrip(".,;:!?*_。，；") for address in _ADDRESS.findall(text)}


def is_foreign(url: str) -> bool:
    """Return whether an address can be checked: it is on another site, and short enough to be stored."""
    return (
        len(url) <= MAX_LENGTH
        and url.startswith(("http://", "https://"))
        and urlsplit(url).netloc != urlsplit(settings.SITE_URL).netloc
    )


def all_addresses() -> set[str]:
    """Return the addresses of other sites in all rows, in a query per model."""
    addresses: set[str] = set()
    for model, (names, texts) in address_fields().items():
        for values in model._base_manager.values_list(*names, *texts).iterator():
            addresses.update(value for value in values[: len(names)] if value)
            for text in filter(None, values[len(names) :]):
                addresses |= addresses_in(text)
    return set(filter(is_foreign, addresses))


def rows_with(urls: Iterable[str]) -> dict[str, list[Model]]:
    """Return the objects whose pages contain each of a few addresses, in a query per model."""
    urls, rows = set(urls), defaultdict(list)
    if not urls:
        return rows
    for model, (names, texts) in address_fields().items():
        condition = Q(*((f"{name}__in", urls) for name in names), _connector=Q.OR)
        condition |= Q(*((f"{name}__contains", url) for name in texts for url in urls), _connector=Q.OR)
        owner_name = _owner_field(model)
        matching = model._base_manager.filter(condition).order_by("pk")
        for row in matching.select_related(owner_name) if owner_name else matching:
            owner = getattr(row, owner_name) if owner_name else row
            for url in _addresses_of(row, names, texts) & urls:
                if owner not in rows[url]:
                    rows[url].append(owner)
    return rows


def _owner_field(model: type[Model]) -> str:
    """Return the name of the foreign key to the owner; "" for a model whose rows have pages of their own."""
    if hasattr(model, "get_absolute_url"):
        return ""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in OWNERS if name in names), "")


def _addresses_of(row: Model, names: list[str], texts: list[str]) -> set[str]:
    return {getattr(row, name) for name in names} | {
        url for name in texts for url in addresses_in(getattr(row, name) or "")
    }
