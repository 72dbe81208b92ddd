"""Pages of the lab's own: who reads them, their URLs, and writing them at the dashboard."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from accounts.models import User
from core.partial_dates import PartialDate
from moderation import revisions
from moderation.models import Proposal, State
from moderation.reverting import revert
from pages.models import Menu, MenuItem, Page
from people import departures
from people.models import FormerSlug
from tests import factories
from tests.conftest import Actor
from tests.editor_forms import approve, reloaded, send
from tests.views.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


# ---- reading ----------------------------------------------------------------------------------


def test_page_has_its_title_text_and_subpages_in_order(visit):
    parent = factories.page("Directions", "By *metro*.", title_zh="如何到达")
    factories.page("By car", "Park here.", parent=parent, position=2)
    factories.page("By train", parent=parent, position=1)
    page = visit("/directions/")
    assert page.headings(1) == ["Directions"]
    assert text(page.of_class("prose")[0]) == "By metro."
    assert [link for link in page.main_links if link.startswith("/by-")] == ["/by-train/", "/by-car/"]
    assert visit("/zh-hans/directions/").headings(1) == ["如何到达"]
    assert "/directions/" in visit("/by-car/").main_links


def test_former_member_who_keeps_the_account_reads_no_page_for_members(member, pi):
    page = factories.page("Handbook", "The code of the door.", is_members_only=True)
    factories.create(MenuItem, menu=Menu.objects.get(), page=page)
    for left, expected in ((PartialDate(2099), 200), (PartialDate(2025, 6), 404)):
        departure = departures.Departure(left, keeps_account=True)
        departures.record_departure(member.person, pi.user, departure)
        former = Actor(User.objects.get(pk=member.user.pk), member.person)
        for url in ("/handbook/", "/me/pages/handbook/"):
            assert former.get(url).status_code == expected
        assert ("Handbook" in former.get("/").content.decode()) == (expected == 200)
        assert ("/handbook/" in former.get("/search/?q=door").content.decode()) == (expected == 200)
    assert former.get("/me/profile/").status_code == 200
    assert pi.get("/handbook/").status_code == 200


def test_former_url_of_a_page_redirects(visitor):
    page = factories.page(slug="directions")
    page.slug = "contact"
    page.save()
    response = visitor.get("/zh-hans/directions/")
    assert (response.status_code, response.url) == (301, "/zh-hans/contact/")


def first_words(patterns=None):
    """Yield the first parts of all URLs of the site that are words."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = str(pattern.pattern)
        if route in ("", "zh-hans/"):
            yield from first_words(pattern.url_patterns if hasattr(pattern, "url_patterns") else [])
        elif not route.startswith("<"):
            yield route.lstrip("^").split("/")[0]


def test_words_of_other_urls_are_reserved():
    words = {word for word in first_words() if word.isalpha()}
    assert {"people", "news", "desk", "accounts", "media"} <= words
    assert not [word for word in words if not Page.slug_is_taken(word)]


@pytest.mark.parametrize("word", ["static", "zh-hans", "add"])
def test_words_that_would_lead_elsewhere_are_reserved(word):
    assert factories.page(word).slug == f"{word}-2"


# ---- pages that visitors must not see ---------------------------------------------------------


@pytest.fixture
def hidden_pages(db):
    """Return the URLs of pages that are not for visitors: for members, unpublished, and below such a page."""
    handbook = factories.page("Secret handbook", "Secret.", is_members_only=True)
    unpublished = factories.page("Secret plan", "Secret.", is_public=False)
    below = [factories.page(f"Secret of {page}", "Secret.", parent=page) for page in (handbook, unpublished)]
    FormerSlug.objects.create(kind="pages.page", slug="secret-once", object_id=handbook.pk)
    return [*(page.get_absolute_url() for page in (handbook, unpublished, *below)), "/secret-once/"]


def test_hidden_pages_are_not_found_by_visitors(hidden_pages, visit):
    for url in hidden_pages:
        assert "Secret" not in visit(url, status=404).text


