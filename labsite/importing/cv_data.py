"""Read a CV that a site keeps as data: JSON Resume, al-folio's `_data/cv.yml`, and RenderCV.

Each entry goes to the section that its heading announces. What has no section is named.
"""

import re
from collections.abc import Iterator

from labsite.importing import front_matter, leftovers, records, sections, services
from labsite.importing.blocks import Block, Line, Run
from labsite.importing.files import Source
from labsite.importing.front_matter import BadDataError, Mapping
from labsite.importing.items import Result
from labsite.importing.labsites.fields import Fields, as_text
from labsite.importing.pages.output import EXAMPLE

_NAMES = ("_data/cv.yml", "_data/cv.yaml", "_data/cv.json", "assets/json/resume.json", "assets/resume.json")
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
    if isinstance(entry, Mapping) and isinstance(entry.get("items"), list) and kind in ("honors", "patents"):
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
    if not records.read_record(kind, Fields(entry, file, entry.line), result):
        result.report(file, entry.line, f"{title}: {as_text(entry)}", _WHY)


def _read_points(label: str, points: list[str], file: str, entry: Mapping, result: Result) -> None:
    """Add each point below a label such as "Peer review" as a service of its own."""
    result.report(file, entry.line, f"{label}, {as_text(entry.get('institution'))}", "A label of services.")
    for point in points:
        block = Block("item", file, entry.line, [Line(entry.line, [Run(point)])])
        role = "" if services.role_in(point) else label
        if item := services.read_service(block, role):
            item.file, item.line, item.raw = file, entry.line, point
            result.add(item)
        else:
            result.report(file, entry.line, point, _WHY)
