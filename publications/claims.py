"""Printed authors who may be a member: linked where that is sure, else put to people: "Is this you?".

A "no" is remembered, and no member is linked to, or asked about, what they have said not to have written.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from moderation import revisions
from people.models import Person, ProfileLink
from people.models.links import LinkKind
from publications.bibtex import Author
from publications.matching import Match, Matcher, Member
from publications.models import Authorship, Disclaimer, Publication

#: Shorter words stand in too many names.
SHORTEST = 2
#: So many open questions, and so many people in one of them: what comes after, comes once those are decided.
MOST_OPEN, MOST_CANDIDATES = 500, 20
LATEST_FIRST = ("-publication__date_key", "pk")


def members_matcher() -> Matcher:
    """Returns a matcher for all people that the lab knows."""
    people = Person.objects.only("name", "native_name", "aliases", "joined", "left").order_by("pk")
    links = ProfileLink.objects.filter(kind=LinkKind.ORCID)
    orcids = dict(links.order_by("-position", "-pk").values_list("person", "url"))
    return Matcher(
        Member(
            person.pk,
            person.all_names,
            orcids.get(person.pk, ""),
            joined=person.joined and person.joined.year,
            left=person.left and person.left.year,
        )
        for person in people
    )


def match_authors(matcher: Matcher, authors: Sequence[Author], year: int | None = None) -> list[Match]:
    """Says who the authors of an entry are, by name and ORCID iD; the year only orders candidates."""
    names = [author.name for author in authors]
    return matcher.match_all(names, [author.orcid for author in authors], year)


# ---- for one person ---------------------------------------------------------------------------


def unclaimed(person: Person) -> list[Authorship]:
    """Returns the public authors that are nobody in the lab yet and may be this person, latest paper first.

    Names decide, by the rules of ``matching``: also initials, and a name that somebody else in the lab
    has too. Papers that the person is an author of already, or has disclaimed, are left out.
    """
    found = _possible(person).filter(publication__is_public=True).order_by(*LATEST_FIRST)
    matcher = members_matcher()
    return [
        authorship for authorship in found if person.pk in matcher.match(authorship.name).possible_members
    ]


def _possible(person: Person) -> QuerySet[Authorship]:
    """Returns the authors who are nobody yet and have a word of the person's names."""
    ends = {word for name in person.all_names for word in (name.split()[0], name.split()[-1])}
    shared = Q(pk=None)
    for word in ends:
        if len(word) >= SHORTEST:
            shared |= Q(name__icontains=word)
    return (
        Authorship.objects.filter(shared, person=None)
        .exclude(publication__authorships__person=person)
        .exclude(publication__disclaimers__person=person)
        .select_related("publication")
    )


def disclaim(person: Person, publication: Publication) -> None:
    """Remembers that the person has not written this."""
    Disclaimer.objects.get_or_create(person=person, publication=publication)


def rematch(person: Person) -> list[Publication]:
    """Links the person, who may have a new spelling, to authors who surely are that person.

    Returns the publications. Recorded as a revision of each, so that it can be undone.
    """
    possible = list(_possible(person))
    if not possible:
        return []
    matcher = members_matcher()
    sure = [row for row in possible if matcher.match(row.name).member == person.pk]
    times = Counter(row.publication_id for row in sure)
    sure = [row for row in sure if times[row.publication_id] == 1]  # of two on one paper, who is it?
    link(sure, person, by=None)
    return [row.publication for row in sure]


def rematch_saved(sender, instance: Person, raw: bool, update_fields, **kwargs) -> None:
    """Looks for the papers of somebody whose names may have changed; a handler of ``post_save``."""
    if not raw and (update_fields is None or {"name", "native_name", "aliases"} & set(update_fields)):
        rematch(instance)


def candidates(authorship: Authorship) -> list[Person]:
    """Returns the members whom people are asked about for this author, the likeliest first."""
    publication = authorship.publication
    written = Authorship.objects.filter(publication=publication).values_list("person", flat=True)
    denied = Disclaimer.objects.filter(publication=publication).values_list("person", flat=True)
    match = members_matcher().match(authorship.name, year=publication.year)
    keys = _asked(match.possible_members, {*written, *denied})
    people = Person.objects.in_bulk(keys)
    return [people[key] for key in keys]


def link(authorships: Iterable[Authorship], person: Person, by) -> None:
    """Says, for the record, that these authors are this person."""
    for authorship in authorships:
        publication = authorship.publication
        with transaction.atomic():
            revisions.record_as_found(publication)
            authorship.person = person
            authorship.save(update_fields=["person"])
            Publication.objects.filter(pk=publication.pk).reindex()
            Disclaimer.objects.filter(person=person, publication=publication).delete()
            with revisions.record(by, ""):
                revisions.add(publication)


# ---- for the lab ------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenClaim:
    """An author who is nobody in the lab yet, and who that may be, the likeliest first."""

    authorship: Authorship
    candidates: list[Person]


@dataclass(frozen=True)
class OpenClaims:
    """Authors who may be members, latest paper first, each with the keys of those who may be meant.

    Not more than ``MOST_OPEN``; ``has_more`` says whether others come once these are decided on.
    """

    rows: list[tuple[int, list[int]]]
    has_more: bool

    @staticmethod
    def described(rows: Sequence[tuple[int, list[int]]]) -> list[OpenClaim]:
        """Returns what a page shows of some of the rows."""
        authorships = Authorship.objects.select_related("publication").in_bulk([pk for pk, _keys in rows])
        people = Person.objects.in_bulk({key for _pk, keys in rows for key in keys})
        return [OpenClaim(authorships[pk], [people[key] for key in keys]) for pk, keys in rows]


def open_claims() -> OpenClaims:
    """Returns the authors who may be members, as many as people can see to.

    Looks at no more of them than it takes, for there can be thousands whom nearly everybody may be.
    """
    matcher, gone = members_matcher(), _out_of_question()
    found: list[tuple[int, list[int]]] = []
    rows = Authorship.objects.filter(person=None).order_by(*LATEST_FIRST)
    fields = ("pk", "name", "publication", "publication__year")
    for pk, name, publication, year in rows.values_list(*fields).iterator():
        if keys := _asked(matcher.match(name, year=year).possible_members, gone.get(publication, ())):
            if len(found) == MOST_OPEN:
                return OpenClaims(found, has_more=True)
            found.append((pk, keys))
    return OpenClaims(found, has_more=False)


def _out_of_question() -> dict[int, set[int]]:
    """Returns, by publication, who is an author of it already or has disclaimed it."""
    gone: dict[int, set[int]] = {}
    for rows in (Authorship.objects.exclude(person=None), Disclaimer.objects.all()):
        for publication, person in rows.order_by().values_list("publication", "person"):
            gone.setdefault(publication, set()).add(person)
    return gone


def _asked(possible: Sequence[int], gone: Container[int]) -> list[int]:
    """Returns whom of those who are possible people are asked about at once."""
    return list(islice((key for key in possible if key not in gone), MOST_CANDIDATES))
