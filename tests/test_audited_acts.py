"""The acts that are in the audit log: each records who did it, to whom and from where."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.audit.models import AuditEvent
from core.partial_dates import PartialDate
from people import departures, invitations, membership
from people.departures import Departure
from people.invitation_lines import Invitee
from people.models import Role
from tests import factories
from tests.accounts.steps import PASSWORD, code_of, confirm_password, set_up_app, sign_in
from tests.admin_forms import save

pytestmark = pytest.mark.django_db

JUNE = PartialDate(2025, 6)


def logged():
    """Return (event, who, target) of all entries, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("event", "by", "target"))


def details_of(event):
    return AuditEvent.objects.get(event=event).details


@pytest.fixture
def pi_user(pi):
    return pi.user


# ---- accounts -----------------------------------------------------------------------------------


def test_sign_in_records_how(visitor):
    user = factories.user("ada@example.org")
    sign_in(visitor, "ada@example.org")
    entry = AuditEvent.objects.get()
    assert (entry.event, entry.user, entry.address) == ("sign-in", user, "127.0.0.1")
    assert entry.details == {"with": ["password"]}


@pytest.mark.django_db(transaction=True)  # allauth reports a new factor when the transaction ends
def test_second_factor_is_recorded(member, visitor):
    secret = set_up_app(member)
    sign_in(visitor, member.user.email)
    visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)})
    confirm_password(member)
    member.post(reverse("mfa_deactivate_totp"))
    events = [(entry.event, entry.details.get("type")) for entry in AuditEvent.objects.order_by("pk")]
    assert events == [
        ("second-factor-added", "totp"),
        ("second-factor-added", "recovery_codes"),
        ("second-factor-failed", "totp"),
        ("sign-in", None),
        ("second-factor-removed", "totp"),
        ("second-factor-removed", "recovery_codes"),
    ]
    assert details_of("sign-in") == {"with": ["password", "mfa: totp"]}


def test_password_change_is_recorded(member):
    new = {"password1": "another-one-42", "password2": "another-one-42"}
    member.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert logged() == [("password-changed", member.user.email, member.user.email)]


def test_invitation_and_its_acceptance_are_recorded(pi_user):
    now = timezone.now()
    invitation = invitations.invite(Invitee("Ada Example", "ada@example.org"), pi_user, now)
    invitations.accept(invitations.link_of(invitation).rstrip("/").rpartition("/")[2], "a-password-42", now)
    assert logged() == [
        ("invited", pi_user.email, "ada@example.org"),
        ("invitation-accepted", "ada@example.org", "ada@example.org"),
    ]


def test_withdrawn_invitation_is_recorded(pi_user):
    user = factories.invited("Ivy Invited", "ivy@example.org").user
    invitations.withdraw(user, pi_user)
    assert logged() == [("invitation-withdrawn", pi_user.email, "ivy@example.org")]


# ---- members and rights -------------------------------------------------------------------------


def test_departure_its_undoing_and_readmission_are_recorded(pi_user, member):
    departures.record_departure(member.person, pi_user, Departure(JUNE))
    departures.undo_departure(member.person, pi_user)
    departures.record_departure(member.person, pi_user, Departure(JUNE))
    departures.readmit(member.person, pi_user, PartialDate(2025, 9), Role.POSTDOC)
    events = ["departure", "departure-undone", "departure", "readmitted"]
    assert logged() == [(event, pi_user.email, "Mei Member") for event in events]


def test_deactivated_account_is_recorded_with_the_address_of_the_pi(pi, member):
    url = reverse("desk-account", args=[member.person.slug])
    pi.post(url, {"to": "off"})
    pi.post(url, {"to": "on"})
    events = ["account-deactivated", "account-reactivated"]
    assert logged() == [(event, pi.user.email, member.user.email) for event in events]
    assert AuditEvent.objects.first().address == "127.0.0.1"


def test_changed_permissions_of_a_member_are_recorded(pi_user, member):
    membership.update_member(member.person, pi_user, {"role": Role.PI}, publishes_directly=None)
    assert logged() == [("permissions-changed", pi_user.email, member.user.email)]
    assert details_of("permissions-changed") == {"groups": ["PI"]}


