"""Members edit their profiles: by mouse, by keyboard, without scripts, on a phone, in two windows."""

from io import BytesIO

import pytest
from django.middleware import csrf
from django.utils import timezone
from PIL import Image

from labsite.editors import PROFILE
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal, State
from people.groups import set_group
from people.models import Person, Role
from tests import factories
from tests.accounts.steps import PASSWORD
from tests.browser.conftest import follow
from tests.browser.test_accessibility import OPTIONS, violations
from tests.browser.test_keyboard import tab_to
from tests.browser.test_layout import TOO_WIDE

FORM = "/me/profile/"
SUBMIT = ".editor-bar [value=send]"
#: Checks the date picker alone, because axe takes the fields that it covers for too small.
PICKER_COMPLAINTS = """(options) => axe.run(".month-panel", options)
    .then(({ violations }) => violations.map((rule) => [rule.id, rule.nodes[0].html]))"""


def member(name, role=Role.PHD):
    user = factories.user(f"{name.split()[0].lower()}@example.org")
    set_group(user, role)
    person = factories.person(name, role=role, user=user, joined="2024-09")
    factories.honor(person, "First Prize", date="2023")
    for position, letter in enumerate("abc", 1):
        factories.profile_link(person, url=f"https://example.org/{letter}", position=position)


def submit_change(name, **fields):
    """Submit a change of a profile, which then waits for review."""
    person = Person.objects.get(name=name)
    snapshot = EditForm(PROFILE, person).published_snapshot
    snapshot["fields"].update(fields)
    snapshot["rows"]["links"].pop()
    snapshot["rows"]["honors"].append({"id": "new1", "values": {"title": ["Second Prize"]}})
    proposal = Proposal(editor_key=PROFILE.key, object_id=person.pk, author=person.user)
    proposal.save_draft(snapshot)
    proposal.submit(timezone.now())


@pytest.fixture(scope="module", autouse=True)
def members(stored):
    def create_members():
        factories.lab()
        for name in (
            "Mia Mouse",
            "Kit Keyboard",
            "Noa Noscript",
            "Fei Phone",
            "Tom Twice",
            "Ida Idle",
            "Wei Waiting",
        ):
            member(name)
        member("Pia Principal", Role.PI)
        submit_change("Wei Waiting", interests=["Engines"], bio=["Some *text*."])

    stored(create_members)


def person_named(name):
    return Person.objects.get(name=name)


def signed_in(browse, name, **options):
    window = browse(**options)
    window.sign_in(person_named(name).user)
    return window


def approve(browse, name):
    """Approve the change of this person as the PI, in another window."""
    page = signed_in(browse, "Pia Principal", locale="en-US").visit("/desk/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Approve and publish").click()
    page.get_by_text("1 submission published.").wait_for()


def two_halves():
    """Return a photo with a red upper half, for a file chooser."""
    image = Image.new("RGB", (600, 1200), "blue")
    image.paste("red", (0, 0, 600, 600))
    target = BytesIO()
    image.save(target, "PNG")
    return {"name": "me.png", "mimeType": "image/png", "buffer": target.getvalue()}


def links_of(name):
    return [link.url[-1] for link in person_named(name).links.order_by("position")]


def part(page, name):
    return page.locator(f"#part-{name}")


