"""Build the content of the publication form (``moderation.forms.snapshot``) from a bibliography entry."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from core.search.normalization import fold
from moderation.forms.snapshot import Row, Snapshot, new_row_id
from people.models import Person
from publications.author_claims import match_authors
from publications.bibtex import Author, Entry
from publications.citing.registry import funding_lines
from publications.column_limits import (
    author_name,
    citation_name,
    lacks_citation_name,
    links_of,
    venue_name,
)
from publications.forms import extra_lines
from publications.importing.planning import publication_from
from publications.matching import Match, Matcher
from publications.models import Publication, Topic, Venue
from publications.models.field_groups import APPEARANCE
from publications.models.venue import split_abbreviation

#: Fields about where and when a work was published.
_APPEARANCE_FIELDS = (*APPEARANCE, "doi")
#: Fields about the work itself, and whether its lists of names go on.
_WORK_FIELDS = (
    "title",
    "translated_title",
    "language",
    "arxiv_id",
    "abstract",
    "award",
    "note",
    "has_more_authors",
    "has_more_editors",
)


def new_content(entry: Entry, matcher: Matcher, known_author: Person | None = None) -> Snapshot:
    """Return the form content for a new publication.

    Authors who match a member beyond doubt are linked. ``known_author`` is a member who is certainly an
    author, however the name is printed: the only name that can be this member's is linked too. An entry
    without authors gets this one, followed by "and others", since there may be more.
    """
    fields = _fields(entry)
    if known_author and not entry.authors:
        fields["has_more_authors"] = ["on"]
    return {
        "fields": fields
        | {
            "topics": _topics(entry),
            "funding": _funding(entry),
            "extra": _extra(publication_from(entry).extra),
        },
        "rows": {
            "authorships": _authors(entry, matcher, known_author),
            "editorships": _editors(entry, matcher, known_author),
            "links": _links(entry),
        },
    }


def changed_content(
    content: Snapshot, names: Collection[str], entry: Entry, matcher: Matcher, publication: Publication
) -> Snapshot:
    """Return the content of a publication with the named fields replaced by those of the entry.

    ``names`` are those of ``importing.diff.FieldDifference``. Links, topics and extra fields are added to
    the existing ones.
    """
    fields, rows = dict(content["fields"]), dict(content["rows"])
    entry_fields = _fields(entry)
    fields |= {name: entry_fields[name] for name in names if name in entry_fields}
    if "venue" in names:
        fields["venue_rank"] = entry_fields["venue_rank"]
    if "authors" in names:
        rows["authorships"] = _authors(entry, matcher, None)
        fields["has_more_authors"] = entry_fields["has_more_authors"]
    if "editors" in names:
        rows["editorships"] = _editors(entry, matcher, None)
        fields["has_more_editors"] = entry_fields["has_more_editors"]
    if "citation_names" in names:
        for name, people in (("authorships", entry.authors), ("editorships", entry.editors)):
            rows[name] = _with_citation_names(rows[name], people)
    if "links" in names:
        urls = {url for row in rows["links"] for url in row["values"].get("url", [])}
        rows["links"] = rows["links"] + [row for row in _links(entry) if row["values"]["url"][0] not in urls]
    if "topics" in names:
        fields["topics"] = list(dict.fromkeys([*fields.get("topics", []), *_topics(entry)]))
    if "funding" in names:
        fields["funding"] = _funding(entry)
    if "extra" in names:
        fields["extra"] = _extra({**publication_from(entry).extra, **publication.extra})
    return {"fields": fields, "rows": rows}


def published_content(content: Snapshot, entry: Entry) -> Snapshot:
    """Return the content of a preprint with the venue, date and DOI of its published version.

    Title, authors and everything that the entry leaves out stay unchanged, and so does funding that the
    preprint has.
    """
    fields = _fields(entry)
    names = (*_APPEARANCE_FIELDS, "venue_rank")
    appearance = {name: fields[name] for name in names if fields[name]}
    # The month and day of the preprint must not be combined with the year of the published version.
    month_and_day = {name: fields[name] for name in ("month", "day")} if entry.year else {}
    in_press = {"is_in_press": fields["is_in_press"]}
    funding = {"funding": content["fields"].get("funding") or _funding(entry)}
    return {**content, "fields": content["fields"] | appearance | month_and_day | in_press | funding}


def _links(entry: Entry) -> list[Row]:
    return [
        _row({"kind": [kind], "url": [url], "label": _form_value(entry.link_labels.get(url, ""))})
        for kind, url in links_of(entry)
    ]


def _topics(entry: Entry) -> list[str]:
    """Return the primary keys of the entry's existing topics: only the lab adds topics."""
    topics = {fold(name): str(pk) for pk, name in Topic.objects.values_list("pk", "name")}
    return [topics[fold(keyword)] for keyword in entry.keywords if fold(keyword) in topics]


