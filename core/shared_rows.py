"""Rows of one person that others share, such as a talk that two members gave: one record on both profiles.

A model has a foreign key ``person``, in whose profile form the row is edited, and a many-to-many field
``colleagues``. Each of them can leave the row; it is deleted when nobody has it any more.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Q

from core.caching import JSONRows

#: The columns of a person that a linked name needs.
NAME_COLUMNS = ("slug", "name", "native_name", "native_language", "shows_native_name", "is_public")


class SharedRowQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> Any:
        """Return the rows of a person (or primary key), as ``person`` or as a colleague."""
        shared = self.model._base_manager.filter(colleagues__pk=person).values("pk")
        return self.filter(Q(person__pk=person) | Q(pk__in=shared))

    def public(self) -> Any:
        """Return the rows on a public profile."""
        links = self.model.colleagues.through.objects.filter(person__is_public=True)
        return self.filter(Q(person__is_public=True) | Q(pk__in=links.values(self.model._meta.model_name)))

    def with_people(self) -> Any:
        """Fetch the names for ``SharedRow.public_people`` in the same query."""
        first = self.model._meta.get_field("person").related_model._base_manager.filter(pk=OuterRef("person"))
        links = self.model.colleagues.through.objects
        of_row = links.filter(**{self.model._meta.model_name or "": OuterRef("pk")}).order_by("person_id")
        return self.annotate(
            first_person=JSONRows(first, **{name: name for name in NAME_COLUMNS}),
            colleague_rows=JSONRows(of_row, **{name: f"person__{name}" for name in NAME_COLUMNS}),
        )


class SharedRow(models.Model):
    """A row of ``person`` that ``colleagues`` share."""

    if TYPE_CHECKING:  # the models have these fields; ``with_people()`` adds the last two
        person: Any
        person_id: Any
        colleagues: Any
        first_person: Any
        colleague_rows: Any

    class Meta:
        abstract = True

    @property
    def public_people(self) -> list[Any]:
        """The people of the row whose profile is public; the row has to come from ``with_people()``."""
        person_model: Any = self._meta.get_field("person").related_model
        return [
            person_model(**{name: row[name] for name in NAME_COLUMNS}) for row in self._rows_of_public_people
        ]

    @property
    def public_slugs(self) -> list[str]:
        """The slugs of ``public_people``."""
        return [row["slug"] for row in self._rows_of_public_people]

    @property
    def _rows_of_public_people(self) -> list[dict[str, Any]]:
        return [row for row in (*self.first_person, *self.colleague_rows) if row["is_public"]]

    def public_others(self, person: Any) -> list[Any]:
        """Return those of ``public_people`` who are not this person."""
        if self.person_id == person.pk and not self.colleague_rows:  # as nearly all rows
            return []
        return [other for other in self.public_people if other.slug != person.slug]

    def holders(self) -> set[int]:
        """Return the keys of all who have the row."""
        return {self.person_id, *self.colleagues.values_list("pk", flat=True)}

    @property
    def all_people(self) -> list[Any]:
        """All who share the row, the first included."""
        return [self.person, *self.colleagues.order_by("pk")]

    def leave(self, person: models.Model) -> None:
        """Take a person off the row; delete the row if nobody else has it."""
        if self.person_id != person.pk:
            self.colleagues.remove(person)
        elif not self.hand_over():
            self.delete()

    def hand_over(self) -> bool:
        """Pass the row to the colleague with the oldest record; return False if there is none."""
        links = self.colleagues.through.objects
        of_others = links.filter(**{self._meta.model_name or "": self.pk}).exclude(person=self.person_id)
        link = of_others.order_by("person_id").first()
        if link is None:
            return False
        self.person_id = link.person_id
        self.save()
        link.delete()
        return True


def delete_or_hand_over(rows: "Collection[Any] | models.QuerySet[Any]") -> None:
    """Delete rows of one person; those that others share pass to the first of them."""
    for row in rows:
        if not (isinstance(row, SharedRow) and row.hand_over()):
            row.delete()


def shared_models(person: models.Model | type[models.Model]) -> list[Any]:
    """Return the models of rows that people share."""
    relations = person._meta.related_objects
    models_with_person = [relation.related_model for relation in relations if relation.field.name == "person"]
    return [model for model in models_with_person if issubclass(model, SharedRow)]


def hand_over_rows_of(person: models.Model) -> None:
    """Pass the shared rows of a person who is about to be deleted to the first of their colleagues."""
    for model in shared_models(person):
        for row in model._base_manager.filter(person=person):
            row.hand_over()


def unite_after_merge(person: models.Model) -> None:
    """Take a person off the colleagues of their own rows, where a merge has made two people one."""
    for model in shared_models(person):
        for row in model._base_manager.filter(person=person, colleagues=person):
            row.colleagues.remove(person)
