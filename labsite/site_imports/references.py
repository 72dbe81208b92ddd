"""Resolve the references of teams, news, projects and grants of another Labsite to objects here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from labsite.site_imports.comparison import Verdict, compare
from labsite.site_imports.members import REFERENCES
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.targets import title_of
from moderation.forms.snapshot import Values, new_row_id
from moderation.forms.spec import Editor
from people.models import Person
from site_readers.items import Item, References, Result

#: Verdicts on an item that the site has.
_IS_THERE = (Verdict.SAME, Verdict.DIFFERS)


def store_references(read: Sequence[tuple[SiteItem, Item]], result: Result) -> None:
    """Store the references of rows with their values: other items by their position in the import.

    ``read`` are the rows, each with what it was read from.
    """
    papers = enumerate(reversed(result.publications), 1)
    positions = {"publications": {paper.key: position for position, paper in papers}}
    for section in ("people", "projects"):
        positions[section] = {item.key: row.position for row, item in read if row.section == section}
    for row, item in read:
        if item.references:
            references = json.dumps(_numbered(item.references, positions), ensure_ascii=False)
            row.values |= {REFERENCES: [references]}


def _numbered(references: References, positions: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    people = positions["people"]
    return {
        "positions": {
            section: [positions[section][key] for key in keys if key in positions[section]]
            for section, keys in references.ids.items()
        },
        "names": references.names,
        "rows": {
            name: [
                row | ({"person": people[row["person"]]} if "person" in row else {})
                for row in rows
                if "person" not in row or row["person"] in people
            ]
            for name, rows in references.rows.items()
        },
    }


@dataclass
class ResolvedReferences:
    """The values of fields and the rows that an item gets, and the names of what the site does not have."""

    fields: Values = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


class Resolver:
    """Resolves the references of items. Create it once people, papers and projects are saved."""

    def __init__(self, site_import: SiteImport):
        self.site_import = site_import
        self._objects: dict[str, dict[int, int]] = {}

    def resolve(self, item: SiteItem, editor: Editor) -> ResolvedReferences:
        resolved = ResolvedReferences()
        stored = item.values.get(REFERENCES)
        if not stored:
            return resolved
        references = json.loads(stored[0])
        for name, positions in references["positions"].items():
            keys = self._keys(name, positions, editor, resolved)
            resolved.fields[name] = [str(key) for key in keys]
        for name, texts in references["names"].items():
            resolved.fields[name] = [str(key) for key in self._named(name, texts, editor, resolved)]
        for name, rows in references["rows"].items():
            resolved.rows[name] = list(self._rows(rows, resolved))
        return resolved

    def _keys(
        self, name: str, positions: Sequence[int], editor: Editor, resolved: ResolvedReferences
    ) -> list[int]:
        """Return the keys of items that the form offers in a field, which are those that visitors see."""
        objects = self._of_section(name)
        keys = [objects[one] for one in positions if one in objects]
        offered = set(editor.form.base_fields[name].queryset.filter(pk__in=keys).values_list("pk", flat=True))
        resolved.missing += [self._title(name, one) for one in positions if objects.get(one) not in offered]
        return [key for key in keys if key in offered]

    def _named(
        self, name: str, texts: Sequence[Sequence[str]], editor: Editor, resolved: ResolvedReferences
    ) -> Iterator[int]:
        """Yield the keys of teams or topics by their names, of which one in either language is enough."""
        rows = editor.form.base_fields[name].queryset.values_list("pk", "name", "name_zh")
        keys = {text.casefold(): key for key, *names in rows for text in names if text}
        for names in texts:
            key = next((keys[text.casefold()] for text in names if text.casefold() in keys), None)
            if key:
                yield key
            else:
                resolved.missing.append(names[0])

    def _rows(self, rows: Sequence[dict[str, Any]], resolved: ResolvedReferences) -> Iterator[dict[str, Any]]:
        for row in rows:
            values = {name: [text] for name, text in row.items() if text and name != "person"}
            if "person" in row:
                slug = self._slugs.get(self._of_section("people").get(row["person"]))
                if not slug:
                    resolved.missing.append(self._title("people", row["person"]))
                    continue
                values["person"] = [slug]
            yield {"id": new_row_id(), "values": values}

    @cached_property
    def _slugs(self) -> dict[int | None, str]:
        keys = self._of_section("people").values()
        return dict(Person.objects.filter(pk__in=keys).values_list("pk", "slug"))

    def _of_section(self, section: str) -> dict[int, int]:
        """Return the keys of the objects on the site by the position of their items."""
        if section not in self._objects:
            is_papers = section == "publications"
            self._objects[section] = dict(self._papers() if is_papers else self._of_items(section))
        return self._objects[section]

    def _papers(self) -> Iterator[tuple[int, int]]:
        papers = self.site_import.papers
        for entry in papers.entries.select_related("repeats") if papers else ():
            if key := entry.publication_id or (entry.repeats and entry.repeats.publication_id):
                yield entry.position, key

    def _of_items(self, section: str) -> Iterator[tuple[int, int]]:
        items = list(self.site_import.items.filter(target=section).select_related("proposal"))
        comparisons = compare(self.site_import, items)
        for item in items:
            comparison = comparisons[item.position]
            match = comparison.match if comparison.verdict in _IS_THERE and comparison.match.isdigit() else ""
            added = item.added_person_id or (item.proposal and item.proposal.object_id)
            if key := added or int(match or 0):
                yield item.position, key

    def _title(self, section: str, position: int) -> str:
        if section == "publications":
            return str(self.site_import.papers.entries.get(position=position))
        return title_of(self.site_import.items.get(position=position))
