"""Applications in a browser, from the form on a phone to the PI's decision."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.outbox import queue
from people.models import Role
from recruiting.applications.form_token import FormToken
from recruiting.models import Application, ApplicationState, NoticeReviewer, Star
from tests import factories
from tests.browser.conftest import follow
from tests.browser.test_accessibility import DESKTOP, PHONE, violations
from tests.conftest import actor

pytestmark = pytest.mark.django_db(transaction=True)

ENTRIES = {
    "name": "Ann Applicant 安",
    "email": "ann@example.org",
    "institution": "示例大学",
    "statement": "我喜欢发动机。",
}


@pytest.fixture
def notice():
    notice = factories.notice("Engineers", title_zh="工程师", slug="engineers", closes="2099-12-31")
    factories.question(notice, "Why engines?", text_zh="为什么是发动机？", kind="long")
    return notice


@pytest.fixture
def no_minimum_age(monkeypatch):
    """The form can be submitted immediately."""
    monkeypatch.setattr(FormToken, "is_too_new", lambda token, now: False)


def upload(name="简历.pdf", content=None):
    return {"name": name, "mimeType": "application/pdf", "buffer": content or factories.cv_bytes()}


def path_in(email):
    return re.search(r"https?://[^/\s]+(/\S+)", email.body).group(1)


@pytest.mark.any_database
def test_too_large_file_is_reported_before_submission(
    page, live_server, notice, no_minimum_age, tmp_path, sent_emails
):
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + bytes(10 * 1024 * 1024))
    page.goto(f"{live_server.url}/recruiting/engineers/apply/")
    page.locator("[name=email]").fill("ann@example.org")
    page.locator("[name=cv]").set_input_files(large)
    assert page.get_by_role("alert").inner_text() == "This file is larger than 10 MB."
    page.locator("button[value=draft]").click()
    assert page.locator("[name=email]").input_value() == "ann@example.org" and not mail.outbox
    page.locator("[name=cv]").set_input_files(upload())
    assert not page.get_by_role("alert").is_visible()
    page.locator("button[value=draft]").click()
    page.wait_for_url(lambda url: not url.endswith("/apply/"))
    assert len(sent_emails(1)) == 1


@pytest.mark.any_database
def test_applying_on_a_phone_in_chinese_without_javascript(
    new_context, live_server, notice, no_minimum_age, sent_emails
):
    phone = {"width": PHONE, "height": 800}
    page = new_context(java_script_enabled=False, viewport=phone, locale="zh-CN").new_page()
    page.goto(f"{live_server.url}/zh-hans/recruiting/engineers/")
    follow(page.locator("a[href$='/apply/']"))
    for name, text in ENTRIES.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=cv]").set_input_files(upload(content=b"<html>"))
    page.locator("[name=consent]").check()
    follow(page.locator("button[value=send]"))
    assert page.locator("#error_1_id_cv").count() == 1 and page.locator("[name=name]").input_value()
    page.locator("[name=cv]").set_input_files(upload())
    follow(page.locator("button[value=draft]"))
    assert page.url.endswith(path_in(sent_emails(1)[0])) and "简历.pdf" in page.content()
    page.locator("[name=consent]").check()
    follow(page.locator("button[value=send]"))
    assert page.url.endswith("/zh-hans/recruiting/engineers/apply/sent/")
    page.goto(live_server.url + path_in(sent_emails(2)[1]))
    follow(page.locator("button[value=confirm]"))
    application = Application.objects.get()
    assert (application.name, application.language, bool(application.confirmed)) == (
        ENTRIES["name"],
        "zh-hans",
        True,
    )
    follow(page.locator("button[value=withdraw]"))
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    page.locator("details.confirm summary").click()
    follow(page.locator("button[value=delete]"))
    assert not Application.objects.exists()


@pytest.mark.any_database
def test_browser_computes_the_proof_of_work(site, notice, no_minimum_age, settings):
    settings.APPLY_PROOF_BITS = 12
    page = site.visit("/recruiting/engineers/apply/")
    for name, text in ENTRIES.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=cv]").set_input_files(upload())
    page.locator("[name=consent]").check()
    page.locator("button[value=send]").click()
    page.wait_for_url("**/apply/sent/")
    assert Application.objects.get().email == "ann@example.org"


@pytest.mark.any_database
def test_pi_reads_compares_and_decides(site, notice, sent_emails):
    pi = actor("Pia Principal", Role.PI)
    for name in ("Ann", "Bob", "Cy"):
        factories.application(notice, name, email=f"{name.lower()}@example.org").cv.save("", factories.cv())
    site.sign_in(pi.user)
    page = site.visit("/desk/applications/")
    follow(page.get_by_role("button", name="Star Ann"))
    assert page.get_by_role("button", name="Star Ann").get_attribute("aria-pressed") == "true"
    for name in ("Ann", "Bob"):
        page.get_by_label(f"Select {name}").check()
    page.get_by_role("button", name="Compare selected").click()
    page.get_by_role("link", name="Ann", exact=True).click()
    page.get_by_label("Note (visible to everyone who can see this application)").fill("Strong.")
    page.get_by_role("button", name="Add note").click()
    page.get_by_role("button", name="Make an offer …").click()
    page.get_by_role("button", name="Continue without an email").click()
    page.get_by_role("button", name="Accept").click()
    follow(page.get_by_role("link", name="Invite to the lab"))
    assert page.get_by_label("Email address").input_value() == "ann@example.org"
    page = site.visit("/desk/applications/?state=undecided")
    for name in ("Bob", "Cy"):
        page.get_by_label(f"Select {name}").check()
    page.get_by_role("button", name="Decline selected").click()
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Dear Bob,").wait_for()
    page.get_by_role("button", name="Decline and send").click()
    page.get_by_text("2 applications moved to “Declined”").wait_for()
    queue.send_due(timezone.now())
    assert {message.to[0] for message in sent_emails(2)} == {"bob@example.org", "cy@example.org"}


@pytest.mark.any_database
def test_select_all_works_and_no_csrf_token_gets_into_a_url(site, notice):
    pi = actor("Pia Principal", Role.PI)
    for name in ("Ann", "Bob", "Cy"):
        factories.application(notice, name)
    site.sign_in(pi.user)
    page = site.visit("/desk/applications/")
    page.get_by_role("button", name="Select all on this page").click()
    assert page.locator("[name=application]:checked").count() == 3
    page.get_by_role("button", name="Clear selection").click()
    assert page.locator("[name=application]:checked").count() == 0
    for name in ("Ann", "Bob"):
        page.get_by_label(f"Select {name}").check()
    page.keyboard.press("Enter")  # presses the first button of the form, which compares
    page.wait_for_url("**/compare/**")
    assert "csrf" not in page.url and not Star.objects.exists()


@pytest.mark.any_database
def test_leaving_a_changed_form_asks_for_confirmation(site, notice):
    page = site.visit("/recruiting/engineers/apply/")
    page.locator("[name=name]").fill("Ann")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    site.visit("/recruiting/")
    assert dialogs == ["beforeunload"]


@pytest.mark.any_database
def test_reviewer_finds_the_applications_on_their_dashboard(site, notice):
    member = actor("Mei Member", Role.PHD)
    NoticeReviewer.objects.create(notice=notice, user=member.user)
    factories.application(notice, "Ann")
    factories.application(factories.notice("Other"), "Secret Sam")
    site.sign_in(member.user)
    site.visit("/me/").get_by_role("link", name="Applications assigned to me").click()
    follow(site.page.get_by_role("link", name="Ann", exact=True))
    assert site.page.get_by_role("button", name="Accept").count() == 0
    assert "Secret Sam" not in site.visit("/desk/applications/").content()


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "theme", "prefix"), [(DESKTOP, "light", ""), (PHONE, "dark", "/zh-hans")])
def test_pages_are_accessible(site, notice, width, theme, prefix):
    pi = actor("Pia Principal", Role.PI)
    rows = [factories.application(notice, f"{name} {'x' * 60}", institution="y" * 150) for name in "ABCD"]
    site.page.set_viewport_size({"width": width, "height": 900})
    site.page.emulate_media(color_scheme=theme)
    chosen = "&".join(f"application={row.pk}" for row in rows)
    public = ["/recruiting/engineers/apply/", "/recruiting/engineers/apply/sent/"]
    public += [reverse("my-application", args=[rows[0].token])]
    desk = ["", f"{rows[0].pk}/", f"compare/?{chosen}", "reviewers/engineers/"]
    for path in public:
        assert_accessible(site.visit(prefix + path), path)
    site.sign_in(pi.user)
    for path in desk:
        assert_accessible(site.visit(f"{prefix}/desk/applications/{path}"), path)
    for decision in ("interview", "decline"):
        page = site.visit(f"{prefix}/desk/applications/")
        page.locator("[name=application]").first.check()
        follow(page.locator(f"[formaction='{prefix}/desk/applications/{decision}/']"))
        follow(page.locator("button[value=preview]"))
        assert_accessible(page, decision)


def assert_accessible(page, path):
    assert violations(page) == [], path
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
