"""Two records of one publication become one, which keeps every link, author, reference and address."""

from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.merging import copy_missing_values, lock_rows, move_references
from core.search.normalization import fold
from moderation import revisions
from moderation.models import Proposal
from people.models.slugs import hand_over_addresses
from publications.importing.duplicates import title_key
from publications.models import Publication, PublicationKind
from publications.models.publication import APPEARANCE


def merge(kept: Publication, other: Publication, by) -> Publication:
    """Merges ``other`` into ``kept`` and deletes it, as one revision; returns ``kept``.

    What only one of them has is kept; where both have something, it is what ``kept`` has, but for a preprint
    and its published version. The address of ``other`` redirects. Raises InvalidState.
    """
    with transaction.atomic():
        if not lock_rows(kept, other):
            raise InvalidState(_("One of the two is not there any more."))
        Proposal.ensure_none_unfinished("publication", other.pk)
        for publication in (kept, other):
            revisions.ensure_recorded(publication)
        _merge_authors(kept, other)
        _merge_links(kept, other)
        move_references(other, kept)
        if kept.kind == PublicationKind.PREPRINT and other.kind != PublicationKind.PREPRINT:
            for name in APPEARANCE:
                setattr(kept, name, getattr(other, name))
            kept.doi = other.doi or kept.doi  # not that of the preprint, which many archives register as well
        copy_missing_values(kept, other, exclude=_belongs_elsewhere(kept, other))
        kept.extra = {**other.extra, **kept.extra}
        kept.is_public = kept.is_public or other.is_public
        kept.is_selected = kept.is_selected or other.is_selected
        title = other.title
        hand_over_addresses(other, kept)
        other.delete()  # before: two have not the same DOI
        with revisions.record(by, _("Merged with “%(title)s”") % {"title": title}):
            kept.save()
            revisions.add(kept)
        Publication.objects.filter(pk=kept.pk).reindex()
    return kept


def _belongs_elsewhere(kept: Publication, other: Publication) -> set[str]:
    """Returns the fields that say something of another date or place in ``other`` than in ``kept``."""
    names = set()
    if kept.year is not None and kept.year != other.year:
        names |= {"month", "day"}
    if kept.month is not None and kept.month != other.month:
        names.add("day")
    if kept.venue_id is not None and kept.venue_id != other.venue_id:
        names |= {"volume", "number", "pages", "publisher"}
    return names


def _merge_authors(kept: Publication, other: Publication) -> None:
    """Takes links to members and marks over to the same names; all authors where there are none yet."""
    there = {fold(row.name): row for row in kept.authorships.all()}
    persons = {row.person_id for row in there.values() if row.person_id}
    for row in other.authorships.all():
        same = there.get(fold(row.name))
        if same is None:
            continue
        if row.person_id and row.person_id not in persons and same.person_id is None:
            same.person_id = row.person_id
            persons.add(row.person_id)
        same.is_equal = same.is_equal or row.is_equal
        same.is_corresponding = same.is_corresponding or row.is_corresponding
        same.save()
    if there:
        other.authorships.all().delete()


def _merge_links(kept: Publication, other: Publication) -> None:
    there = list(kept.links.all())
    other.links.filter(url__in=[link.url for link in there]).delete()
    for position, link in enumerate(other.links.all(), len(there) + 1):
        link.position = position
        link.save(update_fields=["position"])


def possible_duplicates() -> list[list[Publication]]:
    """Returns groups of publications with one title, however spelt, of which two are from about one year."""
    groups: dict[str, list[Publication]] = {}
    rows = Publication.objects.newest_first().only("title", "slug", "year", "kind", "doi", "arxiv_id")
    for row in rows.iterator(chunk_size=2000):
        groups.setdefault(title_key(row.title), []).append(row)
    return [
        group for group in groups.values() if any(one.is_near(next_one) for one, next_one in pairwise(group))
    ]
