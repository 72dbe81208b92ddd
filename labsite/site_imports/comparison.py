"""Compare the items of an import with the site: new, already there, differs, unsure or earlier."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.search.normalization import fold
from labsite.permissions import editable_by
from labsite.site_imports.earlier import imported_earlier
from labsite.site_imports.members import member_of, people_of
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.targets import OF_PROFILE, TARGETS, Target
from moderation.forms.base import CHINESE
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import Snapshot, Values
from moderation.models import Proposal
from news.models import NewsItem
from people.models import Lab, Person, Team
from projects.models import Grant, Project
from recruiting.models import Notice


class Verdict(TextChoices):
    """The result of comparing an item with the site."""

    NEW = "new", _("New")
    SAME = "same", _("Already on the site")
    DIFFERS = "differs", _("Differs from the site")
    UNSURE = "unsure", _("Please check")
    #: Imported before, and edited or deleted on the site since.
    EARLIER = "earlier", _("Imported earlier")


@dataclass(frozen=True)
class Comparison:
    """The verdict on an item, and the matching row of the site: its id or key, and its values."""

    verdict: Verdict
    match: str = ""
    existing: Values = field(default_factory=dict)


#: Fields such as choices, which do not tell whether two rows are the same.
_NOT_COMPARED = {"kind", "degree", "opens", "is_expected", "is_highlighted"}


def compare(site_import: SiteImport, items: Iterable[SiteItem]) -> dict[int, Comparison]:
    """Return the comparison of each item by its position. Each row of the site is the match of one item."""
    items, by_target = list(items), {}
    for item in items:
        by_target.setdefault(item.target, []).append(item)
    profile = profile_content(site_import) if set(by_target) & set(OF_PROFILE) else None
    comparisons: dict[int, Comparison] = {}
    for name, of_target in by_target.items():
        target = TARGETS.get(name)
        if target and target.is_row and site_import.person is None:
            comparisons |= _compared_rows_of_members(target, of_target, site_import)
        elif target:
            comparisons |= _compared(target, of_target, _existing(target, site_import, profile))
    return comparisons | _earlier(site_import, items, comparisons)


def _earlier(
    site_import: SiteImport, items: Sequence[SiteItem], comparisons: Mapping[int, Comparison]
) -> dict[int, Comparison]:
    """Return the comparisons of new items that an earlier import has already brought in."""
    counts, earlier = imported_earlier(site_import, items), {}
    # Among several equal lines, those that are on the site are the ones imported before.
    for item in sorted(items, key=lambda item: _is_there(comparisons.get(item.position)), reverse=True):
        key = (item.section, item.raw)
        if counts[key]:
            counts[key] -= 1
            if not _is_there(comparisons.get(item.position)):
                earlier[item.position] = Comparison(Verdict.EARLIER)
    return earlier


def _is_there(comparison: Comparison | None) -> bool:
    return comparison is not None and comparison.verdict in (Verdict.SAME, Verdict.DIFFERS)


def profile_content(site_import: SiteImport) -> Snapshot | None:
    """Return the content of the profile with what its importer has proposed to change; None without one."""
    return content_of(site_import.person, site_import) if site_import.person else None


def content_of(person: Person, site_import: SiteImport) -> Snapshot:
    """Return the content of a person's profile with what the importer has proposed to change."""
    proposal = unfinished_proposal(site_import, "profile", person.pk)
    if proposal:
        return proposal.merge_result.snapshot
    return EditForm(TARGETS["bio"].editor, person).published_snapshot


def unfinished_proposal(site_import: SiteImport, editor_key: str, object_id: int) -> Proposal | None:
    """Return the unfinished proposal of the importer for an object; commands have none."""
    if site_import.by is None:
        return None
    proposals = Proposal.objects.by(site_import.by).unfinished()
    return proposals.filter(editor_key=editor_key, object_id=object_id).first()


# ---- what the site has ------------------------------------------------------------------------


def _existing(target: Target, site_import: SiteImport, profile: Snapshot | None) -> Mapping[str, Values]:
    """Return the values of the rows that items for this target may match, by id or key."""
    if target.is_row:
        rows = profile["rows"][target.name] if profile else []
        return {row["id"]: row["values"] for row in rows}
    if target.name == "teaser":
        return {}
    if target.name == "photo":
        return {"photo": {}} if profile and profile["fields"].get("photo") else {}
    if target.is_picture:
        return {target.name: {}} if getattr(Lab.load(), target.name) else {}
    if target.name in ("bio", "interests"):
        fields = profile["fields"] if profile else {}
        texts = [text for name in (target.name, target.name + CHINESE) for text in fields.get(name, [])]
        return {str(number): {"text": [text]} for number, text in enumerate(texts)}
    if target.name == "call":
        person = site_import.person
        teams = (
            [row.team for row in person.memberships.filter(is_lead=True).select_related("team")]
            if person
            else []
        )
        return {str(team.pk): {"text": [team.call, team.call_zh, team.description]} for team in teams}
    if target.name == "people":
        return {
            str(person.pk): {"name": list(person.all_names)}
            for person in visible(Person, site_import.by).only(*Person.NAME_FIELDS).order_by("pk")
        }
    model, names = _OBJECTS[target.name]
    rows = visible(model, site_import.by).values("pk", *names)
    existing = {str(row["pk"]): {name: [str(row[name])] for name in names if row[name]} for row in rows}
    return existing | _proposed(target, site_import)


_OBJECTS = {
    "news": (NewsItem, ("date", "body", "body_zh")),
    "teams": (Team, ("name", "name_zh", "description", "description_zh", "call", "call_zh")),
    "projects": (Project, ("title", "title_zh", "summary", "body")),
    "grants": (Grant, ("funder", "funder_zh", "number", "title", "title_zh", "start", "end")),
    "notices": (Notice, ("title", "body")),
}


