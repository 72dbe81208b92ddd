"""Loading the demo lab and synthetic data."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import User
from core.caching import content_version
from labsite.demo import load as loading
from labsite.demo.load import load
from labsite.management.commands import demo as command
from moderation.models import Proposal
from news.models import NewsItem
from pages.models import Page
from people.models import Lab, Person, Team
from projects.models import Grant, Project
from publications.models import Authorship, Publication, Topic, Venue
from recruiting.models import Application, Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pictures")]
TODAY = date(2026, 3, 2)


def demo(**options):
    stdout, stderr = StringIO(), StringIO()
    call_command("demo", stdout=stdout, stderr=stderr, **options)
    return stdout.getvalue(), stderr.getvalue()


@pytest.mark.any_database
def test_command_loads_the_lab_and_prints_the_accounts():
    stdout, stderr = demo()
    assert Lab.load().name == "DAI-Lab"
    for words in ("admin@example.org", "pi@example.org", "student@example.org", "labsite-demo"):
        assert words in stdout
    assert stderr == ""


@pytest.mark.any_database
def test_samples_wait_for_the_pi_and_concern_nobody(client):
    load(TODAY)
    assert [row.editor_key for row in Proposal.objects.pending().order_by("pk")] == [
        "news",
        "project",
        "page",
    ]
    assert all("sample" in str(row.content).casefold() for row in Proposal.objects.all())
    assert Application.objects.confirmed().count() == 3
    for application in Application.objects.all():
        assert application.name.startswith("Sample") and application.email.endswith("@example.org")
        with application.open_cv() as file:
            assert b"Sample CV" in file.read()
    grant = Grant.objects.get()
    assert "sample" in grant.title.casefold() and not grant.investigators.exists()
    assert not grant.publications.exists() and not grant.projects.exists()
    assert Page.objects.filter(is_members_only=True).exists()
    client.force_login(User.objects.get(email="pi@example.org"))
    for proposal in Proposal.objects.all():
        assert client.get(f"/desk/review/{proposal.pk}/").status_code == 200


def test_database_without_tables_gives_a_clear_message(monkeypatch):
    def fail(*_):
        raise OperationalError("no such table")

    monkeypatch.setattr(command, "load", fail)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["0001_initial"])
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        demo()


@pytest.mark.any_database
def test_second_run_changes_nothing(django_assert_max_num_queries):
    demo()
    version, entries = content_version(), LogEntry.objects.count()
    with django_assert_max_num_queries(4):
        stdout, _ = demo()
    assert "up to date" in stdout
    assert (content_version(), LogEntry.objects.count()) == (version, entries)


@pytest.mark.parametrize(
    "create_row",
    [
        lambda: Person.objects.create(name="Ada Real"),
        lambda: Publication.objects.create(title="A real paper", year=2020),
        lambda: NewsItem.objects.create(date="2020", body="Real news"),
        lambda: Notice.objects.create(title="A real notice"),
        lambda: Page.objects.create(title="A real page"),
        lambda: User.objects.create_user("ada@example.edu", "secret"),
        lambda: Lab.objects.create(name="A real lab"),
    ],
    ids=["person", "publication", "news item", "notice", "page", "user", "lab"],
)
def test_database_with_other_content_is_refused_and_not_changed(create_row):
    row = create_row()
    with pytest.raises(CommandError, match="not empty and does not contain the demo"):
        demo()
    assert list(type(row).objects.all()) == [row]
    assert User.objects.filter(email="admin@example.org").count() == 0


def test_failed_load_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(loading, "save_logins", lambda people: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(TODAY)
    assert not Person.objects.exists()


# ---- synthetic data ---------------------------------------------------------------------------


def counts():
    models = (Person, Publication, NewsItem, Team, Venue, Topic)
    return {model.__name__: model.objects.count() for model in models}


def row_values():
    """Return values of the rows, without their primary keys."""
    return [
        *Person.objects.order_by("slug").values_list("slug", "native_name", "role", "joined", "left"),
        *Publication.objects.order_by("slug").values_list("slug", "citations", "search_text"),
        *Authorship.objects.order_by("publication__slug", "position").values_list("name", "person__slug"),
        *NewsItem.objects.order_by("slug").values_list("slug", "body_zh"),
    ]


def test_scale_adds_people_publications_and_news_and_reports_progress():
    _, stderr = demo(scale=1)
    assert counts() == {
        "Person": 12 + 50,
        "Publication": 3 + 300,
        "NewsItem": 5 + 100,
        "Team": 1 + 4,
        "Venue": 24,
        "Topic": 2 + 30,
    }
    assert "450 of 450 rows" in stderr
    assert Person.objects.current().count() == 40
    assert demo(scale=0)[0].startswith("The demo lab is up to date.")


@pytest.mark.any_database
def test_larger_scale_later_gives_the_same_rows_as_one_load():
    load(TODAY, scale=1)
    load(TODAY, scale=2)
    extended = row_values()
    for model in (Application, Publication, Project, NewsItem, Notice, Page, Team, Person, User, Lab):
        model.objects.all().delete()
    load(TODAY, scale=2)
    assert row_values() == extended


def test_interrupted_load_is_continued(monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("labsite.demo.synthetic.give_way", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load(TODAY, scale=2)
    assert Person.objects.count() == 12 + 50
    assert load(TODAY, scale=2) is True
    assert Person.objects.count() == 12 + 100
    assert load(TODAY, scale=2) is False


def test_negative_scale_is_refused():
    with pytest.raises(CommandError, match="0 or more"):
        demo(scale=-1)


@pytest.mark.any_database
def test_command_uses_the_time_zone_of_the_lab():
    demo()
    assert Notice.objects.get(slug="sample-research-engineer").opens < timezone.localdate()
