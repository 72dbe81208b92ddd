"""Save the editorial notices that registries have of publications."""

from collections.abc import Iterable, Mapping
from datetime import date

from publications.citing import Notice
from publications.models import EditorialNotice


def save_notices(notices_by_publication: Mapping[int, Iterable[Notice]]) -> int:
    """Save the notices of publications, given by primary key, and return the number of changed notices.

    Notices that are not among them are deleted, except those that somebody has entered by hand.
    """
    registered = {
        (key, notice.kind, notice.doi): date.fromisoformat(notice.date) if notice.date else None
        for key, notices in notices_by_publication.items()
        for notice in notices
    }
    existing = {
        (row.publication_id, row.kind, row.doi): row
        for row in EditorialNotice.objects.filter(publication__in=notices_by_publication)
    }
    obsolete = [row.pk for key, row in existing.items() if key not in registered and not row.is_entered]
    changed = [
        row
        for key, row in existing.items()
        if key in registered and not row.is_entered and row.date != registered[key]
    ]
    added = [
        EditorialNotice(publication_id=key, kind=kind, doi=doi, date=day, is_entered=False)
        for (key, kind, doi), day in registered.items()
        if (key, kind, doi) not in existing
    ]
    for row in changed:
        row.date = registered[row.publication_id, row.kind, row.doi]
    if obsolete:
        EditorialNotice.objects.filter(pk__in=obsolete).delete()
    EditorialNotice.objects.bulk_update(changed, ["date"])
    EditorialNotice.objects.bulk_create(added)
    return len(obsolete) + len(changed) + len(added)
