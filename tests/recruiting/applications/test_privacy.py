"""Who can see applications, how long they are kept, and what remains of them."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.caching.triggers import content_tables
from core.languages import path_in
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
from tests.recruiting.applications.applicant_steps import VALID_ENTRIES, form_token
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Asia/Shanghai")
SECRETS = ("Ann Applicant", "ann@secret.example", "A secret wish")


@pytest.fixture
def secret(application):
    """An application whose details must not appear anywhere else."""
    Application.objects.update(email=SECRETS[1], statement=SECRETS[2])
    return application


def test_no_public_page_or_search_shows_an_application(visitor, member, lead, secret):
    paths = [
        "/",
        "/recruiting/",
        "/recruiting/engineers/",
        "/recruiting/feed/",
        "/sitemap-recruiting.xml",
        "/people/",
    ]
    paths += [f"/search/?q={word}" for word in ("Ann", "secret", "applicant")]
    for client in (visitor, member, lead):
        for path in paths:
            content = b"".join(client.get(path)).decode()
            assert not [word for word in SECRETS[:2] if f">{word}<" in content or "Ann Applicant" in content]


def test_no_media_url_serves_a_cv(visitor, member, pi, secret):
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


def test_visitors_members_and_leads_cannot_open_an_application(visitor, member, lead, secret):
    for client, refusal in ((visitor, 302), (member, 403), (lead, 403)):
        for path in ("", "cv/", "cv/?download"):
            assert client.get(f"/desk/applications/{secret.pk}/{path}").status_code == refusal
        for path in ("export.csv", "cvs.zip", f"compare/?application={secret.pk}&application={secret.pk}"):
            assert client.get(f"/desk/applications/{path}").status_code == refusal


def test_admin_shows_applications_only_with_the_review_permission(secret):
    staff = Actor(factories.user("it@example.org", is_staff=True))
    for codename in ("view_application", "change_notice", "view_notice", "view_cvview"):
        staff.user.user_permissions.add(Permission.objects.get(codename=codename))
    paths = [f"/admin/recruiting/application/{path}" for path in ("", f"{secret.pk}/change/")]
    paths += ["/admin/recruiting/cvview/", "/admin/recruiting/noticereviewer/"]
    for path in paths:
        assert staff.get(path, follow=True).status_code == 403
    assert "applications" not in staff.get("/admin/", follow=True).content.decode().lower()
    staff.user.user_permissions.add(Permission.objects.get(codename="review_applications"))
    for path in paths:
        assert staff.get(path, follow=True).status_code == 200


def test_only_pi_and_admin_have_the_review_permission():
    holders = {
        group
        for group, grants in GRANTS.items()
        if {"recruiting.review_applications", "recruiting.*"} & {*grants}
    }
    assert holders == {"PI", "Admin"}


def test_applications_do_not_invalidate_cached_pages():
    public = {Notice, Position, Question}
    tables = set(content_tables("recruiting"))
    assert tables == {model._meta.db_table for model in public}
    private = set(apps.get_app_config("recruiting").get_models()) - public
    assert {model._meta.label_lower for model in private} <= django_settings.PRIVATE_MODELS


def test_outbox_admin_shows_neither_text_nor_full_address(admin, secret):
    emails.enqueue_confirmation(Application.objects.get(), "https://lab.example", timezone.now())
    email = Email.objects.get()
    for path in ("/admin/core/email/", f"/admin/core/email/{email.pk}/change/"):
        page = admin.get(path).content.decode()
        assert "…@secret.example" in page and secret.token not in page and SECRETS[1] not in page


# ---- retention ----------------------------------------------------------------------------------


def is_expired(now, months=12):
    return Application.objects.past_retention(now, months).exists()


@pytest.mark.parametrize(
    ("closes", "closed_on", "last_day"),
    [
        ("2026-03-31", None, datetime(2027, 3, 31, 23, 59, 59, tzinfo=ZONE)),
        (None, "2026-03-31", datetime(2027, 3, 30, 23, 59, 59, tzinfo=ZONE)),
        ("2026-12-31", "2026-03-31", datetime(2027, 3, 30, 23, 59, 59, tzinfo=ZONE)),
        ("2028-02-29", None, datetime(2029, 2, 28, 23, 59, 59, tzinfo=ZONE)),
    ],
)
def test_application_is_kept_for_12_months_after_closing(closes, closed_on, last_day):
    factories.application(factories.notice(closes=closes, closed_on=closed_on))
    assert not is_expired(last_day)
    assert is_expired(last_day + timedelta(days=1, seconds=1))


def test_without_a_closing_day_the_period_starts_with_the_decision():
    decided = datetime(2026, 3, 31, 12, tzinfo=ZONE)
    application = factories.application(factories.notice(), now=decided)
    assert not is_expired(decided + timedelta(days=4000))
    Application.objects.update(state=ApplicationState.DECLINED, state_since=decided)
    assert not is_expired(decided + timedelta(days=365)) and is_expired(decided + timedelta(days=366))
    assert application.pk


def test_unconfirmed_application_is_kept_for_a_month():
    now = timezone.now()
    factories.application(factories.notice(), confirmed=None, now=now)
    assert not is_expired(now + timedelta(days=29)) and is_expired(now + timedelta(days=31))


def test_command_deletes_rows_files_and_emails_and_keeps_counts(
    pi, settings, application, django_capture_on_commit_callbacks
):
    now = timezone.now()
    Notice.objects.update(closes="2025-02-01")
    Note.objects.create(application=application, by=pi.user, text="x", created=now)
    Star.objects.create(application=application, by=pi.user)
    CVView.objects.create(application=application, notice=application.notice, by=pi.user, at=now)
    emails.enqueue_confirmation(application, "https://lab.example", now)
    application.decline(by=pi.user, now=now)
    open_application = factories.application(factories.notice("Open"), "Kept")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("delete_expired_applications")
    assert list(Application.objects.all()) == [open_application] and not Note.objects.exists()
    assert not Email.objects.exists() and not LogEntry.objects.exists()
    assert not list((Path(settings.PRIVATE_ROOT) / "applications").iterdir())
    count = DeletedApplicationCount.objects.get()
    assert (count.state, count.number) == ("declined", 1)
    cv_view = CVView.objects.get()
    assert cv_view.application is None and cv_view.by == pi.user
    assert not tables_containing("Ann Applicant", "applicant")


def tables_containing(*words):
    """Return the tables whose rows contain one of the words."""
    matches = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(("recruiting_", "core_", "reversion_", "django_admin")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            text = str(cursor.fetchall())
            matches += [(table, word) for word in words if word in text and "Kept" not in text]
    return matches


def test_lab_setting_determines_the_retention_period(notice):
    factories.lab(keeps_applications=3)
    Notice.objects.update(closes=timezone.localdate() - timedelta(days=100))
    factories.application(notice)
    assert retention.delete_expired_applications(timezone.now()) == 1


def test_old_drafts_are_deleted(notice, django_capture_on_commit_callbacks):
    now = timezone.now()
    emailed_draft = Draft(notice=notice, emailed_to="a@example.org", updated=now, **new_private_link())
    emailed_draft.save_cv(factories.cv(), now)
    abandoned_draft = Draft(notice=notice, updated=now, **new_private_link())
    abandoned_draft.save_cv(factories.cv(), now)
    assert retention.delete_expired_drafts(now) == 0
    later = now + timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.delete_expired_drafts(later) == 1
    assert Draft.objects.get() == emailed_draft and emailed_draft.has_cv and not abandoned_draft.has_cv
    assert retention.delete_expired_drafts(now + timedelta(days=31)) == 1


def test_pending_email_is_deleted_with_the_application(application, settings):
    emails.enqueue_confirmation(application, "https://lab.example", timezone.now())
    retention.delete_application(application)
    assert queue.send_due(timezone.now() + timedelta(days=1)) == (0, 0)


def test_admin_action_deletes_and_counts_applications(admin, application):
    data = {"action": "delete_with_data", "_selected_action": [application.pk]}
    assert admin.post("/admin/recruiting/application/", data).status_code == 302
    assert not Application.objects.exists() and DeletedApplicationCount.objects.get().number == 1


# ---- consent ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "months", "period"),
    [
        ("en", 1, " 1 month "),
        ("en", 12, " 12 months "),
        ("zh-hans", 1, " 1 个月"),
        ("zh-hans", 12, " 12 个月"),
    ],
)
def test_consent_and_email_name_the_retention_period(visitor, notice, language, months, period):
    factories.lab(keeps_applications=months)
    path = f"{path_in(language, '/recruiting/engineers/')}apply/"
    assert period in Page(visitor.get(path)).text
    entries = {**VALID_ENTRIES, "form_token": form_token(notice), "do": "send", "cv": factories.cv()}
    visitor.post(path, entries)
    application = Application.objects.get()
    assert period in application.consent and period in mail.outbox[0].body


def test_application_that_is_confirmed_while_the_job_runs_is_kept(notice):
    now = timezone.now()
    row = factories.application(notice, confirmed=None, submitted=now - timedelta(days=60))
    expired = Application.objects.past_retention(now, 6)
    assert list(expired) == [row]
    row.confirm(now)
    assert not retention.delete_application(row, expired)
    assert Application.objects.filter(pk=row.pk).exists()
