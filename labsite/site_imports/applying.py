"""Bring the selected items of an import in, each section as its editor does."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core import batches
from core.exceptions import InvalidState
from labsite.editors import PROFILE, PUBLICATION, TEAM
from labsite.permissions import editable_by, led_by, may_publish, publishes_directly
from labsite.site_imports.comparison import Comparison, Verdict, compare, profile_content, unfinished_proposal
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.pictures import Pictures
from labsite.site_imports.targets import OF_PROFILE, PREVIOUS, TARGETS, title_of
from labsite.site_imports.values import is_chinese
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.form_presentation import error_lines
from moderation.forms.snapshot import PENDING_FILE, Snapshot, new_row_id
from moderation.forms.spec import Editor
from moderation.models import EditConflict, InvalidSubmission, Proposal
from people.groups import ensure_may_give_role
from people.models import Affiliation, Person, ProfileLink, Team
from people.models.links import LinkKind
from publications import importing, proposing
from publications.models import Decision, Publication
from publications.models import Verdict as PaperVerdict

#: How much work it is to add a person, for ``measured_batches``.
WEIGHT_OF_PERSON = 10
#: The value of ``Proposal.finder`` for proposals of the command.
FINDER = "import_site"


@dataclass
class Outcome:
    """The number of items brought in by target, those submitted for review, and what went wrong."""

    added: dict[str, int] = field(default_factory=dict)
    submitted: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, target: str, number: int, is_published: bool) -> None:
        counts = self.added if is_published else self.submitted
        if number:
            counts[target] = counts.get(target, 0) + number


def apply(site_import: SiteImport, now: datetime, path: Path | None = None) -> Outcome:
    """Bring in what is selected and not brought in yet, in short transactions, and say what happened.

    An interrupted call can be repeated. Without an account (a command), everything is published. ``path`` is
    the source with the pictures, by default what was uploaded.
    """
    pictures = Pictures(path or (Path(site_import.upload.path) if site_import.upload else None))
    outcome = Outcome()
    items = list(site_import.items.filter(target__in=TARGETS, applied=None))
    comparisons = compare(site_import, items)
    selected = [item for item in items if item.is_selected and _is_valid(item, site_import, outcome)]
    by_target: dict[str, list[SiteItem]] = {}
    for item in selected:
        by_target.setdefault(item.target, []).append(item)
    _add_people(site_import, by_target.get("people", []), comparisons, pictures, outcome, now)
    _add_papers(site_import, outcome, now)
    _add_teasers(site_import, by_target.get("teaser", []), pictures, outcome, now)
    of_profile = [item for item in selected if item.target in OF_PROFILE]
    _change_profile(site_import, of_profile, comparisons, pictures, outcome, now)
    for name in ("news", "projects", "notices"):
        _add_objects(site_import, by_target.get(name, []), comparisons, pictures, outcome, now)
    _change_team(site_import, by_target.get("call", []), outcome, now)
    site_import.applied = max(now, timezone.now())  # what is changed from now on is no part of the import
    site_import.save(update_fields=["applied", "updated"])
    return outcome


def may_add(by, target: str) -> bool:
    """Return whether an account may bring items to this target, with or without review."""
    if by is None or target == "teaser" or TARGETS[target].editor is PROFILE:
        return True
    if target == "people":
        return by.has_perm("people.manage_members")
    if target == "call":
        return by.has_perm("people.change_team") or editable_by(by, Team).exists()
    model = TARGETS[target].editor.model
    return by.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}", model)


def _is_valid(item: SiteItem, site_import: SiteImport, outcome: Outcome) -> bool:
    """Return whether an item can be brought in; if not, note why."""
    place = f"{item.file}:{item.line}"
    if not may_add(site_import.by, item.target):
        outcome.problems.append(f"{place}: {_('Only the lab can add this.')}")
        return False
    form = TARGETS[item.target].form(item.values, site_import.person)
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        outcome.problems.append(f"{place}: {label}: {' '.join(errors)}".replace(": :", ":"))
    return form.is_valid()


class _AlreadyApplied(Exception):
    """Another call, such as that of a second click, has brought the items in meanwhile."""


def _mark(items: Sequence[SiteItem], now: datetime, **values) -> None:
    """Mark items as brought in, in the transaction that does so. Raise _AlreadyApplied to roll it back."""
    rows = SiteItem.objects.filter(pk__in=[item.pk for item in items], applied=None)
    if rows.update(applied=now, **values) < len(items):
        raise _AlreadyApplied


def _open_items(items: Sequence[SiteItem]) -> set[int]:
    """Return the keys of those items that are not brought in yet, locked until the transaction ends."""
    rows = SiteItem.objects.filter(pk__in=[item.pk for item in items], applied=None)
    return set(rows.select_for_update().values_list("pk", flat=True))


# ---- proposals --------------------------------------------------------------------------------


def _new_proposal(site_import: SiteImport, editor: Editor, object_id: int | None) -> Proposal:
    """Return the unfinished proposal of the importer for this object, or a new one."""
    existing = unfinished_proposal(site_import, editor.key, object_id) if object_id else None
    finder = "" if site_import.by else FINDER
    return existing or Proposal(
        editor_key=editor.key, object_id=object_id, author=site_import.by, finder=finder
    )


def send(proposal: Proposal, content: Snapshot, by, now: datetime, files=None) -> bool:
    """Publish or submit a proposal with this content; return whether it was published.

    Raises InvalidSubmission, InvalidState, EditConflict; a valid draft is kept in each case.
    """
    proposal.save_draft(content, files)
    if by is None or may_publish(by, proposal):
        proposal.approve(by=by, now=now)
        return True
    proposal.submit(now)
    return False


def _send_items(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    proposal: Proposal,
    content: Snapshot,
    outcome: Outcome,
    now: datetime,
    files: dict[str, File] | None = None,
) -> bool:
    """Send a proposal, and mark the items that it brings in; return whether that worked, and note errors."""
    try:
        with transaction.atomic():
            is_published = send(proposal, content, site_import.by, now, files)
            _mark(items, now, proposal=proposal)
    except InvalidSubmission as error:
        outcome.problems += [f"{proposal.editor.label}: {line}" for line in error_lines(error.edit_form)]
    except (EditConflict, InvalidState) as error:
        outcome.problems.append(f"{proposal.editor.label}: {error}")
    except _AlreadyApplied:
        pass
    else:
        for item in items:
            outcome.count(item.target, 1, is_published)
        return True
    return False


# ---- the profile ------------------------------------------------------------------------------


def _change_profile(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    comparisons: dict[int, Comparison],
    pictures: Pictures,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Change the profile with one proposal, which is one version."""
    if not items or site_import.person is None:
        return
    content = profile_content(site_import)
    rows = {name: list(listed) for name, listed in content["rows"].items()}
    fields = dict(content["fields"])
    files: dict[str, File] = {}
    for item in [item for item in items if item.target == "photo"]:
        if photo := pictures.checked(PROFILE, "photo", item, outcome.problems):
            files["photo"], fields["photo"] = photo, [PENDING_FILE + str(photo.name)]
        else:
            items = [other for other in items if other is not item]
    for item in items:
        if item.target == "photo":
            continue
        if item.target == "bio":
            text = item.values["text"][0]
            name = "bio_zh" if is_chinese(text) else "bio"
            fields[name] = ["\n\n".join([*filter(None, fields.get(name, [])), text])]
            continue
        match = comparisons[item.position]
        differing = [row for row in rows[item.target] if row["id"] == match.match]
        if differing and match.verdict != Verdict.NEW:
            index = rows[item.target].index(differing[0])
            rows[item.target][index] = {
                "id": match.match,
                "values": {**differing[0]["values"], **item.values},
            }
        else:
            rows[item.target].append({"id": new_row_id(), "values": item.values})
    proposal = _new_proposal(site_import, PROFILE, site_import.person.pk)
    _send_items(site_import, items, proposal, {"fields": fields, "rows": rows}, outcome, now, files)