def visible(model: type[Model], by: User | None) -> QuerySet:
    """Return the objects that the importer may see: the public ones, and those that they may change."""
    rows = model._default_manager.all()
    return rows if by is None else rows.public() | editable_by(by, model)


def _proposed(target: Target, site_import: SiteImport) -> dict[str, Values]:
    """Return the pending proposals of the importer to add objects."""
    if site_import.by is None:
        return {}
    proposals = Proposal.objects.by(site_import.by).unfinished()
    new = proposals.filter(editor_key=target.editor.key, object_id=None).values_list("pk", "content")
    return {f"proposal-{pk}": content["fields"] for pk, content in new}


# ---- comparing --------------------------------------------------------------------------------


def _compared(
    target: Target, items: Sequence[SiteItem], existing: Mapping[str, Values]
) -> dict[int, Comparison]:
    if target.name == "teaser":
        return {item.position: Comparison(Verdict.NEW) for item in items}
    if target.is_picture:
        verdict = Verdict.SAME if existing else Verdict.NEW
        return {item.position: Comparison(verdict) for item in items}
    if target.is_text:
        whole = "\n".join(key_of(text) for values in existing.values() for text in values["text"])
        return {
            item.position: Comparison(
                Verdict.SAME if key_of(_first(item.values, "text")) in whole else Verdict.NEW
            )
            for item in items
        }
    index: dict[str, list[str]] = {}
    for key, values in existing.items():
        for text in _texts(target, values):
            index.setdefault(text, []).append(key)
    comparisons: dict[int, Comparison] = {}
    taken: set[str] = set()
    for verdict, test in _TESTS:
        for item in items:
            if item.position in comparisons:
                continue
            candidates = [
                key
                for text in _texts(target, item.values)
                for key in index.get(text, [])
                if key not in taken and test(target, item.values, existing[key])
            ]
            if candidates:
                comparisons[item.position] = Comparison(verdict, candidates[0], existing[candidates[0]])
                taken.add(candidates[0])
    if target.name == "people":
        comparisons |= _doubtful_people(target, items, index, comparisons)
    return {item.position: Comparison(Verdict.NEW) for item in items} | comparisons


def _compared_rows_of_members(
    target: Target, items: Sequence[SiteItem], site_import: SiteImport
) -> dict[int, Comparison]:
    """Return the comparisons of rows with those on the profiles of the members whom they are about."""
    people = people_of(items, visible(Person, site_import.by))
    rows = target.row_set.model._base_manager.filter(person__in=people.values())
    existing: dict[int, dict[str, Values]] = {}
    for row in rows.values("pk", "person_id", *target.names):
        values = {name: [str(row[name])] for name in target.names if row[name]}
        existing.setdefault(row["person_id"], {})[str(row["pk"])] = values
    by_person: dict[int | None, list[SiteItem]] = {}
    for item in items:
        by_person.setdefault(people.get(member_of(item)), []).append(item)
    comparisons: dict[int, Comparison] = {}
    for key, listed in by_person.items():
        comparisons |= _compared(target, listed, existing.get(key, {}) if key else {})
    return comparisons


def _doubtful_people(
    target: Target,
    items: Sequence[SiteItem],
    index: Mapping[str, Sequence[str]],
    comparisons: Mapping[int, Comparison],
) -> dict[int, Comparison]:
    """Return the people whose name several people on the site have, or that occurs twice in the source."""
    doubtful: dict[int, Comparison] = {}
    names: set[str] = set()
    for item in items:
        texts = set(_texts(target, item.values))
        keys = {key for text in texts for key in index.get(text, [])}
        if len(keys) > 1 or (texts & names and item.position not in comparisons):
            doubtful[item.position] = Comparison(Verdict.UNSURE)
        names |= texts
    return doubtful


def _texts(target: Target, values: Values) -> list[str]:
    """Return the normalized texts by which items and rows are matched."""
    for names in (target.text, target.other_text):
        if texts := [key for name in names for text in values.get(name, []) if (key := key_of(text))]:
            return list(dict.fromkeys(texts))
    return []


def _is_contained(target: Target, values: Values, row: Values) -> bool:
    """Return whether a row contains everything that an item contains."""
    if target.name == "people":
        return True
    for name in target.names:
        text = _first(values, name)
        if not text or name in _NOT_COMPARED:
            continue
        twin = name.removesuffix(CHINESE) if name.endswith(CHINESE) else name + CHINESE
        if key_of(text) not in {key_of(_first(row, name)), key_of(_first(row, twin))}:
            return False
    return not target.day or _first(values, target.day) == _first(row, target.day)


def _has_close_day(target: Target, values: Values, row: Values) -> bool:
    mine, theirs = _first(values, target.day), _first(row, target.day)
    return bool(mine and theirs) and (mine.startswith(theirs) or theirs.startswith(mine))


def _may_be_same(target: Target, values: Values, row: Values) -> bool:
    return not target.day or not _first(values, target.day) or not _first(row, target.day)


_TESTS: list[tuple[Verdict, Callable[[Target, Values, Values], bool]]] = [
    (Verdict.SAME, _is_contained),
    (Verdict.DIFFERS, _has_close_day),
    (Verdict.UNSURE, _may_be_same),
]


def _first(values: Values, name: str) -> str:
    texts = values.get(name) or [""]
    return texts[0]


def key_of(text: str) -> str:
    """Return a text without case, accents, punctuation, and the addresses of links."""
    return re.sub(r"\W+", "", fold(re.sub(r"\]\([^)]*\)|<https?:[^>]*>", "", text)))
