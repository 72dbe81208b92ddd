"""The audit log: what an entry holds, and that it neither breaks an act nor outlives it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.audit import Event
from core.audit.models import AuditEvent
from core.jobs.registry import REGISTERED
from tests import factories

pytestmark = pytest.mark.django_db


def request_of(user=None, **headers):
    request = RequestFactory().get("/", headers={"User-Agent": "Browser/1.0", **headers})
    if user:
        request.user = user
    return request


def test_entry_says_who_did_what_to_whom_and_from_where():
    ada, by = factories.person("Ada Example"), factories.user("pi@example.org")
    audit.record(Event.DEPARTURE_RECORDED, request=request_of(by), target=ada, details={"left": "2025"})
    entry = AuditEvent.objects.get()
    assert (entry.user, entry.by, entry.target) == (by, "pi@example.org", "Ada Example")
    assert (entry.address, entry.user_agent) == ("127.0.0.1", "Browser/1.0")
    assert (entry.label, entry.details) == ("Departure recorded", {"left": "2025"})
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_entry_without_a_request_has_no_address():
    audit.record(Event.DEPARTURE_RECORDED, target="Ada Example")
    entry = AuditEvent.objects.get()
    assert (entry.user, entry.by, entry.address, entry.target) == (None, "", None, "Ada Example")


def test_entry_uses_the_client_address_behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    audit.record(Event.SIGN_IN_FAILED, request=request_of(**{"X-Forwarded-For": "forged, 203.0.113.9"}))
    assert AuditEvent.objects.get().address == "203.0.113.9"


def test_entry_of_hostile_headers_is_stored_shortened(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = request_of(**{"X-Forwarded-For": "one-only", "User-Agent": "\x00" + "x" * 5000})
    audit.record(Event.SIGN_IN_FAILED, request=request)
    entry = AuditEvent.objects.get()
    assert (entry.address, entry.user_agent) == ("127.0.0.1", "x" * 200)


def test_act_continues_when_it_cannot_be_recorded(monkeypatch, caplog):
    def fail(**fields):
        raise DatabaseError("disk full")

    monkeypatch.setattr(AuditEvent.objects, "create", fail)
    with transaction.atomic():
        audit.record(Event.SIGNED_IN)
        factories.person("Ada Example")  # the transaction still works
    assert "could not record" in caplog.text


def test_act_continues_when_its_details_cannot_be_stored():
    audit.record(Event.SIGNED_IN, details={"at": object()})
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_act_that_is_rolled_back_leaves_no_entry():
    with transaction.atomic():
        audit.record(Event.EMAIL_CHANGED)
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()


def test_entry_outlives_the_account():
    user = factories.user("ada@example.org")
    audit.record(Event.SIGNED_IN, user=user)
    user.delete()
    entry = AuditEvent.objects.get()
    assert (entry.user, entry.by) == (None, "ada@example.org")


def test_forgetting_a_person_leaves_only_that_something_happened():
    ada = factories.person("Ada Example", user=factories.user("ada@example.org"))
    pi = factories.user("pi@example.org")
    audit.record(Event.SIGNED_IN, request=request_of(ada.user))
    audit.record(Event.DEPARTURE_RECORDED, request=request_of(pi), target=ada, details={"name": "Ada"})
    audit.record(Event.PASSWORD_CHANGED, request=request_of(ada.user), target=ada.user)
    audit.record(Event.SIGNED_IN, request=request_of(pi))
    assert audit.about(ada.user, ada).count() == 3
    assert audit.forget(ada.user, ada) == 3
    stored = str(list(AuditEvent.objects.values("by", "target", "target_key", "details")))
    assert "ada" not in stored.lower()
    assert not audit.about(ada.user, ada).exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("by", flat=True)) == ["", str(pi), "", str(pi)]


def test_person_without_an_account_can_be_forgotten():
    ada = factories.person("Ada Example")
    audit.record(Event.READMITTED, user=factories.user(), target=ada)
    assert audit.forget(None, ada) == 1
    assert AuditEvent.objects.get().target == ""


def test_old_entries_are_deleted_after_the_period_that_is_set(settings):
    settings.AUDIT_DAYS = 30
    audit.record(Event.SIGNED_IN)
    delete = REGISTERED["delete_expired_audit_log"].run
    assert delete(timezone.now() + timedelta(days=29)) == "Expired entries of the audit log deleted: 0."
    assert delete(timezone.now() + timedelta(days=31)) == "Expired entries of the audit log deleted: 1."


def test_log_is_searched_and_filtered_in_the_admin(admin):
    audit.record(Event.EMAIL_CHANGED, user=factories.user("ada@example.org"), target="Ada Example")
    audit.record(Event.SIGNED_IN, user=factories.user("bob@example.org"))
    url = reverse("admin:core_auditevent_changelist")
    html = admin.get(url, {"event": "email-changed", "q": "ada"}).content.decode()
    assert "ada@example.org" in html and "bob@example.org" not in html
    entry = admin.get(reverse("admin:core_auditevent_change", args=[AuditEvent.objects.first().pk]))
    assert "Signed in" in entry.content.decode()


def test_log_cannot_be_changed_in_the_admin(admin):
    audit.record(Event.SIGNED_IN)
    pk = AuditEvent.objects.get().pk
    assert admin.get(reverse("admin:core_auditevent_add")).status_code == 403
    assert admin.post(reverse("admin:core_auditevent_change", args=[pk]), {"by": "x"}).status_code == 403
    assert admin.post(reverse("admin:core_auditevent_delete", args=[pk]), {"post": "yes"}).status_code == 403
    actions = admin.get(reverse("admin:core_auditevent_changelist")).context["action_form"]
    assert not actions
    assert AuditEvent.objects.count() == 1
