"""The public rows that a row is linked to, by their ids, fetched in the same query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from core.caching import JSONRows


def linked_rows(
    through: Any,
    owner: str,
    name: str,
    public: "QuerySet[Any] | None" = None,
    columns: Iterable[str] = (),
    order: Iterable[str] = (),
) -> JSONRows:
    """Return an annotation with the slug, and these columns, of each row that is linked to the owner.

    ``through`` is the model of the many-to-many field, with foreign keys ``owner`` and ``name``. ``public``
    is the queryset of the rows that visitors can see; without one, they can see all. Rows are ordered by slug
    unless ``order`` is given.
    """
    links = through.objects.filter(**{owner: OuterRef("pk")})
    if public is not None:
        # Not IN: SQLite would gather all public rows again for each owner.
        links = links.filter(Exists(public.filter(pk=OuterRef(name))))
    links = links.order_by(*(order or [f"{name}__slug"]))
    return JSONRows(links, **{column: f"{name}__{column}" for column in ("slug", *columns)})


def keys_of(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Return the ids of linked rows."""
    return [row["slug"] for row in rows]
