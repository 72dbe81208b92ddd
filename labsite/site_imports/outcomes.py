"""The outcome of applying an import, its audit log entry, and the marks on imported items."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core import audit
from labsite.site_imports.models import SiteImport, SiteItem


@dataclass
class Outcome:
    """The number of items brought in by target, those submitted for review, and what went wrong."""

    added: dict[str, int] = field(default_factory=dict)
    submitted: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, target: str, number: int, is_published: bool) -> None:
        counts = self.added if is_published else self.submitted
        if number:
            counts[target] = counts.get(target, 0) + number

    def listed(self) -> dict[str, list[str]]:
        """Return the numbers as texts for the audit log."""
        return {
            name: [f"{target}: {number}" for target, number in counts.items()]
            for name, counts in (("published", self.added), ("submitted", self.submitted))
            if counts
        }


def record(event: audit.Event, site_import: SiteImport, **details: Any) -> None:
    """Record in the audit log that an import was applied or undone, for a profile or for the lab's site."""
    target = site_import.person or site_import
    audit.record(event, user=site_import.by, target=target, details={"source": site_import.source, **details})


class AlreadyApplied(Exception):
    """Another call, such as that of a second click, has already saved the items."""


def mark(items: Sequence[SiteItem], now: datetime, **values) -> None:
    """Mark items as imported, in the transaction that saves them. Raises AlreadyApplied to roll it back."""
    rows = SiteItem.objects.filter(pk__in=[item.pk for item in items], applied=None)
    if rows.update(applied=now, **values) < len(items):
        raise AlreadyApplied


def open_items(items: Sequence[SiteItem]) -> set[int]:
    """Return the keys of the items that are not saved yet, locked until the transaction ends."""
    rows = SiteItem.objects.filter(pk__in=[item.pk for item in items], applied=None)
    return set(rows.select_for_update().values_list("pk", flat=True))