def test_student_edits_a_profile_that_is_public_once_approved(browse):
    page = browse().visit("/accounts/login/")
    page.get_by_label("Email address").fill("mia@example.org")
    page.locator("#id_password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    follow(page.get_by_role("link", name="Edit my profile"))
    page.get_by_label("Research interests", exact=True).fill("Engines")

    page.locator("#id_photo").set_input_files(two_halves())
    frame = page.locator("[data-crop-frame]")
    frame.wait_for()
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 270, steps=4)  # far down, to show the red half
    page.mouse.up()
    page.get_by_label("Zoom").fill("60")
    x, y, zoom = map(float, page.locator("[name=photo-crop]").input_value().split(","))
    assert x == 0.5 and y < 0.5 and 1.5 < zoom < 3

    honors = part(page, "honors")
    honors.get_by_role("button", name="Add an honor").click()
    new = honors.locator("[data-row]").last
    new.get_by_label("Title*", exact=True).fill("Best Paper")
    new.get_by_role("button", name="Choose a month: Date").click()
    new.get_by_label("Year", exact=True).fill("2026")
    new.get_by_role("button", name="March").click()
    assert new.locator("[name$=-date]").input_value() == "2026-03"

    links = part(page, "links")
    rows = links.locator("[data-row]")
    rows.nth(2).locator("summary").click()
    rows.nth(2).get_by_role("button", name="Up").click()
    status = links.locator("[data-rows-status]")
    assert status.inner_text() == "Moved up: https://example.org/c"
    rows.nth(0).locator("summary").click()
    rows.nth(0).get_by_role("button", name="Remove").click()
    assert status.inner_text() == "Removed: https://example.org/a"
    links.get_by_role("button", name="Undo").click()
    assert rows.nth(0).is_visible()
    rows.nth(0).get_by_role("button", name="Remove").click()
    page.locator(SUBMIT).click()
    page.get_by_text("Submitted for review. We’ll").wait_for()

    approve(browse, "Mia Mouse")
    person = person_named("Mia Mouse")
    public = browse().visit(person.get_absolute_url())
    text = public.locator("main").inner_text()
    assert "Engines" in text and "Best Paper" in text and "2026.03" in text
    assert links_of("Mia Mouse") == ["c", "b"]
    photo = public.get_by_role("img", name="Photo of Mia Mouse")
    photo.wait_for()
    assert photo.evaluate("(photo) => photo.decode().then(() => photo.naturalWidth > 0)")
    with person.photo.open() as file, Image.open(file) as image:
        assert image.width == image.height == pytest.approx(600 / zoom, abs=2)
        red, _green, blue = image.convert("RGB").getpixel((image.width // 2, 5))
        assert red > 200 and blue < 50


@pytest.mark.any_database
def test_profile_is_edited_by_keyboard(browse):
    page = signed_in(browse, "Kit Keyboard").visit(FORM)
    keys = page.keyboard
    tab_to(page, "#id_photo")
    page.locator("#id_photo").set_input_files(two_halves())  # its dialog is the browser's own
    page.locator("[data-crop]").wait_for()
    tab_to(page, "[data-crop-frame]")
    for key in ("+", "+", "ArrowDown", "ArrowRight", "ArrowRight"):
        keys.press(key)
    x, _y, zoom = map(float, page.locator("[name=photo-crop]").input_value().split(","))
    assert x < 0.5 and zoom == pytest.approx(1.21)
    page.get_by_text("Zoom 121 %").wait_for()

    tab_to(page, "#id_interests")
    keys.type("Keys")
    tab_to(page, "#part-links summary")
    keys.press("Enter")
    tab_to(page, "#part-links [data-move='1']")
    keys.press("Enter")
    tab_to(page, "#part-links [data-remove]")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    keys.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "summary"

    tab_to(page, "#part-honors [data-add-row]")
    keys.press("Enter")
    keys.type("Typed")  # the first field of the new row has the focus
    tab_to(page, "#part-honors [name='honors-1-date']")
    keys.press("Alt+ArrowDown")
    keys.type("2025")
    tab_to(page, "[data-month='1']")
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        keys.press(key)
    assert page.locator(":focus").input_value() == "2025-06"

    tab_to(page, SUBMIT)
    keys.press("Enter")
    page.get_by_text("Submitted for review. We’ll").wait_for()
    approve(browse, "Kit Keyboard")
    person = person_named("Kit Keyboard")
    assert links_of("Kit Keyboard") == ["b", "a", "c"]
    assert str(person.honors.get(title="Typed").date) == "2025-06"
    assert person.photo.width == pytest.approx(600 / zoom, abs=2)


@pytest.mark.any_database
def test_profile_is_edited_without_scripts(browse):
    page = signed_in(browse, "Noa Noscript", java_script_enabled=False).visit(FORM)
    page.locator("#id_photo").set_input_files(two_halves())
    follow(page.locator("#part-honors [data-add-row]"))
    page.locator("[name='honors-1-title']").fill("Plain")
    page.locator("[name='honors-1-date']").fill("2024")
    rows = page.locator("#part-links [data-row]")
    for index in range(3):
        rows.nth(index).locator("summary").click()
    rows.nth(0).get_by_label("Place").fill("3")
    rows.nth(1).get_by_label("Remove").check()
    rows.nth(2).get_by_label("Place").fill("1")
    page.locator(SUBMIT).click()
    page.get_by_text("Submitted for review. We’ll").wait_for()
    approve(browse, "Noa Noscript")
    person = person_named("Noa Noscript")
    assert links_of("Noa Noscript") == ["c", "a"]
    assert person.honors.filter(title="Plain", date="2024").exists()
    assert (person.photo.width, person.photo.height) == (600, 600)


@pytest.mark.any_database
def test_profile_is_edited_on_a_phone_in_chinese(browse):
    page = signed_in(browse, "Fei Phone", width=375).visit("/zh-hans" + FORM)
    page.locator("#id_interests_zh").fill("发动机")
    page.locator("#part-about .preview button").last.click()
    page.locator("#id_bio_zh").fill("**你好**")
    preview = page.locator(".markdown-preview strong")
    preview.wait_for()
    assert preview.inner_text() == "你好"
    page.locator("#id_photo").set_input_files(two_halves())
    page.locator("[data-crop]").wait_for()
    page.locator("#part-honors summary").first.click()
    page.locator("#part-honors .date-opener").first.click()
    assert page.evaluate(TOO_WIDE) == []
    page.get_by_role("button", name="十二月").click()
    page.locator(SUBMIT).click()
    page.wait_for_url("**/zh-hans/me/")
    assert page.evaluate(TOO_WIDE) == []
    proposal = Proposal.objects.get(author__email="fei@example.org")
    assert proposal.state == State.PENDING
    assert proposal.content["fields"]["interests_zh"] == ["发动机"]
    assert proposal.content["rows"]["honors"][0]["values"]["date"] == ["2023-12"]


@pytest.mark.any_database
def test_press_on_one_of_several_choices_keeps_the_others(browse):
    page = signed_in(browse, "Tom Twice", locale="en-US").visit("/me/news/add/")
    people = page.locator("select[name=people]")
    for name in ("Ida Idle", "Wei Waiting", "Mia Mouse", "Wei Waiting"):
        people.locator("option", has_text=name).click()
    chosen = people.evaluate("list => [...list.selectedOptions].map((option) => option.label)")
    assert chosen == ["Ida Idle", "Mia Mouse", "Tom Twice"]  # the form starts with who fills it in


@pytest.mark.any_database
def test_second_of_two_windows_shows_both_versions(browse):
    first = signed_in(browse, "Tom Twice")
    second = signed_in(browse, "Tom Twice", locale="en-US")
    pages = [first.visit(FORM), second.visit(FORM)]
    pages[0].locator("#id_interests").fill("Steam")
    pages[0].locator(".editor-bar [value=draft]").click()
    pages[0].get_by_text("Draft saved.").wait_for()
    pages[1].locator("#id_interests").fill("Water")
    with pages[1].expect_response(lambda response: response.request.method == "POST") as answer:
        follow(pages[1].locator(SUBMIT))
    assert answer.value.status == 409
    conflict = pages[1].locator(".conflicts").inner_text()
    assert "Steam" in conflict and "Water" in conflict
    assert pages[1].locator("#id_interests").input_value() == "Water"
    second.problems.clear()  # the console notes the 409
    pages[1].locator(SUBMIT).click()
    pages[1].get_by_text("Submitted for review. We’ll").wait_for()
    proposal = Proposal.objects.get(author__email="tom@example.org")
    assert proposal.content["fields"]["interests"] == ["Water"]


@pytest.mark.any_database
def test_form_is_submitted_by_one_press_after_signing_in_again_in_another_tab(browse, monkeypatch):
    monkeypatch.setattr(csrf, "CSRF_ALLOWED_CHARS", "yZ")  # so that there are two tokens
    window = signed_in(browse, "Ida Idle", locale="en-US")
    page = window.visit(FORM)
    page.locator("#id_interests").fill("Steam")
    page.context.clear_cookies(name="sessionid")
    follow(page.locator(".editor-bar [value=draft]"))
    page.get_by_role("heading", name="You are signed out").wait_for()
    window.problems.clear()  # the console notes the 403
    window.sign_in(person_named("Ida Idle").user)
    # Signing in renews the token.
    page.context.add_cookies([{"name": "csrftoken", "value": "yZ" * 16, "url": window.url}])
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Draft saved.").wait_for()
    assert page.locator("#id_interests").input_value() == "Steam"


@pytest.mark.any_database
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (375, "dark")])
def test_axe_finds_nothing_on_the_dashboards(browse, width, theme):
    proposal = Proposal.objects.get(author__email="wei@example.org")
    window = signed_in(browse, "Wei Waiting", width=width, color_scheme=theme)
    for path in ("/me/", "/me/publications/", f"/me/proposals/{proposal.pk}/"):
        assert violations(window.visit(path)) == [], path
    page = window.visit(FORM)
    page.locator("#id_photo").set_input_files(two_halves())
    page.locator("[data-crop]").wait_for()
    page.locator("#part-about .preview button").first.click()
    page.locator(".markdown-preview em").wait_for()
    page.evaluate("document.querySelectorAll('details[data-row]').forEach((row) => (row.open = true))")
    page.locator("#part-links [data-remove]").first.click()
    assert violations(page) == []
    page.locator("#part-honors .date-opener").first.click()
    assert page.evaluate(PICKER_COMPLAINTS, OPTIONS) == []
    page.evaluate("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")

    window = signed_in(browse, "Pia Principal", width=width, color_scheme=theme)
    for path in ("/desk/", f"/desk/review/{proposal.pk}/"):
        assert violations(window.visit(path)) == [], path


@pytest.mark.any_database
def test_library_of_files_fits_the_window_of_a_phone(site):
    member("Zoe Files", role=Role.PI)
    site.sign_in(Person.objects.get(name="Zoe Files").user)
    page = site.visit("/me/files/")
    page.set_viewport_size({"width": 360, "height": 800})
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": factories.picture().read()}
    page.set_input_files("main [type=file]", picture)
    page.get_by_label("Description", exact=True).fill("A loom with blue yarn")
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("link", name="A loom with blue yarn").wait_for()
    for path in ("/me/files/", "/desk/files/"):
        page = site.visit(path)
        assert page.evaluate(TOO_WIDE) == [], path
        assert violations(page) == [], path
