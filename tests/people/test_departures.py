"""Seeing people off in one act, and taking them in again."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from reversion.models import Revision, Version

from core.exceptions import InvalidState
from core.partial_dates import PartialDate
from people import departures, membership
from people.departures import Departure
from people.models import Invitation, Person, Role, TeamMembership
from tests import factories

pytestmark = pytest.mark.django_db

JUNE = PartialDate(2025, 6)


def see_off(person, pi, left=JUNE, **choices) -> Person:
    return departures.see_off(person, pi.user, Departure(left, **choices))


def periods(person) -> list[str]:
    rows = TeamMembership.objects.filter(person=person).order_by("pk")
    return [f"{row.start or ''}–{row.end or ''}" for row in rows]


def groups(user) -> list[str]:
    return [group.name for group in user.groups.all()]


# ---- seeing off ---------------------------------------------------------------------------------


def test_who_is_seen_off_is_a_previous_member_with_a_destination(pi, member):
    person = see_off(
        member.person,
        pi,
        destination="Elsewhere",
        destination_zh="别处",
        destination_url="https://example.org",
    )
    person.refresh_from_db()
    assert (str(person.left), person.destination, person.destination_zh) == ("2025-06", "Elsewhere", "别处")
    assert person in Person.objects.previous(date(2025, 7, 1))


def test_page_address_and_papers_stay(pi, member, visitor):
    paper = factories.publication(authors=[member.person])
    see_off(member.person, pi)
    assert visitor.get(member.person.get_absolute_url()).status_code == 200
    assert paper.authorships.get().person == member.person


def test_the_account_is_turned_off_and_signed_out_everywhere(pi, member):
    Client().force_login(member.user)
    see_off(member.person, pi)
    member.user.refresh_from_db()
    assert not member.user.is_active
    assert Session.objects.count() == 1  # that of the PI
    assert member.get("/accounts/").status_code == 302


def test_the_account_may_stay_for_the_own_page(pi, member):
    see_off(member.person, pi, keeps_account=True)
    member.user.refresh_from_db()
    assert member.user.is_active
    assert member.get("/accounts/").status_code == 200


def test_a_principal_investigator_who_leaves_keeps_no_rights_but_those_of_a_member(pi):
    other = factories.user("old@example.org")
    leaving = factories.person("Otto Old", role=Role.PI, user=other)
    see_off(leaving, pi, keeps_account=True)
    assert groups(other) == ["Member"]


def test_publishing_directly_ends(pi, member):
    membership.grant_direct_publishing(member.user, True)
    see_off(member.person, pi, keeps_account=True)
    assert not membership.may_publish_directly(member.user)


def test_the_address_is_hidden_unless_it_shall_stay(pi):
    people = [factories.person(email="ada@example.org", email_visibility="public") for _number in range(2)]
    hidden = see_off(people[0], pi)
    shown = see_off(people[1], pi, hides_email=False)
    assert (hidden.public_email, shown.public_email) == ("", "ada@example.org")


def test_a_link_that_nobody_has_used_is_dead_also_after_coming_back(pi):
    person = factories.invited()
    key = person.user.invitation.key
    see_off(person, pi)
    departures.readmit(person, pi.user, PartialDate(2026), Role.PHD)
    assert Invitation.objects.get().key != key


# ---- teams --------------------------------------------------------------------------------------


def test_memberships_end_on_that_day_and_leading_with_them(pi, lead):
    see_off(lead.person, pi)
    assert periods(lead.person) == ["2021-09–2025-06"]
    assert not TeamMembership.objects.current(date(2025, 7, 1)).filter(is_lead=True).exists()


@pytest.mark.parametrize(
    ("start", "end", "after"),
    [
        ("2021", "2023", ["2021–2023"]),  # over already
        ("2021", "2026", ["2021–2025-06"]),
        ("2021", "2025", ["2021–2025-06"]),
        ("2025-06-15", None, ["2025-06-15–2025-06"]),
        ("2025-07", None, []),  # would only have begun later
    ],
)
def test_a_membership_ends_no_later_than_the_time_in_the_lab(pi, start, end, after):
    person = factories.person()
    factories.membership(person, factories.team(), start=start, end=end)
    see_off(person, pi)
    assert periods(person) == after


# ---- all or nothing, and on record --------------------------------------------------------------


def test_it_is_one_revision_with_the_teams_and_there_is_a_way_back(pi, lead):
    see_off(lead.person, pi)
    revision = Revision.objects.latest("pk")
    assert (revision.user, revision.comment) == (pi.user, "Seen off")
    for row in (lead.person, lead.team):
        now, before = Version.objects.get_for_object(row)
        assert now.revision == revision and before.revision.user is None
    assert Version.objects.get_for_object(lead.person)[1].field_dict["left"] is None


def test_if_a_part_fails_nothing_has_happened(pi, lead, monkeypatch):
    def fail(user):
        raise RuntimeError

    monkeypatch.setattr(departures, "turn_off", fail)
    with pytest.raises(RuntimeError):
        see_off(lead.person, pi)
    lead.person.refresh_from_db()
    assert lead.person.left is None and periods(lead.person) == ["2021-09–"]


def test_nobody_sees_off_themselves(pi):
    with pytest.raises(InvalidState):
        see_off(pi.person, pi)


def test_only_an_administrator_turns_the_account_of_an_administrator_off(pi, admin):
    person = factories.person("Root", user=factories.user("root@example.org", is_superuser=True))
    with pytest.raises(InvalidState):
        see_off(person, pi)
    see_off(person, admin)
    person.user.refresh_from_db()
    assert not person.user.is_active


# ---- what will happen, in words -----------------------------------------------------------------


def test_it_is_said_in_words_what_will_happen(lead):
    departure = Departure(JUNE, destination="100 % Elsewhere")
    lead.person.email = "leo@example.org"
    assert departures.consequences(lead.person, departure, date(2025, 7, 1)) == [
        "Leo Lead is listed among the previous members from now on, with Jun 2025 as the last day.",
        "“Now at 100 % Elsewhere” stands on the page and in the list.",
        "These memberships end on that day: Team of Leo.",
        "So does leading Team of Leo.",
        "The account leo@example.org is turned off at once and signed out everywhere.",
        "The email address will be hidden.",
        "The page, its address and all papers stay.",
    ]


def test_what_does_not_happen_is_not_said():
    person = factories.person("Ada Example")
    assert departures.consequences(person, Departure(JUNE), date(2025, 6, 1)) == [
        "Ada Example is listed among the current members until Jun 2025, then among the previous ones.",
        "The page, its address and all papers stay.",
    ]


# ---- taking in again ----------------------------------------------------------------------------


def test_who_comes_back_is_current_and_the_former_time_is_kept(pi, visitor):
    person = factories.person("Ada", role=Role.MASTER, joined="2019-09", left="2023-06", destination="Else")
    person = departures.readmit(person, pi.user, PartialDate(2025, 9), Role.PHD)
    assert (person.role, str(person.joined), person.left, person.destination) == (40, "2025-09", None, "")
    (stay,) = person.stays.all()
    assert (stay.role, str(stay)) == (Role.MASTER, "2019.09–2023.06")
    assert "2019.09–2023.06" in visitor.get(person.get_absolute_url()).content.decode().replace(
        '<time datetime="2019-09">', ""
    ).replace('<time datetime="2023-06">', "").replace("</time>", "")


def test_coming_back_twice_keeps_both_times_in_order(pi):
    person = factories.person(joined="2015", left="2017")
    person = departures.readmit(person, pi.user, PartialDate(2019), Role.PHD)
    person = see_off(person, pi, PartialDate(2021))
    person = departures.readmit(person, pi.user, PartialDate(2024), Role.POSTDOC)
    assert [(str(start), str(end)) for start, end in person.earlier_periods] == [
        ("2015", "2017"),
        ("2019", "2021"),
    ]


def test_the_account_works_again_with_the_rights_of_the_new_role(pi, member):
    see_off(member.person, pi)
    departures.readmit(member.person, pi.user, PartialDate(2026), Role.PI)
    member.user.refresh_from_db()
    assert member.user.is_active and groups(member.user) == ["PI"]


def test_former_sessions_do_not_come_back_with_the_account(pi, member):
    see_off(member.person, pi)
    departures.readmit(member.person, pi.user, PartialDate(2026), Role.PHD)
    assert member.get("/accounts/").status_code == 302


def test_nobody_comes_back_who_has_not_left_or_before_leaving(pi, member):
    with pytest.raises(InvalidState):
        departures.readmit(member.person, pi.user, PartialDate(2026), Role.PHD)
    see_off(member.person, pi)
    with pytest.raises(InvalidState):
        departures.readmit(member.person, pi.user, PartialDate(2025, 5), Role.PHD)
    assert not member.person.stays.exists()


# ---- taking a departure back --------------------------------------------------------------------


def test_a_departure_that_was_a_mistake_is_taken_back_with_all_that_it_did(pi, lead):
    see_off(lead.person, pi, destination="Elsewhere")
    person = departures.take_back(lead.person, pi.user)
    lead.user.refresh_from_db()
    assert (person.left, person.destination, periods(person)) == (None, "", ["2021-09–"])
    assert lead.user.is_active and not person.stays.exists()


def test_taking_back_leaves_a_membership_that_ended_before(pi):
    person = factories.person()
    factories.membership(person, factories.team(), start="2021", end="2022")
    see_off(person, pi)
    departures.take_back(person, pi.user)
    assert periods(person) == ["2021–2022"]


# ---- what the PI decides ------------------------------------------------------------------------


def test_another_role_brings_other_rights(pi, member):
    membership.change(member.person, pi.user, {"role": Role.PI})
    assert groups(member.user) == ["PI"]
    membership.change(member.person, pi.user, {"role": Role.POSTDOC})
    assert groups(member.user) == ["Member"]


def test_publishing_directly_is_granted_and_taken(pi, member):
    membership.change(member.person, pi.user, {}, directly=True)
    assert member.user.has_perm("moderation.publish_directly")
    membership.change(member.person, pi.user, {}, directly=False)
    assert not membership.may_publish_directly(member.user)


def test_nobody_takes_the_own_rights_away_by_mistake(pi):
    with pytest.raises(InvalidState):
        membership.change(pi.person, pi.user, {"role": Role.FACULTY})
    assert groups(pi.user) == ["PI"]


def test_somebody_who_has_left_gets_no_rights_with_a_role(pi, member):
    see_off(member.person, pi, keeps_account=True)
    membership.change(member.person, pi.user, {"role": Role.PI})
    assert groups(member.user) == ["Member"]
