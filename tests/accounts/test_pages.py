"""Every account page: layout, both languages, valid HTML and strict content security policy."""

import re

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from people.models import Role
from tests import factories
from tests.accounts.steps import confirm_password, set_up_app, sign_in
from tests.conftest import Actor, actor
from tests.permission_table import URLS
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FOR_ALL = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_accept_invitation",
]
FOR_MEMBERS = [
    "account",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "account_email",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
]
WITH_SECOND_FACTOR = [
    "account",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
]
ABOUT_ONE_KEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
LINKS = {
    "invalid password link": "/accounts/password/reset/key/1-abc/",
    "invalid email link": "/accounts/email/x/",
}
PAGES = [
    *(("visitor", name) for name in [*FOR_ALL, *LINKS]),
    *(("member", name) for name in FOR_MEMBERS),
    *(("with both factors", name) for name in WITH_SECOND_FACTOR),
    ("password entered", "mfa_authenticate"),
    ("without password", "account_set_password"),
]
LANGUAGES = {"english": "", "chinese": "/zh-hans"}
CREDENTIAL = {"id": "AAAA", "clientExtensionResults": {"credProps": {"rk": True}}}


def create_clients():
    """Return a client for each stage of signing in."""
    member = actor("Mei Member", Role.PHD)
    confirm_password(member)

    both = actor("Leo Lead", Role.PHD)
    set_up_app(both)
    both.key = Authenticator.objects.create(
        user=both.user, type="webauthn", data={"name": "Blue <key>", "credential": CREDENTIAL}
    )

    after_password = Actor()
    set_up_app(actor("Pia Principal", Role.PI))
    sign_in(after_password, "pia@example.org")

    without_password = actor("Wei Without", Role.PHD, password=None)
    return {
        "visitor": Actor(),
        "member": member,
        "with both factors": both,
        "password entered": after_password,
        "without password": without_password,
    }


def url_of(client, name):
    key = getattr(client, "key", None)
    return LINKS.get(name) or reverse(name, args=[key.pk] if name in ABOUT_ONE_KEY else [])


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Return all pages by client, URL name and language; rendered once, because they are many."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # The passkey above is not valid, so it must not be read.
        patch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
        caches["default"].clear()
        factories.lab(email="office@example.org")
        clients = create_clients()
        rendered = {
            (who, name, language): Page(clients[who].get(prefix + url_of(clients[who], name)))
            for who, name in PAGES
            for language, prefix in LANGUAGES.items()
        }
        transaction.set_rollback(True)
    return rendered


@pytest.fixture(params=[(*page, language) for page in PAGES for language in LANGUAGES], ids=", ".join)
def page(request, pages):
    return pages[request.param]


def test_page_has_the_layout_of_the_site(page):
    assert page.response.status_code == 200
    assert page.of_class("site-header")
    assert page.of_class("form-page")
    sheets = [link.get("href") for link in page.all("link[@rel='stylesheet']")]
    if "/static/labsite/page-actions.css" in sheets:  # on pages of signed-in users
        sheets.remove("/static/labsite/page-actions.css")
    base, accent, forms = sheets
    assert [base, forms] == ["/static/labsite/labsite.css", "/static/labsite/forms.css"]
    assert accent.startswith("/accent-")
    assert page.is_noindex
    assert len(page.headings(1)) == 1


def test_page_has_nothing_inline_and_a_strict_policy(page):
    policy = page.response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "form-action 'self';" in f"{policy};"
    for element in page.all("*"):
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
    for script in page.all("script"):
        assert script.get("src") or script.get("type") == "application/json"
        assert not script.get("src") or script.get("type") == "module" or "defer" in script.attrib


def test_html_is_valid_and_references_exist(page):
    parser = html5lib.HTMLParser()
    parser.parse(page.response.content, transport_encoding="utf-8")
    assert parser.errors == []
    ids = [element.get("id") for element in page.all("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.all("*"):
        references = element.get("aria-describedby", "").split() + element.get("for", "").split()
        assert set(references) <= set(ids)


def test_fields_have_labels(page):
    labels = {label.get("for") for label in page.all("label")}
    for field in page.all("input", page.one("main")):
        if field.get("type") != "hidden" and field.get("aria-hidden") != "true":
            assert field.get("id") in labels
            assert "placeholder" not in field.attrib


def test_page_of_a_signed_in_user_is_private(page):
    if page.of_class("account-menu"):
        assert "private" in page.response.headers["Cache-Control"]


@pytest.mark.parametrize(("who", "name"), PAGES)
def test_chinese_page_has_no_english(pages, who, name):
    page = pages[who, name, "chinese"]
    main = page.one("main")
    for parent in [main, *page.all("*", main)]:
        for script in parent.findall("script"):
            parent.remove(script)
    left = re.sub(r"[\w.+-]+@[\w.-]+|Blue <key>|TOTP|PIN|JavaScript|[A-Z2-7]{32}", "", text(main))
    assert not re.search(r"[A-Za-z]{2,}", left), left


@pytest.mark.parametrize("name", sorted({*FOR_MEMBERS, *WITH_SECOND_FACTOR} - {"account_logout"}))
def test_visitor_is_redirected_to_sign_in(visitor, name):
    response = visitor.get(reverse(name, args=[1] if name in ABOUT_ONE_KEY else []))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_every_account_url_is_tested_here_or_listed():
    tested = {name for _who, name in PAGES} - LINKS.keys()
    tested |= {"account_reset_password_from_key", "account_confirm_email"}  # the LINKS
    names = {name for route, name in URLS if route.startswith("accounts/")}
    assert names - tested == {
        "account_invitation",  # redirects to the form
        "mfa_login_webauthn",  # receives the answer of a passkey
        "mfa_download_recovery_codes",  # a text file
        # Only if another service is configured: test_other_services.py
        "socialaccount_connections",
        "socialaccount_signup",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "openid_connect_login",
        "openid_connect_callback",
        "orcid_login",
        "orcid_callback",
        # Only if SIGN_IN names a service: tests/accounts/university
        "university_login",
        "university_callback",
        "university_password",
        "university_metadata",
    }


def test_public_pages_do_not_load_form_styles(visitor):
    assert b"forms.css" not in visitor.get("/").content
