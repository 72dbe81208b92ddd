"""Replace former names of a person on papers and in stored copies, once the profile has changed.

Few of them are replaced in the transaction that changes the profile. Many are left to a task, which replaces
them in short transactions; after an interruption it continues with those that still have the name.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.batches import batches, measured_batches
from core.renaming import Renaming
from core.tasks.models import Task
from core.tasks.running import enqueue
from labsite.former_names.stored_names import StoredNames, is_former_citation_name, write_changes
from moderation import revisions
from people.models import Person
from publications.author_linking import author_counts
from publications.models import Authorship, Contribution, Editorship, Publication

TASK = "replace_former_names"
#: Papers, their authors, and recorded versions that are changed in the transaction that changes the profile.
PAPERS_AT_ONCE, AUTHORS_AT_ONCE, VERSIONS_AT_ONCE = 20, 500, 500
#: How often a stored copy is read again if somebody changes it at the same time.
ATTEMPTS = 3


def is_replacing(person: Person) -> bool:
    """Return whether a task still has to replace former names of this person."""
    return Task.objects.filter(name=TASK, arguments__person=person.pk).exists()


@dataclass(frozen=True)
class Replacement:
    """What to replace, in values that a task can store: primary keys, names and slugs.

    ``people`` are the person and the profiles merged into it, ``publications`` those of the chosen authors
    and editors, ``slugs`` the addresses that no longer lead to the profile.
    """

    person: int
    by: int | None
    names: list[str]
    authors: list[int]
    editors: list[int]
    publications: list[int]
    news: list[int]
    people: list[int]
    slugs: list[str]

    def begin(self) -> None:
        """Replace all now, or leave all to a task if that would keep the database locked for long."""
        person = Person.objects.get(pk=self.person)
        stored = self._stored(person, self._renaming(person))
        if (
            len(self.publications) <= PAPERS_AT_ONCE
            and sum(author_counts(self.publications).values()) <= AUTHORS_AT_ONCE
            and stored.version_count() <= VERSIONS_AT_ONCE
        ):
            self.carry_out()
        else:
            enqueue(TASK, **asdict(self))

    def carry_out(self) -> None:
        """Replace the names in batches, each in a transaction of its own unless there is one already."""
        person = Person.objects.filter(pk=self.person).first()
        if person is None:
            return
        renaming = self._renaming(person)
        for model, keys in ((Authorship, self.authors), (Editorship, self.editors)):
            rows = _former_rows(model, keys, renaming)
            authors = author_counts({publication for _pk, publication in rows})
            # Each author of a publication is a row of the revision.
            for batch in measured_batches(rows, lambda row, authors=authors: authors.get(row[1], 0)):
                self._reprint(model, [pk for pk, _publication in batch], renaming)
            self._clear_citation_names(model, renaming)
        for _attempt in range(ATTEMPTS):
            if not self._replace_in_copies(self._stored(person, renaming)):
                break

    def _renaming(self, person: Person) -> Renaming:
        return Renaming(self.names, person.name, person.native_name)

    def _stored(self, person: Person, renaming: Renaming) -> StoredNames:
        return StoredNames(person, renaming, self.publications, self.news, self.slugs, self.people)

    def _reprint(self, model: type[Contribution], keys: list[int], renaming: Renaming) -> None:
        """Print the current name in the place of a former one, and record the publications."""
        with transaction.atomic():
            rows = list(model.objects.filter(pk__in=keys).select_for_update().order_by("pk"))
            for row in rows:
                row.name, row.citation_name = renaming.current(row.name), ""
            model.objects.bulk_update(rows, ["name", "citation_name"])
            papers = list(Publication.objects.filter(pk__in={row.publication_id for row in rows}))
            changed = [paper for paper in papers if renaming.data(paper.extra) != paper.extra]
            for paper in changed:
                paper.extra = renaming.data(paper.extra)
            Publication.objects.bulk_update(changed, ["extra"])
            Publication.objects.filter(pk__in=[paper.pk for paper in papers]).reindex()
            by = User.objects.filter(pk=self.by).first()
            with revisions.record(by, _("Former name removed"), only_added=True):
                revisions.add_all(papers)

    def _clear_citation_names(self, model: type[Contribution], renaming: Renaming) -> None:
        """Clear citation names left from a printed name that was changed by hand."""
        rows = model.objects.filter(person=self.person).exclude(citation_name="").order_by("pk")
        columns = rows.values_list("pk", "citation_name", "name")
        keys = [pk for pk, *names in columns if is_former_citation_name(renaming, *names)]
        for batch in batches(keys):
            model.objects.filter(pk__in=list(batch)).update(citation_name="")

    @staticmethod
    def _replace_in_copies(stored: StoredNames) -> int:
        """Write the changes of stored copies, and return how many were left out because the row has
        changed."""
        unwritten = 0
        for changes in stored.changes().values():
            for batch in measured_batches(changes):
                unwritten += write_changes(batch)
        return unwritten


def _former_rows(model: type[Contribution], keys: Sequence[int], renaming: Renaming) -> list[tuple[int, int]]:
    """Return the authors or editors who are printed with a former name: primary key and publication."""
    rows = model.objects.filter(pk__in=keys).order_by("publication", "pk")
    columns = rows.values_list("pk", "publication", "name")
    return [(pk, publication) for pk, publication, name in columns if renaming.is_former(name)]


def replace(**arguments) -> None:
    """Carry out a replacement. This is a task."""
    Replacement(**arguments).carry_out()
