"""What ``openings.json`` says: open and closed openings, by the clock, as their pages."""

from datetime import datetime, time

import pytest

from tests import factories
from tests.open_data.reading import read, rows

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2025-10-01T12:00+08:00")


def test_openings_are_open_until_the_moment_when_they_close():
    factories.notice(slug="later", closes="2025-12-01")
    factories.notice(slug="filled")
    factories.notice(slug="noon", closes="2025-10-01", closes_at=time(12))
    factories.notice(slug="soon", closes="2025-10-01")
    factories.notice(slug="early", closes="2025-12-01", closed_on="2025-09-01")
    statuses = [(row["id"], row["status"]) for row in read("openings", NOW)["openings"]]
    assert statuses[:3] == [("soon", "open"), ("later", "open"), ("filled", "open")]
    assert set(statuses[3:]) == {("noon", "closed"), ("early", "closed")}


def test_drafts_and_scheduled_openings_are_not_there():
    factories.notice(is_published=False)
    factories.notice(opens="2025-10-02")
    assert rows("openings", NOW) == {}


def test_deadline_is_a_moment_and_a_day():
    factories.notice(slug="day", closes="2025-12-01")
    factories.notice(slug="filled")
    described = rows("openings", NOW)
    assert (described["day"]["closes"], described["day"]["last_day"]) == (
        "2025-12-02T00:00:00+08:00",
        "2025-12-01",
    )
    assert (described["filled"]["closes"], described["filled"]["last_day"]) == (None, None)


def test_open_opening_says_how_to_apply_and_a_closed_one_does_not(settings):
    contact = factories.person("Ada", email="ada@example.org", email_visibility="public")
    details = {"contact": contact, "url": "https://example.org/job"}
    factories.notice(slug="open", **details)
    factories.notice(slug="closed", closes="2025-02-01", contact_email="jobs@example.org", **details)
    described = rows("openings", NOW)
    assert described["open"]["apply_url"]["en"] == f"{settings.SITE_URL}/recruiting/open/apply/"
    assert (described["open"]["email"], described["open"]["more_url"]) == (
        "ada@example.org",
        "https://example.org/job",
    )
    closed = described["closed"]
    assert (closed["apply_url"], closed["email"], closed["more_url"]) == (None, None, None)
    assert closed["contact"] == "ada"


def test_opening_names_public_rows_only():
    hidden = {"is_public": False}
    factories.notice(
        slug="open",
        team=factories.team(**hidden),
        project=factories.project(**hidden),
        contact=factories.person(email="ada@example.org", email_visibility="public", **hidden),
    )
    row = rows("openings", NOW)["open"]
    assert (row["team"], row["project"], row["contact"], row["email"]) == (None, None, None, None)


def test_opening_has_positions_texts_and_place():
    factories.notice(
        slug="open",
        positions=[("phd", 2), "intern"],
        body="Build **engines**.",
        to_send_zh="简历",
        starting="Autumn",
        is_remote=True,
        remote_from="Germany, France",
    )
    row = rows("openings", NOW)["open"]
    assert row["positions"] == [{"kind": "phd", "number": 2}, {"kind": "intern", "number": None}]
    assert (row["text"], row["what_to_include"]) == ({"en": "Build **engines**."}, {"zh-Hans": "简历"})
    assert (row["starting"], row["remote"], row["countries"]) == (
        {"en": "Autumn"},
        True,
        ["Germany", "France"],
    )
