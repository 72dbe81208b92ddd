"""The column that holds the searchable text of a row."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import models

from core.search.normalization import searchable


class SearchTextField(models.TextField):  # type: ignore[type-arg]
    """Holds ``searchable(*instance.search_parts())``, computed whenever the row is saved.

    ``save()``, ``create()``, ``update_or_create()`` and ``bulk_create()`` compute the column. These do not,
    since Django does not ask the field; name the column or call ``reindex()``: ``save(update_fields=[…])``
    without it, ``bulk_update()``, ``update()``, saving a row fetched with ``defer("search_text")`` or
    ``only(…)``, and changes of other rows whose texts are among the parts. ``loaddata`` stores the text of
    the file.
    """

    #: Computed from other columns: forms and version history leave the field out.
    is_derived = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"editable": False, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        messages = super().check(**kwargs)
        if not callable(getattr(self.model, "search_parts", None)):
            hint = "Add: def search_parts(self) -> Iterable[str], the title or name first."
            messages.append(
                checks.Error("The model has no search_parts().", hint=hint, obj=self, id="search.E001")
            )
        return messages

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        search_parts = getattr(model_instance, "search_parts", None)
        if search_parts is None:  # a historical model in a migration has no methods
            return str(getattr(model_instance, self.attname))
        text = searchable(*search_parts())
        setattr(model_instance, self.attname, text)
        return text


def search_field_of(model: type[models.Model]) -> SearchTextField | None:
    """Return the SearchTextField of a model, or None."""
    fields = model._meta.concrete_fields
    return next((field for field in fields if isinstance(field, SearchTextField)), None)
