"""Entries of a bibliography become publications: first a plan that changes nothing, then the act.

An entry is the *same* as a publication with its DOI or arXiv identifier, else as one with its title (however
spelt), its first author's family name and its year, give or take one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from labsite.lib.folding import fold
from moderation import revisions
from people.models import Person, ProfileLink
from publications.bibtex import Entry
from publications.matching import Matcher, Member
from publications.models import Authorship, Publication, PublicationLink, Topic, Venue
from publications.models.publication import LinkKind
from publications.models.venue import kind_for

MOST_YEARS_APART = 1
_RESOLVER = re.compile(r"https?://((dx\.|www\.)?doi\.org|(www\.)?arxiv\.org/abs)/", re.IGNORECASE)


@dataclass
class Planned:
    """What would become of an entry: a new publication, or none since it is there or cannot be saved."""

    entry: Entry
    publication: Publication
    same_as: Publication | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.same_as is None and not self.errors


def plan(entries: Iterable[Entry]) -> list[Planned]:
    """Says what would become of each entry; of two that are the same, the first is taken."""
    known = _Known()
    planned = []
    for entry in entries:
        item = Planned(entry, publication_of(entry))
        item.same_as = known.find(item.publication, entry)
        if item.same_as is None:
            try:
                item.publication.full_clean(
                    exclude=["slug"], validate_unique=False, validate_constraints=False
                )
            except ValidationError as error:
                item.errors = [
                    f"{name}: {' '.join(texts)}" if name != "__all__" else " ".join(texts)
                    for name, texts in error.message_dict.items()
                ]
            else:
                known.add(item.publication, entry)
        planned.append(item)
    return planned


def publication_of(entry: Entry) -> Publication:
    """Returns the publication that an entry describes, not saved."""
    return Publication(
        title=entry.title,
        kind=entry.kind,
        language="zh-Hans" if entry.language.lower().startswith("zh") else "en",
        year=entry.year,
        month=entry.month,
        day=entry.day,
        volume=entry.volume,
        number=entry.number,
        pages=entry.pages,
        publisher=entry.publisher,
        abstract=entry.abstract,
        doi=entry.doi,
        arxiv_id=entry.arxiv_id,
        extra=dict(entry.extra),
    )


class _Known:
    """The publications that are there, by what makes two of them the same."""

    def __init__(self):
        self.by_doi, self.by_arxiv, self.by_title = {}, {}, {}
        rows = Publication.objects.only("title", "doi", "arxiv_id", "year", "slug")
        first = dict(Authorship.objects.filter(position=1).values_list("publication", "name"))
        for row in rows.iterator(chunk_size=2000):
            self._add(row, first.get(row.pk, ""))

    def _add(self, row: Publication, first_author: str) -> None:
        if row.doi:
            self.by_doi[row.doi.lower()] = row
        if row.arxiv_id:
            self.by_arxiv[row.arxiv_id.lower()] = row
        self.by_title.setdefault(title_key(row.title), []).append((row, family_names(first_author)))

    def add(self, publication: Publication, entry: Entry) -> None:
        self._add(publication, entry.authors[0].name if entry.authors else "")

    def find(self, publication: Publication, entry: Entry) -> Publication | None:
        found = self.by_doi.get(publication.doi.lower()) if publication.doi else None
        if found is None and publication.arxiv_id:
            found = self.by_arxiv.get(publication.arxiv_id.lower())
        if found is not None or not publication.title:
            return found
        names = family_names(entry.authors[0].name if entry.authors else "")
        for row, others in self.by_title.get(title_key(publication.title), []):
            near = publication.year is None or abs(row.year - publication.year) <= MOST_YEARS_APART
            if near and (not names or not others or names & others):
                return row
        return None


def title_key(title: str) -> str:
    """What two spellings of a title have in common: letters and digits."""
    return re.sub(r"[\W_]+", "", fold(title))


def family_names(name: str) -> set[str]:
    """The first and the last word: one of them is the family name, whatever the order."""
    words = fold(name).replace(",", " ").split()
    return {words[0], words[-1]} if words else set()


def links_of(entry: Entry) -> list[tuple[str, str]]:
    """Returns kind and address of what an entry links to; its identifiers are links by themselves."""
    kinds = [(LinkKind.PDF, entry.pdf), (LinkKind.OTHER, entry.url)]
    return [(kind, url) for kind, url in kinds if 0 < len(url) <= 500 and not _RESOLVER.match(url)]


def member_matcher() -> Matcher:
    """Returns what finds the keys of the people of the lab by printed names and ORCID iDs."""
    people = Person.objects.only("name", "native_name", "aliases")
    orcids = dict(ProfileLink.objects.filter(kind="orcid").values_list("person", "url"))
    return Matcher([Member(person.pk, person.all_names, orcids.get(person.pk, "")) for person in people])


# ---- the act ----------------------------------------------------------------------------------


def apply(planned: Iterable[Planned], by) -> list[Publication]:
    """Saves what is new as one revision, all or nothing; returns the publications.

    Authors who are surely a member are linked, all others keep their printed name.
    """
    matcher = member_matcher()
    venues = {fold(venue.name): venue for venue in Venue.objects.all()}
    topics = {fold(topic.name): topic for topic in Topic.objects.all()}
    saved = []
    with transaction.atomic():
        for item in planned:
            if item.is_new:
                _save(item, matcher, venues, topics)
                saved.append(item.publication)
        Publication.objects.filter(pk__in=[publication.pk for publication in saved]).reindex()
        with revisions.record(by, "BibTeX"):
            for publication in saved:
                revisions.add(publication)
    return saved


def _save(item: Planned, matcher: Matcher, venues: dict, topics: dict) -> None:
    entry, publication = item.entry, item.publication
    publication.venue = _venue(entry, venues)
    publication.save()
    names = [author.name for author in entry.authors]
    orcids = [author.orcid for author in entry.authors]
    Authorship.objects.bulk_create(
        Authorship(
            publication=publication,
            position=position,
            name=author.name[:200],
            person_id=match.member,
            is_equal=author.is_equal,
            is_corresponding=author.is_corresponding,
        )
        for position, (author, match) in enumerate(
            zip(entry.authors, matcher.match_all(names, orcids), strict=True), 1
        )
    )
    PublicationLink.objects.bulk_create(
        PublicationLink(publication=publication, kind=kind, url=url, position=place)
        for place, (kind, url) in enumerate(links_of(entry), 1)
    )
    publication.topics.set(
        dict.fromkeys(_topic(word, topics) for word in entry.keywords if 0 < len(word) <= 80)
    )


def _venue(entry: Entry, venues: dict[str, Venue]) -> Venue | None:
    name = entry.venue[:250]
    if not name:
        return None
    if fold(name) not in venues:
        venues[fold(name)] = Venue.objects.create(
            name=name,
            abbreviation=entry.venue_short[:40],
            kind=kind_for(entry.kind),
        )
    return venues[fold(name)]


def _topic(word: str, topics: dict[str, Topic]) -> Topic:
    if fold(word) not in topics:
        topics[fold(word)] = Topic.objects.create(name=word)
    return topics[fold(word)]
