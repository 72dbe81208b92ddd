"""Signing in to the Django admin through the site's own sign-in page."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests import factories
from tests.accounts.steps import PASSWORD, code_of, is_signed_in, set_up_app, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADMIN = reverse("admin:index")


def test_admin_redirects_to_the_sign_in_page_and_back(visitor):
    factories.user("adam@example.org", is_staff=True, is_superuser=True)
    page = visitor.get(ADMIN, follow=True)
    assert page.request["PATH_INFO"] == reverse("account_login")
    assert sign_in(visitor, "adam@example.org", next=page.context["redirect_field_value"]).url == ADMIN
    assert visitor.get(ADMIN).status_code == 200


def test_admin_requires_the_second_factor(admin, visitor):
    secret = set_up_app(admin)
    sign_in(visitor, admin.user.email, next=ADMIN)
    assert visitor.get(ADMIN).status_code == 302
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)})
    assert visitor.get(ADMIN).status_code == 200


def test_login_form_of_the_admin_takes_no_password(visitor):
    factories.user("adam@example.org", is_staff=True, is_superuser=True)
    response = visitor.post(reverse("admin:login"), {"username": "adam@example.org", "password": PASSWORD})
    assert response.url.startswith(reverse("account_login"))
    assert not is_signed_in(visitor)


def test_administrator_cannot_try_passwords_of_others_on_the_page_of_the_admin(admin):
    factories.user("bea@example.org", is_staff=True, is_superuser=True)
    url = reverse("admin:login")
    response = admin.post(
        url, {"username": "bea@example.org", "password": PASSWORD, "next": "/admin/people/"}
    )
    assert (response.status_code, response.url) == (302, "/admin/people/")
    assert admin.session["_auth_user_id"] == str(admin.user.pk)
    assert admin.post(url, {"username": "bea@example.org", "password": "wrong"}).url == ADMIN


def test_admin_never_redirects_to_another_host(admin):
    assert admin.get(reverse("admin:login"), {"next": "https://evil.example/"}).url == ADMIN


def test_administrator_changes_the_password_on_the_page_of_the_site(admin):
    response = admin.post(reverse("admin:password_change"), {"old_password": PASSWORD})
    assert response.url == reverse("account_change_password")


def test_user_who_is_not_staff_gets_a_403(member):
    response = member.get(ADMIN, follow=True)
    assert response.status_code == 403
    assert "You don’t have access to this page" in response.content.decode()


def test_admin_can_delete_a_lost_second_factor(admin, member, visitor):
    secret = set_up_app(member)
    factor = Authenticator.objects.get(user=member.user, type="totp")
    page = admin.get(reverse("admin:mfa_authenticator_change", args=[factor.pk]))
    assert secret not in page.content.decode()
    admin.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert sign_in(visitor, member.user.email).url == "/me/"


def test_admin_cannot_add_or_change_second_factors(admin, member):
    set_up_app(member)
    factor = Authenticator.objects.get(user=member.user, type="totp")
    assert admin.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    url = reverse("admin:mfa_authenticator_change", args=[factor.pk])
    assert admin.post(url, {"type": "webauthn"}).status_code == 403


def test_next_page_that_is_no_address_is_not_taken_for_the_name_of_a_view(admin):
    response = admin.get(reverse("admin:login"), {"next": "[]"})
    assert (response.status_code, response.url) == (302, "[]")
