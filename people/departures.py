"""Recording that a member leaves the lab, undoing it, and readmitting former members.

Each changes several rows in one transaction and one revision. The profile, its address and the
publications of somebody who leaves are kept.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import rights
from accounts.models import User
from core import audit
from core.audit import Event
from core.exceptions import InvalidState
from core.languages import local
from core.partial_dates import PartialDate
from core.sessions import end_sessions
from moderation import revisions
from people.ended_memberships import restore_memberships
from people.groups import ORDINARY, ensure_may_give_role, may_give_role, set_group
from people.membership import missing_rights_text, validate_and_save
from people.models import Invitation, Person, Role, Team, TeamMembership
from people.models.invitation import new_key
from people.models.person import EmailVisibility


@dataclass(frozen=True)
class Departure:
    """A member's last day and destination, and what happens to their account and email address."""

    left: PartialDate
    destination: str = ""
    destination_zh: str = ""
    destination_url: str = ""
    keeps_account: bool = False
    hides_email: bool = True


# ---- recording a departure ----------------------------------------------------------------------


def reason_not_allowed(person: Person, by: User) -> str:
    """Return why ``by`` may not record the person's departure or deactivate the account; "" if allowed."""
    if person.user_id is None:
        return ""
    if person.user_id == by.pk:
        return _("You can’t do this to your own account, because nobody could undo it.")
    return "" if rights.holds_rights_of(by, person.user) else missing_rights_text()


def memberships_to_end(person: Person, left: PartialDate) -> list[TeamMembership]:
    """Return the team memberships that would last beyond the person's last day in the lab."""
    memberships = TeamMembership.objects.filter(person=person).select_related("team")
    return [row for row in memberships if row.end is None or row.end.last_day > left.last_day]


def record_departure(person: Person, by: User, departure: Departure) -> Person:
    """Record that a person leaves the lab, end their team memberships, and return the person.

    A membership that starts only after the last day is deleted. The account is deactivated and signed
    out everywhere; with ``keeps_account`` it stays active. In both cases it immediately loses every right
    beyond the person's own profile and publications. Calling this again corrects an earlier departure.
    Raises InvalidState.
    """
    if problem := reason_not_allowed(person, by):
        raise InvalidState(problem)
    with transaction.atomic():
        person = _lock(person)
        _ensure_recorded(person, list(person.memberships.select_related("team")))
        with revisions.record(by, _("Departure recorded")):
            changed = restore_memberships(person)  # those that a departure to be corrected has ended
            memberships = memberships_to_end(person, departure.left)
            person.left = departure.left
            person.destination = departure.destination
            person.destination_zh = departure.destination_zh
            person.destination_url = departure.destination_url
            if departure.hides_email:
                person.email_visibility = EmailVisibility.HIDDEN
            validate_and_save(person)
            for membership in memberships:
                _end(membership, departure.left)
            _add_teams_to_revision([*memberships, *changed])
        if person.user and departure.keeps_account:
            reactivate_account(person.user, person, by)
        elif person.user:
            deactivate_account(person.user)
        details = {"left": str(departure.left), "keeps_account": departure.keeps_account}
        audit.record(Event.DEPARTURE_RECORDED, user=by, target=person, details=details)
    return person


def _end(membership: TeamMembership, left: PartialDate) -> None:
    if membership.start and membership.start.first_day > left.last_day:
        membership.delete()
    else:
        membership.end = left
        membership.save()


def consequences(person: Person, departure: Departure, on: date) -> list[str]:
    """Return sentences that describe everything recording this departure would change."""
    memberships = memberships_to_end(person, departure.left)
    destination = departure.destination or departure.destination_zh
    led = [membership for membership in memberships if membership.is_lead]
    lost = rights_to_remove(person, on)
    sentences = [
        _("%(name)s will be listed as a former member right away. Last day: %(day)s.")
        if departure.left.last_day < on
        else _("%(name)s will be listed as a current member until %(day)s, then as a former member."),
        _("“Now: %(destination)s” will be shown on the profile and in the list of people.")
        if destination
        else "",
        _("These team memberships end on that day: %(teams)s.") if memberships else "",
        _("Their leadership of these teams ends as well: %(led)s.") if led else "",
        _account_sentence(person, departure),
        _("The account loses these rights immediately: %(rights)s.") if lost else "",
        _("The email address will be hidden.") if person.email and departure.hides_email else "",
        _("The profile, its address and all publications are kept."),
    ]
    values = {
        "name": person.leading_name.text,
        "day": departure.left.formatted(),
        "destination": destination,
        "teams": _team_names(memberships),
        "led": _team_names(led),
        "email": person.user.email if person.user else "",
        "rights": pgettext("list", ", ").join(lost),
    }
    return [sentence % values for sentence in sentences if sentence]


