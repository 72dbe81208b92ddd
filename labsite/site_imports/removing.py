"""Take the items of an import out of a profile, or out of a submission that changes it."""

from collections.abc import Sequence

from labsite.site_imports.members import form_values
from labsite.site_imports.models import SiteItem
from labsite.site_imports.targets import TARGETS, Target
from moderation.forms.base import CHINESE
from moderation.forms.snapshot import Snapshot, Values, same_values

#: What stands between the paragraphs of a text that an import has put together.
SEPARATORS = {"bio": "\n\n", "interests": "; "}


def without_items(
    content: Snapshot, items: Sequence[SiteItem], imported: Snapshot, base: Snapshot
) -> tuple[Snapshot, list[SiteItem]]:
    """Return the content without these items, and the items that have been edited since, which stay.

    ``imported`` is the content that brought them in, ``base`` the one before.
    """
    fields = dict(content["fields"])
    rows = {name: list(listed) for name, listed in content["rows"].items()}
    edited = []
    for item in items:
        target = TARGETS[item.target]
        if target.is_picture:
            is_gone = _remove_picture(target, fields, imported, base)
        elif target.is_text:
            is_gone = _remove_text(target, item, fields)
        else:
            is_gone = _remove_row(item, rows[target.name], base["rows"].get(target.name, []))
        if not is_gone:
            edited.append(item)
    return {**content, "fields": fields, "rows": rows}, edited


def _remove_picture(target: Target, fields: Values, imported: Snapshot, base: Snapshot) -> bool:
    if fields.get(target.name, []) != imported["fields"].get(target.name, []):
        return False
    fields[target.name] = base["fields"].get(target.name, [])
    return True


def _remove_text(target: Target, item: SiteItem, fields: Values) -> bool:
    paragraph = _with_plain_breaks(item.values["text"][0])
    separator = SEPARATORS.get(target.name, "\n\n")
    for name in (target.name, target.name + CHINESE):
        text = _with_plain_breaks("".join(fields.get(name, [])))
        before, found, after = text.partition(paragraph)
        if found:
            rest = (before.removesuffix(separator), after.removeprefix(separator))
            fields[name] = [separator.join(filter(None, rest))]
            return True
    return False


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _remove_row(item: SiteItem, rows: list[dict], base_rows: Sequence[dict]) -> bool:
    """Remove the row that an item has added, or restore the values of the one that it has changed."""
    former, imported = {row["id"]: row["values"] for row in base_rows}, form_values(item)
    for row in rows:
        if row["id"] not in former and same_values(row["values"], {**_empty(row), **imported}):
            rows.remove(row)
            return True
    for index, row in enumerate(rows):
        if row["id"] in former and _has(row["values"], imported):
            old = former[row["id"]]
            values = {name: old.get(name, []) for name in imported}
            if not same_values(old, {**old, **imported}):
                rows[index] = {"id": row["id"], "values": {**row["values"], **values}}
                return True
    return False


def _empty(row: dict) -> Values:
    return {name: [] for name in row["values"]}


def _has(values: Values, expected: Values) -> bool:
    return same_values({name: values.get(name, []) for name in expected}, expected)
