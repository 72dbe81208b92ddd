"""Two-factor authentication that is required to open the Django admin and the PI's dashboard."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from labsite.second_factor import GRACE, check_accounts
from tests import factories
from tests.accounts.steps import PASSWORD, code_of, set_up_app, sign_in
from tests.test_settings import SAFE, run_python

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADMIN, DESK = reverse("admin:index"), reverse("desk")
REQUIRED = "Two-factor authentication required"
NOTICE = "Set up two-factor authentication</a> by"


@pytest.fixture(autouse=True)
def of_admins(settings):
    settings.REQUIRE_SECOND_FACTOR = ["admin"]


def end_grace(user):
    User.objects.filter(pk=user.pk).update(
        second_factor_required_since=timezone.now() - GRACE - timedelta(minutes=1)
    )


@pytest.mark.parametrize("url", [ADMIN, DESK, f"/zh-hans{ADMIN}", f"/zh-hans{DESK}"])
def test_first_visit_starts_the_grace_and_shows_a_notice(admin, url):
    response = admin.get(url)
    html = response.content.decode()
    assert response.status_code == 200
    assert reverse("mfa_index") in html and ("two-factor" in html or "两步验证" in html)
    since = User.objects.get(pk=admin.user.pk).second_factor_required_since
    assert timezone.now() - since < timedelta(minutes=1)


def test_grace_does_not_start_again(admin):
    since = timezone.now() - timedelta(days=13)
    User.objects.filter(pk=admin.user.pk).update(second_factor_required_since=since)
    assert NOTICE in admin.get(ADMIN).content.decode()
    assert User.objects.get(pk=admin.user.pk).second_factor_required_since == since


@pytest.mark.parametrize(
    "url",
    [ADMIN, DESK, f"/zh-hans{ADMIN}", f"/zh-hans{DESK}", "/admin/people/person/", "/desk/members/"],
)
def test_protected_pages_are_refused_after_the_grace(admin, url):
    end_grace(admin.user)
    for ask in (admin.get, admin.post):
        response = ask(url)
        assert response.status_code == 403
        assert "no-store" in response.headers["Cache-Control"]
        assert reverse("mfa_activate_totp") in response.content.decode().replace("/zh-hans", "")


def test_refused_page_executes_nothing(admin):
    end_grace(admin.user)
    admin.post(reverse("admin:people_team_add"), {"name": "Team"})
    user = factories.user("ada@example.org")
    admin.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_refused_post_says_that_nothing_was_saved(admin):
    end_grace(admin.user)
    text = "What you submitted was not saved."
    assert text in admin.post(DESK).content.decode()
    assert text not in admin.get(DESK).content.decode()


def test_other_pages_stay_open_after_the_grace(admin):
    end_grace(admin.user)
    for name in ("home", "account", "mfa_index"):
        assert admin.get(reverse(name)).status_code == 200
    assert admin.post(reverse("admin:logout")).status_code == 302


def test_app_that_is_set_up_opens_the_pages(admin):
    end_grace(admin.user)
    assert REQUIRED in admin.get(ADMIN).content.decode()
    set_up_app(admin)
    for url in (ADMIN, DESK):
        html = admin.get(url).content.decode()
        assert REQUIRED not in html and NOTICE not in html


def test_passkey_opens_the_pages(admin):
    end_grace(admin.user)
    Authenticator.objects.create(user=admin.user, type="webauthn", data={"name": "Blue", "credential": {}})
    assert admin.get(ADMIN).status_code == admin.get(DESK).status_code == 200


def test_recovery_codes_alone_open_nothing(admin):
    end_grace(admin.user)
    Authenticator.objects.create(user=admin.user, type="recovery_codes", data={})
    assert admin.get(ADMIN).status_code == 403


def test_sign_in_with_the_second_factor_opens_the_pages(admin, visitor):
    secret = set_up_app(admin)
    end_grace(admin.user)
    sign_in(visitor, admin.user.email)
    assert visitor.get(ADMIN).status_code == 302  # the password alone
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)})
    assert visitor.get(ADMIN).status_code == 200


def test_removed_second_factor_closes_the_pages_right_after_the_grace(admin):
    set_up_app(admin)
    end_grace(admin.user)
    Authenticator.objects.all().delete()
    assert admin.get(ADMIN).status_code == 403


def test_account_from_the_command_line_is_asked_too(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="new@example.org", interactive=False, verbosity=0)
    client = Client()
    sign_in(client, "new@example.org")
    assert NOTICE in client.get(ADMIN).content.decode()
    end_grace(User.objects.get(email="new@example.org"))
    assert client.get(ADMIN).status_code == 403


def test_other_roles_are_asked_only_if_the_setting_says_so(pi, member, settings):
    assert NOTICE not in pi.get(DESK).content.decode()
    settings.REQUIRE_SECOND_FACTOR = ["admin", "pi"]
    assert NOTICE in pi.get(DESK).content.decode()
    end_grace(pi.user)
    assert pi.get(DESK).status_code == 403
    assert pi.get(reverse("me")).status_code == 200
    assert NOTICE not in member.get(reverse("me")).content.decode()
    assert User.objects.get(pk=member.user.pk).second_factor_required_since is None


def test_nothing_is_required_with_an_empty_setting(admin, settings):
    settings.REQUIRE_SECOND_FACTOR = []
    end_grace(admin.user)
    assert admin.get(ADMIN).status_code == 200
    assert NOTICE not in admin.get(DESK).content.decode()


def test_doctor_names_the_accounts_without_a_second_factor(admin, pi, member, settings):
    def named():
        return " ".join(problem.msg for problem in check_accounts())

    assert admin.user.email in named() and pi.user.email not in named()
    settings.REQUIRE_SECOND_FACTOR = ["admin", "pi"]
    assert pi.user.email in named() and member.user.email not in named()
    for user in (admin.user, pi.user):
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert not named()
    Authenticator.objects.all().delete()
    settings.REQUIRE_SECOND_FACTOR = []
    assert not named()


@pytest.mark.parametrize(
    ("variables", "roles"),
    [
        ({}, "['admin']"),
        ({"REQUIRE_SECOND_FACTOR": "admin, pi"}, "['admin', 'pi']"),
        ({"REQUIRE_SECOND_FACTOR": ""}, "[]"),
    ],
)
def test_setting_names_the_roles(tmp_path, variables, roles):
    code = "from labsite.settings import *; print(REQUIRE_SECOND_FACTOR)"
    assert run_python(code, **{**SAFE, "DATA_DIR": str(tmp_path), **variables}).stdout.strip() == roles


def test_unknown_role_in_the_setting_is_refused(tmp_path):
    variables = {**SAFE, "DATA_DIR": str(tmp_path), "REQUIRE_SECOND_FACTOR": "admins"}
    assert "REQUIRE_SECOND_FACTOR may contain" in run_python("import labsite.settings", **variables).stderr
