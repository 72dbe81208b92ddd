"""The items of an import as its page shows them: values, verdict, and a form to correct them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from core.markdown import plain
from labsite.site_imports.comparison import Comparison, Verdict, compare
from labsite.site_imports.differences import differences, display_value
from labsite.site_imports.members import member_of
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.reasons import local_reason
from labsite.site_imports.rights import may_add
from labsite.site_imports.targets import TARGETS, Target, title_of
from moderation.forms.difference_presentation import FieldDifference

#: The tabs for papers, and for what goes nowhere.
PAPERS, REST = "publications", "rest"
#: Content of a template, and content that the site shows nowhere; listed after all other remainders.
_OF_TEMPLATE = "left out|template|not run|no such picture|stands in|[Nn]o page shows"
#: The length of a value in the summary of an item.
_SHORT = 120


@dataclass
class Tab:
    """A section on the page of an import."""

    name: str
    label: str
    total: int
    selected: int


def tabs_of(batch: SiteImport, papers: dict[tuple[str, str], int]) -> dict[str, Tab]:
    """Return the sections that have items, by name; ``papers`` are the counts of the list of papers.

    The people of a lab come first, because what their labels mean decides how all of them come in.
    """
    is_open = Q(is_selected=True, applied=None)
    rows = batch.items.order_by().values("target").annotate(Count("pk"), open=Count("pk", filter=is_open))
    counts = {row["target"]: (row["pk__count"], row["open"]) for row in rows}
    tabs = {
        name: Tab(name, str(target.label), *counts[name])
        for name, target in TARGETS.items()
        if name in counts
    }
    if papers:
        new = papers.get(("new", "open"), 0)
        tabs = {PAPERS: Tab(PAPERS, _("Publications"), sum(papers.values()), new), **tabs}
    if "people" in tabs and batch.person is None:
        tabs = {"people": tabs["people"], **tabs}
    if "" in counts:
        tabs[REST] = Tab(REST, _("Not recognised"), counts[""][0], 0)
    return tabs


def items_of(batch: SiteImport, tab: str) -> QuerySet[SiteItem]:
    """Return the items of a section in the order of the source; of the rest, the template's come last."""
    if tab == PAPERS:
        return batch.items.none()
    if tab == REST:
        is_of_template = Case(When(why__regex=_OF_TEMPLATE, then=Value(1)), default=Value(0))
        return batch.items.filter(target="").order_by(is_of_template, "position")
    return batch.items.filter(target=tab).select_related("proposal", "added_person")


@dataclass
class Row:
    """An item with its verdict and its form."""

    item: SiteItem
    title: str
    verdict: Verdict | None
    state: str
    why: str
    #: The further values that were understood, as label and text.
    facts: list[tuple[str, str]] = field(default_factory=list)
    #: The fields of the form, line by line, and what is wrong with their values.
    lines: list[list[BoundField]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: The fields that differ from the row of the site.
    differences: list[FieldDifference] = field(default_factory=list)

    #: Whether the person who imports decides on the item.
    is_selectable: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the form is unfolded: the item is selected but not valid yet."""
        return bool(self.errors) and self.item.is_selected


def rows_of(batch: SiteImport, items: Sequence[SiteItem]) -> list[Row]:
    """Return the rows of a page of items."""
    comparisons = compare(batch, [item for item in items if not item.applied])
    return [_row(batch, item, comparisons.get(item.position)) for item in items]


def _row(batch: SiteImport, item: SiteItem, comparison: Comparison | None) -> Row:
    target = TARGETS.get(item.target)
    verdict = comparison.verdict if comparison else None
    row = Row(item, title_of(item), verdict, _state(item), local_reason(item.why))
    if target is None:
        return row
    form = target.form(item.values, batch.person, prefix=f"item{item.pk}")
    row.facts = _facts(target, form, item)
    if item.applied or not may_add(batch.by, target.name):
        return row
    row.is_selectable = True
    row.lines = [[form[name] for name in _names(line)] for line in target.layout]
    if comparison:
        row.differences = differences(target, form, item.values, comparison)
    if not comparison or comparison.verdict not in (Verdict.SAME, Verdict.EARLIER):
        row.errors = _errors(form)
    return row


def _names(line: str | tuple[str, ...]) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else line


def _state(item: SiteItem) -> str:
    if not item.applied:
        return ""
    return item.proposal.state_label if item.proposal else _("Added")


def _facts(target: Target, form: BaseForm, item: SiteItem) -> list[tuple[str, str]]:
    """Return the further values of an item besides its title."""
    if target.is_text or target.is_picture:
        return []
    title = next((name for name in (*target.text, *target.other_text) if any(item.values.get(name, []))), "")
    texts = (
        (name, plain(display_value(form, name, item.values.get(name, [])), limit=_SHORT))
        for name in target.names
        if name != title
    )
    facts = [(_label(form, name), text) for name, text in texts if text]
    return [(_("Member"), member), *facts] if (member := member_of(item)) else facts


def _errors(form: BaseForm) -> list[str]:
    return [
        " ".join(texts) if name == NON_FIELD_ERRORS else f"{_label(form, name)}: {' '.join(texts)}"
        for name, texts in form.errors.items()
    ]


def _label(form: BaseForm, name: str) -> str:
    label = str(form.fields[name].label or name) if name in form.fields else name
    return label[:1].upper() + label[1:]