def rights_to_remove(person: Person, on: date) -> list[str]:
    """Return the names of the rights that the person's account would lose with a departure on this day."""
    if person.user is None:
        return []
    led = Team.objects.filter(
        pk__in=TeamMembership.objects.current(on).filter(person=person, is_lead=True).values("team")
    )
    return [
        *rights.right_names(rights.current_rights(person.user, ORDINARY)),
        *(_("editing the team “%(name)s”") % {"name": local(team, "name").text} for team in led),
    ]


def _account_sentence(person: Person, departure: Departure) -> str:
    if person.user is None:
        return ""
    if departure.keeps_account:
        return _("The account %(email)s stays active, for the person’s own profile and publications only.")
    return _("The account %(email)s will be deactivated and signed out everywhere immediately.")


def _team_names(memberships: list[TeamMembership]) -> str:
    names = dict.fromkeys(local(membership.team, "name").text for membership in memberships)
    return pgettext("list", ", ").join(names)


# ---- accounts -----------------------------------------------------------------------------------


def deactivate_account(user: User) -> None:
    """Deactivate the account, remove its rights, end its sessions and revoke its invitation link."""
    _reduce(user, is_active=False)
    Invitation.objects.filter(user=user).update(key=new_key())
    end_sessions(user.pk)


def reactivate_account(user: User, person: Person, by: User) -> list[str]:
    """Activate the account, and return the names of its former rights that ``by`` could not give back.

    The account of a current member gets the rights that it had before, as far as ``by`` holds them, and
    the group of the person's role. That of a former member gets no right beyond the own page.
    """
    if person.left is not None:
        _reduce(user, is_active=True)
        return []
    user.is_active = True
    user.save(update_fields=["is_active"])
    set_group(user, person.role if may_give_role(by, person.role) else Role.VISITOR)
    return rights.restore_rights(user, by)


def _reduce(user: User, is_active: bool) -> None:
    """Reduce the account to the permissions that every member has."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    rights.remove_rights(user, ORDINARY)
    set_group(user, Role.VISITOR)


# ---- readmitting, and undoing a departure -------------------------------------------------------


def readmit(person: Person, by: User, joined: PartialDate, role: int) -> Person:
    """Readmit a former member, keep their earlier time as a Stay, and return the person.

    Their account, if any, is reactivated with the rights of the role only. Raises InvalidState.
    """
    with transaction.atomic():
        person = _lock(person)
        if person.left is None:
            raise InvalidState(_("No departure is recorded for this person."))
        _ensure_holds_rights(person, by)
        if person.user:
            ensure_may_give_role(by, role)
        if joined.last_day < person.left.first_day:
            raise InvalidState(_("This date is before the person’s last day in the lab."))
        revisions.ensure_recorded(person)
        with revisions.record(by, _("Readmitted")):
            person.stays.create(role=person.role, start=person.joined, end=person.left)
            person.joined, person.role = joined, role
            _clear_departure(person)
        if person.user:
            rights.forget_removed_rights(person.user)
            reactivate_account(person.user, person, by)
        audit.record(Event.READMITTED, user=by, target=person)
    return person


def undo_departure(person: Person, by: User) -> tuple[Person, list[str]]:
    """Undo a departure that was a mistake, and restore the memberships it ended or deleted.

    The account, if any, is reactivated and gets back the rights that ``by`` holds. Return the person and
    the names of the rights that were not given back. Raises InvalidState.
    """
    refused: list[str] = []
    with transaction.atomic():
        person = _lock(person)
        if person.left is None:
            raise InvalidState(_("No departure is recorded for this person."))
        _ensure_holds_rights(person, by)
        _ensure_recorded(person, list(person.memberships.select_related("team")))
        with revisions.record(by, _("Departure undone")):
            memberships = restore_memberships(person)
            _clear_departure(person)
            _add_teams_to_revision(memberships)
        if person.user:
            refused = reactivate_account(person.user, person, by)
        audit.record(Event.DEPARTURE_UNDONE, user=by, target=person)
    return person, refused


def _ensure_holds_rights(person: Person, by: User) -> None:
    if person.user and not rights.holds_rights_of(by, person.user):
        raise InvalidState(missing_rights_text())


def _clear_departure(person: Person) -> None:
    person.left = None
    person.destination = person.destination_zh = person.destination_url = ""
    validate_and_save(person)


# ---- locks and revisions ------------------------------------------------------------------------


def _lock(person: Person) -> Person:
    """Read the person again and lock the row until the transaction ends. Raises InvalidState."""
    people = Person.objects.select_for_update(of=["self"]).select_related("user")
    locked = people.filter(pk=person.pk).first()
    if locked is None:
        raise InvalidState(_("This person no longer exists."))
    return locked


def _ensure_recorded(person: Person, memberships: list[TeamMembership]) -> None:
    revisions.ensure_recorded(person)
    for team in {membership.team for membership in memberships}:
        revisions.ensure_recorded(team)


def _add_teams_to_revision(memberships: list[TeamMembership]) -> None:
    for team in {membership.team for membership in memberships}:
        revisions.add(team)
