"""Inviting, accepting an invitation and recording a departure in a browser; accessibility of these pages."""

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.conftest import copy, follow
from tests.browser.test_accessibility import DESKTOP, PHONE, violations

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "Bob Without\nIvy Invited, ivy@example.org"


@pytest.mark.any_database
def test_pasted_list_leads_to_an_accepted_invitation(site, pia):
    page = site.visit(reverse("desk-invite"))
    page.get_by_label("One person per line").fill(LIST)
    follow(page.get_by_role("button", name="Invite all"))
    assert page.get_by_label("One person per line").input_value() == "Bob Without"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy(page.get_by_role("button", name="Copy"))
    link = page.evaluate("navigator.clipboard.readText()")
    page.context.clear_cookies()
    page.goto(link)
    assert link.split("/")[-2] not in page.url
    page.locator("#id_password1").fill("a-better-one-42")
    page.get_by_label("Confirm new password").fill("a-better-one-42")
    page.keyboard.press("Enter")
    page.get_by_text("Welcome! Your account is ready.").wait_for()


@pytest.mark.any_database
def test_departure_is_recorded_by_keyboard(site, pia):
    person = factories.person("Ada Example", joined="2020")
    page = site.visit(reverse("desk-departure", args=[person.slug]))
    page.get_by_label("Last day").fill("2025.6")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mark as left").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Ada Example’s departure has been recorded.").wait_for()
    person.refresh_from_db()
    assert str(person.left) == "2025-06"


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_member_pages_are_accessible(site, pia, width, theme):
    factories.invited("Ivy Invited", "ivy@example.org", slug="ivy", joined="2025")
    factories.person("Ada Example", user=factories.user(), slug="ada")
    factories.person("Bob Before", left="2024", slug="bob")
    site.page.set_viewport_size({"width": width, "height": 500})
    site.page.emulate_media(color_scheme=theme)
    paths = [
        "/desk/members/",
        "/desk/invite/",
        *(f"/desk/members/{name}/" for name in ("ivy", "ada", "bob")),
        *(f"/desk/members/{name}/" for name in ("ivy/withdraw", "ada/departure", "bob/readmit")),
    ]
    for path in paths:
        page = site.visit(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("scrollY") == 0, path
    page = site.visit("/desk/invite/")
    page.get_by_label("One person per line").fill(f"Ada Example, ada@example.org\n{LIST}")
    follow(page.get_by_role("button", name="Invite all"))
    assert violations(page) == []


@pytest.mark.any_database
def test_tables_and_tabs_of_members_fit_a_tablet(site, pia):
    factories.invited("Ivy Invited", "ivy.invited@a-department.example.org")
    site.page.set_viewport_size({"width": 768, "height": 900})
    page = site.visit(reverse("desk-members"))
    tables = page.locator(".table-wrap")
    assert tables.count() and all(
        table.evaluate("(element) => element.scrollWidth <= element.clientWidth") for table in tables.all()
    )
    assert page.locator(".tabs").bounding_box()["height"] < 60  # one row, which scrolls
