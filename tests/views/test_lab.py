"""The lab's settings on the dashboard: every field, preview, versions and the sections of the home page."""

import pytest
from reversion.models import Version

from moderation.models import Proposal
from people.models import HomeSection, Lab
from tests import factories
from tests.editor_forms import form_data, new_row, send
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SETTINGS = "/desk/lab/"
#: Fields that the site sets by itself.
NOT_EDITED = {"id"}


def test_form_has_every_field_of_the_lab(pi):
    factories.lab()
    page = Page(pi.get(SETTINGS))
    names = {element.get("name") for element in page.all("*[@name]")}
    fields = {field.name for field in Lab._meta.local_fields} - NOT_EDITED
    assert fields <= names


def test_pi_publishes_a_change_at_once_and_can_undo_it(pi, visit):
    factories.lab("Engine Lab", tagline="We build.")
    send(pi, SETTINGS, tagline="We build engines.", registration="ICP 12345678")
    assert "We build engines." in visit("/").text
    oldest = Version.objects.get_for_object(Lab.load()).last()
    pi.post(f"/desk/revisions/{oldest.pk}/revert/")
    assert "We build." in visit("/").text
    assert Lab.load().registration == ""


def test_settings_create_the_lab_of_an_empty_site_once(pi):
    response = send(pi, SETTINGS, "draft", name="Engine Lab")
    assert not Lab.objects.exists()
    assert form_data(pi.get(SETTINGS))["name"] == ["Engine Lab"]
    send(pi, response.url, name="Engine Lab", **new_row("links", 0, kind="github", url="engine-lab"))
    assert Lab.load().name == "Engine Lab"
    assert [link.url for link in Lab.load().link_list] == ["https://github.com/engine-lab"]
    assert not Proposal.objects.unfinished().exists()


def test_preview_shows_the_home_page_and_publishes_nothing(pi, visit):
    factories.lab("Engine Lab", tagline="We build.")
    response = send(pi, SETTINGS, "preview", tagline="We build engines.")
    preview = Page(pi.get(response.url))
    assert "We build engines." in preview.text
    assert "We build." in visit("/").text


def test_invalid_settings_come_back_as_typed(pi):
    factories.lab("Engine Lab")
    response = send(pi, SETTINGS, country="Britain", tagline="We build engines.")
    assert response.status_code == 422
    assert form_data(response)["tagline"] == ["We build engines."]
    assert Lab.load().tagline == ""


def test_two_changes_of_the_same_setting_are_a_conflict(pi, admin):
    factories.lab("Engine Lab")
    opened = pi.get(SETTINGS)
    send(admin, SETTINGS, tagline="Theirs")
    response = send(pi, SETTINGS, page=opened, tagline="Mine")
    assert response.status_code == 409
    assert Lab.load().tagline == "Theirs"


def test_dashboard_leads_to_the_settings(pi):
    assert SETTINGS in Page(pi.get("/desk/")).main_links


# ---- the sections of the home page ------------------------------------------------------------


def section_boxes(response) -> list[tuple[str, bool]]:
    page = Page(response)
    boxes = page.all("input[@name='home_sections']")
    return [(box.get("value"), box.get("checked") is not None) for box in boxes]


def in_order(keys: list[str]) -> dict:
    """Return the submitted fields of checked sections in an order that scripts have put them in."""
    return {"home_sections": keys, **{f"home_sections__{key}__ORDER": None for key in HomeSection.values}}


def test_sections_are_ordered_by_numbers_without_scripts(pi):
    factories.lab()
    send(pi, SETTINGS, home_sections__news__ORDER="1", home_sections__about__ORDER="2")
    assert Lab.load().home_section_keys[:3] == ["news", "about", "projects"]


def test_sections_keep_the_order_in_which_scripts_submit_them(pi):
    factories.lab()
    keys = ["contact", "about", "news"]
    send(pi, SETTINGS, **in_order(keys))
    assert Lab.load().home_section_keys == keys
    hidden = [key for key in HomeSection.values if key not in keys]
    expected = [(key, True) for key in keys] + [(key, False) for key in hidden]
    assert section_boxes(pi.get(SETTINGS)) == expected


def test_usual_order_is_stored_as_no_choice(pi):
    factories.lab(home_sections=["news", "about"])
    send(pi, SETTINGS, **in_order(HomeSection.values))
    assert Lab.load().home_sections == []


@pytest.mark.parametrize("sections", [None, ["about", "about"], ["unknown"]])
def test_sections_that_the_home_page_cannot_show_are_refused(pi, sections):
    factories.lab(home_sections=["news"])
    assert send(pi, SETTINGS, home_sections=sections).status_code == 422
    assert Lab.load().home_sections == ["news"]


