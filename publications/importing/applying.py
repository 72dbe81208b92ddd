"""Saves what has been decided on: new publications, and what entries add to those that are there."""

from collections.abc import Collection, Iterable

from django.db import transaction

from core.search.normalization import fold
from moderation import revisions
from publications.bibtex import Entry
from publications.claims import match_authors, members_matcher
from publications.importing.fitting import author_name, links_of, topics_of, venue_name
from publications.importing.planning import Planned
from publications.models import Authorship, Publication, PublicationLink, Topic, Venue, Verdict
from publications.models.venue import kind_for


def apply(planned: Iterable[Planned], by, comment: str = "BibTeX") -> list[Publication]:
    """Saves what is new as one revision, all or nothing; returns the publications.

    Authors who are surely a member are linked, all others keep their printed name.
    """
    writer = _Writer()
    saved = []
    with transaction.atomic():
        for item in planned:
            if item.verdict == Verdict.NEW:
                writer.add(item)
                saved.append(item.publication)
        _record(saved, by, comment)
    return saved


def update(planned: Planned, names: Collection[str], by, comment: str = "BibTeX") -> Publication:
    """Takes these fields of an entry over into the publication that it is the same as; all or nothing.

    Raises ValidationError where the publication would not be right with them.
    """
    publication = planned.same_as
    with transaction.atomic():
        revisions.record_as_found(publication)
        _Writer().take_over(planned, names)
        _record([publication], by, comment)
    return publication


def _record(publications: list[Publication], by, comment: str) -> None:
    if not publications:
        return
    Publication.objects.filter(pk__in=[publication.pk for publication in publications]).reindex()
    with revisions.record(by, comment):
        for publication in publications:
            revisions.add(publication)


class _Writer:
    """Writes entries into rows, with what many of them share looked up once."""

    def __init__(self) -> None:
        self.matcher = members_matcher()
        self.venues = {fold(venue.name): venue for venue in Venue.objects.all()}
        self.topics = {fold(topic.name): topic for topic in Topic.objects.all()}

    def add(self, item: Planned) -> None:
        entry, publication = item.entry, item.publication
        publication.venue = self.venue(entry)
        publication.save()
        self.write_authors(publication, entry)
        self.add_links(publication, entry)
        self.add_topics(publication, entry)

    def take_over(self, item: Planned, names: Collection[str]) -> None:
        entry, described, publication = item.entry, item.publication, item.same_as
        for difference in item.differences:
            if difference.name not in names:
                continue
            match difference.name:
                case "venue":
                    publication.venue = self.venue(entry)
                case "authors":
                    publication.authorships.all().delete()
                    denied = publication.disclaimers.values_list("person", flat=True)
                    self.write_authors(publication, entry, set(denied))
                case "links":
                    self.add_links(publication, entry)
                case "topics":
                    self.add_topics(publication, entry)
                case "extra":
                    publication.extra = {**described.extra, **publication.extra}
                case name:
                    setattr(publication, name, getattr(described, name))
        publication.full_clean(exclude=["slug", "search_text"])
        publication.save()

    def write_authors(
        self, publication: Publication, entry: Entry, denied: Collection[int] = frozenset()
    ) -> None:
        """Links authors who are surely a member, unless that member has said not to have written it."""
        matches = match_authors(self.matcher, entry.authors)
        Authorship.objects.bulk_create(
            Authorship(
                publication=publication,
                position=position,
                name=author_name(author),
                person_id=match.member if match.member not in denied else None,
                is_equal=author.is_equal,
                is_corresponding=author.is_corresponding,
            )
            for position, (author, match) in enumerate(zip(entry.authors, matches, strict=True), 1)
        )

    def add_links(self, publication: Publication, entry: Entry) -> None:
        there = list(publication.links.all())
        urls = {link.url for link in there}
        new = [(kind, url) for kind, url in links_of(entry) if url not in urls]
        PublicationLink.objects.bulk_create(
            PublicationLink(publication=publication, kind=kind, url=url, position=place)
            for place, (kind, url) in enumerate(new, len(there) + 1)
        )

    def add_topics(self, publication: Publication, entry: Entry) -> None:
        publication.topics.add(*dict.fromkeys(map(self.topic, topics_of(entry))))

    def venue(self, entry: Entry) -> Venue | None:
        name = venue_name(entry)
        if not name:
            return None
        if fold(name) not in self.venues:
            self.venues[fold(name)] = Venue.objects.create(
                name=name, abbreviation=entry.venue_short[:40], kind=kind_for(entry.kind)
            )
        return self.venues[fold(name)]

    def topic(self, word: str) -> Topic:
        if fold(word) not in self.topics:
            self.topics[fold(word)] = Topic.objects.create(name=word)
        return self.topics[fold(word)]
