"""Read a CV that a site keeps as data: JSON Resume, al-folio's `_data/cv.yml`, and RenderCV.

Each entry goes to the section that its heading announces. What has no section is named.
"""

import re
from collections.abc import Callable, Iterator

from labsite.importing import dates, entries, front_matter, leftovers, sections
from labsite.importing.blocks import Block, Line, Run
from labsite.importing.files import Source
from labsite.importing.front_matter import BadDataError, Mapping
from labsite.importing.items import Honor, Item, Link, Project, Publication, Result, Service, Study, Talk
from labsite.importing.labsites.fields import Fields, as_text
from labsite.importing.pages.output import EXAMPLE
from labsite.importing.publications import merge, title_key
from labsite.importing.text_parts import is_address, publication_link

_NAMES = ("_data/cv.yml", "_data/cv.yaml", "_data/cv.json", "assets/json/resume.json", "assets/resume.json")
_STARTS = ("startdate", "start_date", "start", "from")
_ENDS = ("enddate", "end_date", "end", "to")
_DATES = ("date", "year", "years", "releasedate", "release_date", "period", "time")
#: The sections of JSON Resume whose names are no headings.
_KINDS = {"volunteer": "service", "presentations": "talks", "basics": "about", "work": "experience"}
_WHY = "There is no section for this part of the CV."


def read(source: Source, result: Result, pages: str) -> None:
    """Add the entries of the CV that a reachable page shows; ``pages`` are the texts of these pages."""
    for name in _NAMES:
        if name not in source.files:
            continue
        try:
            data = front_matter.load_data(name, source.files[name])
        except BadDataError as error:
            result.report(name, error.line, name, f"The file cannot be read: {error}")
            continue
        if leftovers.is_example(source.files[name]):
            result.report(name, 1, name, EXAMPLE)
        elif not _is_shown(name, pages):
            result.report(name, 1, name, "No page that the navigation leads to shows this CV, left out.")
        else:
            for title, contents in _sections(data):
                for entry in contents:
                    _read_entry(title, entry, name, result)
            return


def _is_shown(name: str, pages: str) -> bool:
    shows = (
        r"layout:\s*cv\b"
        if not name.endswith("_data/cv.json")
        else r"cv-template|site\.data\.cv|layout:\s*cv-"
    )
    return bool(re.search(shows, pages))


def _sections(data: object) -> Iterator[tuple[str, list[object]]]:
    """Yield the heading and the entries of each section."""
    if isinstance(data, list):
        for part in data:
            if isinstance(part, Mapping):
                yield as_text(part.get("title")), _list(part.get("contents"))
    elif isinstance(data, Mapping):
        inner = data.get("cv")
        parts = inner.get("sections") if isinstance(inner, Mapping) else data
        for title, contents in (parts if isinstance(parts, Mapping) else data).items():
            yield title, _list(contents)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _read_entry(title: str, entry: object, file: str, result: Result) -> None:
    kind = _KINDS.get(title.lower()) or sections.kind_of(title.replace("_", " "))
    if isinstance(entry, Mapping) and isinstance(entry.get("items"), list) and kind == "honors":
        for one in entry["items"]:  # al-folio: the awards of one year
            _read_entry(title, Mapping(title=as_text(one), year=entry.get("year")), file, result)
        return
    if isinstance(entry, str):
        entry = Mapping(title=entry)
    if not isinstance(entry, Mapping):
        result.report(file, 0, as_text(entry), _WHY)
        return
    points = entry.get("description")
    if kind in ("service", "teaching") and isinstance(points, list) and len(points) > 1:
        _read_points(as_text(entry.get("title")), [as_text(point) for point in points], file, entry, result)
        return
    fields = Fields(entry, file, entry.line)
    item = _READERS[kind](fields) if kind in _READERS else None
    if not item:
        result.report(file, entry.line, f"{title}: {as_text(entry)}", _WHY)
        return
    item.file, item.line, item.raw = file, entry.line, as_text(entry)
    address = fields.text("url", "website", "link")
    if is_address(address):
        link = publication_link("", address)
        item.links = [Link(kind=link.kind, url=link.url)]
    known = _known(item, result)
    if known:
        merge(known, item) if isinstance(item, Publication) else None
    else:
        result.add(item)
    fields.report_rest(result)


