"""Signing in, in a browser: with a passkey, by keyboard, without a complaint of console or axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests import factories
from tests.accounts.steps import PASSWORD, code_of
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


def give_passkeys(page):
    """Gives the browser a device that keeps passkeys and says yes whenever it is asked."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return devtools, added["authenticatorId"]


def sign_in(site, email, path="/accounts/login/"):
    """Signs in by keyboard alone."""
    page = site.visit(path)
    page.get_by_label("Email address").fill(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    return page


def sign_out(page):
    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()


def confirm(page):
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_a_passkey_is_added_and_then_opens_the_account_without_a_password(site):
    factories.user("ada@example.org")
    page = sign_in(site, "ada@example.org", "/accounts/login/?next=/accounts/2fa/")
    devtools, device = give_passkeys(page)
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

    sign_in(site, "ada@example.org")  # the password alone no longer does
    page.get_by_role("button", name="Use a passkey").click()
    page.locator(".account-name").wait_for()
    sign_out(page)

    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )  # somebody else at the device
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work, or was cancelled.").wait_for()


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(site):
    factories.user("ada@example.org")
    page = sign_in(site, "ada@example.org", "/accounts/login/?next=/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.locator(".secret").inner_text()
    assert page.locator(".qr").evaluate("picture => picture.naturalWidth") > 0
    page.get_by_label("Six-digit code from the app").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()
    page.get_by_role("link", name="I have kept them").click()
    sign_out(page)
    sign_in(site, "ada@example.org")
    page.get_by_label("Code").fill(code_of(secret, steps=1))
    page.keyboard.press("Enter")
    page.locator(".account-name").wait_for()


def test_the_summary_of_errors_gets_the_focus_and_leads_to_the_field(site):
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


def test_the_menu_closes_on_escape_and_gives_the_focus_back(site):
    site.sign_in(factories.user("ada@example.org"))
    page = site.visit("/")
    head = page.locator(".account-menu summary")
    head.press("Enter")
    page.get_by_role("link", name="Account").focus()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Account").is_visible()
    assert head.evaluate("head => head === document.activeElement")


@pytest.mark.parametrize("width", [1440, 375])
def test_the_styles_of_forms_leave_head_and_foot_as_they_are(site, width):
    factories.lab("Example Lab", email="office@example.org", address="1 Example Street")
    site.page.set_viewport_size({"width": width, "height": 900})

    def look():
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
    plain = look()
    site.visit("/accounts/signup/")
    current = [row for row in plain if row not in look()]
    assert [row[0] for row in current] in ([], ["tool"])  # the current section is marked


def complaints(page):
    """What axe finds. Its look ahead into style sheets takes an @import to be relative to the page."""
    found = Axe().run(page, options={**OPTIONS, "preload": False}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in found]


OPEN = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
OWN = [
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


@pytest.mark.parametrize(("width", "theme", "prefix"), [(1440, "light", ""), (375, "dark", "/zh-hans")])
def test_axe_and_the_console_find_nothing_to_complain_of(site, width, theme, prefix):
    user = factories.user("ada@example.org")
    site.page.set_viewport_size({"width": width, "height": 900})
    site.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for name in OPEN:
        assert complaints(site.visit(prefix + reverse(name))) == [], name
    site.sign_in(user)
    for name in OWN:
        page = site.visit(prefix + reverse(name))
        if "reauthenticate" in page.url and name != "account_reauthenticate":
            page.locator("#id_password").fill(PASSWORD)
            page.locator("#id_password").press("Enter")
            page.wait_for_url(re.compile(reverse(name)))
        assert complaints(page) == [], name
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), name
