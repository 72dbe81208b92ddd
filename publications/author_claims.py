"""Match printed authors and editors with members, and ask members about uncertain matches: "Is this you?".

A match beyond doubt is linked automatically (``author_linking``). A "no" is stored as a ``Disclaimer``: that
member is never again linked to, or asked about, that publication. Of editors, only those of books are asked
about: the chapters of a book would ask the same again.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q, QuerySet

from core.caching import Placeholder, prepared
from people.models import Person, ProfileLink
from people.models.links import LinkKind
from publications.bibtex import Author, Entry
from publications.matching import Match, Matcher, Member
from publications.models import (
    Authorship,
    Contribution,
    Disclaimer,
    Editorship,
    Publication,
    PublicationKind,
)

#: Shorter words occur in too many names to search for them.
MIN_WORD_LENGTH = 2
#: Limits: open claims listed, candidates per claim. Later ones appear as earlier ones are resolved.
MAX_OPEN_CLAIMS, MAX_CANDIDATES = 500, 20
LATEST_FIRST = ("-publication__date_key", "pk")


def members_matcher() -> Matcher:
    """Return a matcher of printed names for all people in the database."""
    people = Person.objects.only(*Person.NAME_FIELDS, "joined", "left").order_by("pk")
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
    """Match the authors of an entry to members by name and ORCID iD; the year only ranks candidates."""
    names = [author.name for author in authors]
    return matcher.match_all(names, [author.orcid for author in authors], year)


def match_contributors(matcher: Matcher, entry: Entry) -> list[Match]:
    """Match those whose work an entry is: its authors, and the editors of a book."""
    matches = match_authors(matcher, entry.authors, entry.year)
    if entry.kind == PublicationKind.BOOK:
        matches += match_authors(matcher, entry.editors, entry.year)
    return matches


# ---- for one person ---------------------------------------------------------------------------


def unclaimed_authorships(person: Person) -> list[Contribution]:
    """Return the unlinked authors of public papers, then editors of public books, who may be this person.

    Each list starts with the latest publication. The name decides, by the rules of ``publications.matching``;
    initials match, and so does a name that somebody else in the lab has too. Publications that the person is
    linked to or has disclaimed are left out.
    """
    matcher = members_matcher()
    return [
        row
        for model in (Authorship, Editorship)
        for row in _asked_about(name_matches(person, model))
        .filter(publication__is_public=True)
        .order_by(*LATEST_FIRST)
        if person.pk in matcher.match(row.name).possible_members
    ]


def _asked_about(rows: QuerySet) -> QuerySet:
    """Return the rows that people are asked about: all of authors, those of books of editors."""
    return rows.filter(publication__kind=PublicationKind.BOOK) if rows.model is Editorship else rows


def names_with_a_word(person: Person, model: type[Contribution]) -> QuerySet:
    """Return the unlinked authors or editors whose name has the first or last word of one of the person's."""
    return _unlinked_with_a_word(model, _first_and_last_words(person))


def has_name_with_a_word(person: Person, model: type[Contribution]) -> bool:
    """Return whether ``names_with_a_word`` has a row, with prepared SQL."""
    return bool(_first_with_a_word(model, words=_first_and_last_words(person)))


def _first_and_last_words(person: Person) -> list[str]:
    words = {word for name in person.all_names for word in (name.split()[0], name.split()[-1])}
    return sorted(word for word in words if len(word) >= MIN_WORD_LENGTH)


def _unlinked_with_a_word(model: type[Contribution], words: Sequence[str | Placeholder]) -> QuerySet:
    contains_word = Q(pk=None)
    for word in words:
        contains_word |= Q(name__icontains=word)
    return model.objects.filter(contains_word, person=None)


@prepared
def _first_with_a_word(model: type[Contribution], *, words: list[Placeholder]) -> QuerySet:
    return _unlinked_with_a_word(model, words).order_by().values_list("pk", flat=True)[:1]


