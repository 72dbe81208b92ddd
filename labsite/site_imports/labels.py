"""The labels of people in a source, such as "Alumni" or "Research fellow", and what they mean."""

import re
from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict

from core.characters import printable
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.storing import is_valid
from labsite.site_imports.targets import CURRENT, MEMBERSHIPS, PREVIOUS
from people.models import Role


@dataclass
class Label:
    """A label, the number of people who have it, and their common role and membership ("" if they differ)."""

    text: str
    number: int
    role: int | str
    status: str
    #: The number of former members without a date of leaving, which is required.
    undated: int

    @property
    def name(self) -> str:
        """The label, or the name of the role that it is the code of; "" for people without one."""
        return str(Role[self.text.upper()].label) if self.text.upper() in Role.names else self.text

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role else ""

    @property
    def status_label(self) -> str:
        return str(MEMBERSHIPS.get(self.status, ""))

    @property
    def left(self) -> str:
        """The year of leaving that the label itself names, as "Alumni 2023" does; "" without one."""
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", self.text) if self.undated else []
        return max(years, default="")


def labels_of(site_import: SiteImport) -> list[Label]:
    """Return the labels of people, the most frequent first; for a homepage, only incomplete ones."""
    by_label: dict[str, list[dict]] = {}
    for values in _people(site_import).values_list("values", flat=True):
        by_label.setdefault(_first(values, "label"), []).append(values)
    labels = [_label(text, people) for text, people in by_label.items()]
    labels.sort(key=lambda label: -label.number)
    return [label for label in labels if site_import.person is None or not label.role or label.undated]


def _label(text: str, people: list[dict]) -> Label:
    roles = {_first(values, "role") for values in people}
    role = next(iter(roles)) if len(roles) == 1 else ""
    statuses = Counter(_first(values, "status") for values in people)
    return Label(
        text,
        len(people),
        role=int(role) if role else "",
        status=next(iter(statuses)) if len(statuses) == 1 else "",
        undated=sum(_is_undated(values) for values in people),
    )


def _is_undated(values: dict) -> bool:
    return _first(values, "status") == PREVIOUS and not _first(values, "left")


def set_labels(site_import: SiteImport, data: QueryDict) -> None:
    """Set the chosen role and membership for everybody with a label, and select the valid items.

    The date of leaving is for former members without one.
    """
    chosen = {
        text: tuple(printable(data.get(f"{name}-{index}", "")).strip() for name in ("role", "status", "left"))
        for index, text in enumerate(data.getlist("label"))
    }
    _change(site_import, chosen)


def set_date_of_leaving(site_import: SiteImport, left: str) -> None:
    """Set this date of leaving for all former members without one, and select the valid items."""
    texts = {_first(values, "label") for values in _people(site_import).values_list("values", flat=True)}
    _change(site_import, dict.fromkeys(texts, ("", "", left)))


def _change(site_import: SiteImport, chosen: dict[str, tuple[str, ...]]) -> None:
    """Set role, status and date of leaving by label; "" leaves a value as it is."""
    changed = []
    for item in _people(site_import):
        role, status, left = chosen.get(_first(item.values, "label"), ("", "", ""))
        values = dict(item.values)
        if role in {str(value) for value in Role.values}:
            values["role"] = [role]
        if status in (CURRENT, PREVIOUS):
            values["status"] = [status]
        if left and _is_undated(values):
            values["left"] = [left]
        if values != item.values:
            item.values = values
            item.is_selected = item.is_selected or is_valid(item, site_import.person)
            changed.append(item)
    SiteItem.objects.bulk_update(changed, ["values", "is_selected"], batch_size=500)


def _people(site_import: SiteImport):
    return site_import.items.filter(target="people", applied=None)


def _first(values: dict, name: str) -> str:
    return (values.get(name) or [""])[0]
