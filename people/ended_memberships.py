"""The team memberships that a departure ended or deleted, as the version history recorded them before."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from reversion.models import Version

from core.partial_dates import PartialDate
from moderation import recorded_states, revisions
from moderation.forms.snapshot import Values
from people.models import Person, Team, TeamMembership


def restore_memberships(person: Person) -> list[TeamMembership]:
    """Give memberships that the person's departure has changed their former end, and return them.

    Deleted ones come back. What has been edited since the departure is left alone, and so is what would
    overlap another membership now. Nothing happens if no departure is recorded.
    """
    departures = _departure_versions(person)
    last_days = {version.field_dict["left"] for version in departures}
    restored = []
    for key, values in _rows_before(departures, person).items():
        membership = TeamMembership.objects.filter(pk=key).select_related("team").first()
        if membership is None:
            membership = _deleted_membership(key, values, person)
        elif membership.person_id != person.pk or membership.end not in last_days:
            continue
        membership.end = _date(values, "end")
        try:
            membership.full_clean(validate_unique=not membership._state.adding)
        except ValidationError:
            continue
        membership.save()
        restored.append(membership)
    return restored


def _departure_versions(person: Person) -> list[Version]:
    """Return the versions of the person since the departure was recorded, oldest first."""
    if person.left is None:
        return []
    versions = []
    for version in revisions.versions_of(person):
        if version.field_dict["left"] is None:
            break
        versions.insert(0, version)
    return versions


def _rows_before(departures: list[Version], person: Person) -> dict[int, Values]:
    """Return the person's memberships that these revisions changed, as they were before, by primary key."""
    rows: dict[int, Values] = {}
    for team_version in _team_versions(departures):
        previous = revisions.previous_version(team_version)
        if previous is None:
            continue
        after = dict(_memberships(team_version, person))
        for key, values in _memberships(previous, person):
            if key not in after or after[key].get("end") != values.get("end"):
                rows.setdefault(key, values)
    return rows


def _team_versions(departures: list[Version]) -> Iterator[Version]:
    for version in departures:
        for other in version.revision.version_set.order_by("pk"):
            if recorded_states.model_of(other) is Team:
                yield other


def _memberships(version: Version, person: Person) -> Iterator[tuple[int, Values]]:
    for row in recorded_states.recorded_snapshot(version)["rows"]["memberships"]:
        if row["values"]["person"] == [str(person.pk)]:
            yield int(row["id"]), row["values"]


def _deleted_membership(key: int, values: Values, person: Person) -> TeamMembership:
    return TeamMembership(
        pk=key,
        team_id=int(values["team"][0]),
        person=person,
        start=_date(values, "start"),
        is_lead=bool(values.get("is_lead")),
    )


def _date(values: Values, name: str) -> PartialDate | None:
    texts = values.get(name)
    return TeamMembership._meta.get_field(name).to_python(texts[0]) if texts else None
