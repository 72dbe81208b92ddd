"""Save imported entries: new publications, and selected fields of existing ones."""

from collections.abc import Collection, Iterable, Sequence

from django.db import IntegrityError, transaction

from core.batches import batches
from core.search.normalization import fold
from moderation import revisions
from publications.author_claims import match_authors, members_matcher
from publications.bibtex import Author, Entry
from publications.importing.column_limits import (
    author_name,
    citation_name,
    lacks_citation_name,
    links_of,
    topics_of,
    venue_name,
)
from publications.importing.planning import PlannedEntry, plan
from publications.models import (
    Authorship,
    Editorship,
    Publication,
    PublicationLink,
    Topic,
    Venue,
    Verdict,
)
from publications.models.venue import kind_for
from publications.notices import save_notices


def save_all_new(planned: Iterable[PlannedEntry], by, comment: str = "BibTeX") -> list[Publication]:
    """Save the new entries of a list of any length in batches, and return the publications.

    Each batch is a transaction and a revision of its own, so that others can write in between, and what is
    saved when the process is killed is complete.
    """
    publications = []
    for batch in batches(item for item in planned if item.verdict == Verdict.NEW):
        attempted: list[PlannedEntry] = []
        try:
            publications += save_new(_noting(batch, attempted), by, comment)
        except IntegrityError:
            # Somebody else has just saved one of these publications; now it is found as a duplicate.
            publications += save_new(plan(item.entry for item in attempted), by, comment)
    return publications


def _noting(items: Iterable[PlannedEntry], attempted: list[PlannedEntry]) -> Iterable[PlannedEntry]:
    """Yield the items, and add each to ``attempted``."""
    for item in items:
        attempted.append(item)
        yield item


def save_new(planned: Iterable[PlannedEntry], by, comment: str = "BibTeX") -> list[Publication]:
    """Save the new ones of a few entries in one transaction and one revision, and return the publications.

    An author who matches a member beyond doubt is linked to that member; the others keep their printed name
    only. What a list marks as selected is selected if ``by`` may select; None is the command line.
    """
    writer = _Writer()
    may_select = by is None or by.has_perm("publications.change_publication")
    publications = []
    with transaction.atomic():
        for item in planned:
            if item.verdict == Verdict.NEW:
                item.publication.is_selected = may_select and item.entry.is_selected
                writer.save_new(item)
                publications.append(item.publication)
        _record(publications, by, comment)
    return publications


def update_publication(
    planned: PlannedEntry, names: Collection[str], by, comment: str = "BibTeX"
) -> Publication:
    """Copy these fields of an entry to the publication that it duplicates, in one transaction.

    ``names`` are names of the entry's ``differences``. Raises ValidationError where the changed publication
    would be invalid.
    """
    publication = planned.same_as
    with transaction.atomic():
        revisions.ensure_recorded(publication)
        _Writer().update(planned, names)
        _record([publication], by, comment)
    return publication


def _record(publications: list[Publication], by, comment: str) -> None:
    """Update the search index of these publications and record their revision."""
    if not publications:
        return
    Publication.objects.filter(pk__in=[publication.pk for publication in publications]).reindex()
    with revisions.record(by, comment):
        for publication in publications:
            revisions.add(publication)