# ---- news, projects, openings -----------------------------------------------------------------


def _add_objects(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    comparisons: dict[int, Comparison],
    pictures: Pictures,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Add an object for each item. An item that differs from an existing object changes its texts."""
    # Of one day, lists show what was added last first; sources list the latest first.
    for item in chain.from_iterable(batches.batches(reversed(items))):
        editor = TARGETS[item.target].editor
        match = comparisons[item.position].match
        key = int(match) if match.isdigit() else None
        instance = editor.model._base_manager.filter(pk=key).first() if key else None
        if instance and not _may_change(site_import.by, instance):
            text = _("This is already on the site, and you can’t change it there.")
            outcome.problems.append(f"{item.file}:{item.line}: {text}")
            continue
        content = EditForm(editor, instance).published_snapshot
        fields = {**content["fields"], **item.values}
        if site_import.person and "people" in editor.form.base_fields:
            people = [*fields.get("people", []), str(site_import.person.pk)]
            fields["people"] = list(dict.fromkeys(people))
        files: dict[str, File] = {}
        wants_picture = item.image and "picture" in editor.file_fields and not fields.get("picture")
        if wants_picture and (picture := pictures.checked(editor, "picture", item, outcome.problems)):
            files["picture"], fields["picture"] = picture, [PENDING_FILE + str(picture.name)]
            fields["picture_alt"] = [Truncator(title_of(item)).chars(150)]
        proposal = _new_proposal(site_import, editor, instance and instance.pk)
        _send_items(site_import, [item], proposal, {**content, "fields": fields}, outcome, now, files)


def _may_change(by, instance: Model) -> bool:
    return by is None or editable_by(by, type(instance)).filter(pk=instance.pk).exists()


# ---- papers -----------------------------------------------------------------------------------


def _add_papers(site_import: SiteImport, outcome: Outcome, now: datetime) -> None:
    """Add or submit the new papers that are undecided."""
    if site_import.papers is None:
        return
    rows = list(site_import.papers.entries.undecided().filter(verdict=PaperVerdict.NEW))
    if site_import.by is None or publishes_directly(site_import.by, Publication):
        outcome.count("publications", importing.accept(rows, {}, site_import.by), True)
    else:
        person = getattr(site_import.by, "person", None)
        number = proposing.propose(rows, {}, site_import.by, person, PUBLICATION, now)
        outcome.count("publications", number, False)
    undecided = site_import.papers.entries.undecided().filter(pk__in=[row.pk for row in rows])
    for row in undecided.exclude(decision=Decision.ACCEPTED):
        outcome.problems += [f"{row}: {error}" for error in row.errors]


def _add_teasers(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    pictures: Pictures,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Give the papers that were just added or submitted their pictures."""
    entries = {row.position: row for row in site_import.papers.entries.all()} if site_import.papers else {}
    for item in chain.from_iterable(batches.batches(items)):
        entry = entries.get(int(item.values["paper"][0]))
        if entry is None or entry.decision not in (Decision.ACCEPTED, Decision.PROPOSED):
            continue
        if not (picture := pictures.checked(PUBLICATION, "teaser", item, outcome.problems)):
            continue
        with suppress(_AlreadyApplied), transaction.atomic():
            if entry.decision == Decision.ACCEPTED and entry.publication:
                with revisions.record(site_import.by, _("Imported"), only_added=True):
                    entry.publication.teaser = picture
                    entry.publication.save()
                    revisions.add(entry.publication)
            elif entry.proposal and entry.proposal.is_pending:
                content = entry.proposal.content
                fields = {**content["fields"], "teaser": [PENDING_FILE + str(picture.name)]}
                entry.proposal.save_draft({**content, "fields": fields}, {"teaser": picture})
                entry.proposal.submit(now)
            _mark([item], now)


# ---- people -----------------------------------------------------------------------------------


def _add_people(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    comparisons: dict[int, Comparison],
    pictures: Pictures,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Add people without accounts; nobody gets an email."""
    new = (item for item in items if comparisons[item.position].verdict != Verdict.SAME)
    # The pictures of a batch are read before its transaction, since each may take a second.
    with_photos = ((item, _photo(item, pictures, outcome)) for item in new)
    for batch in batches.measured_batches(with_photos, weight=lambda _pair: WEIGHT_OF_PERSON):
        added = []
        with transaction.atomic(), revisions.record(site_import.by, _("Imported"), only_added=True):
            open_items = _open_items([item for item, _photo in batch])
            for item, photo in batch:
                if item.pk not in open_items:
                    continue
                if problem := _problem_with_role(site_import, item):
                    outcome.problems.append(f"{item.file}:{item.line}: {problem}")
                    continue
                person = _new_person(item, photo)
                revisions.add(person)
                _mark([item], now, added_person=person)
                added.append(person)
        outcome.count("people", len(added), True)


def _photo(item: SiteItem, pictures: Pictures, outcome: Outcome) -> File | None:
    return pictures.checked(PROFILE, "photo", item, outcome.problems) if item.image else None


def _problem_with_role(site_import: SiteImport, item: SiteItem) -> str:
    """Return why the importer may not give a person the role, or ""."""
    try:
        if site_import.by:
            ensure_may_give_role(site_import.by, int(item.values["role"][0]))
    except InvalidState as error:
        return str(error)
    return ""


def _new_person(item: SiteItem, photo: File | None) -> Person:
    form = TARGETS["people"].form(item.values, None)
    form.is_valid()
    form.instance.photo = photo or ""
    person = form.save()
    lines = "".join(item.values.get("links", [])).splitlines()
    for position, (kind, _space, url) in enumerate((line.partition(" ") for line in lines), 1):
        if len(url) <= 500:
            kind = kind if kind in LinkKind.values else LinkKind.OTHER
            ProfileLink.objects.create(person=person, kind=kind, url=url, position=position)
    place, capacity = form.cleaned_data["place"], form.cleaned_data["capacity"]
    if place:
        Affiliation.objects.create(
            person=person,
            institution=place,
            capacity=capacity,
            is_past=form.cleaned_data["status"] == PREVIOUS and not form.cleaned_data["left"],
            end=form.cleaned_data["left"],
            position=1,
        )
    return person


# ---- the team ---------------------------------------------------------------------------------


def _change_team(site_import: SiteImport, calls: Sequence[SiteItem], outcome: Outcome, now: datetime) -> None:
    """Make the people of a homepage members of the owner's team, and add the call for applicants to it.

    The team is the one that the owner leads. Who may add teams, or a command, gets a new one.
    """
    lead, by = site_import.person, site_import.by
    if lead is None or not may_add(by, "call"):
        return
    with transaction.atomic():
        # A second click waits here, and finds the team of the first one.
        SiteImport.objects.select_for_update().get(pk=site_import.pk)
        _add_to_team(site_import, lead, list(calls), outcome, now)


def _add_to_team(
    site_import: SiteImport, lead: Person, calls: Sequence[SiteItem], outcome: Outcome, now: datetime
) -> None:
    people, by = list(_people_of_source(site_import)), site_import.by
    if not people and not calls:
        return
    team = led_by(lead).first()
    if team is None and by is not None and not by.has_perm("people.add_team"):
        return
    content = EditForm(TEAM, team).published_snapshot
    fields, rows = dict(content["fields"]), list(content["rows"]["memberships"])
    if team is None:
        fields["name"] = [_("%(name)s’s team") % {"name": lead.name}]
        rows.append(_membership(lead, is_lead=True))
    members = set(team.memberships.values_list("person", flat=True)) if team else {lead.pk}
    new = [(person, item) for person, item in people if person.pk not in members]
    rows += [
        _membership(person, item.values.get("joined", []), item.values.get("left", []))
        for person, item in new
    ]
    for call in calls:
        text = call.values["text"][0]
        name = "call_zh" if is_chinese(text) else "call"
        fields[name] = ["\n\n".join([*filter(None, fields.get(name, [])), text])]
    if new or calls:
        proposal = _new_proposal(site_import, TEAM, team and team.pk)
        content = {"fields": fields, "rows": {"memberships": rows}}
        if _send_items(site_import, calls, proposal, content, outcome, now):
            site_import.items.filter(pk__in=[item.pk for _person, item in new]).update(proposal=proposal)


def _people_of_source(site_import: SiteImport) -> Iterator[tuple[Person, SiteItem]]:
    """Yield those in the source who are on the site now, each with the item."""
    items = list(site_import.items.filter(target="people"))
    comparisons = compare(site_import, items)
    keys = {item.position: comparisons[item.position].match for item in items}
    people = Person.objects.in_bulk([int(key) for key in keys.values() if key])
    for item in items:
        if comparisons[item.position].verdict == Verdict.SAME:
            yield people[int(keys[item.position])], item


def _membership(person: Person, start=(), end=(), *, is_lead: bool = False) -> dict:
    values = {"person": [person.slug], "start": list(start), "end": list(end)}
    return {"id": new_row_id(), "values": values | ({"is_lead": ["on"]} if is_lead else {})}
