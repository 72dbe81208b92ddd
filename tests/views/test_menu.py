"""The menu of the site: its entries, who sees which, and editing it at the dashboard."""

import pytest
from django.templatetags.static import static
from django.urls import reverse

from pages.models import Menu, MenuItem
from tests import factories
from tests.editor_forms import new_row, send
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MENU = "/desk/menu/"


@pytest.fixture
def content(db):
    """Fill every section except teams."""
    factories.person("Ada")
    factories.publication()
    factories.news_item()
    factories.notice()


def entries(page):
    """Return the menu of a page as (text, URL) pairs, those below an entry with a leading dash."""
    if not page.of_class("site-nav"):
        return []
    nav = page.of_class("site-nav")[0]
    below = [link for menu in page.of_class("menu", nav) for link in page.all("a", menu)]
    return [("-" * (link in below) + text(link), link.get("href")) for link in page.all("a", nav)]


def set_menu(*items):
    """Replace the menu by these entries."""
    menu = Menu.objects.get()
    menu.items.all().delete()
    for position, fields in enumerate(items, 1):
        menu.items.create(position=position, **fields)


# ---- reading ----------------------------------------------------------------------------------


def test_default_menu_has_the_sections_with_content(content, visit):
    assert entries(visit("/")) == [
        ("People", "/people/"),
        ("Publications", "/publications/"),
        ("News", "/news/"),
        ("Join us", "/recruiting/"),
    ]
    factories.team()
    assert ("Teams", "/teams/") in entries(visit("/"))
    assert ("研究小组", "/zh-hans/teams/") in entries(visit("/zh-hans/"))


def test_site_without_content_has_no_menu(visit):
    assert entries(visit("/")) == []


def test_only_a_menu_with_a_submenu_loads_the_script_that_closes_it(content, visit):
    assert not visit("/").all(f"script[@src='{static('labsite/menu.js')}']")
    set_menu({"section": "people"}, {"section": "news", "is_below": True})
    assert visit("/").all(f"script[@src='{static('labsite/menu.js')}']")


def test_site_without_any_entry_shows_all_sections(visit):
    MenuItem.objects.all().delete()
    assert len(entries(visit("/"))) >= 5


def test_entries_have_labels_in_both_languages_and_two_levels(content, visit):
    page = factories.page("Contact us", title_zh="联系我们")
    set_menu(
        {"section": "people", "label": "Team", "label_zh": "团队成员"},
        {"page": page, "is_below": True},
        {"url": "/people/?role=phd", "label": "Students", "label_zh": "学生", "is_below": True},
        {"url": "https://example.org/", "label": "University"},
    )
    assert entries(visit("/")) == [
        ("Team", "/people/"),
        ("-Contact us", "/contact-us/"),
        ("-Students", "/people/?role=phd"),
        ("University", "https://example.org/"),
    ]
    assert entries(visit("/zh-hans/"))[:3] == [
        ("团队成员", "/zh-hans/people/"),
        ("-联系我们", "/zh-hans/contact-us/"),
        ("-学生", "/zh-hans/people/?role=phd"),
    ]


def test_current_page_is_marked_on_both_levels(content, visit):
    set_menu(
        {"section": "people"}, {"page": factories.page("Contact"), "is_below": True}, {"section": "news"}
    )
    nav = visit("/contact/").of_class("site-nav")[0]
    assert [link.get("aria-current") for link in nav.iter("a")] == ["true", "page", None]


def test_pages_that_visitors_may_not_read_are_not_in_their_menu(content, visit, member):
    secret = factories.page("Handbook", is_members_only=True)
    set_menu({"page": secret}, {"page": factories.page("Plan", is_public=False)}, {"section": "news"})
    assert entries(visit("/")) == [("News", "/news/")]
    page = member.get("/").content.decode()
    assert "/handbook/" in page and "/plan/" not in page


def test_menu_for_members_is_never_kept_for_visitors(content, member, visitor, settings):
    settings.PAGE_CACHE = True
    set_menu({"page": factories.page("Handbook", is_members_only=True)})
    for client, is_shown in ((member, True), (visitor, False), (visitor, False), (member, True)):
        assert (b"/handbook/" in client.get("/people/").content) is is_shown


def test_menu_takes_one_query(content, visitor, django_assert_max_num_queries):
    factories.team()
    page = factories.page("Contact")
    set_menu({"section": "teams"}, *({"page": page, "label": f"Entry {number}"} for number in range(20)))
    visitor.get("/contact/")
    with django_assert_max_num_queries(4):  # the lab, the menu, the page and its subpages
        visitor.get("/contact/")


# ---- editing ----------------------------------------------------------------------------------


def test_form_states_which_entries_are_in_a_submenu(pi):
    set_menu({"section": "people"}, {"section": "teams", "is_below": True}, {"section": "news"})
    summaries = [
        text(row)
        for row in Page(pi.get(MENU)).all("summary")
        if row.find("span[@data-row-title]") is not None
    ]
    assert summaries[:3] == ["People", "Teams In a submenu", "News"]


def test_pi_adds_orders_and_removes_entries(content, pi, visit):
    factories.page("Contact")
    page = pi.get(MENU)
    assert page.status_code == 200
    added = new_row("items", 6, url="https://example.org/", label="University", section="", page="")
    response = send(pi, MENU, items__0__ORDER="9", items__5__DELETE="on", **added)
    assert (response.status_code, response.url) == (302, reverse("desk-pages"))
    names = [name for name, _url in entries(visit("/"))]
    assert names == ["Publications", "News", "University", "People"]


def test_each_entry_of_the_form_is_named_by_what_it_leads_to(pi):
    set_menu({"section": "people"}, {"page": factories.page("Contact")})
    content = pi.get(MENU).content.decode()
    assert "data-row-title>People<" in content and "data-row-title>Contact<" in content


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"section": "news", "url": "https://example.org/"}, "one of the three"),
        ({"label": "Nothing"}, "one of the three"),
        ({"url": "javascript:alert(1)", "label": "Script"}, "Enter a valid URL."),
        ({"url": "//example.org/", "label": "Host"}, "Enter a valid URL."),
        ({"url": "/\t/example.org/", "label": "Host"}, "Enter a valid URL."),
        ({"url": "https://example.org/"}, "Enter a label for the link."),
    ],
)
def test_entry_that_leads_nowhere_is_refused_with_the_reason(pi, fields, message):
    response = send(pi, MENU, **new_row("items", 6, **{"section": "", "label_zh": "", **fields, "page": ""}))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert MenuItem.objects.count() == 6


def test_preview_shows_the_menu_and_changes_nothing(content, pi, visit):
    added = new_row("items", 6, url="https://example.org/", label="University", section="", page="")
    response = send(pi, MENU, "preview", **added)
    assert "University" in pi.get(response.url).content.decode()
    assert "University" not in visit("/").text


def test_earlier_menu_can_be_restored(content, pi, visit):
    send(pi, MENU, items__0__label="Our people")
    assert "Our people" in visit("/").text
    versions = pi.get(reverse("history", args=["menu", Menu.objects.get().pk])).context["page"].rows
    pi.post(reverse("revert", args=[versions[-1].pk]))
    assert "Our people" not in visit("/").text