def _funding(entry: Entry) -> list[str]:
    return [funding_lines(entry.funding)] if entry.funding else []


def _extra(extra: Mapping[str, str]) -> list[str]:
    return [extra_lines(extra)] if extra else []


def _fields(entry: Entry) -> dict[str, list[str]]:
    publication = publication_from(entry)
    names = (*_WORK_FIELDS, *_APPEARANCE_FIELDS)
    values = {name: getattr(publication, name) for name in names if name != "venue"}
    values |= _venue(entry)
    return {name: _form_value(value) for name, value in values.items()}


def _form_value(value: object) -> list[str]:
    """Return the value of a form field as a browser sends it; a ticked box sends "on"."""
    if isinstance(value, bool):
        return ["on"] if value else []
    return [str(value)] if value not in ("", None) else []


def _venue(entry: Entry) -> dict[str, str]:
    """Return the name and rank of the existing venue that the entry names, or those of the entry.

    The form reads the abbreviation of a new venue in parentheses after its name.
    """
    names = filter(None, (entry.venue, entry.venue_short))
    venue = next(filter(None, map(Venue.objects.called, names)), None)
    name = venue.name if venue else venue_name(entry)
    if not venue and split_abbreviation(both := f"{name} ({entry.venue_short})") == (name, entry.venue_short):
        name = both
    return {"venue": name, "venue_rank": (venue and venue.rank) or (entry.venue_rank[:40] if name else "")}


def _authors(entry: Entry, matcher: Matcher, known_author: Person | None) -> list[Row]:
    authors: Sequence[Author] = entry.authors
    if not authors and known_author and not entry.editors:
        authors = [Author.from_printed_name(known_author.name)]
    return [
        _row(
            values
            | {
                "is_equal": _form_value(author.is_equal),
                "is_corresponding": _form_value(author.is_corresponding),
            }
        )
        for author, values in zip(
            authors, _contributors(authors, entry.year, matcher, known_author), strict=True
        )
    ]


def _editors(entry: Entry, matcher: Matcher, known_editor: Person | None) -> list[Row]:
    known_editor = None if entry.authors else known_editor
    return list(map(_row, _contributors(entry.editors, entry.year, matcher, known_editor)))


def _contributors(
    people: Sequence[Author], year: int | None, matcher: Matcher, known_person: Person | None
) -> list[dict[str, list[str]]]:
    """Return name, member and name in citations of authors or editors, one of whom is a known member."""
    matches = match_authors(matcher, people, year)
    members = {index: match.member for index, match in enumerate(matches) if match.member is not None}
    if known_person and (index := _index_of(known_person, people, matches)) is not None:
        members[index] = known_person.pk
    typed_names = _typed_names(set(members.values()))
    return [
        {
            "name": [author_name(person)],
            "person": [typed_names[members[index]]] if index in members else [],
            "citation_name": _form_value(citation_name(person)),
        }
        for index, person in enumerate(people)
    ]


def _with_citation_names(rows: Sequence[Row], people: Sequence[Author]) -> list[Row]:
    """Return rows, which list the same people, with the names in citations that they lack."""
    if len(rows) != len(people):
        return list(rows)
    pairs = zip(rows, people, strict=True)
    return [_row_with_citation_name(row, person) for row, person in pairs]


def _row_with_citation_name(row: Row, person: Author) -> Row:
    name, citation = ("".join(row["values"].get(field, [])) for field in ("name", "citation_name"))
    if not lacks_citation_name(name, citation, person):
        return row
    return {**row, "values": {**row["values"], "citation_name": [citation_name(person)]}}


def _index_of(person: Person, authors: Sequence[Author], matches: Sequence[Match]) -> int | None:
    """Return the index of the only author who can be this person.

    None where no author or several can be, or where the person is matched already.
    """
    if any(match.member == person.pk for match in matches):
        return None
    person_names = {fold(name) for name in person.all_names}
    exact = [index for index, author in enumerate(authors) if fold(author.name) in person_names]
    candidates = exact or [
        index for index, match in enumerate(matches) if person.pk in match.possible_members
    ]
    return candidates[0] if len(candidates) == 1 else None


def _typed_names(keys: set[Hashable]) -> dict[Hashable, str]:
    """Return, by primary key, what identifies members in the form: the name, or the slug of namesakes."""
    people = list(Person.objects.only("name", "native_name", "slug"))
    name_counts = Counter(
        name for person in people for name in {person.name.casefold(), person.native_name.casefold()}
    )
    return {
        person.pk: person.name if name_counts[person.name.casefold()] == 1 else person.slug
        for person in people
        if person.pk in keys
    }


def _row(values: Mapping[str, list[str]]) -> Row:
    return {"id": new_row_id(), "values": dict(values)}
