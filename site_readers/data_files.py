"""Read the data files that the pages of a Jekyll site show in loops, such as `site.data.publications`."""

import re
from collections.abc import Iterator
from datetime import date

from site_readers import front_matter, leftovers, records, sections, services
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping
from site_readers.items import Result
from site_readers.labsites import members, samples
from site_readers.labsites.fields import Fields, as_text
from site_readers.labsites.roles import role_of, status_of
from site_readers.pages.output import EXAMPLE

_LOOP = re.compile(r"\bsite\.data\.(?P<name>[\w-]+)|\bsite\.data\[[\"'](?P<quoted>[^\"']+)[\"']\]")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$|^(.+)\n[=-]{4,}\s*$|<h[1-6][^<>]*>(.*?)</h[1-6]>", re.MULTILINE)
#: Data files without content, or with a reader of their own.
_OF_TEMPLATE = frozenset(
    "authors coauthors cv repositories venues navigation ui-text comments resume socials settings".split()
)
#: What the data files of a lab can list.
_OF_LABS = frozenset("people people_previous publications patents news honors talks projects notices".split())
#: Fields with several texts: the texts of a list are keywords.
_OF_RECORDS = ("publications", "patents", "projects")
_FILE = re.compile(r"_data/(?P<name>[\w-]+)\.(?:ya?ml|json)")


def kinds_shown(text: str, page_kind: str) -> dict[str, str]:
    """Return the data files that a page or layout shows, each with the kind of its entries, or "".

    The name says the kind ("awards"), else the heading above the loop, else the page.
    """
    kinds: dict[str, str] = {}
    for loop in _LOOP.finditer(text):
        name = loop["name"] or loop["quoted"]
        headings = _HEADING.findall(text[: loop.start()])
        above = "".join(headings[-1]) if headings else ""
        kind = kind_of(name) or sections.kind_of(re.sub(r"<[^<>]*>", "", above)) or page_kind
        kinds[name] = kinds.get(name) or kind
    return kinds


def groups_shown(text: str) -> dict[str, str]:
    """Return the data files that a page or layout shows below a heading that says a role or status."""
    groups: dict[str, str] = {}
    for loop in _LOOP.finditer(text):
        headings = _HEADING.findall(text[: loop.start()])
        above = re.sub(r"<[^<>]*>", "", "".join(headings[-1])).strip() if headings else ""
        if role_of(above) or status_of(above):
            groups.setdefault(loop["name"] or loop["quoted"], above)
    return groups


def read(
    source: Source,
    result: Result,
    shown: dict[str, str],
    others: frozenset[str] = frozenset(),
    lab: members.Reader | None = None,
    groups: dict[str, str] | None = None,
) -> None:
    """Add the entries of the data files that pages show, and report those of the others.

    ``others`` are the names of files that have a reader of their own. ``lab`` reads the people of a lab
    site, where courses and services have no place, and ``groups`` is what pages call the people of a file.
    """
    people = lab or members.Reader(result, date.today().isoformat())
    for file in sorted(source.files):
        match = _FILE.fullmatch(file)
        if not match or match["name"] in _OF_TEMPLATE | others:
            continue
        kind = kind_of(match["name"])
        if match["name"] not in shown and not kind:
            continue
        try:
            data = front_matter.load_data(file, source.files[file])
        except BadDataError as error:
            result.report(file, error.line, file, f"The file cannot be read: {error}")
            continue
        kind = shown.get(match["name"], kind)
        entries_of_file = list(_entries(data, kind))
        if entries_of_file and all(
            leftovers.is_example_entry(as_text(entry)) for _, entry in entries_of_file
        ):
            result.report(file, 1, file, EXAMPLE)
            continue
        for entry_kind, entry in entries_of_file:
            if lab and entry_kind not in _OF_LABS:
                result.report(file, entry.line, as_text(entry), "There is no section for this.")
                continue
            reader = people if match["name"] in shown else None
            _read_entry(entry, entry_kind, file, result, reader, (groups or {}).get(match["name"], ""))


def read_list(file: str, data: object, kind: str, result: Result) -> None:
    """Add the entries of a list that a page of one person shows. ``kind`` is what the page is about."""
    people = members.Reader(result, date.today().isoformat())
    for entry_kind, entry in _entries(data, kind):
        _read_entry(entry, entry_kind, file, result, people, "")


def _read_entry(
    entry: Mapping, kind: str, file: str, result: Result, people: members.Reader | None, group: str
) -> None:
    """Add one entry, or report it; ``people`` is None if no page shows its file."""
    text = as_text(entry)
    fields = Fields(_in_english(entry), file, entry.line)
    if people is None:
        result.report(file, entry.line, text, "No page shows this data file, left out.")
    elif leftovers.is_example(text):
        result.report(file, entry.line, text, EXAMPLE)
    elif kind.startswith("people"):
        name = fields.text(*members.NAMES)
        labels = [*fields.texts(*members.ROLES), *fields.texts(*members.GROUPS)]
        labels += ["alumni"] if kind == "people_previous" else []
        labels += [group] if group else []
        if name and not samples.is_person(name, text):
            people.read(fields, name, labels)
        fields.report_rest(result)
    elif not records.read_record(kind, fields, result):
        result.report(file, entry.line, text, "There is no section for this.")


def _in_english(entry: Mapping) -> Mapping:
    """Return a record with the fields of a language, such as "title_en", as those without one."""
    plain = Mapping(entry)
    plain.line = entry.line
    for key in entry:
        name = "text" if key.lower() == "en" else re.sub(r"[_-]en$", "", key, flags=re.IGNORECASE)
        if name not in entry:
            plain[name] = plain.pop(key)
    return plain


def _entries(data: object, kind: str) -> Iterator[tuple[str, Mapping]]:
    """Yield the records of a file, those in lists below keys as well, each with the kind of its entries."""
    if isinstance(data, list):
        for one in data:
            if isinstance(one, Mapping) and (lists := _lists_in(one)):
                for key, inner in lists:
                    yield from _entries(inner, kind_of(key) or kind)
            elif isinstance(one, Mapping):
                yield kind, one
            elif isinstance(one, str) and one.strip() and kind not in _OF_RECORDS:
                yield kind, Mapping(title=one)
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            if isinstance(inner, list | Mapping):
                role = services.role_of_heading(key) if kind in ("service", "teaching") else ""
                for inner_kind, entry in _entries(inner, kind if role else kind_of(key) or kind):
                    if role and "role" not in entry:
                        entry["role"] = role
                    yield inner_kind, entry


def _lists_in(entry: Mapping) -> list[tuple[str, list[object]]]:
    """Return the lists of records in a group such as "year: 2024, papers: [...]"."""
    return [
        (key, value)
        for key, value in entry.items()
        if isinstance(value, list)
        and value
        and all(isinstance(one, Mapping) and len(one) > 2 for one in value)
    ]


def kind_of(name: str) -> str:
    """Return what the name of a data file or of a key announces, such as "honors", or ""."""
    return sections.kind_of(re.sub(r"[_-]+|\d+", " ", name).strip())