@pytest.mark.parametrize("url", ["/", "/search/?q=secret", "/sitemap-own-pages.xml", "/sitemap.xml"])
def test_hidden_pages_are_in_no_list_of_visitors(hidden_pages, visitor, url):
    factories.page("Contact")
    content = visitor.get(url).content.decode().replace("?q=secret", "").replace('"secret"', "")
    assert "Secret" not in content and "/secret-" not in content


def test_members_read_and_find_pages_for_members_only(hidden_pages, member):
    assert [member.get(url).status_code for url in hidden_pages] == [200, 404, 200, 404, 301]
    assert b"Secret handbook" in member.get("/search/", {"q": "secret"}).content
    assert b"noindex" in member.get(hidden_pages[0]).content


def test_account_without_a_profile_reads_no_page_for_members(hidden_pages, client):
    client.force_login(factories.user())
    assert client.get(hidden_pages[0]).status_code == 404


def test_page_for_members_is_kept_out_of_shared_caches(hidden_pages, member, visitor, settings):
    settings.PAGE_CACHE = True
    url = hidden_pages[0]
    assert "private" in member.get(url).headers["Cache-Control"]
    assert visitor.get(url).status_code == 404


def test_search_and_sitemap_have_public_pages(visit, visitor):
    factories.page("Contact", "Take the metro.")
    assert "Contact" in text(visit("/search/", q="metro").of_class("results")[0])
    assert b"/contact/" in visitor.get("/sitemap-own-pages.xml").content


# ---- writing ----------------------------------------------------------------------------------


def test_pi_publishes_a_page_at_the_dashboard(pi, visit):
    response = send(pi, reverse("desk-add-page"), title="Contact", body="Write to us.")
    assert (response.status_code, response.url) == (302, "/desk/pages/")
    assert "Write to us." in visit("/contact/").text
    assert "Contact" in pi.get("/desk/pages/").content.decode()


def test_page_needs_a_title_in_one_language(pi, visit):
    assert send(pi, reverse("desk-add-page"), body="Text.").status_code == 422
    send(pi, reverse("desk-add-page"), title_zh="联系我们", body_zh="请来信。")
    assert visit("/lian-xi-wo-men/").headings(1) == ["联系我们"]


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("people", "Another page uses or has used this address. Choose another one."),
        ("été", "Use only letters from a to z, digits, hyphens and underscores"),
    ],
)
def test_url_that_cannot_be_is_refused_with_the_form_filled_in(pi, slug, message):
    response = send(pi, reverse("desk-add-page"), title="Ours", slug=slug, body="Text.")
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Page.objects.exists()


def test_subpage_of_a_subpage_is_refused(pi):
    top = factories.page("Top")
    below = factories.page("Below", parent=top)
    other = factories.page("Other")
    assert send(pi, reverse("edit-page", args=["other"]), parent=str(below.pk)).status_code == 422
    assert send(pi, reverse("edit-page", args=["top"]), parent=str(other.pk)).status_code == 422
    assert reloaded(other).parent is None and reloaded(top).parent is None


def test_members_are_offered_only_pages_above_that_they_may_read(member, pi):
    page = factories.page("Contact")
    secret = factories.page("Secret plans", is_public=False)
    factories.page("Handbook", is_members_only=True)
    offered = [client.get("/me/pages/contact/").content.decode() for client in (member, pi)]
    assert ["Handbook" in text for text in offered] == [True, True]
    assert ["Secret plans" in text for text in offered] == [False, True]
    assert send(member, "/me/pages/contact/", parent=str(secret.pk)).status_code == 422
    preview = member.get(reverse("proposal-preview", args=[Proposal.objects.get().pk]))
    assert preview.url.endswith("/edit/")  # a preview would name the page above
    draft = member.get(reverse("proposal", args=[Proposal.objects.get().pk])).content.decode()
    assert str(secret.pk) in draft and "Secret plans" not in draft
    assert send(pi, "/me/pages/contact/", parent=str(secret.pk)).status_code == 302
    assert reloaded(page).parent == secret


