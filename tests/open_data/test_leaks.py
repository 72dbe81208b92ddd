"""A secret in every place that is not public is in none of the data files."""

from datetime import timedelta

import pytest
from django.utils import timezone

from labsite import open_data
from moderation.models import Proposal
from people.models import Person
from recruiting.models import Note
from tests import factories
from tests.seeded_texts import SECRET, seed

pytestmark = pytest.mark.django_db

AMOUNT = "918273"
COMMENT = f"\n\n[//]: # ({SECRET})\n"
HIDE = {"is_public": False}
#: The texts of the rows that the files have to contain, so that the test cannot pass on empty files.
PUBLIC = {
    "people": "Ada Open",
    "projects": "Open project",
    "publications": "Open paper",
    "news": "Open news",
    "openings": "Open opening",
}


def texts(*names):
    return {name: f"{SECRET} {name}" for name in names}


@pytest.fixture
def secrets():
    """Create public rows with secrets in their private parts, and hidden rows related to them.

    Return the fields of the visible texts of ``seed()`` by word.
    """
    words = seed()
    ada = factories.person(
        "Ada Open",
        user=factories.user(f"{SECRET}@example.org"),
        native_name=SECRET,
        shows_native_name=False,
        aliases=SECRET,
        email=f"{SECRET}@example.org",
        photo=f"people/{SECRET}.webp",
        shows_photo=False,
        destination_url=f"https://example.org/{SECRET}",
        bio=f"Open.{COMMENT}",
        **texts("destination", "destination_zh"),
    )
    factories.affiliation(ada, capacity=SECRET)
    hidden = factories.person(
        SECRET, email_visibility="public", email=f"{SECRET}@example.org", bio=SECRET, **HIDE
    )
    former = factories.person(f"{SECRET} before", left="2024", **HIDE)
    people = [ada, hidden, former]
    team = factories.team(SECRET, **HIDE)
    for person in people:
        factories.membership(person, team, is_lead=True)
    create_papers_and_projects(people, team)
    create_openings(ada, hidden, team)
    proposal = Proposal(editor_key="profile", object_id=ada.pk, author=ada.user)
    proposal.save_draft({"fields": {"interests": [SECRET]}, "rows": {}}, {})
    factories.page(SECRET, SECRET, is_members_only=True)
    factories.page(f"{SECRET} draft", SECRET, **HIDE)
    return words


def create_papers_and_projects(people, team):
    ada, hidden, _former = people
    topic, venue = factories.topic(SECRET), factories.venue(SECRET)
    authors = [ada, {"name": "H. Printed", "person": hidden}]
    private = {"annote": SECRET, "file": f"/home/{SECRET}.pdf", "owner": SECRET}
    paper = factories.publication("Open paper", authors, abstract=f"Open.{COMMENT}", extra=private)
    hidden_paper = factories.publication(SECRET, authors, [topic], venue=venue, doi=f"10.1/{SECRET}", **HIDE)
    papers = [paper, hidden_paper]
    members = [(person, "Engineer" if person is ada else SECRET) for person in people]
    project = factories.project("Open project", members, papers, team=team, body=f"Open.{COMMENT}")
    hidden_project = factories.project(SECRET, members, papers, [topic], body=SECRET, **HIDE)
    projects = [project, hidden_project]
    money = {"amount": AMOUNT, "currency": "CNY", "people": people, "projects": projects}
    factories.grant("1", "Open fund", publications=papers, **money)
    factories.grant(SECRET, SECRET, publications=papers, shows_amount=True, **money, **HIDE)
    for model in (factories.honor, factories.talk):
        model(hidden, SECRET)
        model(ada, "Open").colleagues.add(hidden)
    factories.talk(ada, "Open talk", publication=hidden_paper)
    related = {"people": people, "publications": papers, "projects": projects}
    factories.news_item(f"Open news.{COMMENT}", **related)
    factories.news_item(SECRET, title=SECRET, **HIDE, **related)
    factories.news_item(SECRET, date=timezone.localdate() + timedelta(days=1), **related)


def create_openings(ada, hidden, team):
    contact = {"contact": hidden, "team": team}
    opening = factories.notice("Open opening", body=f"Open.{COMMENT}", to_send=f"Open.{COMMENT}", **contact)
    closed = {"closes": "2025-02-01", "url": f"https://example.org/{SECRET}"}
    factories.notice("Closed", contact_email=f"{SECRET}@example.org", **closed, **contact)
    factories.notice(SECRET, contact=ada, is_published=False)
    factories.notice(SECRET, contact=ada, opens=timezone.localdate() + timedelta(days=1))
    application = factories.application(opening, SECRET)
    Note.objects.create(application=application, by=ada.user, text=SECRET, created=timezone.now())


@pytest.mark.parametrize("name", open_data.NAMES)
def test_file_contains_what_is_public_and_no_secret(secrets, name):
    content = open_data.content(name, timezone.now())
    assert PUBLIC[name] in content
    assert SECRET not in content.lower()
    assert AMOUNT not in content


def test_secret_is_found_where_it_is_made_public(secrets):
    """Prove that the secrets would be noticed: publish all people, and they are."""
    Person.objects.update(is_public=True, shows_native_name=True)
    assert SECRET in open_data.content("people", timezone.now()).lower()
