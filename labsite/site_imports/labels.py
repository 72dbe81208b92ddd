"""The labels of people in a source, such as "Alumni" or "Research fellow", and what they mean."""

from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict

from core.characters import printable
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.storing import is_valid
from labsite.site_imports.targets import CURRENT, PREVIOUS
from people.models import Role


@dataclass
class Label:
    """A label, the number of people who have it, and their role if it is the same for all ("" if not)."""

    text: str
    number: int
    role: int | str

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role else ""


def labels_of(site_import: SiteImport) -> list[Label]:
    """Return the labels of people, the most frequent first; of a homepage, only those without a role."""
    counts: Counter[str] = Counter()
    roles: dict[str, set[str]] = {}
    for values in _people(site_import).values_list("values", flat=True):
        label = _first(values, "label")
        counts[label] += 1
        roles.setdefault(label, set()).add(_first(values, "role"))
    labels = [Label(text, number, _only(roles[text])) for text, number in counts.most_common()]
    return [label for label in labels if site_import.person is None or not label.role]


def set_labels(site_import: SiteImport, data: QueryDict) -> None:
    """Give everybody with a label the role and membership that were chosen for it, and select the valid.

    The date of leaving is for former members without one.
    """
    chosen = {
        text: tuple(printable(data.get(f"{name}-{index}", "")).strip() for name in ("role", "status", "left"))
        for index, text in enumerate(data.getlist("label"))
    }
    changed = []
    for item in _people(site_import):
        role, status, left = chosen.get(_first(item.values, "label"), ("", "", ""))
        values = dict(item.values)
        if role in {str(value) for value in Role.values}:
            values["role"] = [role]
        if status in (CURRENT, PREVIOUS):
            values["status"] = [status]
        if left and _first(values, "status") == PREVIOUS and not _first(values, "left"):
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


def _only(roles: set[str]) -> int | str:
    role = next(iter(roles)) if len(roles) == 1 else ""
    return int(role) if role else ""
