"""The result of a reader: items with their place in the source, and their JSON."""

from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(kw_only=True)
class Link:
    """An address and what it leads to: "pdf", "code", "doi", "arxiv", "homepage", "google-scholar" …"""

    kind: str
    url: str
    #: In data of another Labsite: what it is called there.
    label: str = ""


@dataclass(kw_only=True)
class Item:
    """A fact of the source, with its file, its line and its original text."""

    file: str = ""
    line: int = 0
    raw: str = ""
    #: The name of a picture among the files of the source; read it with `files.read_picture`.
    image: str = ""
    #: The paths of the page of this item on the old site.
    old_urls: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    #: The name of the member whom a study or an honor is about, where a lab site says it with the member.
    member: str = ""
    #: In data of another Labsite: the ids of the profiles that the item is about, and the values of its form
    #: there, which say more than the fields below. Of each paper, further values of a bibliography entry.
    profiles: list[str] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    #: In data of another Labsite: the id of the item, and what it refers to.
    key: str = ""
    references: "References | None" = None


@dataclass(kw_only=True)
class References:
    """What an item of another Labsite refers to.

    ``ids`` are those of other items by their section, ``names`` those of teams and topics by the field, each
    in both languages. ``rows`` are the rows of its form by row set: the values of each, and the id of the
    person in it.
    """

    ids: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)


@dataclass(kw_only=True)
class ProfileRow(Item):
    """A row or text of a profile, in data of another Labsite; ``profiles`` and ``names`` say whose it is."""

    names: list[str]
    #: The section of the profile; "" if only ``why`` can be said about it.
    section: str
    why: str = ""
    #: The keys of others who have the same row.
    shared_with: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Person(Item):
    name: str
    native_name: str = ""
    role: str = ""
    #: "current", "previous", or "" if the source does not say.
    status: str = ""
    start: str = ""
    end: str = ""
    email: str = ""
    #: Where the person studies or works, or went.
    place: str = ""


@dataclass(kw_only=True)
class Team(Item):
    name: str


@dataclass(kw_only=True)
class Publication(Item):
    title: str
    authors: list[str] = field(default_factory=list)
    year: str = ""
    month: str = ""
    venue: str = ""
    #: Positions in ``authors``, from 0, of those who contributed equally.
    equal_contribution: list[int] = field(default_factory=list)
    #: Positions in ``authors``, from 0, of the corresponding authors.
    corresponding: list[int] = field(default_factory=list)
    rank: str = ""


@dataclass(kw_only=True)
class News(Item):
    date: str = ""
    text: str


@dataclass(kw_only=True)
class Honor(Item):
    date: str = ""
    title: str
    issuer: str = ""
    level: str = ""
    highlighted: bool = False


@dataclass(kw_only=True)
class Study(Item):
    start: str = ""
    end: str = ""
    degree: str = ""
    school: str = ""
    department: str = ""
    advisor: str = ""


@dataclass(kw_only=True)
class Talk(Item):
    date: str = ""
    kind: str = ""
    title: str = ""
    event: str = ""
    place: str = ""


@dataclass(kw_only=True)
class Service(Item):
    start: str = ""
    end: str = ""
    role: str = ""
    what: str = ""


@dataclass(kw_only=True)
class Position(Item):
    start: str = ""
    end: str = ""
    role: str = ""
    #: The institution, with its department and place if the source names them.
    where: str = ""


@dataclass(kw_only=True)
class Notice(Item):
    title: str = ""
    text: str


@dataclass(kw_only=True)
class Project(Item):
    title: str
    text: str = ""


@dataclass(kw_only=True)
class Grant(Item):
    funder: str
    number: str


@dataclass(kw_only=True)
class Remainder:
    """A piece of the source that is in no item, and why."""

    file: str
    line: int
    text: str
    why: str
    #: The original text of the source.
    raw: str = ""


@dataclass
class Result:
    """Everything read from a source, by section. Text without a section is in ``not_understood``."""

    kind: str
    #: The names of picture files: the photo of the owner of a homepage; a wide picture and a logo of a lab.
    photo: str = ""
    hero: str = ""
    logo: str = ""
    #: The paths of the start page of a homepage, besides "/".
    old_urls: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    honors: list[Honor] = field(default_factory=list)
    education: list[Study] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    service: list[Service] = field(default_factory=list)
    affiliations: list[Position] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    not_understood: list[Remainder] = field(default_factory=list)
    #: The rows of profiles in data of another Labsite, which come in with the profile of one person.
    profile_rows: list[ProfileRow] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Append an item to its section."""
        getattr(self, SECTIONS[type(item)]).append(item)

    def report(self, file: str, line: int, text: str, why: str) -> None:
        """Add a remainder: a piece of the source that is in no item."""
        if text.strip():
            self.not_understood.append(Remainder(file=file, line=line, text=text.strip(), why=why))


#: The section of a result for each kind of item.
SECTIONS: dict[type[Item], str] = {
    Person: "people",
    Team: "teams",
    Publication: "publications",
    News: "news",
    Honor: "honors",
    Study: "education",
    Talk: "talks",
    Service: "service",
    Position: "affiliations",
    Notice: "notices",
    Project: "projects",
    Grant: "grants",
}


def as_json(result: Result) -> dict[str, Any]:
    """Return a result as plain data for JSON: "kind", a list for each section, and "not_understood".

    Each item has its fields, and as "source" where it comes from: file, line, raw text, the file of its
    picture, and its old addresses.
    """
    data: dict[str, Any] = {"kind": result.kind}
    for section in SECTIONS.values():
        data[section] = [_item_as_json(item) for item in getattr(result, section)]
    data["not_understood"] = [
        {"file": rest.file, "line": rest.line, "text": rest.text, "why": rest.why}
        for rest in result.not_understood
    ]
    return data


#: Sections that the JSON does not list.
_UNLISTED = ("member", "profiles", "key", "references")
_PLACE = ("file", "line", "raw", "image", "old_urls")


def _item_as_json(item: Item) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in (one.name for one in fields(item) if one.name not in (*_PLACE, *_UNLISTED)):
        value = getattr(item, name)
        if name == "details" and not value:
            continue
        if name == "links":
            value = [{"kind": link.kind, "url": link.url} for link in value]
        data[name] = value
    return data | {"source": {name: getattr(item, name) for name in _PLACE}}
