"""Write imported entries to the database: publications with their rows, venues and topics."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max

from core.search.normalization import fold
from people.models import Person
from publications.author_claims import match_authors, members_matcher
from publications.bibtex import Author, Entry
from publications.column_limits import (
    author_name,
    citation_name,
    lacks_citation_name,
    links_of,
    topics_of,
    venue_name,
)
from publications.importing.planning import PlannedEntry
from publications.models import (
    Authorship,
    Editorship,
    Publication,
    PublicationLink,
    Topic,
    Venue,
)
from publications.models.venue import kind_for, split_abbreviation
from publications.notices import save_notices


@dataclass(frozen=True)
class PreparedEntry:
    """A new entry with the unsaved rows of its publication."""

    item: PlannedEntry
    authorships: list[Authorship]
    editorships: list[Editorship]
    links: list[PublicationLink]


class Writer:
    """Write entries to the database, looking members, venues and topics up once for all of them."""

    def __init__(self) -> None:
        self.people: dict | None = None
        self.refresh_members()
        self.venues = {fold(venue.name): venue for venue in Venue.objects.all()}
        self.topics = {fold(topic.name): topic for topic in Topic.objects.all()}

    def refresh_members(self) -> None:
        """Read the members again if anybody has been added, changed or removed."""
        people = Person.objects.aggregate(Count("pk"), Max("updated"))
        if people != self.people:
            self.people, self.matcher = people, members_matcher()

    def prepare(self, item: PlannedEntry) -> PreparedEntry:
        """Match the names of a new entry with members and build its rows, without writing anything."""
        entry, publication = item.entry, item.publication
        authorships, editorships = self.authorships(publication, entry), self.editorships(publication, entry)
        return PreparedEntry(item, authorships, editorships, _new_links(publication, entry))

    def save_new(self, prepared: Sequence[PreparedEntry]) -> list[Publication]:
        """Save new publications with all of their rows, with a few queries for all, and return them."""
        publications = [new.item.publication for new in prepared]
        topics = [self.topics_of(new.item.entry) for new in prepared]
        for new, publication, own_topics in zip(prepared, publications, topics, strict=True):
            publication.venue = self.venue(new.item.entry)
            publication.set_names_to_search(own_topics, new.editorships, new.authorships)
        Publication.assign_slugs(publications)
        Publication.objects.bulk_create(publications)
        Authorship.objects.bulk_create([row for new in prepared for row in new.authorships])
        Editorship.objects.bulk_create([row for new in prepared for row in new.editorships])
        PublicationLink.objects.bulk_create([row for new in prepared for row in new.links])
        has_topic = Publication.topics.through
        has_topic.objects.bulk_create(
            has_topic(publication_id=publication.pk, topic_id=topic.pk)
            for publication, own_topics in zip(publications, topics, strict=True)
            for topic in own_topics
        )
        if notices := {
            new.item.publication.pk: new.item.entry.notices for new in prepared if new.item.entry.notices
        }:
            save_notices(notices)
        return publications

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
                    rows = self.authorships(publication, entry, _disclaimed_by(publication))
                    Authorship.objects.bulk_create(rows)
                    publication.has_more_authors = entry.has_others
                case "editors":
                    publication.editorships.all().delete()
                    rows = self.editorships(publication, entry, _disclaimed_by(publication))
                    Editorship.objects.bulk_create(rows)
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

    def authorships(
        self, publication: Publication, entry: Entry, disclaimed_by: Collection[int] = frozenset()
    ) -> list[Authorship]:
        """Return the authorships to create, linked to matching members except those who disclaimed it."""
        return [
            Authorship(
                publication=publication,
                is_equal=author.is_equal,
                is_corresponding=author.is_corresponding,
                **values,
            )
            for author, values in self._contributions(entry.authors, disclaimed_by)
        ]

    def editorships(
        self, publication: Publication, entry: Entry, disclaimed_by: Collection[int] = frozenset()
    ) -> list[Editorship]:
        """Return the editorships to create, linked to matching members except those who disclaimed it."""
        contributions = self._contributions(entry.editors, disclaimed_by)
        return [Editorship(publication=publication, **values) for _editor, values in contributions]

    def _contributions(
        self, people: Sequence[Author], disclaimed_by: Collection[int]
    ) -> Iterator[tuple[Author, dict]]:
        """Yield each author or editor with the values that authorships and editorships have in common."""
        matches = match_authors(self.matcher, people)
        for position, (author, match) in enumerate(zip(people, matches, strict=True), 1):
            yield (
                author,
                {
                    "position": position,
                    "name": author_name(author),
                    # Labs put the names of their own people into braces to stress them.
                    "citation_name": "" if author.is_corporate and match.member else citation_name(author),
                    "person_id": match.member if match.member not in disclaimed_by else None,
                },
            )

    def add_links(self, publication: Publication, entry: Entry) -> None:
        """Add the entry's links after the existing ones, without repeating a URL."""
        links = _new_links(publication, entry, list(publication.links.all()))
        PublicationLink.objects.bulk_create(links)

    def add_topics(self, publication: Publication, entry: Entry) -> None:
        publication.topics.add(*self.topics_of(entry))

    def venue(self, entry: Entry) -> Venue | None:
        """Return the entry's venue, created if necessary. A venue without a rank gets that of the entry."""
        text, rank = venue_name(entry), entry.venue_rank[:40]
        if not text:
            return None
        name, abbreviation = split_abbreviation(text)
        venue = self.venues.get(fold(text)) or self.venues.get(fold(name))
        if venue is None:
            # Others may have added it since all venues were read.
            venue = Venue.objects.filter(name=name).first() or Venue.objects.create(
                name=name,
                abbreviation=entry.venue_short[:40] or abbreviation,
                kind=kind_for(entry.kind),
                rank=rank,
            )
            self.venues[fold(name)] = venue
        if rank and not venue.rank:
            venue.rank = rank
            venue.save(update_fields=["rank"])
        return venue

    def topics_of(self, entry: Entry) -> list[Topic]:
        """Return the entry's topics, created if necessary."""
        names = topics_of(entry)
        for name in names:
            if fold(name) not in self.topics:
                values = {"name_zh": entry.keywords_in_chinese.get(name, "")[:80]}
                self.topics[fold(name)] = Topic.objects.get_or_create(values, name=name)[0]
        return list(dict.fromkeys(self.topics[fold(name)] for name in names))


def _disclaimed_by(publication: Publication) -> set[int]:
    return set(publication.disclaimers.values_list("person", flat=True))


def _add_citation_names(rows, people: Sequence[Author]) -> None:
    """Set the names in citations that rows of the same people lack."""
    for row, person in zip(rows.all(), people, strict=False):
        if lacks_citation_name(row.name, row.citation_name, person):
            row.citation_name = citation_name(person)
            row.save(update_fields=["citation_name"])


def _new_links(
    publication: Publication, entry: Entry, existing: Sequence[PublicationLink] = ()
) -> list[PublicationLink]:
    """Return the entry's links, to be stored after the existing ones, without those that exist."""
    existing_urls = {link.url for link in existing}
    new_links = [(kind, url) for kind, url in links_of(entry) if url not in existing_urls]
    return [
        PublicationLink(
            publication=publication,
            kind=kind,
            url=url,
            label=entry.link_labels.get(url, ""),
            position=position,
        )
        for position, (kind, url) in enumerate(new_links, len(existing) + 1)
    ]
