"""The setup checklist of the dashboard: its steps are computed from the content."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.jobs.models import JobRun
from core.outbox import queue
from labsite.models import SetupDecisions, SiteImport
from labsite.setup_steps import BACKUP, checklist
from news.models import NewsItem
from pages.models import Menu
from people.models import Role
from publications.models import Publication
from tests import factories
from tests.editor_forms import send
from tests.views.import_pages import PAPER, papers
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SETUP = reverse("desk-setup")


def step(client, key, host="testserver"):
    steps = checklist(client.user, host, timezone.now()).steps
    return next(step for step in steps if step.key == key)


def checklist_on_dashboard(client):
    return Page(client.get(reverse("desk"))).of_class("setup")


def test_what_waits_comes_before_the_checklist(pi, member):
    def is_first(name):
        page = pi.get(reverse("desk")).content.decode()
        return page.index(f'id="{name}"') < page.index('id="queue"' if name == "setup" else 'id="setup"')

    assert is_first("setup")
    send(member, "/me/profile/", interests="Engines")
    assert is_first("queue")


def test_checklist_is_folded_once_it_is_nearly_done(pi):
    def is_open():
        (folded,) = Page(pi.get(reverse("desk"))).all("details[@id='setup']")
        return folded.get("open") is not None

    assert is_open()
    for key in (*FILL, "profile", "photos"):
        pi.post(SETUP, {"do": f"skip:{key}"})
    assert not is_open()


# ---- the steps ----------------------------------------------------------------------------------


def test_new_site_shows_the_checklist_to_pi_and_admin_only(pi, admin, member):
    for client in (pi, admin):
        (section,) = checklist_on_dashboard(client)
        assert "steps are done" in text(section)
    assert member.get(reverse("desk")).status_code == 403


FILL = {
    "names": lambda: factories.lab("Engine Lab", name_zh="引擎实验室", tagline="We build engines."),
    "about": lambda: factories.lab(about="We build engines."),
    "institution": lambda: factories.lab(institution="University", address="1 Road", email="lab@example.org"),
    "logo": lambda: factories.lab(logo=factories.picture_name("lab")),
    "hero": lambda: factories.lab(hero=factories.picture_name("lab")),
    "accent": lambda: factories.lab(accent="#aa0000"),
    "site": lambda: SiteImport.objects.create(source="site.zip", applied=timezone.now()),
    "people": lambda: factories.person("Ada"),
    "publications": factories.publication,
    "news": factories.news_item,
    "opening": factories.notice,
    "pages": factories.page,
    "menu": lambda: Menu.objects.get().items.create(url="https://example.org/", label="Forum"),
    "backup": lambda: call_command("record_backup", verbosity=0),
}


@pytest.mark.parametrize("key", FILL)
def test_step_is_done_once_its_content_is_there(pi, key):
    assert not step(pi, key).is_done
    FILL[key]()
    assert step(pi, key).is_done


def test_profile_of_the_pi_is_done_with_photo_and_interests(pi, admin):
    assert step(pi, "profile").url.startswith(reverse("my-profile"))
    assert step(admin, "profile").url.startswith(reverse("edit-person", args=[pi.person.slug]))
    pi.person.photo, pi.person.interests = factories.picture_name("people"), "Engines"
    pi.person.save()
    assert step(admin, "profile").is_done


def test_site_without_pi_asks_for_one(admin):
    profile = step(admin, "profile")
    assert profile.url.startswith(reverse("desk-add-people"))
    assert profile.more[0][1].startswith(reverse("desk-own-profile"))


def test_photos_are_done_when_everybody_has_one(pi):
    person = factories.person("Ada", photo=factories.picture_name("people"))
    assert "1 person has no photo" in step(pi, "photos").text
    type(person).objects.filter(role=Role.PI).update(photo=factories.picture_name("people"))
    assert step(pi, "photos").is_done


def test_photos_of_nobody_are_not_counted(pi):
    pi.person.photo = factories.picture_name("people")
    pi.person.save()
    assert not step(pi, "photos").is_done
    assert step(pi, "photos").text == "Members add their own photo; you can do it for them."


def test_photos_are_asked_for_one_person_after_the_other(pi):
    factories.person("Ada", slug="ada")
    assert step(pi, "photos").url.startswith(reverse("edit-person", args=[pi.person.slug]))
    pi.person.photo = factories.picture_name("people")
    pi.person.save()
    assert step(pi, "photos").url.startswith(reverse("edit-person", args=["ada"]))


@pytest.mark.parametrize(
    ("site_url", "host", "is_done"),
    [
        ("https://lab.example.edu", "lab.example.edu", True),
        ("https://lab.example.edu:8443", "lab.example.edu", True),
        ("https://old.example.edu", "lab.example.edu", False),
        ("http://127.0.0.1:8000", "127.0.0.1", False),
    ],
)
def test_address_is_done_when_the_site_is_opened_at_it(pi, settings, site_url, host, is_done):
    settings.SITE_URL = site_url
    assert step(pi, "address", host).is_done is is_done


def test_every_form_of_a_step_opens(pi, admin):
    for client in (pi, admin):
        for each in checklist(client.user, "testserver", timezone.now()).steps:
            for url in filter(None, [each.url, *(url for _label, url in each.more)]):
                assert client.get(url).status_code == 200, url


RETURN = "?next=%2Fdesk%2F%23setup"


def test_every_form_of_a_step_returns_to_the_checklist(pi):
    """Only lists of members have nowhere to return to."""
    for each in checklist(pi.user, "testserver", timezone.now()).steps:
        for url in filter(None, [each.url, *(url for _label, url in each.more)]):
            assert url == reverse("desk-members") or RETURN in url, url


def form_with(page, name):
    """Return the form that has a field or button of this name, and its address."""
    (form,) = [form for form in page.all("form") if page.all(f"*[@name='{name}']", form)]
    return form.get("action")


def test_import_returns_to_the_checklist_once_everything_is_decided(pi):
    page = Page(pi.get(reverse("import-publications") + RETURN))
    response = pi.post(form_with(page, "identifiers"), {"text": f"{PAPER}\n{papers(1)}"})
    page = Page(pi.get(response.url))
    keys = [box.get("value") for box in page.all("input[@name='entry']")]
    address = form_with(page, "entry")
    after_first = pi.post(address, {"do": "accept", "show": "new", "entry": keys[0]})
    assert after_first.url.startswith("/me/publications/import/")
    address = form_with(Page(pi.get(after_first.url)), "entry")
    assert pi.post(address, {"do": "skip", "show": "new", "entry": keys[1]}).url == "/desk/#setup"
    assert Publication.objects.count() == 1


def test_import_of_all_entries_returns_to_the_checklist(pi):
    response = pi.post(reverse("import-publications") + RETURN, {"text": papers(3)})
    assert pi.post(response.url, {"do": "all"}).url == "/desk/#setup"


def test_invitation_returns_to_the_checklist_after_its_links(pi):
    address = form_with(Page(pi.get(reverse("desk-invite") + RETURN)), "list")
    data = {"list": "1", "list-lines": "Ada, ada@example.org", "list-language": "en"}
    response = pi.post(address.split("#")[0], data)
    assert response.url == reverse("desk-invited") + RETURN
    assert "/desk/#setup" in Page(pi.get(response.url)).main_links


def test_preview_of_a_step_returns_to_the_checklist(pi):
    response = send(pi, reverse("desk-add-page") + RETURN, "preview", title="Contact", body="Room 1.")
    assert response.url.endswith(RETURN)
    page = Page(pi.get(response.url))
    (form,) = [each for each in page.all("form") if "/send/" in (each.get("action") or "")]
    data = {field.get("name"): field.get("value") for field in page.all("input[@name='seen']", form)}
    assert pi.post(form.get("action"), data).url == "/desk/#setup"


def test_steps_cost_the_same_queries_for_1_row_and_for_30(pi, django_assert_max_num_queries):
    for number in range(30):
        factories.person(f"Ada {number}")
        factories.publication()
    assert Publication.objects.count() == 30
    with django_assert_max_num_queries(17):
        checklist(pi.user, "testserver", timezone.now())


# ---- the test email -----------------------------------------------------------------------------


def test_test_email_goes_to_the_user_and_its_result_is_shown(pi):
    response = pi.post(SETUP, {"do": "email"})
    assert response.url.startswith(reverse("desk"))
    assert mail.outbox[0].to == [pi.user.email]
    assert step(pi, "email").is_done and "has accepted" in step(pi, "email").text


def test_failed_test_email_shows_the_reason(pi, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    pi.post(SETUP, {"do": "email"})
    assert not step(pi, "email").is_done
    assert "could not be sent" in step(pi, "email").text


def test_waiting_test_email_says_so(pi, monkeypatch):
    monkeypatch.setattr(queue, "wake_after_commit", lambda: None)
    pi.post(SETUP, {"do": "email"})
    assert "being sent" in step(pi, "email").text


def test_without_a_mail_server_no_test_email_is_offered(pi, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert not step(pi, "email").action
    pi.post(SETUP, {"do": "email"})
    assert not mail.outbox


# ---- hiding -------------------------------------------------------------------------------------


def test_hidden_checklist_can_be_shown_again(pi):
    pi.post(SETUP, {"do": "hide"})
    assert not checklist_on_dashboard(pi)
    pi.post(SETUP, {"do": "show"})
    assert checklist_on_dashboard(pi)


def test_form_of_a_step_returns_to_the_checklist(pi):
    before = timezone.localdate()
    response = send(pi, step(pi, "news").url, body="Engines run.")
    assert response.url == f"{reverse('desk')}#setup"
    assert str(NewsItem.objects.get().date) in (str(before), str(timezone.localdate()))


def test_step_that_is_not_needed_is_left_out_until_it_is_needed_after_all(pi):
    pi.post(SETUP, {"do": "skip:logo"})
    steps = checklist(pi.user, "testserver", timezone.now())
    assert [step.key for step in steps.not_needed] == ["logo"]
    assert "logo" not in [step.key for step in steps.open]
    pi.post(SETUP, {"do": "restore:logo"})
    assert "logo" in [step.key for step in checklist(pi.user, "testserver", timezone.now()).open]


def test_hidden_checklist_comes_back_when_backups_stop(pi):
    call_command("record_backup", verbosity=0)
    pi.post(SETUP, {"do": "hide"})
    assert not checklist_on_dashboard(pi)
    JobRun.objects.filter(name=BACKUP).update(finished=timezone.now() - timedelta(days=15))
    assert checklist_on_dashboard(pi)


def test_hidden_checklist_comes_back_without_a_mail_server(pi, settings):
    pi.post(SETUP, {"do": "email"})
    pi.post(SETUP, {"do": "hide"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checklist_on_dashboard(pi)


@pytest.mark.parametrize("action", ["", "nonsense", "skip:nonsense"])
def test_unknown_button_is_refused(pi, action):
    assert pi.post(SETUP, {"do": action}).status_code == 404
    assert not SetupDecisions.objects.exists()
