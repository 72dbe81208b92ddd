"""Keep two imports at the same time, such as of the same source, from adding the same items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

from core.locking import advisory_lock
from labsite.site_imports.comparison import Comparison, Verdict, compare
from labsite.site_imports.models import SiteImport, SiteItem
from moderation.models import Proposal
from people.models import Person

#: The lock that imports hold while they add something.
LOCK = "site imports"


class Additions:
    """Opens the transactions in which an import adds items, leaving out those that somebody else has just
    added.

    Create it before the items are compared with the site.
    """

    def __init__(self, site_import: SiteImport):
        self.site_import = site_import
        #: The comparisons that people have decided on, and the current ones, by the position of the item.
        self.comparisons: Mapping[int, Comparison] = {}
        self._now: dict[int, Comparison] = {}
        self._by_target: dict[str, list[SiteItem]] = {}
        self._outdated: set[str] = set()
        with transaction.atomic():
            advisory_lock(LOCK)  # so that what has a smaller key is found by the comparison
            self._latest = _latest_keys()

    def compare(self, items: Iterable[SiteItem]) -> Mapping[int, Comparison]:
        """Compare items with the site, and return the comparisons by position."""
        items = list(items)
        for item in items:
            self._by_target.setdefault(item.target, []).append(item)
        self.comparisons = compare(self.site_import, items)
        self._now = dict(self.comparisons)
        return self.comparisons

    @contextmanager
    def adding(self, items: Sequence[SiteItem]) -> Iterator[list[SiteItem]]:
        """Open a transaction and yield the items that are still missing on the site, to add them in it."""
        with transaction.atomic():
            advisory_lock(LOCK)
            if _latest_keys() != self._latest:
                self._outdated = set(self._by_target)
            self._compare_again({item.target for item in items} & self._outdated)
            yield [item for item in items if self._is_missing(item)]
            latest = _latest_keys()
        self._latest = latest

    def _compare_again(self, targets: set[str]) -> None:
        # All items of the sections, because each row of the site is the match of one of them.
        items = [item for target in targets for item in self._by_target[target]]
        self._now |= compare(self.site_import, items) if items else {}
        self._outdated -= targets

    def _is_missing(self, item: SiteItem) -> bool:
        return self._now[item.position].verdict in (Verdict.NEW, self.comparisons[item.position].verdict)


def _latest_keys() -> tuple[int | None, int | None]:
    """Return the largest primary keys of people, and of proposals, which add everything else."""
    return tuple(model._base_manager.aggregate(key=Max("pk"))["key"] for model in (Person, Proposal))
