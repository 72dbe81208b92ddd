"""Delete the objects that an import has added, in batches, unless somebody has changed them since."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import batches
from labsite.permissions import publishes_directly
from moderation.recorded_states import changed_since_added

T = TypeVar("T")

KEPT = gettext_lazy("Changed since the import, so this was kept.")
NOT_ALLOWED = gettext_lazy("This is published. Ask the lab to delete it.")
NOT_UNDONE = gettext_lazy("This cannot be undone.")
#: How much work it is to delete an object with its rows, for ``measured_batches``.
WEIGHT = 10


@dataclass
class Undone:
    """The number of items undone, whether the undoing waits for review, and why other items are kept."""

    number: int = 0
    is_submitted: bool = False
    reasons: list[str] = field(default_factory=list)


def deletion_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Split objects to delete, or keys of such, into batches, each for a transaction."""
    return batches.measured_batches(rows, weight=lambda _row: WEIGHT)


def may_delete(by: User | None, model: type[Model]) -> bool:
    """Return whether the importer may delete objects of a model; a command may."""
    label = model._meta
    return (
        by is None
        or by.has_perm(f"{label.app_label}.delete_{label.model_name}")
        or publishes_directly(by, model)
    )


def delete_unchanged(
    model: type[Model], keys: Collection[int], but_for: Sequence[str] = (), kept: Collection[int] = ()
) -> set[int]:
    """Delete objects that are as they were when they were added, and return the keys of those that remain.

    ``but_for`` are fields that may have changed; ``kept`` are not deleted. Call this in a transaction, and
    ``revisions.ensure_all_recorded`` before it, so that the objects can be restored.
    """
    rows = model._base_manager.filter(pk__in=keys)
    existing = set(rows.select_for_update().values_list("pk", flat=True))
    remaining = existing & {*changed_since_added(model, existing, but_for), *kept}
    rows.exclude(pk__in=remaining).delete()
    return remaining
