"""The loaded demo lab: its accounts, openings and samples, and what a second load changes."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from accounts.models import User
from labsite.demo import load as loading
from labsite.demo.load import load
from moderation.models import Proposal
from news.models import NewsItem
from people.models import Lab, Person, TeamMembership
from publications.models import Authorship
from recruiting.models import Application, Notice, NoticeStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_lab")]
TODAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime.combine(TODAY, time(12)))


@pytest.fixture(scope="module")
def demo_lab(rows_of_module, plain_pictures):
    load(TODAY)


def test_demo_with_changes_by_a_user_is_still_a_demo():
    Person.objects.create(name="Ada Guest")
    Person.objects.filter(slug="jiaming-xu").update(interests="Something new")
    assert not load(TODAY)
    assert Person.objects.get(slug="jiaming-xu").interests == "Something new"


def test_changed_facts_are_updated_without_duplicates(monkeypatch):
    Person.objects.filter(slug="jiaming-xu").update(interests="Something old")
    counts = [model.objects.count() for model in (Person, Authorship, TeamMembership, NewsItem, Notice, User)]
    monkeypatch.setattr(loading, "facts_version", lambda: "changed")
    assert load(TODAY)
    assert "AI inference" in Person.objects.get(slug="jiaming-xu").interests
    assert counts == [
        model.objects.count() for model in (Person, Authorship, TeamMembership, NewsItem, Notice, User)
    ]


@pytest.mark.parametrize(
    ("email", "name", "is_superuser"),
    [
        ("admin@example.org", None, True),
        ("pi@example.org", "Guohao Dai", False),
        ("student@example.org", "Jiaming Xu", False),
    ],
)
def test_accounts_work_and_belong_to_their_people(client, email, name, is_superuser):
    assert client.login(email=email, password="labsite-demo")
    user = User.objects.get(email=email)
    assert (user.is_superuser, user.is_staff) == (is_superuser, is_superuser)
    assert getattr(getattr(user, "person", None), "name", None) == name


def test_one_notice_is_open_one_has_a_deadline_and_one_is_closed():
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
    Lab.objects.update(tagline="Changed by a user")
    assert load(date(2026, 3, 9))
    assert Notice.objects.get(slug="sample-research-engineer").closes == date(2026, 5, 4)
    assert Lab.load().tagline == "Changed by a user"


def test_decided_samples_do_not_come_back():
    Proposal.objects.order_by("pk").first().delete()
    Application.objects.order_by("pk").first().delete()
    loading.save_facts(TODAY)
    assert (Proposal.objects.count(), Application.objects.count()) == (2, 2)
