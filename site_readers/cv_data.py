"""Read a CV that a site keeps as data: JSON Resume, al-folio's `_data/cv.yml`, and RenderCV.

Each entry goes to the section that its heading announces. Entries without a section are reported.
"""

import re
from collections.abc import Iterator, Sequence

from site_readers import entries, front_matter, leftovers, records, sections, services, talks
from site_readers.blocks import Block, Line, Run
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping
from site_readers.items import Item, Result
from site_readers.labsites.fields import Fields, as_text
from site_readers.pages.output import EXAMPLE

_NAMES = ("_data/cv.yml", "_data/cv.yaml", "_data/cv.json", "assets/json/resume.json", "assets/resume.json")
#: The sections of JSON Resume whose names are not headings.
_KINDS = {"volunteer": "service", "presentations": "talks", "basics": "about", "work": "experience"}
#: Fields of RenderCV's entries that are one text.
_TEXTS = frozenset({"bullet", "number", "reversed_number"})
#: A name that is a link, as RenderCV writes it: "[River Maps](https://maps.example)".
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s()]+)\)")
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
    line = entry.line if isinstance(entry, Mapping) else 0
    if isinstance(entry, Mapping) and len(entry) == 1 and _TEXTS & entry.keys():
        (entry,) = entry.values()
    if isinstance(entry, str):
        text = as_text(entry)
        if items := _items_of(kind, text, line):
            _add(items, text, file, line, result)
            return
        entry = Mapping(title=text)
        entry.line = line
    if not isinstance(entry, Mapping):
        result.report(file, 0, as_text(entry), _WHY)
        return
    entry = _without_links(entry)
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
        if items := _items_of("service", point, entry.line, label):
            _add(items, point, file, entry.line, result)
        else:
            result.report(file, entry.line, point, _WHY)


def _items_of(kind: str, text: str, line: int, label: str = "") -> Sequence[Item]:
    """Return the items of a line, as on a page; [] for sections whose entries have fields."""
    block = Block("item", "", line, [Line(line, [Run(text)])])
    if kind == "honors":
        return entries.read_honors(block)
    if kind == "talks":
        return list(filter(None, [talks.read_talk(block)]))
    if kind == "service":
        return list(filter(None, [services.read_service(block, "" if services.role_in(text) else label)]))
    return []


def _add(items: Sequence[Item], text: str, file: str, line: int, result: Result) -> None:
    for item in items:
        item.file, item.line, item.raw = file, line, text
        result.add(item)


def _without_links(entry: Mapping) -> Mapping:
    """Return a record whose names are texts, and whose address is that of the first name that is a link."""
    links = {name: match for name, value in entry.items() if (match := _LINK.fullmatch(as_text(value)))}
    plain = Mapping({**entry, **{name: match[1] for name, match in links.items()}})
    if links and not as_text(entry.get("url")):
        plain["url"] = next(iter(links.values()))[2]
    plain.line = entry.line
    return plain
