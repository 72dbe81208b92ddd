"""The column that holds the searchable text of a row, and the line of its title."""

from typing import Any

from django.core import checks
from django.db import models
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Length, StrIndex, Substr
from django.db.models.lookups import GreaterThan

from core.derived_fields import DerivedField
from core.search.normalization import searchable


class SearchTextField(DerivedField, models.TextField):  # type: ignore[type-arg]
    """Holds ``searchable(*instance.search_parts())``.

    Where ``DerivedField`` says that saving does not compute the column, name it in ``update_fields`` or call
    ``reindex()``.
    """

    fixed_options = {"editable": False, "blank": True, "default": ""}
    source = "search_parts"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        messages = super().check(**kwargs)
        if not callable(getattr(self.model, "search_parts", None)):
            hint = "Add: def search_parts(self) -> Iterable[str], the title or name first."
            messages.append(
                checks.Error("The model has no search_parts().", hint=hint, obj=self, id="search.E001")
            )
        return messages

    def derive(self, instance: Any) -> str:
        return searchable(*instance.search_parts())


class _Bytes(Func):
    """The number of bytes of a text in UTF-8."""

    function = "OCTET_LENGTH"
    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))", **extra)


class TitleLine(Case):
    """The first line of a search text, which has all spellings of the title; NULL for an ASCII title.

    ``TitleLine("title", "search_text")``. :class:`core.search.ranking.TitleRanker` needs the line, because
    computing it would load a dictionary of pinyin into every process that answers a search.
    """

    def __init__(self, title: str, search_text: str) -> None:
        line = Substr(search_text, 1, StrIndex(search_text, Value("\n")) - 1)
        super().__init__(When(GreaterThan(_Bytes(F(title)), Length(title)), then=line), default=None)


def search_field_of(model: type[models.Model]) -> SearchTextField | None:
    """Return the SearchTextField of a model, or None."""
    fields = model._meta.concrete_fields
    return next((field for field in fields if isinstance(field, SearchTextField)), None)
