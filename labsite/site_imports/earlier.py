"""Items of earlier imports, even if they have been edited on the site since."""

from collections import Counter
from collections.abc import Iterable, Iterator

from labsite.site_imports.models import SiteImport, SiteItem
from moderation.querysets import State

#: Texts of the source in one query.
_CHUNK = 500


def imported_earlier(site_import: SiteImport, items: Iterable[SiteItem]) -> Counter[tuple[str, str]]:
    """Return how often other imports have brought in each text, by section.

    These are imports of the same homepage, or of the lab's sites, by any account. What was undone or not
    approved does not count.
    """
    rows = SiteItem.objects.filter(site_import__person=site_import.person_id, applied__isnull=False)
    rows = rows.exclude(site_import=site_import.pk)
    rows = rows.exclude(proposal__state__in=[State.RETURNED, State.WITHDRAWN])
    texts = sorted({item.raw for item in items if item.raw.strip()})
    counts: Counter[tuple[str, str]] = Counter()
    for chunk in _chunks(texts):
        counts.update(rows.order_by().filter(raw__in=chunk).values_list("section", "raw"))
    return counts


def _chunks(texts: list[str]) -> Iterator[list[str]]:
    return (texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK))