def test_change_of_a_member_waits_for_review(member, pi, visit):
    factories.page("Contact", "Old text.")
    page = member.get("/contact/").content.decode()
    assert reverse("edit-page", args=["contact"]) in page
    send(member, reverse("edit-page", args=["contact"]), body="New text.")
    assert Proposal.objects.get().state == State.PENDING
    assert "Old text." in visit("/contact/").text
    approve(pi)
    assert "New text." in visit("/contact/").text


def test_draft_of_a_new_page_can_be_previewed_and_is_public_nowhere(pi, visit):
    send(pi, reverse("desk-add-page"), "preview", title="Contact", body="Write to us.", is_members_only="on")
    preview = pi.get(reverse("proposal-preview", args=[Proposal.objects.get().pk]))
    assert b"Write to us." in preview.content
    visit("/contact/", status=404)
    assert "Contact" in pi.get("/desk/pages/").content.decode()


def test_versions_of_a_page_can_be_restored(pi, visit):
    page = factories.page("Contact", "Old text.")
    send(pi, reverse("edit-page", args=["contact"]), body="New text.")
    history = pi.get(reverse("history", args=["page", page.pk])).content.decode()
    assert "Contact" in history
    version = pi.get(reverse("history", args=["page", page.pk])).context["page"].rows[-1]
    pi.post(reverse("revert", args=[version.pk]))
    assert "Old text." in visit("/contact/").text


def test_deleted_page_is_gone_and_can_be_restored(pi, visit):
    page = factories.page("Contact", "Write to us.")
    factories.page("By car", parent=page)
    response = pi.post(reverse("desk-delete-page", args=["contact"]), follow=True)
    assert "Page deleted." in response.content.decode()
    visit("/contact/", status=404)
    assert visit("/by-car/").headings(1) == ["By car"]
    version, *_rest = pi.get(reverse("deleted")).context["rows"][0]
    pi.post(reverse("revert", args=[version.pk]))
    assert "Write to us." in visit("/contact/").text


def test_preview_of_the_text_understands_what_pages_do(member):
    factories.news_item("Turbines are out")
    preview = {"text": "> [!NOTE]\n> Hi\n\n{{ news }}", "dialect": "page"}
    content = member.post(reverse("markdown-preview"), preview).content.decode()
    assert "callout-note" in content and "Turbines are out" in content


# ---- queries ----------------------------------------------------------------------------------


def test_query_count_does_not_depend_on_subpages(visitor, django_assert_num_queries):
    parent = factories.page("Directions")
    factories.page("By car", parent=parent)
    visitor.get("/directions/")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/directions/")
    for number in range(30):
        factories.page(f"Way {number}", parent=parent)
    with django_assert_num_queries(len(few)):
        visitor.get("/directions/")
    assert len(few) <= 12


# ---- live blocks ------------------------------------------------------------------------------


@pytest.fixture
def rows(db):
    ada, bob = factories.person("Ada"), factories.person("Bob Before", left="2020")
    hidden = factories.person("Hidden Person", is_public=False)
    team = factories.team("Engines", slug="engines")
    for person in (ada, bob, hidden, factories.person("Zoe Elsewhere")):
        if person.name != "Zoe Elsewhere":
            factories.membership(person, team, start="2019")
    topic = factories.topic("Turbines")
    factories.publication("On turbines", topics=[topic])
    factories.publication("Hidden paper", topics=[topic], is_public=False)
    factories.publication("On wheels")
    factories.news_item("Turbines are out")
    factories.news_item("Hidden news", is_public=False)
    factories.notice("Come here")
    return topic


def test_live_blocks_show_public_rows_of_the_site(rows, visit):
    text = f"Before\n\n{{{{ members: engines }}}}\n\nAfter\n\n{{{{ publications: {rows.slug} }}}}"
    factories.page("Research", text)
    factories.page("Now", "{{ news }}\n\n{{ openings }}")
    research, now = visit("/research/"), visit("/now/")
    main = text_of_main(research)
    assert main.index("Before") < main.index("Ada") < main.index("After") < main.index("On turbines")
    assert "Turbines are out" in text_of_main(now) and "Come here" in text_of_main(now)
    for word in ("Bob", "Zoe", "Hidden", "wheels", "{{"):
        assert word not in main + text_of_main(now)


