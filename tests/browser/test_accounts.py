"""Signing in with a browser: passkeys, keyboard and accessibility."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests import factories
from tests.accounts.steps import PASSWORD, code_of
from tests.browser.conftest import follow
from tests.browser.test_accessibility import OPTIONS

pytestmark = pytest.mark.django_db(transaction=True)

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def add_virtual_authenticator(page):
    """Add a virtual device with passkeys that confirms every request."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return devtools, added["authenticatorId"]


def sign_in(site, email, path="/accounts/login/"):
    """Sign in using only the keyboard."""
    page = site.visit(path)
    page.get_by_label("Email address").fill(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def sign_out(page):
    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()


def confirm(page):
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))


@pytest.mark.any_database
def test_added_passkey_signs_in_without_a_password(site):
    factories.user("ada@example.org")
    page = sign_in(site, "ada@example.org", "/accounts/login/?next=/accounts/2fa/")
    devtools, device = add_virtual_authenticator(page)
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    sign_out(page)

    page.goto(f"{site.url}/accounts/login/?next=/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/people/")
    sign_out(page)

    sign_in(site, "ada@example.org")  # the password alone is no longer enough
    page.get_by_role("button", name="Use a passkey").click()
    page.locator(".account-name").wait_for()
    sign_out(page)

    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )  # the device does not recognise the user
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The request failed or was cancelled.").wait_for()


@pytest.mark.any_database
def test_authenticator_app_is_required_at_the_next_sign_in(site):
    factories.user("ada@example.org")
    page = sign_in(site, "ada@example.org", "/accounts/login/?next=/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.locator(".secret").inner_text()
    assert page.locator(".qr").evaluate("picture => picture.naturalWidth") > 0
    page.get_by_label("Six-digit code from the app").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()
    page.get_by_role("link", name="I’ve saved my codes").click()
    sign_out(page)
    sign_in(site, "ada@example.org")
    page.get_by_label("Code").fill(code_of(secret, steps=1))
    page.keyboard.press("Enter")
    page.locator(".account-name").wait_for()


@pytest.mark.any_database
def test_error_summary_gets_the_focus_and_links_to_the_field(site):
    factories.user("ada@example.org")
    page = sign_in(site, "ada@example.org", "/accounts/login/?next=/accounts/password/change/")
    page.get_by_label("Current password").fill("wrong")
    page.locator("#id_password1").fill("a-better-one-42")
    page.locator("#id_password2").fill("a-better-one-42")
    page.keyboard.press("Enter")
    page.locator(".error-summary:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.locator("#id_oldpassword:focus")
    field.wait_for()
    described = [
        page.locator(f"#{part}").inner_text() for part in field.get_attribute("aria-describedby").split()
    ]
    assert "Incorrect current password." in described


@pytest.mark.any_database
def test_menu_closes_on_escape_and_returns_the_focus(site):
    site.sign_in(factories.user("ada@example.org"))
    page = site.visit("/")
    summary = page.locator(".account-menu summary")
    summary.press("Enter")
    page.get_by_role("link", name="Account").focus()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Account").wait_for(state="hidden")
    assert summary.evaluate("head => head === document.activeElement")


@pytest.mark.any_database
@pytest.mark.parametrize("width", [1440, 375])
def test_form_styles_do_not_change_header_and_footer(site, width):
    factories.lab("Example Lab", email="office@example.org", address="1 Example Street")
    site.page.set_viewport_size({"width": width, "height": 900})

    def measurements():
        return site.page.evaluate(
            """() => [...document.querySelectorAll(".site-header *, .site-footer *")]
            .filter((part) => part.checkVisibility())
            .map((part) => {
              const [box, style] = [part.getBoundingClientRect(), getComputedStyle(part)];
              const foot = part.closest(".site-footer")?.getBoundingClientRect().top ?? 0;
              return [part.className, box.x, Math.round(box.y - foot), box.width, box.height,
                style.fontSize, style.fontFamily, style.color, style.textDecorationLine];
            })"""
        )

    site.visit("/search/")
    without_form_styles = measurements()
    site.visit("/accounts/signup/")
    current = [row for row in without_form_styles if row not in measurements()]
    assert [row[0] for row in current] in ([], ["tool"])  # the current section is marked


def violations(page):
    """Return axe's violations, without its preloading, which resolves @import relative to the page."""
    violations = Axe().run(page, options={**OPTIONS, "preload": False}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in violations]


PUBLIC_PAGES = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
MEMBER_PAGES = [
    "account",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_email",
]


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "theme", "prefix"), [(1440, "light", ""), (375, "dark", "/zh-hans")])
def test_account_pages_are_accessible(site, width, theme, prefix):
    user = factories.user("ada@example.org")
    site.page.set_viewport_size({"width": width, "height": 900})
    site.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for name in PUBLIC_PAGES:
        assert violations(site.visit(prefix + reverse(name))) == [], name
    site.sign_in(user)
    for name in MEMBER_PAGES:
        page = site.visit(prefix + reverse(name))
        if "reauthenticate" in page.url and name != "account_reauthenticate":
            page.locator("#id_password").fill(PASSWORD)
            page.locator("#id_password").press("Enter")
            page.wait_for_url(re.compile(reverse(name)))
        assert violations(page) == [], name
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), name
