"""The forms and changelists of the Django admin, model by model."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from accounts.models import User
from news.models import NewsItem
from pages.models import Menu, Upload
from people.models import FormerSlug, Lab, Person, Team, TeamMembership
from publications.models import Publication, Topic
from recruiting.models import Notice
from tests import factories
from tests.admin_forms import add_row, errors_of, form_data, save, submit, url_of

pytestmark = pytest.mark.django_db


def html_of(client, url):
    return client.get(url).content.decode()


# ---- people -----------------------------------------------------------------------------------


def test_truncated_picture_is_an_error_at_its_field(admin):
    url = url_of(Person, "change", factories.person().pk)
    response = save(admin, url, photo=factories.truncated_picture())
    assert "damaged or incomplete" in str(response.context_data["adminform"].form.errors["photo"])
    assert not Person.objects.get().photo


def test_changelist_shows_thumbnails(admin):
    person = factories.person(photo=factories.picture(width=320, height=400))
    html = html_of(admin, url_of(Person, "changelist"))
    assert f'<img src="{person.photo.url_for(96)}" width="32" height="40" alt="" loading="lazy">' in html


def test_empty_slug_is_generated_and_can_be_changed(admin):
    url = url_of(Person, "add")
    data = form_data(admin, url) | {"name": "Ada Example"}
    assert admin.post(url, data).status_code == 302
    person = Person.objects.get(name="Ada Example")
    assert person.slug == "ada-example"
    save(admin, url_of(Person, "change", person.pk), slug="ada")
    assert Person.objects.get(pk=person.pk).slug == "ada"
    assert FormerSlug.objects.get().slug == "ada-example"


def test_people_are_filtered_by_current_and_former(admin):
    factories.person("Here Now")
    factories.person("Long Gone", left="2020")
    url = url_of(Person, "changelist")
    current, previous = (html_of(admin, f"{url}?presence={presence}") for presence in ("current", "previous"))
    assert "Here Now" in current and "Long Gone" not in current
    assert "Here Now" not in previous and "Long Gone" in previous


def test_people_are_searched_as_on_the_site(admin):
    factories.person("Jiaming Xu", native_name="徐佳明", shown_aliases="J. Xú")
    factories.person("Somebody Else")
    for query in ("xujiaming", "徐佳", "j xu"):
        html = html_of(admin, url_of(Person, "changelist") + f"?q={query}")
        assert "Jiaming Xu" in html and "Somebody Else" not in html


def test_overlapping_team_periods_are_refused(admin):
    person, team = factories.person(), factories.team()
    rows = add_row("memberships", 0, team=team.pk, start="2020") | add_row("memberships", 1, team=team.pk)
    response = save(admin, url_of(Person, "change", person.pk), **rows)
    assert "overlap" in errors_of(response)
    assert not TeamMembership.objects.exists()


def test_people_join_and_leave_a_team_in_its_form(admin):
    team, person = factories.team(), factories.person()
    url = url_of(Team, "change", team.pk)
    save(admin, url, **add_row("memberships", 0, person=person.pk, start="2024.09"))
    assert str(TeamMembership.objects.get().start) == "2024-09"
    save(admin, url, memberships__0__end="2025")
    assert str(TeamMembership.objects.get().end) == "2025"


def test_request_for_thousands_of_rows_is_refused_quickly(admin):
    team, person = factories.team(), factories.person()
    url = url_of(Team, "change", team.pk)
    response = save(admin, url, memberships__TOTAL_FORMS="900")
    assert "You can add up to 100 rows at a time." in errors_of(response)
    assert len(response.context_data["inline_admin_formsets"][0].formset.forms) == 100
    rows = {f"memberships__{number}__person": "" for number in range(99)}
    row = {"memberships__99__person": person.pk, "memberships__TOTAL_FORMS": 100}
    assert save(admin, url, **rows, **row).status_code == 302
    assert TeamMembership.objects.get().person == person


def test_form_with_an_unusable_slug_is_shown_again(admin):
    rows = [factories.person(), factories.team(), factories.publication(), factories.notice()]
    for row in [*rows, factories.news_item(), factories.venue(), factories.topic()]:
        url = url_of(type(row), "change", row.pk)
        data = form_data(admin, url)
        for slug in ("", "a/b", "x" * 500):
            assert errors_of(submit(admin, url, data, slug=slug, name="", title="", body="")), row


def test_change_form_links_to_public_pages_only(admin):
    public, hidden = factories.person("Shown"), factories.person("Hidden", is_public=False)
    assert public.get_absolute_url() in html_of(admin, url_of(Person, "change", public.pk))
    assert hidden.get_absolute_url() not in html_of(admin, url_of(Person, "change", hidden.pk))


# ---- the lab ----------------------------------------------------------------------------------


def test_lab_is_added_once_and_then_changed(admin):
    response = admin.get(url_of(Lab, "changelist"))
    assert response.url == url_of(Lab, "add")
    assert admin.post(response.url, form_data(admin, response.url) | {"name": "Our Lab"}).status_code == 302
    assert admin.get(url_of(Lab, "changelist")).url == url_of(Lab, "change", 1)
    assert admin.get(url_of(Lab, "add")).status_code == 403
    assert admin.post(url_of(Lab, "delete", 1), {"post": "yes"}).status_code == 403
    assert Lab.objects.get().name == "Our Lab"


# ---- accounts ---------------------------------------------------------------------------------

PASSWORD = "correct horse battery staple"


def test_account_is_added_with_an_email_address_and_no_username(admin, visitor):
    url = url_of(User, "add")
    data = {
        "email": "new@example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert admin.post(url, data).status_code == 302
    assert visitor.login(username="New@Example.org", password=PASSWORD)


def test_email_address_taken_in_another_case_is_refused(admin):
    factories.user("ada@example.org")
    data = {
        "email": "Ada@Example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert "already" in errors_of(admin.post(url_of(User, "add"), data))


def test_password_is_changed(admin, visitor):
    user = factories.user("ada@example.org")
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    assert admin.get(url).status_code == 200
    data = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert admin.post(url, data).status_code == 302
    assert visitor.login(username="ada@example.org", password=PASSWORD)


def test_staff_sign_in_with_the_email_address(visitor):
    factories.user("adam@example.org", PASSWORD, is_staff=True)
    response = visitor.post(reverse("admin:login"), {"username": "ADAM@example.org", "password": PASSWORD})
    assert response.status_code == 302


# ---- publications -----------------------------------------------------------------------------


def authors_of(publication):
    return list(publication.authorships.order_by("position").values_list("position", "name"))


def test_search_finds_authors_added_in_the_form(admin):
    publication = factories.publication("On Engines")
    url = url_of(Publication, "change", publication.pk)
    save(admin, url, **add_row("authorships", 0, name="Grace Printed"), topics=[factories.topic("Memory").pk])
    assert Publication.objects.matching("printed engines").exists()
    assert Publication.objects.matching("memory").exists()


def test_search_finds_a_new_publication_by_its_authors(admin):
    url = url_of(Publication, "add")
    rows = {
        name.replace("__", "-"): value for name, value in add_row("authorships", 0, name="Grace P.").items()
    }
    assert (
        admin.post(url, form_data(admin, url) | {"title": "Engines", "year": 2025} | rows).status_code == 302
    )
    assert Publication.objects.matching("grace engines").exists()


def test_authors_swap_positions(admin):
    publication = factories.publication(authors=["Ada", "Bob", "Cem"])
    url = url_of(Publication, "change", publication.pk)
    save(admin, url, authorships__0__position=2, authorships__1__position=1)
    assert authors_of(publication) == [(1, "Bob"), (2, "Ada"), (3, "Cem")]


@pytest.mark.parametrize(
    ("row", "place", "order"),
    [(0, 3, "Bob Cem Ada"), (2, 1, "Cem Ada Bob"), (0, "", "Bob Cem Ada"), (1, 9, "Ada Cem Bob")],
)
def test_author_gets_the_typed_position_and_the_others_close_up(admin, row, place, order):
    publication = factories.publication(authors=["Ada", "Bob", "Cem"])
    save(admin, url_of(Publication, "change", publication.pk), **{f"authorships__{row}__position": place})
    assert authors_of(publication) == list(enumerate(order.split(), 1))


def test_new_author_gets_the_typed_position_or_the_last_one(admin):
    publication = factories.publication(authors=["Ada", "Bob"])
    url = url_of(Publication, "change", publication.pk)
    save(admin, url, **add_row("authorships", 2, name="Cem", position=1))
    save(admin, url, **add_row("authorships", 3, name="Dan"))
    assert [name for _, name in authors_of(publication)] == ["Cem", "Ada", "Bob", "Dan"]


def test_authors_swap_people_and_one_is_removed(admin):
    ada, bob = factories.person("Ada"), factories.person("Bob")
    publication = factories.publication(authors=[ada, bob, "Cem"])
    url = url_of(Publication, "change", publication.pk)
    rows = {
        "authorships__0__person": bob.pk,
        "authorships__1__person": ada.pk,
        "authorships__2__DELETE": "on",
    }
    save(admin, url, **rows)
    authors = publication.authorships.order_by("position")
    assert [(author.name, author.person) for author in authors] == [("Ada", bob), ("Bob", ada)]


def test_member_cannot_be_an_author_twice(admin):
    ada = factories.person()
    publication = factories.publication(authors=[ada, "Bob"])
    response = save(admin, url_of(Publication, "change", publication.pk), authorships__1__person=ada.pk)
    assert "only be listed once" in errors_of(response)


@pytest.mark.parametrize(
    "wrong", [{"year": "", "month": 2}, {"year": "abc"}, {"month": 2, "day": 30}, {"day": 1}]
)
def test_impossible_date_is_an_error(admin, wrong):
    publication = factories.publication()
    assert errors_of(save(admin, url_of(Publication, "change", publication.pk), **wrong))


def test_search_follows_a_renamed_or_deleted_topic(admin):
    topic = factories.topic("Caches")
    factories.publication("On Engines", topics=[topic])
    save(admin, url_of(Topic, "change", topic.pk), name="Registers")
    assert Publication.objects.matching("registers").exists()
    assert not Publication.objects.matching("caches").exists()
    admin.post(url_of(Topic, "delete", topic.pk), {"post": "yes"})
    assert not Publication.objects.matching("registers").exists()


def run_action(client, model, action, rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(url_of(model, "changelist"), data, follow=True)


def test_publications_are_selected_for_the_home_page_and_unselected(admin):
    rows = [factories.publication("One"), factories.publication("Two", is_selected=True)]
    response = run_action(admin, Publication, "select", rows)
    assert "1 publication changed." in response.content.decode()
    assert Publication.objects.filter(is_selected=True).count() == 2
    run_action(admin, Publication, "unselect", rows)
    assert not Publication.objects.filter(is_selected=True).exists()


# ---- news and recruiting ----------------------------------------------------------------------


def test_news_without_text_is_refused(admin):
    item = factories.news_item()
    response = save(admin, url_of(NewsItem, "change", item.pk), body="")
    assert "in English or Chinese" in errors_of(response)


def test_control_characters_are_removed(admin):
    item = factories.news_item()
    save(admin, url_of(NewsItem, "change", item.pk), body="Pasted\x0b from\x00 a\tPDF.\r\nYes.")
    assert NewsItem.objects.get().body == "Pasted from a\tPDF.\r\nYes."


def test_notices_are_filtered_by_their_status_today(admin):
    today, day = timezone.localdate(), timedelta(days=1)
    factories.notice("Draft Notice", is_published=False)
    factories.notice("Later Notice", opens=today + day)
    factories.notice("Open Notice")
    factories.notice("Past Notice", closes=today - day)
    for status, title in {"draft": "Draft", "scheduled": "Later", "open": "Open", "closed": "Past"}.items():
        response = admin.get(url_of(Notice, "changelist"), {"status": status})
        assert [notice.title for notice in response.context["cl"].result_list] == [f"{title} Notice"]


def test_close_action_closes_only_open_notices(admin):
    rows = [
        factories.notice("Open"),
        factories.notice("Past", opens=date(2020, 1, 1), closes=date(2020, 2, 1)),
    ]
    before = timezone.localdate()
    response = run_action(admin, Notice, "close_today", rows)
    assert "1 opening closed." in response.content.decode()
    assert Notice.objects.get(title="Open").closed_on in (before, timezone.localdate())
    assert Notice.objects.get(title="Past").closed_on is None


def test_duplicate_position_is_refused(admin):
    notice = factories.notice(positions=["phd"])
    response = save(admin, url_of(Notice, "change", notice.pk), **add_row("positions", 1, kind="phd"))
    assert "kind" in errors_of(response)


def test_editors_are_added_and_swapped_in_the_admin(admin):
    book = factories.publication("Looms", kind="book", editors=["Ada Example", "Ben Other"])
    url = url_of(Publication, "change", book.pk)
    added = add_row("editorships", 2, name="Pilar Ruiz Ortega", citation_name="Ruiz Ortega, Pilar")
    save(admin, url, **added, editorships__0__position=2, editorships__1__position=1)
    assert list(book.editorships.values_list("position", "name", "citation_name")) == [
        (1, "Ben Other", ""),
        (2, "Ada Example", ""),
        (3, "Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
    ]
    refused = save(admin, url, editorships__2__citation_name="Somebody Else")
    assert "Use the words of the printed name" in errors_of(refused)


# ---- pages ------------------------------------------------------------------------------------


def test_menu_is_edited_in_the_admin_and_recorded(admin):
    menu = Menu.objects.get()
    url = url_of(Menu, "change", menu.pk)
    row = {"position": 9, "url": "https://example.org/", "label": "Forum"}
    save(admin, url, **add_row("items", menu.items.count(), **row))
    assert menu.items.filter(label="Forum").exists()
    assert Version.objects.get_for_object(menu).exists()


def test_admin_corrects_the_description_of_an_upload_and_not_its_file(admin):
    upload = Upload.objects.create(alt="Typo", picture=factories.picture_name("uploads"))
    save(admin, url_of(Upload, "change", upload.pk), alt="An engine")
    changed = Upload.objects.get()
    assert (changed.alt, changed.picture) == ("An engine", upload.picture)
