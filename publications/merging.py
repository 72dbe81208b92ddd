"""Merge two records of one publication, keeping every link, author, reference and URL."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.merging import copy_missing_values, lock_rows, move_references, record_merge
from core.search.normalization import fold
from moderation import revisions
from moderation.models import Proposal
from people.models.slugs import redirect_slugs
from publications.citing.names import known_parts
from publications.importing.duplicates import first_names, record_of_publication
from publications.importing.same_work import are_near, are_separate, may_lack_subtitle
from publications.importing.work_records import WorkRecord, main_title_key, title_key
from publications.models import Authorship, Contribution, Editorship, Publication, PublicationKind
from publications.models.field_groups import APPEARANCE, PLACE

#: The marks on a name, which a merge adds up.
MARKS = {Authorship: ("is_equal", "is_corresponding"), Editorship: ()}


def merge(target: Publication, duplicate: Publication, by) -> Publication:
    """Merge ``duplicate`` into ``target``, delete it, and return ``target``; all in one revision.

    Values of ``target`` take precedence, except that a preprint takes kind, venue, date and DOI from its
    published version. The URL of ``duplicate`` redirects. Raises InvalidState where a record no longer exists
    or ``duplicate`` has an unfinished proposal.
    """
    revisions.ensure_both_recorded(target, duplicate)
    with transaction.atomic():
        if not lock_rows(target, duplicate):
            raise InvalidState(_("One of the two records no longer exists."))
        Proposal.ensure_none_unfinished("publication", duplicate.pk)
        has_authors, has_editors = target.authorships.exists(), target.editorships.exists()
        for model in MARKS:
            _merge_people(target, duplicate, model)
        _merge_links(target, duplicate)
        move_references(duplicate, target)
        if target.kind == PublicationKind.PREPRINT and duplicate.kind != PublicationKind.PREPRINT:
            for name in APPEARANCE:
                setattr(target, name, getattr(duplicate, name))
            # Preprint servers register DOIs as well; that of the published version replaces it.
            target.doi = duplicate.doi or target.doi
        elif target.is_in_press and duplicate.kind != PublicationKind.PREPRINT:
            target.is_in_press = duplicate.is_in_press
        incompatible = _incompatible_fields(target, duplicate)
        # Whether a list goes on belongs to the list.
        incompatible |= {"has_more_authors"} if has_authors else set()
        incompatible |= {"has_more_editors"} if has_editors else set()
        copy_missing_values(target, duplicate, exclude=incompatible)
        target.extra = {**duplicate.extra, **target.extra}
        target.is_public = target.is_public or duplicate.is_public
        target.is_selected = target.is_selected or duplicate.is_selected
        title = str(duplicate)
        redirect_slugs(duplicate, target)
        record_merge(duplicate, target)
        duplicate.delete()  # before saving the target, since DOIs are unique
        with revisions.record(by, _("Merged with “%(title)s”") % {"title": title}, only_added=True):
            target.save()  # with the search text of the merged rows
            revisions.add(target)
    return target


def _incompatible_fields(target: Publication, duplicate: Publication) -> set[str]:
    """Return the fields of ``duplicate`` that belong to another date or venue than the target's."""
    names = {"is_in_press"}
    if target.year is not None and target.year != duplicate.year:
        names |= {"month", "day"}
    if target.month is not None and target.month != duplicate.month:
        names.add("day")
    if target.venue_id is not None and target.venue_id != duplicate.venue_id:
        names.update(PLACE)
    return names


def _merge_people(target: Publication, duplicate: Publication, model: type[Contribution]) -> None:
    """Copy links to members and marks to the same people, and delete the duplicate's authors or editors.

    A person is the same if the name is, or the surname ("A. Example", "Ada Example") at the same place of a
    list of the same length. A target without any gets those of the duplicate, which move with the other
    references.
    """
    of_duplicate = model.objects.filter(publication=duplicate)
    targets, duplicates = list(model.objects.filter(publication=target)), list(of_duplicate)
    target_rows = {fold(row.name): row for row in targets}
    linked_people = {row.person_id for row in targets if row.person_id}
    changed = {}
    for index, row in enumerate(duplicates):
        same = target_rows.get(fold(row.name))
        if same is None and len(targets) == len(duplicates):
            counterpart = targets[index]
            same = counterpart if _have_one_surname(counterpart, row) else None
        if same is None:
            continue
        before = _mergeable_values(same)
        if row.person_id and row.person_id not in linked_people and same.person_id is None:
            same.person_id = row.person_id
            linked_people.add(row.person_id)
        for mark in MARKS[model]:
            setattr(same, mark, getattr(same, mark) or getattr(row, mark))
        if not known_parts(same.name, same.citation_name) and known_parts(same.name, row.citation_name):
            same.citation_name = row.citation_name
        if _mergeable_values(same) != before:
            changed[same.pk] = same
    fields = ("person_id", "citation_name", *MARKS[model])
    model.objects.bulk_update(changed.values(), fields, batch_size=500)
    if targets:
        of_duplicate.delete()


def _mergeable_values(row: Contribution) -> list:
    return [getattr(row, name) for name in ("person_id", "citation_name", *MARKS[type(row)])]


def _have_one_surname(first: Contribution, second: Contribution) -> bool:
    return fold(first.name).split()[-1:] == fold(second.name).split()[-1:]


def _merge_links(target: Publication, duplicate: Publication) -> None:
    """Delete the duplicate's links to the same URLs, and number the others after the target's links."""
    target_links = list(target.links.all())
    duplicate.links.filter(url__in=[link.url for link in target_links]).delete()
    last = max((link.position for link in target_links), default=0)
    for position, link in enumerate(duplicate.links.all(), last + 1):
        link.position = position
        link.save(update_fields=["position"])


def possible_duplicates() -> list[list[Publication]]:
    """Return groups of publications with the same title, ignoring spelling, and years at most one apart.

    A title without the subtitle is the same if the first author is. A group has at least two such
    publications that nothing tells apart, such as their volumes; it may have others of the title.
    """
    rows = list(Publication.objects.newest_first().select_related("venue").defer("abstract", "search_text"))
    keys = {title_key(row.title) for row in rows}
    groups: dict[str, list[Publication]] = {}
    for row in rows:
        main = main_title_key(row.title)
        groups.setdefault(main if main in keys else title_key(row.title), []).append(row)
    names = first_names()
    return [group for group in groups.values() if len(group) > 1 and _has_possible_duplicates(group, names)]


def _has_possible_duplicates(group: Sequence[Publication], names: Mapping[int, str]) -> bool:
    records = [record_of_publication(row, names.get(row.pk, "")) for row in group]
    return any(_may_be_one(*pair) for pair in combinations(records, 2))


def _may_be_one(first: WorkRecord, second: WorkRecord) -> bool:
    is_one_title = first.key == second.key and are_near(first, second)
    return (is_one_title or may_lack_subtitle(first, second)) and not are_separate(first, second)
