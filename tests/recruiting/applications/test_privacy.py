"""Applications are seen by those who may, kept as long as they may be, and leave nothing but counts."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.caching.triggers import content_tables
from core.outbox import queue
from core.outbox.models import Email
from labsite.groups import GRANTS
from recruiting.applications import emails, retention
from recruiting.models import (
    Application,
    ApplicationState,
    CVView,
    DeletedApplicationCount,
    Draft,
    Note,
    Notice,
    Position,
    Question,
    Star,
)
from recruiting.models.private_links import new_private_link
from tests import factories
from tests.conftest import Actor

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Asia/Shanghai")
SECRETS = ("Ann Applicant", "ann@secret.example", "A secret wish")


@pytest.fixture
def secret(application):
    """An application whose words must show nowhere."""
    Application.objects.update(email=SECRETS[1], statement=SECRETS[2])
    return application


def test_nothing_of_it_is_on_any_public_page_or_in_the_search(visitor, member, lead, secret):
    paths = ["/", "/recruiting/", "/recruiting/engineers/", "/recruiting/feed/", "/sitemap.xml", "/people/"]
    paths += [f"/search/?q={word}" for word in ("Ann", "secret", "applicant")]
    for client in (visitor, member, lead):
        for path in paths:
            content = b"".join(client.get(path)).decode()
            assert not [word for word in SECRETS[:2] if f">{word}<" in content or "Ann Applicant" in content]


def test_no_address_of_media_leads_to_a_cv(visitor, member, pi, secret):
    name = secret.cv.name
    for client in (visitor, member, pi):
        for path in (
            f"/media/{name}",
            f"/media/../private/{name}",
            f"/media/%2e%2e/private/{name}",
            f"/private/{name}",
            f"/static/../private/{name}",
            f"/media//{secret.cv.path}",
        ):
            assert client.get(path).status_code in (302, 400, 404), path


def test_no_role_below_gets_to_one_by_its_number(visitor, member, lead, secret):
    for client, refusal in ((visitor, 302), (member, 403), (lead, 403)):
        for path in ("", "cv/", "cv/?download"):
            assert client.get(f"/desk/applications/{secret.pk}/{path}").status_code == refusal
        for path in ("export.csv", "cvs.zip", f"compare/?application={secret.pk}&application={secret.pk}"):
            assert client.get(f"/desk/applications/{path}").status_code == refusal


def test_the_admin_shows_applications_only_to_those_who_hold_the_permission(secret):
    staff = Actor(factories.user("it@example.org", is_staff=True))
    for codename in ("view_application", "change_notice", "view_notice", "view_cvview"):
        staff.user.user_permissions.add(Permission.objects.get(codename=codename))
    paths = [f"/admin/recruiting/application/{rest}" for rest in ("", f"{secret.pk}/change/")]
    paths += ["/admin/recruiting/cvview/", "/admin/recruiting/noticereviewer/"]
    for path in paths:
        assert staff.get(path, follow=True).status_code == 403
    assert "applications" not in staff.get("/admin/", follow=True).content.decode().lower()
    staff.user.user_permissions.add(Permission.objects.get(codename="review_applications"))
    for path in paths:
        assert staff.get(path, follow=True).status_code == 200


def test_only_pi_and_admins_hold_the_permission():
    holders = {
        group
        for group, grants in GRANTS.items()
        if {"recruiting.review_applications", "recruiting.*"} & {*grants}
    }
    assert holders == {"PI", "Admin"}


def test_applications_are_no_content_and_make_no_page_anew():
    public = {Notice, Position, Question}
    tables = set(content_tables("recruiting"))
    assert tables == {model._meta.db_table for model in public}
    private = set(apps.get_app_config("recruiting").get_models()) - public
    assert {model._meta.label_lower for model in private} <= django_settings.PRIVATE_MODELS


def test_the_queue_of_mails_shows_neither_text_nor_address(admin, secret):
    emails.enqueue_confirmation(Application.objects.get(), "https://lab.example", timezone.now())
    found = Email.objects.get()
    for path in ("/admin/core/email/", f"/admin/core/email/{found.pk}/change/"):
        page = admin.get(path).content.decode()
        assert "…@secret.example" in page and secret.token not in page and SECRETS[1] not in page


# ---- how long -----------------------------------------------------------------------------------


def due(now, months=12):
    return Application.objects.past_retention(now, months).exists()


@pytest.mark.parametrize(
    ("closes", "closed_on", "last_kept"),
    [
        ("2026-03-31", None, datetime(2027, 3, 31, 23, 59, 59, tzinfo=ZONE)),
        (None, "2026-03-31", datetime(2027, 3, 30, 23, 59, 59, tzinfo=ZONE)),
        ("2026-12-31", "2026-03-31", datetime(2027, 3, 30, 23, 59, 59, tzinfo=ZONE)),
        ("2028-02-29", None, datetime(2029, 2, 28, 23, 59, 59, tzinfo=ZONE)),
    ],
)
def test_it_is_kept_until_a_year_after_the_closing(closes, closed_on, last_kept):
    factories.application(factories.notice(closes=closes, closed_on=closed_on))
    assert not due(last_kept)
    assert due(last_kept + timedelta(days=1, seconds=1))


def test_without_a_closing_day_the_year_begins_with_the_decision():
    decided = datetime(2026, 3, 31, 12, tzinfo=ZONE)
    application = factories.application(factories.notice(), now=decided)
    assert not due(decided + timedelta(days=4000))
    Application.objects.update(state=ApplicationState.DECLINED, state_since=decided)
    assert not due(decided + timedelta(days=365)) and due(decided + timedelta(days=366))
    assert application.pk


def test_what_was_never_confirmed_has_a_month():
    now = timezone.now()
    factories.application(factories.notice(), confirmed=None, now=now)
    assert not due(now + timedelta(days=29)) and due(now + timedelta(days=31))


def test_the_command_deletes_rows_files_and_mails_and_keeps_counts(
    pi, settings, application, django_capture_on_commit_callbacks
):
    now = timezone.now()
    Notice.objects.update(closes="2025-02-01")
    Note.objects.create(application=application, by=pi.user, text="x", created=now)
    Star.objects.create(application=application, by=pi.user)
    CVView.objects.create(application=application, notice=application.notice, by=pi.user, at=now)
    emails.enqueue_confirmation(application, "https://lab.example", now)
    application.decline(by=pi.user, now=now)
    kept = factories.application(factories.notice("Open"), "Kept")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("delete_expired_applications")
    assert list(Application.objects.all()) == [kept] and not Note.objects.exists()
    assert not Email.objects.exists() and not LogEntry.objects.exists()
    assert not list((Path(settings.PRIVATE_ROOT) / "applications").iterdir())
    count = DeletedApplicationCount.objects.get()
    assert (count.state, count.number) == ("declined", 1)
    look = CVView.objects.get()
    assert look.application is None and look.by == pi.user
    assert not words_left_in_the_database("Ann Applicant", "applicant")


def words_left_in_the_database(*words):
    """The tables in which one of the words still stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(("recruiting_", "core_", "reversion_", "django_admin")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            text = str(cursor.fetchall())
            found += [(table, word) for word in words if word in text and "Kept" not in text]
    return found


def test_the_lab_says_how_long(notice):
    factories.lab(keeps_applications=3)
    Notice.objects.update(closes=timezone.localdate() - timedelta(days=100))
    factories.application(notice)
    assert retention.delete_expired_applications(timezone.now()) == 1


def test_drafts_and_stray_files_go_too(notice, settings, django_capture_on_commit_callbacks):
    now = timezone.now()
    mailed = Draft(notice=notice, emailed_to="a@example.org", updated=now, **new_private_link())
    mailed.save_cv(factories.cv(), now)
    left = Draft(notice=notice, updated=now, **new_private_link())
    left.save_cv(factories.cv(), now)
    stray = Path(settings.PRIVATE_ROOT) / "applications" / "stray.pdf"
    stray.touch()
    assert (retention.delete_expired_drafts(now), retention.delete_orphaned_files(now)) == (0, 0)
    later = now + timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.delete_expired_drafts(later) == 1
    assert retention.delete_orphaned_files(later) == 1
    assert Draft.objects.get() == mailed and len(list(stray.parent.iterdir())) == 1
    assert retention.delete_expired_drafts(now + timedelta(days=31)) == 1


def test_a_mail_that_still_waits_goes_with_the_application(application, settings):
    emails.enqueue_confirmation(application, "https://lab.example", timezone.now())
    retention.delete_application(application)
    assert queue.send_due(timezone.now() + timedelta(days=1)) == (0, 0)


def test_the_action_in_the_admin_forgets_as_the_command_does(admin, application):
    data = {"action": "delete_with_data", "_selected_action": [application.pk]}
    assert admin.post("/admin/recruiting/application/", data).status_code == 302
    assert not Application.objects.exists() and DeletedApplicationCount.objects.get().number == 1
