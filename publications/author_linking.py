"""Link printed authors and editors to members: those beyond doubt automatically, others as somebody decides.

Each link is recorded as a revision, so that it can be undone. It drops the member's disclaimer, if any.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import IntegrityError, transaction
from django.db.models import Count

from core.batches import measured_batches
from core.tasks.models import Task
from core.tasks.running import enqueue
from moderation import revisions
from people.models import Person
from publications.author_claims import has_name_with_a_word, members_matcher, name_matches
from publications.models import Authorship, Contribution, Disclaimer, Editorship, Publication

#: Publications that are linked in the transaction that changes the names of a person, the latest first.
LINKED_AT_ONCE = 20
#: Authors of these publications; each is a row of the version that is computed in that transaction.
AUTHORS_AT_ONCE = 500
TASK = "link_authors"


def link(contributions: Iterable[Contribution], person: Person, by) -> None:
    """Link names to a person, as one revision by this user. Names that are linked already stay.

    Outside of a transaction, the former state is recorded before the database is locked. Raises
    IntegrityError if the person is linked to another author, or editor, of one of the publications.
    """
    contributions = list(contributions)
    revisions.ensure_all_recorded(Publication, {row.publication_id for row in contributions})
    with transaction.atomic():
        papers: set[int] = set()
        for model in {type(row) for row in contributions}:
            keys = [row.pk for row in contributions if type(row) is model]
            unlinked = model.objects.filter(pk__in=keys, person=None).select_for_update()
            rows = dict(unlinked.values_list("pk", "publication"))
            model.objects.filter(pk__in=rows).update(person=person)
            papers.update(rows.values())
        Disclaimer.objects.filter(person=person, publication__in=papers).delete()
        with revisions.record(by, only_added=True):
            revisions.add_all(Publication.objects.filter(pk__in=papers).only("pk"))


def rematch(person: Person) -> int:
    """Link a person, whose names may have changed, to matching names, and return how many match.

    Where two authors of one paper match, neither is linked. Of many publications, only the latest are linked
    in the current transaction, and those with thousands of authors are not; a task links the others after it.
    """
    matches = _certain_matches(person)
    first = _linked_at_once(matches)
    if len(first) < len(matches):
        enqueue(TASK, person=person.pk)
    if first:
        link(first, person, by=None)
    return len(matches)


def _linked_at_once(matches: list[Contribution]) -> list[Contribution]:
    """Return those of the first matches whose publications have few authors together."""
    candidates = matches[:LINKED_AT_ONCE]
    authors = author_counts({match.publication_id for match in candidates}) if candidates else {}
    first, total = [], 0
    for match in candidates:
        number = authors.get(match.publication_id, 0)
        if total + number <= AUTHORS_AT_ONCE:
            first.append(match)
            total += number
    return first


def rematch_saved_person(sender, instance: Person, raw: bool, update_fields, **kwargs) -> None:
    """Handle ``post_save`` of a person whose names may have changed."""
    if not raw and (update_fields is None or not set(Person.NAME_FIELDS).isdisjoint(update_fields)):
        rematch(instance)


def link_in_batches(person: int) -> None:
    """Link the person with this primary key, if they still exist, to matching names. This is a task."""
    row = Person.objects.filter(pk=person).first()
    if row is None:
        return
    # Publications of one import follow each other, and so do their versions, which are read together.
    matches = sorted(_certain_matches(row), key=lambda match: match.publication_id)
    authors = author_counts({match.publication_id for match in matches})
    # Each author of a publication is a row of the revision: papers of collaborations have thousands.
    for batch in measured_batches(matches, lambda match: authors.get(match.publication_id, 0)):
        try:
            link(batch, row, by=None)
        except IntegrityError:  # somebody has just linked one of them; a later match finds the others
            continue


def is_linking(person: Person) -> bool:
    """Return whether a task still has to link the person to publications."""
    return Task.objects.filter(name=TASK, arguments__person=person.pk).exists()


def _certain_matches(person: Person) -> list[Contribution]:
    """Return the unlinked authors and editors who are this person beyond doubt, the latest paper first."""
    # Few people share a word with an unlinked name, and this query takes a third of the time of the next.
    models = [model for model in (Authorship, Editorship) if has_name_with_a_word(person, model)]
    if not models:
        return []
    matcher = members_matcher()
    is_match: dict[str, bool] = {}
    matches: list[Contribution] = []
    for model in models:
        rows = name_matches(person, model).select_related(None).only("pk", "name", "publication")
        for row in rows.order_by("-publication__date_key", "pk"):
            if row.name not in is_match:
                is_match[row.name] = matcher.match(row.name).member == person.pk
            if is_match[row.name]:
                matches.append(row)
    counts = Counter((row.role, row.publication_id) for row in matches)
    return [row for row in matches if counts[row.role, row.publication_id] == 1]


def author_counts(publications: Collection[int]) -> dict[int, int]:
    """Return the number of authors of each of these publications that has any."""
    rows = Authorship.objects.order_by().filter(publication__in=publications).values_list("publication")
    return dict(rows.annotate(Count("pk")))
