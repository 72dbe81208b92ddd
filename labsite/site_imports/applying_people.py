"""Add the people of an import, without accounts, and make those of a homepage members of its owner's team."""

from collections.abc import Iterator, Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _

from core import batches
from core.exceptions import InvalidState
from core.languages import is_chinese
from labsite.editors import PROFILE, TEAM
from labsite.permissions import led_by
from labsite.site_imports.comparison import Verdict, compare
from labsite.site_imports.import_run import ImportRun
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import mark, open_items
from labsite.site_imports.rights import may_add
from labsite.site_imports.sending import new_proposal, send_items
from labsite.site_imports.targets import PREVIOUS, TARGETS
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import new_row_id
from people.groups import ensure_may_give_role
from people.models import Affiliation, Person, ProfileLink
from people.models.links import LinkKind

#: How much work it is to add a person, for ``measured_batches``.
WEIGHT_OF_PERSON = 10


def add_people(run: ImportRun, items: Sequence[SiteItem]) -> None:
    """Add people without accounts; nobody gets an email."""
    new = (item for item in items if run.additions.comparisons[item.position].verdict != Verdict.SAME)
    # The pictures of a batch are read before its transaction, since each may take a second.
    with_photos = ((item, _photo(run, item)) for item in new)
    for batch in batches.measured_batches(with_photos, weight=lambda _pair: WEIGHT_OF_PERSON):
        added = []
        with (
            run.additions.adding([item for item, _photo in batch]) as missing,
            revisions.record(run.site_import.by, _("Imported"), only_added=True),
        ):
            keys = open_items(missing)
            for item, photo in batch:
                if item.pk not in keys:
                    continue
                if problem := _problem_with_role(run.site_import, item):
                    run.report(item, problem)
                    continue
                person = _new_person(item, photo)
                revisions.add(person)
                mark([item], run.now, added_person=person)
                added.append(person)
        run.outcome.count("people", len(added), True)


def _photo(run: ImportRun, item: SiteItem) -> File | None:
    return run.picture(PROFILE, "photo", item) if item.image else None


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


def change_team(run: ImportRun, calls: Sequence[SiteItem]) -> None:
    """Make the people of a homepage members of the owner's team, and add the call for applicants to it.

    The team is the one that the owner leads. Who may add teams, or a command, gets a new one.
    """
    lead = run.site_import.person
    if lead is None or not may_add(run.site_import.by, "call"):
        return
    # A second click, or a second import, waits here, and finds the team of the first one.
    with run.additions.adding(calls) as missing:
        _add_to_team(run, lead, missing)


def _add_to_team(run: ImportRun, lead: Person, calls: Sequence[SiteItem]) -> None:
    site_import, by = run.site_import, run.site_import.by
    people = list(_people_of_source(site_import))
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
        proposal = new_proposal(site_import, TEAM, team and team.pk)
        content = {"fields": fields, "rows": {"memberships": rows}}
        if send_items(run, calls, proposal, content):
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