def test_version_history_names_the_sections(pi):
    factories.lab()
    send(pi, SETTINGS, **in_order(["news", "about"]))
    version = Version.objects.get_for_object(Lab.load()).first()
    assert "News, About us" in Page(pi.get(f"/desk/revisions/{version.pk}/")).text


# ---- the accent colour ------------------------------------------------------------------------


def test_another_accent_colour_can_be_seen_before_it_is_published(pi):
    sheet = pi.get("/desk/lab/accent-ff0000.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert b"--accent:" in sheet.content


# ---- looks ------------------------------------------------------------------------------------


def look_of(response) -> str:
    return Page(response).root.get("data-look")


def test_pages_have_the_look_of_the_lab(pi, visitor):
    factories.lab()
    assert look_of(visitor.get("/")) == "journal"
    send(pi, SETTINGS, look="bold")
    assert look_of(visitor.get("/people/")) == "bold"


TRY, USE = "/desk/lab/look/", "/desk/lab/look/use/"


def test_look_is_tried_on_every_page_until_its_end(pi, visitor, settings):
    factories.lab()
    response = pi.get(f"{TRY}?to=compact&next=/news/")
    assert (response.status_code, response.url) == (302, "/news/")
    for url in ("/", "/people/", "/desk/"):
        page = pi.get(url)
        assert look_of(page) == "compact"
        assert "Compact" in text(Page(page).of_class("look-bar")[0])
        assert look_of(visitor.get("/people/")) == "journal"
    pi.get(f"{TRY}?next=/news/")
    assert look_of(pi.get("/")) == "journal" and not Page(pi.get("/")).of_class("look-bar")
    assert pi.get(f"{TRY}?to=bold&next=https://example.org/").url == "/"


def test_tried_look_can_be_used_and_undone(pi, visitor):
    factories.lab()
    pi.get(f"{TRY}?to=bold")
    assert pi.post(f"{USE}?next=/people/").url == "/people/"
    assert look_of(visitor.get("/people/")) == "bold"
    assert not Page(pi.get("/people/")).of_class("look-bar")
    assert Version.objects.get_for_object(Lab.objects.get()).count() == 2
    assert pi.post(USE).status_code == 404


@pytest.mark.parametrize("look", ["unknown", "journal", ""])
def test_only_another_look_can_be_tried(pi, look):
    factories.lab()
    pi.get(f"{TRY}?to=bold")
    pi.get(f"{TRY}?to={look}")
    assert look_of(pi.get("/")) == "journal"


def test_look_is_not_tried_any_more_by_who_may_not_choose_it(pi):
    factories.lab()
    pi.get(f"{TRY}?to=bold")
    pi.user.groups.clear()
    assert look_of(pi.get("/people/")) == "journal"


# ---- header and footer ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(600, 140), (300, 300)])
def test_logo_says_for_which_pages_it_is_drawn(pi, visit, size):
    factories.lab(logo=factories.picture_name("lab", *size))
    for background in ("light", "dark", "any"):
        send(pi, SETTINGS, logo_background=background)
        (name,) = visit("/people/").of_class("site-name")
        assert f"logo-for-{background}" in name.find("img").get("class").split()


@pytest.mark.parametrize(("size", "is_wide"), [((600, 140), True), ((300, 300), False)])
def test_wide_logo_stands_for_the_printed_name(visit, size, is_wide):
    factories.lab("Engine Lab", logo=factories.picture_name("lab", *size))
    (name,) = visit("/people/").of_class("site-name")
    (span,) = name.findall("span")
    assert text(span) == "Engine Lab"  # read by screen readers in any case
    assert ("visually-hidden" in span.get("class", "")) == is_wide
    (kind, _background) = name.find("img").get("class").split()
    assert kind == ("site-logo-wide" if is_wide else "site-logo")


def test_footer_has_the_registration_with_its_link_and_the_map(visit):
    factories.lab(
        registration="ICP 12345678",
        registration_url="https://beian.example.org/",
        map_url="https://map.example.org/lab",
    )
    page = visit("/people/")
    footer = page.one("footer")
    links = {link.get("href"): text(link) for link in page.all("a[@href]", footer)}
    assert links["https://beian.example.org/"] == "ICP 12345678"
    assert links["https://map.example.org/lab"] == "Show on a map"


def test_registration_without_link_is_plain_text(visit):
    factories.lab(registration="ICP 12345678")
    footer = visit("/people/").one("footer")
    assert "ICP 12345678" in text(footer)
