"""Loading the demo lab, its accounts, openings and synthetic data."""

from datetime import date, datetime, time
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import User
from core.caching import content_version
from labsite.demo import art
from labsite.demo import load as loading
from labsite.demo.load import load
from labsite.demo.synthetic import add
from labsite.management.commands import demo as command
from moderation.models import Proposal
from news.models import NewsItem
from pages.models import Page
from people.models import Lab, Person, Team, TeamMembership
from projects.models import Grant, Project
from publications.models import Authorship, Publication, Topic, Venue
from recruiting.models import Application, Notice, NoticeStatus
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime.combine(TODAY, time(12)))


def demo(**options):
    stdout, stderr = StringIO(), StringIO()
    call_command("demo", stdout=stdout, stderr=stderr, **options)
    return stdout.getvalue(), stderr.getvalue()


def test_command_loads_the_lab_and_prints_the_accounts():
    stdout, stderr = demo()
    assert Lab.load().name == "DAI-Lab"
    for words in ("admin@example.org", "pi@example.org", "student@example.org", "labsite-demo"):
        assert words in stdout
    assert stderr == ""


def test_lab_and_news_have_drawn_pictures():
    load(TODAY)
    (item,) = NewsItem.objects.exclude(picture="")
    for picture in (Lab.load().hero, item.picture):
        assert picture.width >= 1280
    assert item.title and item.picture_alt and item.picture_alt_zh


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


def test_decided_samples_do_not_come_back():
    load(TODAY)
    Proposal.objects.order_by("pk").first().delete()
    Application.objects.order_by("pk").first().delete()
    loading.save_facts(TODAY)
    assert (Proposal.objects.count(), Application.objects.count()) == (2, 2)


def test_database_without_tables_gives_a_clear_message(monkeypatch):
    def fail(*_):
        raise OperationalError("no such table")

    monkeypatch.setattr(command, "load", fail)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["0001_initial"])
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        demo()


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


def test_demo_with_changes_by_a_user_is_still_a_demo():
    load(TODAY)
    Person.objects.create(name="Ada Guest")
    Person.objects.filter(slug="jiaming-xu").update(interests="Something new")
    assert not load(TODAY)
    assert Person.objects.get(slug="jiaming-xu").interests == "Something new"


def test_changed_facts_are_updated_without_duplicates(monkeypatch):
    load(TODAY)
    Person.objects.filter(slug="jiaming-xu").update(interests="Something old")
    counts = [model.objects.count() for model in (Person, Authorship, TeamMembership, NewsItem, Notice, User)]
    monkeypatch.setattr(loading, "facts_version", lambda: "changed")
    assert load(TODAY)
    assert "AI inference" in Person.objects.get(slug="jiaming-xu").interests
    assert counts == [
        model.objects.count() for model in (Person, Authorship, TeamMembership, NewsItem, Notice, User)
    ]


def test_failed_load_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(loading, "save_logins", lambda people: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(TODAY)
    assert not Person.objects.exists()


# ---- accounts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "name", "is_superuser"),
    [
        ("admin@example.org", None, True),
        ("pi@example.org", "Guohao Dai", False),
        ("student@example.org", "Jiaming Xu", False),
    ],
)
def test_accounts_work_and_belong_to_their_people(client, email, name, is_superuser):
    load(TODAY)
    assert client.login(email=email, password="labsite-demo")
    user = User.objects.get(email=email)
    assert (user.is_superuser, user.is_staff) == (is_superuser, is_superuser)
    assert getattr(getattr(user, "person", None), "name", None) == name


# ---- openings ---------------------------------------------------------------------------------


def test_one_notice_is_open_one_has_a_deadline_and_one_is_closed():
    load(TODAY)
    interns, engineer, students = Notice.objects.order_by("slug")
    assert students.status(NOON) == NoticeStatus.OPEN
    assert (students.closes, students.team.slug) == (None, "dai-sys")
    assert engineer.status(NOON) == NoticeStatus.OPEN
    assert engineer.closes == date(2026, 4, 27)
    assert interns.status(NOON) == NoticeStatus.CLOSED
    for notice in (interns, engineer, students):
        assert notice.title.endswith("(sample)")
        assert notice.title_zh.endswith("（示例）")
        assert notice.body and notice.body_zh and notice.positions.exists()


def test_load_on_a_later_day_only_renews_the_deadline():
    load(TODAY)
    Lab.objects.update(tagline="Changed by a user")
    assert load(date(2026, 3, 9))
    assert Notice.objects.get(slug="sample-research-engineer").closes == date(2026, 5, 4)
    assert Lab.load().tagline == "Changed by a user"


# ---- synthetic data ---------------------------------------------------------------------------


def plain_picture(*_words):
    return factories.picture_bytes(64, 80)


@pytest.fixture
def plain_pictures(monkeypatch):
    """Small pictures of one colour, because drawing takes longer than everything else (``test_art.py``)."""
    monkeypatch.setattr(art, "portrait", plain_picture)
    monkeypatch.setattr(art, "teaser", plain_picture)


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


@pytest.mark.usefixtures("plain_pictures")
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


@pytest.mark.usefixtures("plain_pictures")
def test_larger_scale_later_gives_the_same_rows_as_one_load():
    load(TODAY, scale=1)
    load(TODAY, scale=2)
    extended = row_values()
    for model in (Application, Publication, Project, NewsItem, Notice, Page, Team, Person, User, Lab):
        model.objects.all().delete()
    load(TODAY, scale=2)
    assert row_values() == extended


@pytest.mark.usefixtures("plain_pictures")
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


@pytest.fixture
def synthetic(plain_pictures):
    add(range(1), lambda done, total: None)


@pytest.mark.usefixtures("synthetic")
def test_synthetic_rows_are_found_by_their_related_rows():
    authorship = Authorship.objects.filter(person=None).first()
    publication = authorship.publication
    assert publication in Publication.objects.matching(authorship.name)
    assert publication in Publication.objects.matching(publication.topics.first().name)
    person = Person.objects.exclude(native_name="").first()
    assert person in Person.objects.matching(person.native_name)
    item = NewsItem.objects.filter(kind="talk").first()
    assert item in NewsItem.objects.matching(item.body)


@pytest.mark.usefixtures("synthetic")
def test_synthetic_people_have_profiles_and_are_marked_as_fictional():
    for rows in ("education", "affiliations", "links", "memberships"):
        assert not Person.objects.filter(**{rows: None}).exists()
    for rows in ("honors", "talks", "service", "authorships"):
        assert Person.objects.exclude(**{rows: None}).count() > 20
    assert all("fictional" in person.bio and "虚构" in person.bio_zh for person in Person.objects.all())


@pytest.mark.usefixtures("synthetic")
def test_synthetic_papers_have_authors_in_and_outside_the_lab_but_no_real_ones():
    bylines = [publication.bylines for publication in Publication.objects.with_bylines()]
    assert {len(byline) for byline in bylines} == set(range(3, 9))
    authors = [author for byline in bylines for author in byline]
    assert {bool(author.person_id) for author in authors} == {True, False}
    assert any(author.is_equal for author in authors)
    assert any(author.is_corresponding for author in authors)
    assert not {author.name for author in authors} & {facts["name"] for facts in loading.PEOPLE}


def test_negative_scale_is_refused():
    with pytest.raises(CommandError, match="0 or more"):
        demo(scale=-1)


def test_command_uses_the_time_zone_of_the_lab():
    demo()
    assert Notice.objects.get(slug="sample-research-engineer").opens < timezone.localdate()