def text_of_main(page):
    return text(page.one("main"))


def test_page_with_live_blocks_takes_few_queries_and_no_more_for_more_rows(
    rows, visitor, django_assert_max_num_queries
):
    factories.page(
        "Research", f"{{{{ members: engines }}}}\n\n{{{{ publications: {rows.slug} }}}}\n\n{{{{ openings }}}}"
    )
    for number in range(20):
        factories.publication(f"Turbine {number}", [factories.person(f"Author {number}")], topics=[rows])
    visitor.get("/research/")
    with django_assert_max_num_queries(12):
        visitor.get("/research/")


def test_only_as_many_blocks_are_filled_as_a_page_can_have(member, visitor):
    factories.news_item("We won.")
    body = "{{ news }}\n\n" * 500
    factories.page("Now", body)  # as the Django admin can store it
    with CaptureQueriesContext(connection) as queries:
        preview = member.post("/me/markdown/", {"text": body, "dialect": "page"}).content.decode()
    assert (preview.count("We won."), len(queries) < 30) == (3, True)
    assert visitor.get("/now/").content.decode().count("We won.") == 3


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{{ members: nobody }}", "There is no team “nobody”."),
        ("{{ publications: nothing }}", "There is no topic “nothing”."),
        ("{{ news }}\n\n" * 4, "A page can have at most 3 blocks"),
    ],
)
def test_live_block_that_cannot_be_filled_is_refused_with_the_reason(pi, body, message):
    response = send(pi, reverse("desk-add-page"), title="Research", body=body)
    assert response.status_code == 422
    assert message in response.content.decode()


def test_summary_of_a_page_has_no_marks(visit):
    factories.page("Research", "Engines[^1] run.\n\n{{ news }}\n\n[^1]: Note.")
    assert visit("/research/").meta("description") == ["Engines run. Note."]


@pytest.mark.parametrize("way", ["dashboard", "admin", "admin action"])
@pytest.mark.parametrize("state", [{"is_members_only": True}, {"is_public": False}], ids=str)
def test_subpages_of_a_page_that_is_not_public_stay_so_when_it_is_deleted(admin, visitor, member, way, state):
    parent = factories.page("Handbook", **state)
    factories.page("Holidays", parent=parent)
    factories.page("Open", parent=factories.page("About us"))
    assert visitor.get("/holidays/").status_code == 404
    if way == "dashboard":
        admin.post("/desk/pages/handbook/delete/")
    elif way == "admin":
        admin.post(f"/admin/pages/page/{parent.pk}/delete/", {"post": "yes"})
    else:
        data = {"action": "delete_selected", "_selected_action": [parent.pk], "post": "yes"}
        admin.post("/admin/pages/page/", data)
    assert not Page.objects.filter(pk=parent.pk).exists()
    assert visitor.get("/holidays/").status_code == 404
    assert member.get("/holidays/").status_code == (200 if "is_members_only" in state else 404)
    assert visitor.get("/open/").status_code == 200


@pytest.mark.parametrize("state", [{"is_members_only": True}, {"is_public": False}, {}], ids=str)
@pytest.mark.parametrize("is_deleted", [True, False], ids=["deleted", "existing"])
def test_restoring_a_subpage_of_a_deleted_page_does_not_make_it_public(pi, visitor, state, is_deleted):
    parent = factories.page("Handbook", **state)
    child = factories.page("Holidays", parent=parent)
    key = child.pk
    revisions.ensure_recorded(child)
    version = revisions.versions_of(child).get()
    for slug in ["holidays", "handbook"] if is_deleted else ["handbook"]:
        pi.post(f"/desk/pages/{slug}/delete/")
    revert(version, pi.user)
    child = Page.objects.get(pk=key)
    assert child.parent is None
    assert visitor.get("/holidays/").status_code == (404 if state else 200)
