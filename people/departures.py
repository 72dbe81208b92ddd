"""Seeing people off and taking them in again: several rows, one act, one revision.

Papers, page and address of somebody who leaves stay.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from core.exceptions import InvalidState
from core.languages import local
from core.partial_dates import PartialDate
from core.sessions import end_sessions
from moderation import revisions
from people.groups import set_group
from people.membership import grant_direct_publishing, save
from people.models import Invitation, Person, Role, TeamMembership
from people.models.invitation import new_key
from people.models.person import EmailVisibility


@dataclass(frozen=True)
class Departure:
    """When somebody leaves, where to, and what happens to the account and the email address."""

    left: PartialDate
    destination: str = ""
    destination_zh: str = ""
    destination_url: str = ""
    keeps_account: bool = False
    hides_email: bool = True


# ---- what may not be done -----------------------------------------------------------------------


def why_not_off(person: Person, by: User) -> str:
    """Says why ``by`` may not see the person off or turn their account off; "" where that is fine."""
    if person.user_id is None:
        return ""
    if person.user_id == by.pk:
        return _("You cannot do this to yourself: nobody would be left to undo it.")
    if person.user.is_superuser and not by.is_superuser:
        return _("This is the account of an administrator. Only an administrator can turn it off.")
    return ""


# ---- seeing off ---------------------------------------------------------------------------------


def ending_memberships(person: Person, left: PartialDate) -> list[TeamMembership]:
    """The memberships that would go on after the day of leaving."""
    memberships = TeamMembership.objects.filter(person=person).select_related("team")
    return [row for row in memberships if row.end is None or row.end.last_day > left.last_day]


def see_off(person: Person, by: User, departure: Departure) -> Person:
    """Records that somebody leaves, and does all that follows from it. Returns the person.

    Memberships in teams, and leading them, end on that day; one that would only begin later goes.
    Without ``keeps_account`` the account is turned off and signed out everywhere; with it, it is for
    what is the person's own, also where it was that of the principal investigator. Calling it again
    corrects what was said before. Raises InvalidState.
    """
    if problem := why_not_off(person, by):
        raise InvalidState(problem)
    with transaction.atomic():
        person = _held(person)
        ending = ending_memberships(person, departure.left)
        _record_as_found(person, ending)
        with revisions.record(by, _("Seen off")):
            person.left = departure.left
            person.destination = departure.destination
            person.destination_zh = departure.destination_zh
            person.destination_url = departure.destination_url
            if departure.hides_email:
                person.email_visibility = EmailVisibility.HIDDEN
            save(person)
            for membership in ending:
                _end(membership, departure.left)
            _record_teams(ending)
        if person.user and departure.keeps_account:
            turn_on(person.user, person)
        elif person.user:
            turn_off(person.user)
    return person


def consequences(person: Person, departure: Departure, on: date) -> list[str]:
    """Says in words, one sentence each, what seeing the person off like this does."""
    ending = ending_memberships(person, departure.left)
    where = departure.destination or departure.destination_zh
    led = [membership for membership in ending if membership.is_lead]
    sentences = [
        _("%(name)s is listed among the previous members from now on, with %(day)s as the last day.")
        if departure.left.last_day < on
        else _("%(name)s is listed among the current members until %(day)s, then among the previous ones."),
        _("“Now at %(where)s” stands on the page and in the list.") if where else "",
        _("These memberships end on that day: %(teams)s.") if ending else "",
        _("So does leading %(led)s.") if led else "",
        _account_sentence(person, departure),
        _("The email address will be hidden.") if person.email and departure.hides_email else "",
        _("The page, its address and all papers stay."),
    ]
    words = {
        "name": person.leading_name.text,
        "day": departure.left.formatted(),
        "where": where,
        "teams": _names(ending),
        "led": _names(led),
        "email": person.user.email if person.user else "",
    }
    return [sentence % words for sentence in sentences if sentence]


def _account_sentence(person: Person, departure: Departure) -> str:
    if person.user is None:
        return ""
    if departure.keeps_account:
        return _("The account %(email)s stays, for the own page and papers only.")
    return _("The account %(email)s is turned off at once and signed out everywhere.")


def _names(memberships: list[TeamMembership]) -> str:
    names = dict.fromkeys(local(membership.team, "name").text for membership in memberships)
    return pgettext("list", ", ").join(names)


def _end(membership: TeamMembership, left: PartialDate) -> None:
    if membership.start and membership.start.first_day > left.last_day:
        membership.delete()
    else:
        membership.end = left
        membership.save()


def turn_off(user: User) -> None:
    """Nobody gets in with the account any more, and who is in is out. A link to it is dead."""
    _reduce(user, is_active=False)
    Invitation.objects.filter(user=user).update(key=new_key())
    end_sessions(user.pk)


def turn_on(user: User, person: Person) -> None:
    """The account works again, with what the role in the lab allows."""
    if person.left is None:
        user.is_active = True
        user.save(update_fields=["is_active"])
        set_group(user, person.role)
    else:
        _reduce(user, is_active=True)


def _reduce(user: User, is_active: bool) -> None:
    """Leaves the account what everybody has, whatever it was allowed before."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    set_group(user, Role.VISITOR)
    grant_direct_publishing(user, False)