def _read_points(label: str, points: list[str], file: str, entry: Mapping, result: Result) -> None:
    """Add each point below a label such as "Peer review" as a service of its own."""
    result.report(file, entry.line, f"{label}, {as_text(entry.get('institution'))}", "A label of services.")
    for point in points:
        block = Block("item", file, entry.line, [Line(entry.line, [Run(point)])])
        role = "" if entries.role_in(point) else label
        if item := entries.read_service(block, role):
            item.file, item.line, item.raw = file, entry.line, point
            result.add(item)
        else:
            result.report(file, entry.line, point, _WHY)


def _known(item: Item, result: Result) -> Publication | None:
    """Return the paper with this title that a page lists already."""
    if not isinstance(item, Publication):
        return None
    key = title_key(item.title)
    return next((paper for paper in result.publications if title_key(paper.title) == key), None)


def _period(fields: Fields) -> tuple[str, str]:
    start, end = dates.iso_date(fields.text(*_STARTS)), dates.iso_date(fields.text(*_ENDS))
    if start or end:
        return start, end
    found = dates.find_periods(fields.text(*_DATES))
    period = found[0][0] if found else dates.Period()
    return period.start, period.end


def _date(fields: Fields) -> str:
    found = dates.find_periods(fields.text(*_DATES, *_STARTS))
    return found[0][0].date if found else ""


def _study(fields: Fields) -> Study | None:
    degree, area = (
        fields.text("studytype", "degree", "title"),
        fields.text("area", "department", "field", "major"),
    )
    start, end = _period(fields)
    study = Study(
        start=start if end or not re.fullmatch(r"\d{4}", fields.text("year")) else "",
        end=end or (start if re.fullmatch(r"\d{4}", fields.text("year")) else ""),
        degree=" in ".join(part for part in (degree, area) if part),
        school=fields.text("institution", "school", "university"),
        advisor=fields.text("advisor", "supervisor"),
    )
    return study if study.school or study.degree else None


def _honor(fields: Fields) -> Honor | None:
    title = fields.text("title", "name", "award", "label")
    issuer = fields.text("awarder", "issuer", "organization", "institution")
    return Honor(date=_date(fields), title=title, issuer=issuer) if title else None


def _paper(fields: Fields) -> Publication | None:
    title = fields.text("title", "name")
    authors = fields.texts("authors", "author")
    venue = fields.text("journal", "publisher", "venue", "booktitle")
    return Publication(title=title, authors=authors, year=_date(fields)[:4], venue=venue) if title else None


def _talk(fields: Fields) -> Talk | None:
    title = fields.text("title", "name")
    event, place = (
        fields.text("event", "venue", "organization", "institution"),
        fields.text("location", "place"),
    )
    kind = fields.text("type")
    return Talk(date=_date(fields), kind=kind, title=title, event=event, place=place) if title else None


def _service(fields: Fields) -> Service | None:
    start, end = _period(fields)
    role = fields.text("position", "role", "type")
    parts = (fields.text("title", "name", "course"), fields.text("organization", "institution", "venue"))
    what = ", ".join(part for part in parts if part)
    return Service(start=start, end=end, role=role, what=what) if role or what else None


def _project(fields: Fields) -> Project | None:
    title = fields.text("title", "name")
    return Project(title=title, text=fields.text("summary", "description")) if title else None


_READERS: dict[str, Callable[[Fields], Item | None]] = {
    "education": _study,
    "honors": _honor,
    "publications": _paper,
    "talks": _talk,
    "service": _service,
    "teaching": _service,
    "projects": _project,
}
