"""From an empty database to a presentable site, only by the links of the pages, within fifteen minutes."""

from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from pages.models import Page as OwnPage
from people.models import Person
from publications.models import Import
from tests import factories
from tests.conftest import Actor
from tests.editor_forms import new_row, send
from tests.views.import_pages import decide, papers
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# How long a careful new user takes, in seconds: to find a form, look at it and send it; to choose a picture
# in the file dialogue; to type a character, at 30 words a minute. Pasted text takes no typing.
FORM, PICTURE, CHARACTER = 20, 20, 60 / 150
ABOUT = "We study how engines turn heat into work, and build some that waste less of it. " * 3


class NewUser:
    """A new user who follows links, fills in forms and takes time for it."""

    def __init__(self, client):
        self.client, self.seconds = client, 0.0

    def link_of_step(self, step):
        """Return the URL to which the checklist of the dashboard leads for a step."""
        links = Page(self.client.get(reverse("desk"))).all("a[@href]")
        (link,) = [link for link in links if text(link) == f"Do this : {step}"]
        return link.get("href").partition("#")[0]

    def fill_in(self, url, **fields):
        """Send the edit form at a URL, and come back to where it leads."""
        response = send(self.client, url, **fields)
        assert response.status_code == 302, Page(response).text
        self.take_time(fields)
        return self.client.get(response.url)

    def take_time(self, fields):
        files = [value for value in fields.values() if isinstance(value, SimpleUploadedFile)]
        typed = [value for value in fields.values() if isinstance(value, str)]
        self.seconds += FORM + PICTURE * len(files) + CHARACTER * sum(map(len, typed))

    def do_step(self, step, **fields):
        page = self.fill_in(self.link_of_step(step), **fields)
        assert urlsplit(page.request["PATH_INFO"]).path == reverse("desk"), step


@pytest.fixture
def new_user(db, monkeypatch):
    monkeypatch.setenv("SETUP_PASSWORD", "correct-horse-battery")
    call_command("setup", no_input=True, lab_name="Engine Lab", name="Ming Li", email="ming@example.org")
    return NewUser(Actor(User.objects.get()))


def test_new_site_is_presentable_within_fifteen_minutes(new_user, visit):
    assert "Coming soon" in visit("/").text
    new_user.do_step("Names of the lab", name_zh="引擎实验室", tagline="We build better engines.")
    new_user.do_step("About the lab", about=ABOUT)
    address = "1 Steam Road\nExample City"
    contact = {"institution": "Example University", "address": address, "email": "lab@example.org"}
    new_user.do_step("Institution and address", **contact)
    new_user.do_step("Picture of the home page", hero=factories.picture(width=1600, height=1000))
    new_user.do_step("Profile of the PI", photo=factories.picture(), interests="Heat, work and steam")

    people = "Ada Example, ada@example.org, postdoc\nBen Other, ben@example.org, PhD"
    lines = {"lines": people, "language": "en", "is_public": "on"}
    url = new_user.link_of_step("People")
    new_user.client.post(url, lines)
    new_user.client.post(url, {**lines, "save": "1"})
    new_user.take_time({"lines": people})
    new_user.take_time({})  # the preview
    for _number in range(Person.objects.filter(photo="").count()):
        new_user.do_step("Photos", photo=factories.picture())

    new_user.client.post(new_user.link_of_step("Publications"), {"text": papers(3)})
    decide(new_user.client, Import.objects.get(), do="all")
    new_user.take_time({})  # the list is pasted
    new_user.take_time({})
    new_user.do_step("First news", body="Three papers of the lab are now on its new site.")
    new_user.do_step("First opening", title="PhD student in engine design", body=ABOUT)
    new_user.do_step("First page of your own", title="How to reach us", body=ABOUT)
    bar = Page(new_user.client.get("/how-to-reach-us/")).of_class("page-actions")[0]
    (add_page,) = [link.get("href") for link in bar.iter("a") if text(link) == "Page"]
    new_user.fill_in(add_page, title="Research", body=ABOUT)
    menu = new_row("items", 6, page=str(OwnPage.objects.get(title="Research").pk), label="Research")
    new_user.fill_in(new_user.link_of_step("Menu").partition("?")[0], **menu)

    home = visit("/")
    assert {"About us", "News", "Recent publications", "Open now", "Contact"} <= set(home.headings())
    assert len(home.of_class("home-hero")) == 1 and len(home.of_class("face")) == 3
    assert not home.of_class("initials")
    assert "/research/" in home.links
    assert 5 * 60 < new_user.seconds < 15 * 60