class _Writer:
    """Write entries to the database, looking members, venues and topics up once for all of them."""

    def __init__(self) -> None:
        self.matcher = members_matcher()
        self.venues = {fold(venue.name): venue for venue in Venue.objects.all()}
        self.topics = {fold(topic.name): topic for topic in Topic.objects.all()}

    def save_new(self, item: PlannedEntry) -> None:
        entry, publication = item.entry, item.publication
        publication.venue = self.venue(entry)
        publication.save()
        self.create_authorships(publication, entry)
        self.create_editorships(publication, entry)
        self.add_links(publication, entry)
        self.add_topics(publication, entry)
        if entry.notices:
            save_notices({publication.pk: entry.notices})

    def update(self, item: PlannedEntry, names: Collection[str]) -> None:
        entry, imported, publication = item.entry, item.publication, item.same_as
        for difference in item.differences:
            if difference.name not in names:
                continue
            match difference.name:
                case "venue":
                    publication.venue = self.venue(entry)
                case "authors":
                    publication.authorships.all().delete()
                    self.create_authorships(publication, entry, _disclaimed_by(publication))
                    publication.has_more_authors = entry.has_others
                case "editors":
                    publication.editorships.all().delete()
                    self.create_editorships(publication, entry, _disclaimed_by(publication))
                    publication.has_more_editors = entry.has_more_editors
                case "citation_names":
                    _add_citation_names(publication.authorships, entry.authors)
                    _add_citation_names(publication.editorships, entry.editors)
                case "links":
                    self.add_links(publication, entry)
                case "topics":
                    self.add_topics(publication, entry)
                case "extra":
                    publication.extra = {**imported.extra, **publication.extra}
                case name:
                    setattr(publication, name, getattr(imported, name))
        publication.full_clean(exclude=["slug", "search_text"])
        publication.save()

    def create_authorships(
        self, publication: Publication, entry: Entry, disclaimed_by: Collection[int] = frozenset()
    ) -> None:
        """Create the authorships, linked to matching members except those who have disclaimed it."""
        matches = match_authors(self.matcher, entry.authors)
        Authorship.objects.bulk_create(
            Authorship(
                publication=publication,
                position=position,
                name=author_name(author),
                citation_name=citation_name(author),
                person_id=match.member if match.member not in disclaimed_by else None,
                is_equal=author.is_equal,
                is_corresponding=author.is_corresponding,
            )
            for position, (author, match) in enumerate(zip(entry.authors, matches, strict=True), 1)
        )

    def create_editorships(
        self, publication: Publication, entry: Entry, disclaimed_by: Collection[int] = frozenset()
    ) -> None:
        """Create the editorships, linked to matching members except those who have disclaimed it."""
        matches = match_authors(self.matcher, entry.editors)
        Editorship.objects.bulk_create(
            Editorship(
                publication=publication,
                position=position,
                name=author_name(editor),
                citation_name=citation_name(editor),
                person_id=match.member if match.member not in disclaimed_by else None,
            )
            for position, (editor, match) in enumerate(zip(entry.editors, matches, strict=True), 1)
        )

    def add_links(self, publication: Publication, entry: Entry) -> None:
        """Add the entry's links after the existing ones, without repeating a URL."""
        existing_links = list(publication.links.all())
        existing_urls = {link.url for link in existing_links}
        new_links = [(kind, url) for kind, url in links_of(entry) if url not in existing_urls]
        PublicationLink.objects.bulk_create(
            PublicationLink(publication=publication, kind=kind, url=url, position=position)
            for position, (kind, url) in enumerate(new_links, len(existing_links) + 1)
        )

    def add_topics(self, publication: Publication, entry: Entry) -> None:
        publication.topics.add(*dict.fromkeys(map(self.topic, topics_of(entry))))

    def venue(self, entry: Entry) -> Venue | None:
        """Return the entry's venue, created if necessary."""
        name = venue_name(entry)
        if not name:
            return None
        if fold(name) not in self.venues:
            self.venues[fold(name)] = Venue.objects.create(
                name=name, abbreviation=entry.venue_short[:40], kind=kind_for(entry.kind)
            )
        return self.venues[fold(name)]

    def topic(self, name: str) -> Topic:
        """Return the topic of this name, created if necessary."""
        if fold(name) not in self.topics:
            self.topics[fold(name)] = Topic.objects.create(name=name)
        return self.topics[fold(name)]


def _disclaimed_by(publication: Publication) -> set[int]:
    return set(publication.disclaimers.values_list("person", flat=True))


def _add_citation_names(rows, people: Sequence[Author]) -> None:
    """Set the names in citations that rows of the same people lack."""
    for row, person in zip(rows.all(), people, strict=False):
        if lacks_citation_name(row.name, row.citation_name, person):
            row.citation_name = citation_name(person)
            row.save(update_fields=["citation_name"])