# ---- taking in again ----------------------------------------------------------------------------


def readmit(person: Person, by: User, joined: PartialDate, role: int) -> Person:
    """Takes somebody in again who has left; the former time is kept. Returns the person.

    The account, if there is one, works again. Raises InvalidState.
    """
    with transaction.atomic():
        person = _held(person)
        if person.left is None:
            raise InvalidState(_("They have not left, or are here again already."))
        if joined.last_day < person.left.first_day:
            raise InvalidState(_("This is before the day on which they left."))
        revisions.ensure_recorded(person)
        with revisions.record(by, _("Taken in again")):
            person.stays.create(role=person.role, start=person.joined, end=person.left)
            person.joined, person.role = joined, role
            _here_again(person)
        if person.user:
            turn_on(person.user, person)
    return person


def take_back(person: Person, by: User) -> Person:
    """Undoes a departure that was a mistake, or did not come about; memberships that it ended go on.

    The account, if there is one, works again. Raises InvalidState.
    """
    with transaction.atomic():
        person = _held(person)
        if person.left is None:
            raise InvalidState(_("They have not left, or are here again already."))
        ended = _ended_with(person)
        _record_as_found(person, ended)
        with revisions.record(by, _("Departure taken back")):
            for membership in ended:
                membership.end = None
                membership.save()
            _here_again(person)
            _record_teams(ended)
        if person.user:
            turn_on(person.user, person)
    return person


def _here_again(person: Person) -> None:
    person.left = None
    person.destination = person.destination_zh = person.destination_url = ""
    save(person)


def _ended_with(person: Person) -> list[TeamMembership]:
    """The memberships that ended on the day of leaving, where the person is not in that team again."""
    memberships = list(TeamMembership.objects.filter(person=person).select_related("team"))
    ended = {row.team_id: row for row in memberships if row.end == person.left}
    open_in = {row.team_id for row in memberships if row.end is None}
    return [row for team, row in ended.items() if team not in open_in]


# ---- how ----------------------------------------------------------------------------------------


def _held(person: Person) -> Person:
    """Reads the person anew and holds the row until the transaction ends."""
    held = Person.objects.select_for_update(of=["self"]).select_related("user").filter(pk=person.pk).first()
    if held is None:
        raise InvalidState(_("This page is gone."))
    return held


def _record_as_found(person: Person, memberships: list[TeamMembership]) -> None:
    revisions.ensure_recorded(person)
    for team in {membership.team for membership in memberships}:
        revisions.ensure_recorded(team)


def _record_teams(memberships: list[TeamMembership]) -> None:
    """Makes the teams with their rows part of the revision that is being made."""
    for team in {membership.team for membership in memberships}:
        revisions.add(team)
