"""Notices and their status, which is computed from their dates."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.models import Role
from recruiting.models import Notice, NoticeStatus, Position
from recruiting.models.deadline import recompute_deadlines_after_migrate
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db

OPENS, CLOSES = date(2025, 3, 1), date(2025, 3, 31)
DAY_BEFORE, DAY_AFTER, LONG_AFTER = date(2025, 2, 28), date(2025, 4, 1), date(2030, 1, 1)


def titles(notices):
    return [notice.title for notice in notices]


def assert_status(notice, day, status):
    """Assert the status by property and by queryset at a moment, or at noon of a day."""
    now = day if isinstance(day, datetime) else timezone.make_aware(datetime.combine(day, time(12)))
    assert notice.status(now) == status
    for other in NoticeStatus:
        assert (notice in Notice.objects.in_status(other, now)) is (other == status)
    assert (notice in Notice.objects.open(now)) is (status == NoticeStatus.OPEN)
    assert (notice in Notice.objects.closed(now)) is (status == NoticeStatus.CLOSED)
    assert (notice in Notice.objects.public(timezone.localdate(now))) is (
        status in (NoticeStatus.OPEN, NoticeStatus.CLOSED)
    )


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (DAY_BEFORE, NoticeStatus.SCHEDULED),
        (OPENS, NoticeStatus.OPEN),
        (date(2025, 3, 15), NoticeStatus.OPEN),
        (CLOSES, NoticeStatus.OPEN),
        (DAY_AFTER, NoticeStatus.CLOSED),
    ],
)
def test_notice_is_open_from_its_first_to_its_last_day(day, status):
    assert_status(factories.notice(opens=OPENS, closes=CLOSES), day, status)


@pytest.mark.parametrize("day", [OPENS, LONG_AFTER])
def test_notice_without_a_last_day_is_open_until_filled(day):
    notice = factories.notice(opens=OPENS)
    assert_status(notice, day, NoticeStatus.OPEN)
    assert notice.last_day is None


@pytest.mark.parametrize("day", [DAY_BEFORE, OPENS, DAY_AFTER])
def test_unpublished_notice_is_always_a_draft(day):
    assert_status(factories.notice(opens=OPENS, closes=CLOSES, is_published=False), day, NoticeStatus.DRAFT)


@pytest.mark.parametrize("closes", [None, CLOSES])
def test_early_closing_takes_effect_at_the_start_of_its_day(closes):
    notice = factories.notice(opens=OPENS, closes=closes)
    notice.close(on=date(2025, 3, 10))
    notice.refresh_from_db()
    assert_status(notice, date(2025, 3, 9), NoticeStatus.OPEN)
    assert_status(notice, date(2025, 3, 10), NoticeStatus.CLOSED)
    assert notice.last_day == date(2025, 3, 9)


def test_notice_can_be_closed_on_its_opening_day():
    notice = factories.notice(opens=OPENS)
    notice.close(on=OPENS)
    assert_status(notice, OPENS, NoticeStatus.CLOSED)


SECOND = timedelta(seconds=1)


def assert_closes_at(notice, moment):
    """Assert that the notice is open until the second before the moment, and closed from then on."""
    assert_status(notice, moment - SECOND, NoticeStatus.OPEN)
    assert_status(notice, moment, NoticeStatus.CLOSED)


@pytest.mark.parametrize(
    ("zone", "closes", "at", "moment"),
    [
        ("Asia/Shanghai", date(2025, 3, 31), None, datetime(2025, 3, 31, 16)),
        ("Asia/Shanghai", date(2025, 3, 31), time(17), datetime(2025, 3, 31, 9)),
        ("America/Los_Angeles", date(2025, 3, 31), None, datetime(2025, 4, 1, 7)),
        # Clocks go forward: the day has 23 hours, and no 02:30.
        ("Europe/Berlin", date(2025, 3, 30), None, datetime(2025, 3, 30, 22)),
        ("Europe/Berlin", date(2025, 3, 30), time(1, 59), datetime(2025, 3, 30, 0, 59)),
        ("Europe/Berlin", date(2025, 3, 30), time(2, 30), datetime(2025, 3, 30, 1, 30)),
        ("Europe/Berlin", date(2025, 3, 30), time(3), datetime(2025, 3, 30, 1)),
        # Clocks go back: the day has 25 hours, and 02:30 twice; the second one counts.
        ("Europe/Berlin", date(2025, 10, 26), time(1, 59), datetime(2025, 10, 25, 23, 59)),
        ("Europe/Berlin", date(2025, 10, 26), time(2, 30), datetime(2025, 10, 26, 1, 30)),
        ("Europe/Berlin", date(2025, 10, 26), None, datetime(2025, 10, 26, 23)),
        # Clocks go back at midnight.
        ("America/Havana", date(2025, 11, 1), None, datetime(2025, 11, 2, 5)),
    ],
)
def test_notice_closes_at_its_time_in_the_lab_time_zone(settings, zone, closes, at, moment):
    settings.TIME_ZONE = zone
    notice = factories.notice(opens=date(2025, 1, 1), closes=closes, closes_at=at)
    notice.refresh_from_db()
    assert_closes_at(notice, moment.replace(tzinfo=UTC))


def test_notice_opens_at_midnight_in_the_lab_time_zone(settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    notice = factories.notice(opens=date(2025, 3, 9))
    midnight = datetime(2025, 3, 9, 8, tzinfo=UTC)
    assert_status(notice, midnight - SECOND, NoticeStatus.SCHEDULED)
    assert_status(notice, midnight, NoticeStatus.OPEN)


def test_notice_closed_early_can_be_reopened():
    notice = factories.notice(opens=OPENS, closes=CLOSES, closes_at=time(17))
    notice.close(on=date(2025, 3, 10))
    assert notice.is_closed_early
    notice.reopen()
    notice.refresh_from_db()
    assert not notice.is_closed_early
    assert_closes_at(notice, datetime(2025, 3, 31, 9, tzinfo=UTC))


def test_deadlines_are_recomputed_for_a_new_time_zone(settings, recruiting_app):
    notice = factories.notice(opens=OPENS, closes=CLOSES)
    settings.TIME_ZONE = "Europe/Berlin"
    recompute_deadlines_after_migrate(recruiting_app, "default")
    notice.refresh_from_db()
    assert notice.deadline == notice.ends == datetime(2025, 3, 31, 22, tzinfo=UTC)


@pytest.fixture
def recruiting_app():
    return apps.get_app_config("recruiting")


def test_closing_time_needs_a_closing_day():
    notice = Notice(title="Come", opens=OPENS, closes_at=time(17))
    assert "closing time needs a closing day" in refusal_of(notice)
    with refused_by_the_database():
        notice.save()


def test_day_near_the_end_of_the_calendar_is_refused():
    notice = Notice(title="Come", opens=OPENS, closes=date.max)
    with pytest.raises(ValidationError, match="2199"):
        notice.full_clean()
    assert notice.ends.year == 2199


def test_status_defaults_to_the_current_time():
    assert factories.notice(opens=OPENS).is_open
    assert factories.notice(opens=OPENS, closes=CLOSES).is_closed
    assert not factories.notice(opens=date(2099, 1, 1)).is_open
    assert (Notice.objects.open().count(), Notice.objects.closed().count()) == (1, 1)


def test_notices_are_ordered_by_deadline_then_latest_first():
    factories.notice("No deadline, older", opens=date(2025, 1, 1))
    factories.notice("Late deadline", closes=date(2025, 9, 1))
    factories.notice("No deadline, newer", opens=date(2025, 2, 1))
    factories.notice("Soon", closes=date(2025, 5, 1))
    in_order = ["Soon", "Late deadline", "No deadline, newer", "No deadline, older"]
    assert titles(Notice.objects.soonest_first()) == in_order


def test_closing_day_before_opening_day_is_refused():
    assert "before the opening day" in refusal_of(Notice(title="Come", opens=OPENS, closes=DAY_BEFORE))
    with refused_by_the_database():
        factories.notice(opens=OPENS, closes=DAY_BEFORE)
    factories.notice(opens=OPENS, closes=OPENS).full_clean()


def test_title_is_required():
    assert "blank" in refusal_of(Notice(title=""))
    with refused_by_the_database():
        factories.notice(title="")


def test_kind_of_position_occurs_once_per_notice():
    notice = factories.notice(positions=["phd"])
    assert "is listed twice" in refusal_of(Position(notice=notice, kind="phd"))
    with refused_by_the_database():
        Position.objects.create(notice=notice, kind="phd")


@pytest.mark.parametrize(
    ("positions", "openings"), [(["phd"], 0), ([("phd", 2), ("intern", 3)], 5), ([("phd", 2), "intern"], 2)]
)
def test_openings_are_summed_over_positions(positions, openings):
    assert factories.notice(positions=positions).openings == openings


@pytest.mark.parametrize(
    ("own", "visibility", "email"),
    [
        ("jobs@example.org", "public", "jobs@example.org"),
        ("", "public", "ada@example.org"),
        ("", "hidden", ""),
    ],
)
def test_contact_email_falls_back_to_the_public_address_of_the_contact(own, visibility, email):
    ada = factories.person(email="ada@example.org", email_visibility=visibility)
    assert factories.notice(contact=ada, contact_email=own).email == email


def test_notice_without_a_contact_has_no_email():
    assert factories.notice().email == ""


def test_notice_outlives_its_team_and_contact():
    notice = factories.notice(team=factories.team(), contact=factories.person())
    notice.team.delete()
    notice.contact.delete()
    notice.refresh_from_db()
    assert notice.team is None and notice.contact is None


def test_notices_can_be_filtered_by_team():
    team = factories.team()
    factories.notice("Of the team", team=team)
    factories.notice("Of the lab")
    assert titles(Notice.objects.of_teams([team])) == ["Of the team"]


def test_profile_lists_notices_of_led_teams_of_the_contact_and_for_the_pi_of_the_lab():
    led, other = factories.team("Led"), factories.team("Other")
    student, pi = factories.person(role=Role.PHD), factories.person(role=Role.PI)
    factories.notice("Of the led team", team=led)
    factories.notice("Of another team", team=other)
    factories.notice("Of another team, as contact", team=other, contact=student)
    factories.notice("Of the lab")
    factories.notice("Of a hidden team", team=factories.team("Hidden", is_public=False))
    of_student, of_pi = (
        sorted(titles(Notice.objects.for_profile(person.pk, teams, is_pi=is_pi)))
        for person, teams, is_pi in [(student, [led.pk], False), (pi, [], True)]
    )
    assert of_student == ["Of another team, as contact", "Of the led team"]
    assert of_pi == ["Of a hidden team", "Of the lab"]


@pytest.mark.parametrize("query", ["postdoc", "compilers wanted", "博士后", "编译", "boshihou"])
def test_search_matches_words_in_either_language(query):
    factories.notice("Postdoc wanted", title_zh="招聘博士后", body="For **compilers**.", body_zh="编译方向")
    factories.notice("Something else")
    assert titles(Notice.objects.matching(query)) == ["Postdoc wanted"]


def test_list_runs_two_queries(django_assert_num_queries):
    for number in range(5):
        factories.notice(f"Notice {number}", team=factories.team(), contact=factories.person())
    with django_assert_num_queries(2):
        for notice in Notice.objects.for_list():
            assert (notice.team.name, notice.openings, notice.email) == ("Example Team", 0, "")