def test_reviewers_of_an_opening_are_recorded(pi, member):
    notice = factories.notice()
    url = reverse("notice-reviewers", args=[notice.slug])
    pi.post(url, {"person": member.person.pk})
    pi.post(url, {"remove": notice.reviewers.get().pk})
    assert logged() == [("permissions-changed", pi.user.email, member.user.email)] * 2
    changes = AuditEvent.objects.order_by("pk").values_list("details__reviewer", flat=True)
    assert list(changes) == ["added", "removed"]


def test_act_that_fails_leaves_no_entry(pi_user, member):
    with pytest.raises(Exception, match="departure"):
        departures.readmit(member.person, pi_user, JUNE, Role.PHD)
    assert not logged()


# ---- the Django admin ---------------------------------------------------------------------------


def edit_account(admin, user, **values):
    url = reverse("admin:accounts_user_change", args=[user.pk])
    assert save(admin, url, **values).status_code == 302


def test_rights_given_in_the_admin_are_recorded(admin, member):
    group = Group.objects.get(name="PI")
    edit_account(admin, member.user, is_staff="on", groups=[group.pk])
    assert logged() == [("permissions-changed", admin.user.email, member.user.email)]
    details = details_of("permissions-changed")
    assert (details["is_staff"], details["groups"]) == (True, ["PI"])


def test_account_edited_in_the_admin_is_recorded_without_values(admin, member):
    edit_account(admin, member.user, first_name="Mei")
    assert logged() == [("account-edited", admin.user.email, member.user.email)]
    assert details_of("account-edited") == {"fields": ["first_name"]}


def test_account_added_and_deleted_in_the_admin_is_recorded(admin):
    new = {"email": "new@example.org", "usable_password": "false"}
    admin.post(reverse("admin:accounts_user_add"), new)
    user = User.objects.get(email="new@example.org")
    admin.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert [event for event, _by, target in logged() if target == "new@example.org"] == [
        "account-added",
        "account-deleted",
    ]


def test_password_set_in_the_admin_is_recorded(admin, member):
    new = {"password1": "another-one-42", "password2": "another-one-42", "usable_password": "true"}
    url = reverse("admin:auth_user_password_change", args=[member.user.pk])
    assert admin.post(url, {**new, "password2": "typo"}).status_code == 200
    assert admin.post(url, new).status_code == 302
    assert logged() == [("password-changed", admin.user.email, member.user.email)]


def test_second_factor_removed_in_the_admin_is_recorded(admin, member):
    factor = Authenticator.objects.create(user=member.user, type="totp", data={"secret": "x"})
    admin.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert logged() == [("second-factor-removed", admin.user.email, member.user.email)]


def test_permissions_of_a_group_are_recorded(admin):
    group = Group.objects.create(name="Helpers")
    url = reverse("admin:auth_group_change", args=[group.pk])
    admin.post(url, {"name": "Helpers", "permissions": []})
    assert not logged()  # nothing was changed
    admin.post(url, {"name": "Helper"})
    assert logged() == [("permissions-changed", admin.user.email, "Helper")]


# ---- personal data ------------------------------------------------------------------------------


def test_viewed_cv_is_recorded_without_the_name_of_the_applicant(pi):
    application = factories.application(factories.notice(), "Secret Applicant")
    application.cv.save("", factories.cv())
    pi.get(reverse("application-cv", args=[application.pk])).getvalue()
    assert logged() == [("cv-viewed", pi.user.email, f"#{application.pk}")]
    assert "Secret" not in str(AuditEvent.objects.values().get())


def test_exports_of_applications_are_recorded(pi):
    factories.application(factories.notice(), "Ann")
    pi.get(reverse("applications-csv")).getvalue()
    pi.get(reverse("cvs-zip")).getvalue()
    assert [event for event, _by, _target in logged()] == ["applications-exported", "cvs-downloaded"]
    assert details_of("applications-exported") == {"number": 1}
