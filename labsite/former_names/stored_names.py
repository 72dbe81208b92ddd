"""Replace former names of a person in stored copies: versions, submissions, imports, emails and logs.

Nothing here is public. The rows are changed without a version, which would keep the former name.
``removal`` decides which names and which objects.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, QuerySet
from reversion.models import Revision, Version

from core import audit
from core.outbox.models import Email
from core.renaming import Renaming
from core.slugs import slug_from
from labsite import editors
from labsite.site_imports.models import SiteImport, SiteItem
from moderation.forms.snapshot import Row, Snapshot, Values
from moderation.models import Proposal
from moderation.recorded_states import model_of, recorded_fields
from news.models import NewsItem
from people.models import FormerSlug, Person
from people.models.old_addresses import normalized_path
from publications.bibtex import Author
from publications.models import Authorship, Editorship, Import, ImportedEntry, Lookup, Publication
from publications.stored_entries import entry_from_data, entry_to_data

#: Fields of a person with one name per line, from which a former name is removed instead of replaced.
NAME_LISTS = ("aliases", "shown_aliases")
PROPOSAL_TEXTS = ("title", "title_zh", "reason")
NEWS_TEXTS = ("title", "title_zh", "body", "body_zh", "picture_alt", "picture_alt_zh")
#: The models with a printed name.
PRINTED = (Authorship, Editorship)
#: The models of the rows of a profile, by the name of the row set.
PROFILE_ROWS = {row_set.name: row_set.model for row_set in editors.PROFILE.row_sets}
#: The editors of rows that people share.
SHARED_ROWS = (editors.TALK, editors.HONOR)


def is_former_citation_name(renaming: Renaming, citation_name: str, printed: str) -> bool:
    """Return whether a citation name is a former name, while another name is printed."""
    name = citation_name.replace("{", "").replace("}", "")
    return renaming.is_former(name) and not renaming.is_former(printed)


@dataclass(frozen=True)
class Change:
    """A stored row, and the new values of its fields."""

    row: models.Model
    values: Mapping[str, Any]


def write_changes(changes: Sequence[Change]) -> int:
    """Write changes in one transaction, without signals and timestamps.

    Return how many were left out because the row has changed since the change was computed.
    """
    by_columns: dict[tuple[type[models.Model], tuple[str, ...]], list[Change]] = {}
    for change in changes:
        by_columns.setdefault((type(change.row), tuple(change.values)), []).append(change)
    written = 0
    with transaction.atomic():
        for (model, names), listed in by_columns.items():
            rows = model._base_manager.select_for_update().only(*names)
            locked = {row.pk: row for row in rows.filter(pk__in=[change.row.pk for change in listed])}
            same = []
            for change in listed:
                row = locked.get(change.row.pk)
                if row and all(getattr(row, name) == getattr(change.row, name) for name in names):
                    for name, value in change.values.items():
                        setattr(row, name, value)
                    same.append(row)
            model._base_manager.bulk_update(same, names)
            written += len(same)
    return len(changes) - written


def changes_of(rows: QuerySet, renaming: Renaming, names: Collection[str]) -> Iterator[Change]:
    """Yield the changes of rows whose fields, texts or JSON data, have a former name."""
    for row in rows.only(*names).iterator(chunk_size=100):
        values = {name: renaming.data(getattr(row, name)) for name in names}
        if any(value != getattr(row, name) for name, value in values.items()):
            yield Change(row, values)


class StoredNames:
    """The stored copies that have former names of a person, as changes to write.

    ``papers`` and ``news`` are primary keys of the publications and news items whose copies change, ``slugs``
    the addresses of the profile that are to disappear; the person's current slug takes their place.
    ``people`` are the primary keys of the person and of the profiles merged into it.
    """

    def __init__(
        self,
        person: Person,
        renaming: Renaming,
        papers: Collection[int],
        news: Collection[int],
        slugs: Collection[str],
        people: Collection[int],
    ) -> None:
        self.person, self.renaming = person, renaming
        self.papers, self.news, self.slugs = set(papers), set(news), set(slugs)
        self.people = set(people)
        #: The primary keys of the person's talks and honors, including those entered by colleagues.
        self.shared = {
            editor.model: set(editor.model.objects.of(person.pk).values_list("pk", flat=True))
            for editor in SHARED_ROWS
        }
        #: The text that refers to the person in a field for a member.
        self.own_names = {*renaming.former, person.name, person.native_name, person.slug, *slugs} - {""}

    def changes(self) -> dict[str, list[Change]]:
        """Return all changes by kind."""
        return {
            "versions": [*self.versions(), *self.labels(), *self.comments()],
            "submissions": list(self.proposals()),
            "imports": [
                *self.imported_entries(),
                *self.import_problems(),
                *self.site_imports(),
                *self.site_items(),
            ],
            "emails": list(self.emails()),
            "logs": list(self.log_entries()),
        }

    # ---- the version history --------------------------------------------------------------------

    def version_count(self) -> int:
        """Return the number of recorded versions that may have a former name."""
        return self._own_versions().count()

    def _own_versions(self) -> QuerySet:
        printed = ContentType.objects.get_for_models(*PRINTED).values()
        linked = Q(pk=None)
        for pk in self.people:
            linked |= Q(content_type__in=printed, serialized_data__contains=f'"person": {pk}')
        for model, keys in self.shared.items():
            of_model = Q(content_type=ContentType.objects.get_for_model(model))
            linked |= of_model & Q(object_id__in=[str(key) for key in keys])
            # Those that the person had; which they are is in the list.
            linked |= of_model & ~Q(serialized_data__contains='"colleagues": []')
        return Version.objects.filter(Q(revision__in=self._revisions()) | linked)

    def versions(self) -> Iterator[Change]:
        existing = set(Publication.objects.values_list("pk", flat=True))
        for version in self._own_versions().iterator(chunk_size=100):
            objects = json.loads(version.serialized_data)
            fields = objects[0]["fields"]
            new = self._recorded(model_of(version), int(version.object_id), fields, existing)
            if new != fields:
                objects[0]["fields"] = new
                text = json.dumps(objects, ensure_ascii=False)
                yield Change(version, {"serialized_data": text})

    def labels(self) -> Iterator[Change]:
        """Yield changes of the labels of versions, such as "Ada Example, Team" for a membership.

        Those of authors and, where somebody else has one of the names, of others' rows stay.
        """
        labelled = Q(pk=None)
        for name in self.renaming.former:
            labelled |= Q(object_repr__icontains=name)
        printed = Q(content_type__in=ContentType.objects.get_for_models(*PRINTED).values())
        is_own = Q(revision__in=self._revisions())
        stays = printed & ~is_own if not self._is_shared() else ~is_own
        return changes_of(Version.objects.filter(labelled).exclude(stays), self.renaming, ["object_repr"])

    def comments(self) -> Iterator[Change]:
        """Yield changes of comments; where somebody else has one of the names, only of own versions."""
        comments = Revision.objects.exclude(comment="")
        if self._is_shared():
            comments = comments.filter(pk__in=self._revisions())
        return changes_of(comments, self.renaming, ["comment"])

    def _revisions(self) -> QuerySet:
        is_about = Q(pk=None)
        for model, keys in ((Person, self.people), (Publication, self.papers), (NewsItem, self.news)):
            content_type = ContentType.objects.get_for_model(model)
            is_about |= Q(content_type=content_type, object_id__in=[str(key) for key in keys])
        return Version.objects.filter(is_about).order_by().values("revision")

    def _recorded(self, model: type, pk: int, fields: dict, existing: set[int]) -> dict:
        """Return the fields of a recorded row without former names."""
        if model is Person and pk in self.people:
            lists = {name: self.renaming.without_former(fields.get(name) or "") for name in NAME_LISTS}
            changed = {name: text for name, text in lists.items() if name in fields}
            if fields.get("slug") in self.slugs:
                changed["slug"] = self.person.slug
            return self.renaming.data(fields) | changed
        if model in PRINTED:
            return self._recorded_author(fields, existing)
        if model is Publication and pk in self.papers:
            return {**fields, "extra": self.renaming.data(fields.get("extra", {}))}
        if model is NewsItem and pk in self.news:
            texts = [name for name in NEWS_TEXTS if name in fields]  # old versions have fewer
            return fields | {name: self.renaming.value(fields[name]) for name in texts}
        if model in PROFILE_ROWS.values() and self._is_own_row(model, pk, fields):
            return self.renaming.data(fields)
        return fields

    def _is_own_row(self, model: type, pk: int, fields: dict) -> bool:
        """Return whether a recorded row of a profile is, or was, a row of the person."""
        people = {fields.get("person"), *map(int, fields.get("colleagues", []))}
        return not self.people.isdisjoint(people) or pk in self.shared.get(model, ())

    def _recorded_author(self, fields: dict, existing: set[int]) -> dict:
        """Return the fields of a recorded author or editor of a publication without former names."""
        is_chosen = fields["publication"] in self.papers
        is_deleted = fields["publication"] not in existing and fields["person"] in self.people
        citation_name = fields.get("citation_name", "")
        if (is_chosen or is_deleted) and self.renaming.is_former(fields["name"]):
            cleared = {"citation_name": ""} if "citation_name" in fields else {}
            return {**fields, "name": self.renaming.current(fields["name"]), **cleared}
        if is_former_citation_name(self.renaming, citation_name, fields["name"]):
            return {**fields, "citation_name": ""}
        return fields

    # ---- submissions ----------------------------------------------------------------------------

    def proposals(self) -> Iterator[Change]:
        for proposal in Proposal.objects.order_by("pk").iterator(chunk_size=100):
            values = {name: self._snapshot(proposal, getattr(proposal, name)) for name in ("content", "base")}
            if self._is_about_own(proposal):
                values |= {name: self.renaming.value(getattr(proposal, name)) for name in PROPOSAL_TEXTS}
            if any(value != getattr(proposal, name) for name, value in values.items()):
                yield Change(proposal, values)

    def _is_about_own(self, proposal: Proposal) -> bool:
        own = {
            editors.PROFILE.key: self.people,
            editors.PUBLICATION.key: self.papers,
            editors.NEWS.key: self.news,
            **{editor.key: self.shared[editor.model] for editor in SHARED_ROWS},
        }
        if proposal.editor_key == editors.NEWS.key and proposal.object_id is None:
            people = proposal.content.get("fields", {}).get("people", [])
            return not {str(key) for key in self.people}.isdisjoint(people)
        return proposal.object_id in own.get(proposal.editor_key, ())

    def _snapshot(self, proposal: Proposal, snapshot: Snapshot) -> Snapshot:
        fields, rows = self._with_slug(snapshot.get("fields", {})), snapshot.get("rows", {})
        if self._is_about_own(proposal) and proposal.editor_key != editors.PUBLICATION.key:
            lists = {
                name: [self.renaming.without_former(text) for text in fields[name]]
                for name in NAME_LISTS
                if name in fields
            }
            fields, rows = self.renaming.data(fields) | lists, self.renaming.data(rows)
        elif proposal.editor_key == editors.PROFILE.key:
            rows = {name: [self._profile_row(name, row) for row in listed] for name, listed in rows.items()}
        is_chosen = self._is_about_own(proposal)
        rows = {name: [self._row(row, is_chosen) for row in listed] for name, listed in rows.items()}
        return {**snapshot, "fields": fields, "rows": rows}

    def _with_slug(self, values: Values) -> Values:
        """Return values with the slug of the person in the place of a former name among the colleagues."""
        if "colleagues" not in values:
            return values
        names = values["colleagues"]
        is_own = [name in self.own_names and self.renaming.is_former(name) for name in names]
        slug = self.person.slug
        named = [slug if own else name for own, name in zip(is_own, names, strict=True)]
        return {**values, "colleagues": named}

    def _profile_row(self, name: str, row: Row) -> Row:
        """Return a row of somebody else's profile, without the former names if the person shares it."""
        values = self._with_slug(row.get("values", {}))
        is_shared = row["id"] in {str(key) for key in self.shared.get(PROFILE_ROWS.get(name), ())}
        if is_shared or not self.own_names.isdisjoint(values.get("colleagues", [])):
            values = self.renaming.data(values)
        return {**row, "values": values}

    def _row(self, row: Row, is_chosen: bool) -> Row:
        """Return a row that may name the person, as a member or as an author."""
        values = row.get("values", {})
        member = values.get("person", [])
        is_own = bool(member) and member[0] in self.own_names
        if is_own and self.renaming.is_former(member[0]):
            values = {**values, "person": [self.person.slug]}
        names = values.get("name", [])
        if names and (is_own or is_chosen) and self.renaming.is_former(names[0]):
            cleared = {"citation_name": []} if "citation_name" in values else {}
            values = {**values, "name": [self.renaming.current(names[0])], **cleared}
        citation_name = "".join(values.get("citation_name", []))
        if names and is_former_citation_name(self.renaming, citation_name, names[0]):
            values = {**values, "citation_name": []}
        return {**row, "values": values}

    # ---- imports --------------------------------------------------------------------------------

    def imported_entries(self) -> Iterator[Change]:
        own = Q(batch__by=self.person.user) if self.person.user else Q(pk=None)
        entries = ImportedEntry.objects.filter(Q(publication__in=self.papers) | own)
        for row in entries.only("record").iterator(chunk_size=100):
            entry = entry_from_data(row.record)
            authors, editors = (tuple(map(self._author, people)) for people in (entry.authors, entry.editors))
            record = self.renaming.data(entry_to_data(replace(entry, authors=authors, editors=editors)))
            # Compared as they are stored: a tuple is a list in JSON.
            if json.loads(json.dumps(record)) != row.record:
                yield Change(row, {"record": record})

    def _author(self, author: Author) -> Author:
        if not self.renaming.is_former(author.name):
            return author
        marks = ("suffix", "is_equal", "is_corresponding", "orcid")
        current = Author.from_printed_name(self.renaming.current(author.name))
        return replace(current, **{name: value for name, value in asdict(author).items() if name in marks})

    def import_problems(self) -> Iterator[Change]:
        own = Import.objects.filter(by=self.person.user) if self.person.user else Import.objects.none()
        yield from changes_of(own, self.renaming, ["problems"])
        lookups = Lookup.objects.filter(by=self.person.user) if self.person.user else Lookup.objects.none()
        yield from changes_of(lookups, self.renaming, ["typed", "failures", "matches"])

    def site_items(self) -> Iterator[Change]:
        """Yield changes of what was read from the person's homepage, or by the person from a site."""
        own = Q(site_import__by=self.person.user) if self.person.user else Q(pk=None)
        about = Q(site_import__person__in=self.people) | Q(added_person__in=self.people)
        for item in SiteItem.objects.filter(own | about).iterator(chunk_size=100):
            values = {name: self.renaming.data(getattr(item, name)) for name in ("raw", "why", "values")}
            values["old_urls"] = [url for url in item.old_urls if not self._is_own_address(url)]
            if any(value != getattr(item, name) for name, value in values.items()):
                yield Change(item, values)

    def _is_own_address(self, url: str) -> bool:
        """Return whether a part of an address was made from a former name."""
        names = {slug_from(name) for name in self.renaming.former}
        return not names.isdisjoint(slug_from(part) for part in normalized_path(url).split("/"))

    def site_imports(self) -> Iterator[Change]:
        own = Q(by=self.person.user) if self.person.user else Q(pk=None)
        imports = SiteImport.objects.filter(own | Q(person__in=self.people))
        return changes_of(imports, self.renaming, ["source", "problem"])

    # ---- emails and logs ------------------------------------------------------------------------

    def emails(self) -> Iterator[Change]:
        """Yield changes of emails, except those about applications of others.

        Where somebody else in the lab has one of the names, only emails to this person change.
        """
        emails = Email.objects.exclude(about__startswith="application")
        if self._is_shared():
            emails = emails.filter(account=self.person.user) if self.person.user else emails.none()
        return changes_of(emails, self.renaming, ["subject", "body"])

    def _is_shared(self) -> bool:
        others = Person.objects.exclude(pk=self.person.pk).only(*Person.NAME_FIELDS)
        return any(self.renaming.is_former(name) for other in others for name in other.all_names)

    def log_entries(self) -> Iterator[Change]:
        entries = audit.about(self.person.user, self.person)
        yield from changes_of(entries, self.renaming, ["target", "details"])
        content_type = ContentType.objects.get_for_model(Person)
        logged = LogEntry.objects.filter(
            content_type=content_type, object_id__in=[str(key) for key in self.people]
        )
        yield from changes_of(logged, self.renaming, ["object_repr", "change_message"])


def merged_into(person: Person) -> set[int]:
    """Return the primary keys of deleted profiles whose address redirects to this person."""
    former = FormerSlug.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
    slugs = set(former.values_list("slug", flat=True))
    deleted = Version.objects.get_deleted(Person) if slugs else ()
    return {int(version.object_id) for version in deleted if recorded_fields(version).get("slug") in slugs}