def name_matches(person: Person, model: type[Contribution]) -> QuerySet:
    """Return the names with a word of the person's in publications that are not theirs and not disclaimed."""
    own = model.objects.filter(person=person).values("publication")
    return (
        names_with_a_word(person, model)
        .exclude(publication__in=own)
        .exclude(publication__disclaimers__person=person)
        .select_related("publication")
    )


def disclaim(person: Person, publication: Publication) -> None:
    """Record that the person is not an author of this publication."""
    Disclaimer.objects.get_or_create(person=person, publication=publication)


def candidates(authorship: Contribution) -> list[Person]:
    """Return the members who may be this author or editor, the most likely first."""
    publication = authorship.publication
    linked = type(authorship).objects.filter(publication=publication).values_list("person", flat=True)
    disclaimed_by = Disclaimer.objects.filter(publication=publication).values_list("person", flat=True)
    match = members_matcher().match(authorship.name, year=publication.year)
    keys = _candidate_keys(match.possible_members, {*linked, *disclaimed_by})
    people = Person.objects.in_bulk(keys)
    return [people[key] for key in keys]


# ---- for the lab ------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenClaim:
    """An unlinked author or editor with the members who may be that person, the most likely first."""

    authorship: Contribution
    candidates: list[Person]


@dataclass(frozen=True)
class OpenClaims:
    """Unlinked editors of books, then unlinked authors, who may be members; each list starts with the latest.

    ``rows`` holds (model, primary key, primary keys of the candidates), at most ``MAX_OPEN_CLAIMS`` of them;
    ``has_more`` tells whether there are others.
    """

    rows: list[tuple[type[Contribution], int, list[int]]]
    has_more: bool

    @staticmethod
    def fetch(rows: Sequence[tuple[type[Contribution], int, list[int]]]) -> list[OpenClaim]:
        """Return the claims of these rows with their objects, in a query per model."""
        by_key = {
            model: model.objects.select_related("publication").in_bulk(
                [pk for of_model, pk, _keys in rows if of_model is model]
            )
            for model in {model for model, _pk, _keys in rows}
        }
        people = Person.objects.in_bulk({key for _model, _pk, keys in rows for key in keys})
        return [OpenClaim(by_key[model][pk], [people[key] for key in keys]) for model, pk, keys in rows]


def open_claims() -> OpenClaims:
    """Return the unlinked editors of books and the unlinked authors who may be members.

    Stops reading when the limit is reached: a common name can match thousands of authors. Editors come first,
    because they are few.
    """
    matcher, disclaimed_by = members_matcher(), _people_by_publication(Disclaimer.objects.all())
    claims: list[tuple[type[Contribution], int, list[int]]] = []
    for model in (Editorship, Authorship):
        rows = _asked_about(model.objects.filter(person=None))
        linked = _people_by_publication(model.objects.exclude(person=None))
        columns = ("pk", "name", "publication", "publication__year")
        for pk, name, publication, year in rows.order_by(*LATEST_FIRST).values_list(*columns).iterator():
            if not (possible := matcher.match(name, year=year).possible_members):
                continue
            excluded = linked.get(publication, set()) | disclaimed_by.get(publication, set())
            if keys := _candidate_keys(possible, excluded):
                if len(claims) == MAX_OPEN_CLAIMS:
                    return OpenClaims(claims, has_more=True)
                claims.append((model, pk, keys))
    return OpenClaims(claims, has_more=False)


def _people_by_publication(rows: QuerySet) -> dict[int, set[int]]:
    """Return the people of rows, such as disclaimers, by publication."""
    people: dict[int, set[int]] = {}
    for publication, person in rows.order_by().values_list("publication", "person"):
        people.setdefault(publication, set()).add(person)
    return people


def _candidate_keys(possible: Sequence[int], excluded: Container[int]) -> list[int]:
    """Return the first ``MAX_CANDIDATES`` keys that are not excluded."""
    return list(islice((key for key in possible if key not in excluded), MAX_CANDIDATES))
