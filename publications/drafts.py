"""What the form of a publication holds (``moderation.contents``), made of an entry that nobody has typed."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from core.search.normalization import fold
from moderation.contents import Content, Row, new_id
from people.models import Person
from publications.bibtex import Author, Entry
from publications.claims import match_authors
from publications.forms import extra_lines
from publications.importing.fitting import author_name, links_of, venue_name
from publications.importing.planning import publication_of
from publications.matching import Match, Matcher
from publications.models import Publication, Topic, Venue
from publications.models.publication import APPEARANCE

#: What an entry says about where and when something has appeared …
_APPEARED = (*APPEARANCE, "doi")
#: … and about itself.
_ABOUT = ("title", "language", "arxiv_id", "abstract")


def new_content(entry: Entry, matcher: Matcher, sure: Person | None = None) -> Content:
    """Returns the content for a new publication.

    Authors who are surely a member are linked. Of ``sure`` it is known that the person is an author.
    """
    fields, described = _fields(entry), publication_of(entry)
    return {
        "fields": {name: fields[name] for name in (*_ABOUT, *_APPEARED)}
        | {"topics": _topics(entry), "extra": _extra(described.extra)},
        "rows": {"authorships": _authors(entry, matcher, sure), "links": _links(entry)},
    }


def changed_content(
    content: Content, names: Collection[str], entry: Entry, matcher: Matcher, publication: Publication
) -> Content:
    """Returns the content of a publication with these fields as the entry has them.

    The names are those of ``importing.Differing``. Links, topics and further fields are added to.
    """
    fields, rows = dict(content["fields"]), dict(content["rows"])
    said = _fields(entry)
    fields |= {name: said[name] for name in names if name in said}
    if "authors" in names:
        rows["authorships"] = _authors(entry, matcher, None)
    if "links" in names:
        there = {url for row in rows["links"] for url in row["values"].get("url", [])}
        rows["links"] = rows["links"] + [row for row in _links(entry) if row["values"]["url"][0] not in there]
    if "topics" in names:
        fields["topics"] = list(dict.fromkeys([*fields.get("topics", []), *_topics(entry)]))
    if "extra" in names:
        fields["extra"] = _extra({**publication_of(entry).extra, **publication.extra})
    return {"fields": fields, "rows": rows}


def published_content(content: Content, entry: Entry) -> Content:
    """Returns the content of a preprint with where and when it has been published.

    Title, authors and all that the entry does not say stay as they are.
    """
    fields = _fields(entry)
    said = {name: fields[name] for name in _APPEARED if fields[name]}
    # The day of the preprint is not the day of a paper of which only the year is known.
    dated = {name: fields[name] for name in ("month", "day")} if entry.year else {}
    return {**content, "fields": content["fields"] | said | dated}


def _links(entry: Entry) -> list[Row]:
    return [_row({"kind": [kind], "url": [url]}) for kind, url in links_of(entry)]


def _topics(entry: Entry) -> list[str]:
    """The keys of the topics that are there already: only the lab adds topics."""
    topics = {fold(name): str(pk) for pk, name in Topic.objects.values_list("pk", "name")}
    return [topics[fold(word)] for word in entry.keywords if fold(word) in topics]


def _extra(extra: Mapping[str, str]) -> list[str]:
    return [extra_lines(extra)] if extra else []


def _fields(entry: Entry) -> dict[str, list[str]]:
    publication = publication_of(entry)
    values = {name: getattr(publication, name) for name in (*_ABOUT, *_APPEARED) if name != "venue"}
    values["venue"] = _venue(entry)
    return {name: [str(value)] if value not in ("", None) else [] for name, value in values.items()}


def _venue(entry: Entry) -> str:
    """The name of the venue that is there under the full or the short name, else the full name."""
    names = filter(None, (entry.venue, entry.venue_short))
    known = next(filter(None, map(Venue.objects.called, names)), None)
    return known.name if known else venue_name(entry)


def _authors(entry: Entry, matcher: Matcher, sure: Person | None) -> list[Row]:
    authors: Sequence[Author] = entry.authors
    if not authors and sure:
        authors = [Author.from_printed_name(sure.name)]
    matches = match_authors(matcher, authors, entry.year)
    at = _place_of(sure, authors, matches) if sure else None
    members = {
        place: sure.pk if place == at and sure else match.member
        for place, match in enumerate(matches)
        if match.member is not None or place == at
    }
    typed = _typed_names(set(members.values()))
    return [
        _row(
            {
                "name": [author_name(author)],
                "person": [typed[members[place]]] if place in members else [],
                "is_equal": ["on"] if author.is_equal else [],
                "is_corresponding": ["on"] if author.is_corresponding else [],
            }
        )
        for place, author in enumerate(authors)
    ]


def _place_of(sure: Person, authors: Sequence[Author], matches: Sequence[Match]) -> int | None:
    """The place of the one author who can be this person; None where none or several can."""
    if any(match.member == sure.pk for match in matches):
        return None
    known = {fold(name) for name in sure.all_names}
    exact = [place for place, author in enumerate(authors) if fold(author.name) in known]
    possible = exact or [place for place, match in enumerate(matches) if sure.pk in match.possible_members]
    return possible[0] if len(possible) == 1 else None


def _typed_names(keys: set[Hashable]) -> dict[Hashable, str]:
    """What people would type for members: the name, or the address where several have that name."""
    people = list(Person.objects.only("name", "native_name", "slug"))
    times = Counter(
        name for person in people for name in {person.name.casefold(), person.native_name.casefold()}
    )
    return {
        person.pk: person.name if times[person.name.casefold()] == 1 else person.slug
        for person in people
        if person.pk in keys
    }


def _row(values: Mapping[str, list[str]]) -> Row:
    return {"id": new_id(), "values": dict(values)}
