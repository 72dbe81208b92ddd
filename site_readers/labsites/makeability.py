"""The JSON of the Makeability Lab's portal: pages of its API, or a dump of its database."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from site_readers import dates, front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, is_false
from site_readers.items import Honor, News, Project, Publication, Result, Talk
from site_readers.labsites import members, papers, prose
from site_readers.labsites.fields import Fields, as_text

#: A kind of record by the fields that only it has.
_SIGNATURES = [
    ("publication", {"title", "authors", "forum_name"}),
    ("person", {"first_name", "last_name"}),
    ("person", {"name", "current_title"}),
    ("role", {"person", "role", "lead_project_role"}),
    ("grant", {"sponsor", "title", "grant_id"}),
    ("grant", {"sponsor", "title", "funding_amount"}),
    ("project", {"short_name", "name"}),
    ("news", {"title", "date", "content"}),
    ("talk", {"title", "talk_type"}),
    ("video", {"video_url", "title"}),
]
_PLAIN_NAMES = ("title", "name", "first_name", "last_name", "middle_name")
#: Fields of a person that are parts of the name, or technical.
_UNUSED = (
    "url first_name last_name middle_name bio_datetime_modified cropping easter_egg easter_egg_crop".split()
)


def matches(source: Source) -> bool:
    """Return whether a source has JSON files of this portal and no pages."""
    has_pages = any(name.startswith(("_", "content/")) for name in source.files)
    names = [name for name in source.files if name.endswith(".json")]
    return (
        bool(names)
        and not has_pages
        and any(True for name in names for _ in _records(name, source.files[name]))
    )


def read(source: Source, result: Result) -> None:
    """Add the people, publications, projects, talks, news and awards of a dump."""
    records: dict[str, list[Fields]] = defaultdict(list)
    for name, text in source.under("", "json"):
        count = 0
        for kind, fields in _records(name, text):
            records[kind].append(fields)
            count += 1
        if not count:
            result.report(name, 1, text[:300], "No record of a count kind.")
    _Dump(records, result).read()


def _records(name: str, text: str) -> Iterator[tuple[str, Fields]]:
    try:
        data = front_matter.load_json(text)
    except BadDataError:
        return
    seen = 0
    for record in _flat(data):
        line = text.count("\n", 0, seen) + 1
        if {"model", "fields"} <= record.keys() and isinstance(record["fields"], Mapping):
            kind = as_text(record["model"]).rpartition(".")[2].lower()
            content = Mapping(record["fields"])
            content["pk"] = record.get("pk")
        else:
            kind = next((kind for kind, signature in _SIGNATURES if signature <= record.keys()), "")
            content = record
        title = next((as_text(content[key]) for key in _PLAIN_NAMES if as_text(content.get(key))), "")
        if title and (at := text.find(f'"{title[:40]}', seen)) >= 0:
            seen = at
            line = text.count("\n", 0, at) + 1
        if kind:
            yield kind, Fields(content, name, line)


def _flat(data: object) -> Iterator[Mapping]:
    """Yield the records of a list, of a page of results, or of a mapping of lists."""
    if isinstance(data, list):
        for one in data:
            yield from _flat(one)
    elif isinstance(data, Mapping):
        lists = [
            one for key, one in data.items() if isinstance(one, list) and (key == "results" or key in _LISTS)
        ]
        if lists and not any(signature <= data.keys() for _, signature in _SIGNATURES):
            for one in lists:
                yield from _flat(one)
        else:
            yield data


_LISTS = {
    "people",
    "publications",
    "projects",
    "grants",
    "news",
    "talks",
    "videos",
    "awards",
    "members",
    "data",
    "items",
    "pis",
    "co_pis",
}


class _Dump:
    def __init__(self, records: dict[str, list[Fields]], result: Result):
        self.records = records
        self.result = result
        self.on = date.today().isoformat()
        self.reader = members.Reader(result, self.on)
        self.collector = papers.Collector(result)
        self.names: dict[str, str] = {}

    def read(self) -> None:
        positions = defaultdict(list)
        for position in self.records.pop("position", []):
            positions[position.text("person")].append(position)
        for fields in self.records.pop("person", []):
            self._read_person(fields, positions)
        readers = {
            "publication": self._read_publication,
            "project": self._read_project,
            "talk": self._read_talk,
            "news": self._read_news,
            "award": self._read_award,
            "personaward": self._read_award,
        }
        for kind, several in self.records.items():
            for fields in several:
                if kind in readers:
                    readers[kind](fields)
                elif kind not in {
                    "keyword",
                    "projectumbrella",
                    "logentry",
                    "session",
                    "permission",
                    "contenttype",
                    "user",
                    "group",
                }:
                    self.result.report(
                        fields.file,
                        fields.first_line,
                        fields.everything(),
                        f"There is no section for a {kind}.",
                    )

    def _read_person(self, fields: Fields, positions: dict[str, list[Fields]]) -> None:
        parts = (fields.text(name) for name in ("first_name", "middle_name", "last_name"))
        name = fields.text("name") or " ".join(filter(None, parts))
        key = fields.text("pk") or fields.text("id")
        self.names[key] = name
        own = sorted(positions.get(key, []), key=lambda one: one.text("start_date"))
        if positions and not own:
            return  # an author from elsewhere, whom the site does not list
        fields.values.pop("url", None)  # the page of the person on the old site
        labels = [fields.text("current_title", "title")]
        fields.skip(_UNUSED)
        if own:
            if all(map(_is_collaboration, own)):
                self.result.report(fields.file, fields.first_line, name, "Not a member of the lab.")
                return
            labels = [own[-1].text("title"), own[-1].text("role") if _is_collaboration(own[-1]) else ""]
            self._take_positions(fields, own, name)
        person = self.reader.read(fields, name, labels)
        if person:
            if own and not person.status:
                person.status = "current"
            fields.report_rest(self.result)

    def _take_positions(self, fields: Fields, own: list[Fields], name: str) -> None:
        """Set the dates of a person from those of the positions; report all positions but the last."""
        fields.values["start_date"] = own[0].text("start_date")
        if all(one.text("end_date") for one in own):
            fields.values["end_date"] = max(one.text("end_date") for one in own)
        for earlier in own[:-1]:
            parts = (earlier.text(part) for part in ("title", "start_date", "end_date"))
            text = " ".join(filter(None, parts))
            self.result.report(earlier.file, earlier.first_line, f"{name}: {text}", "An earlier position.")

    def _read_publication(self, fields: Fields) -> None:
        title = papers.plain(fields.text("title"))
        if not title:
            self.result.report(
                fields.file, fields.first_line, fields.everything(), "A publication without a title."
            )
            return
        venue = papers.plain(fields.text("forum_name", "book_title"))
        paper = Publication(title=title, venue=venue, file=fields.file, line=fields.first_line, raw=title)
        paper.authors = self._names(fields.value("authors"))
        papers.set_date(paper, fields.text("date"), is_padded=True)
        paper.year = paper.year or fields.text("year")
        fields.skip(
            [
                "date",
                "year",
                "projects",
                "forum_url",
                "venue_type",
                "pub_venue_type",
                "citation_html",
                "bibtex",
                "peer_reviewed",
            ]
        )
        fields.skip(["keywords", "project_umbrellas", "book_title", "pdf_file", "raw_file"])
        for field, label in (
            ("official_url", "paper"),
            ("arxiv_url", "arxiv"),
            ("code_repo_url", "code"),
            ("pdf_url", "pdf"),
        ):
            papers.add_address(paper, label, fields.text(field), fields, self.result)
        papers.read_links(fields, paper, self.result)
        forum = as_text(fields.values.get("forum_url")).rstrip("/")
        paper.links = [link for link in paper.links if link.url.rstrip("/") != forum or not forum]
        self.collector.add(paper)
        fields.report_rest(self.result)

    def _read_project(self, fields: Fields) -> None:
        title = fields.text("name", "display_short_name", "short_name")
        if "is_visible" in fields.values and is_false(fields.values["is_visible"]):
            self.result.report(fields.file, fields.first_line, title, "Not published, left out.")
            return
        parts = [
            papers.plain(fields.text("summary")),
            prose.clean(re.sub(r"</?p>", "\n\n", fields.text("about"))),
        ]
        parts += [
            f"<{fields.text(name)}>"
            for name in ("website", "data_url", "featured_code_repo_url")
            if fields.text(name)
        ]
        self.result.add(
            Project(
                title=title,
                text="\n\n".join(filter(None, parts)),
                file=fields.file,
                line=fields.first_line,
                raw=title,
            )
        )
        fields.skip(["short_name", "display_short_name", "url", "is_visible", "gallery_image"])
        fields.report_rest(self.result)

    def _read_talk(self, fields: Fields) -> None:
        title = fields.text("title")
        talk = Talk(
            date=dates.iso_date(fields.text("date")),
            kind=fields.text("talk_type") or "talk",
            title=title,
            event=fields.text("forum_name"),
            place=fields.text("location"),
            file=fields.file,
            line=fields.first_line,
            raw=title,
        )
        self.result.add(talk)
        if speakers := self._names(fields.value("speakers", "authors")):
            self.result.report(fields.file, fields.first_line, ", ".join(speakers), "Speaker of a talk.")
        fields.skip(["projects", "keywords", "project_umbrellas", "pdf_file", "raw_file"])
        fields.report_rest(self.result)

    def _read_news(self, fields: Fields) -> None:
        title, content = fields.text("title"), prose.clean(re.sub(r"</?p>", "\n\n", fields.text("content")))
        day = dates.iso_date(fields.text("date"))
        if day > self.on:
            self.result.report(fields.file, fields.first_line, title, "The date is in the future, left out.")
            return
        text = "\n\n".join(filter(None, (title, content)))
        self.result.add(News(date=day, text=text, file=fields.file, line=fields.first_line, raw=title))
        fields.skip(["author", "project", "people", "cropping", "alt_text"])
        fields.report_rest(self.result)

    def _read_award(self, fields: Fields) -> None:
        title = fields.text("title", "name", "award")
        honor = Honor(
            date=dates.iso_date(fields.text("date", "year")),
            title=title,
            issuer=fields.text("organization", "issuer"),
        )
        honor.file, honor.line, honor.raw = fields.file, fields.first_line, title
        self.result.add(honor)
        if recipients := self._names(fields.value("recipients", "person", "people")):
            self.result.report(
                fields.file, fields.first_line, ", ".join(recipients), "Who received an honor."
            )
        fields.report_rest(self.result)

    def _names(self, value: object) -> list[str]:
        people = value if isinstance(value, list) else [value] if value else []
        names = (
            as_text(one.get("name"))
            if isinstance(one, Mapping)
            else self.names.get(as_text(one), as_text(one))
            for one in people
        )
        return [name for name in names if name and not name.isdigit()]


def _is_collaboration(position: Fields) -> bool:
    return position.text("role").lower() == "collaborator"
