"""Editorial notices and funding of publications: save them, and ask Crossref again every day."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from publications.citing import Notice
from publications.metrics import RefreshResult, due, mark_checked
from publications.models import EditorialNotice, NoticeCheck, Publication
from publications.sources import Client, SourceError, crossref
from publications.sources.batching import answered_batches

#: Publications in a batch, each in a transaction of its own.
BATCH = crossref.BATCH
#: The maximum number of publications in a run; those with the oldest answers come first.
MAX_PER_RUN = 1000


def refresh_notices(client: Client, on: date, everything: bool = False) -> RefreshResult:
    """Ask Crossref for new notices about publications, and for funding where none is known.

    ``on`` is today's date. Publications that were checked on that day are left out unless ``everything``.
    """
    result = RefreshResult()
    identified = Publication.objects.exclude(doi="").only("doi", "title", "funding")
    rows = due(identified, "notice_check", on, everything)[:MAX_PER_RUN]
    errors: list[SourceError] = []
    for batch, facts in answered_batches(rows, BATCH, partial(_fetch, client=client), errors):
        _save_facts(batch, facts, on, result)
    result.problems += map(str, errors)
    return result


def _fetch(publications: list[Publication], client: Client) -> dict[str, crossref.RegisteredFacts]:
    return crossref.fetch_facts([publication.doi for publication in publications], client)


@transaction.atomic
def _save_facts(
    publications: list[Publication],
    facts: Mapping[str, crossref.RegisteredFacts],
    on: date,
    result: RefreshResult,
) -> None:
    notices = {}
    for publication in publications:
        if publication.doi.lower() not in facts:
            continue
        notices[publication.pk], funding = facts[publication.doi.lower()]
        if funding and not publication.funding:
            values = [asdict(item) for item in funding]
            Publication.objects.filter(pk=publication.pk).update(funding=values)
    result.changed += save_notices(notices)
    result.checked += len(publications)
    mark_checked(NoticeCheck, "publication_id", publications, on)


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
    affected = {row.publication_id for row in (*changed, *added)}
    affected |= {row.publication_id for row in existing.values() if row.pk in obsolete}
    # Feed readers show an entry again if its date has changed.
    Publication.objects.filter(pk__in=affected).update(updated=timezone.now())
    return len(obsolete) + len(changed) + len(added)
