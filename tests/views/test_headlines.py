"""Dashboards and edit pages name things in the language of the page."""

import pytest
from django.urls import reverse

from moderation import revisions
from moderation.models import Proposal
from people.models import Person
from tests import factories
from tests.editor_forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TITLES = {"title": "Kettle", "title_zh": "水壶"}
NAMES = {"name": "Kettle", "name_zh": "水壶"}


@pytest.fixture
def rows(member, lead):
    """A row of each kind with names in both languages, and the URL of its edit page."""
    honor = factories.honor(lead.person, **TITLES)
    talk = factories.talk(lead.person, **TITLES)
    paper = factories.publication("水壶", [member.person], language="zh-Hans", translated_title="Kettle")
    project = factories.project(people=[member.person], **TITLES)
    grant = factories.grant(**TITLES)
    return {
        "honor": (honor, reverse("edit-shared-row", args=["honor", honor.pk])),
        "talk": (talk, reverse("edit-shared-row", args=["talk", talk.pk])),
        "publication": (paper, reverse("edit-publication", args=[paper.slug])),
        "project": (project, reverse("edit-project", args=[project.slug])),
        "grant": (grant, reverse("desk-edit-grant", args=[grant.slug])),
        "team": (team := factories.team(**NAMES), reverse("edit-team", args=[team.slug])),
        "notice": (notice := factories.notice(**TITLES), reverse("desk-edit-notice", args=[notice.slug])),
        "page": (page := factories.page(**TITLES), reverse("edit-page", args=[page.slug])),
        "news": (item := factories.news_item(**TITLES), reverse("edit-news", args=[item.slug])),
    }


def heading(client, url):
    return client.get(url).content.decode().partition("<h1>")[2].partition("</h1>")[0]


KINDS = ["honor", "talk", "publication", "project", "grant", "team", "notice", "page", "news"]


@pytest.mark.parametrize("kind", KINDS)
def test_pages_about_a_thing_are_headed_by_its_name_in_the_language_of_the_page(admin, rows, kind):
    row, edit_url = rows[kind]
    revisions.ensure_recorded(row)
    version = revisions.versions_of(row).first()
    for url in (edit_url, f"/desk/history/{kind}/{row.pk}/", f"/desk/revisions/{version.pk}/"):
        assert (heading(admin, url), heading(admin, "/zh-hans" + url)) == ("Kettle", "水壶")


def test_profile_of_another_is_headed_by_the_name_in_the_language_of_the_page(pi):
    person = factories.person("Li Na", native_name="李娜", native_language="zh-Hans")
    url = reverse("edit-person", args=[person.slug])
    assert (heading(pi, url), heading(pi, "/zh-hans" + url)) == ("Li Na", "李娜")


def test_name_in_only_one_language_is_marked(pi):
    url = reverse("edit-page", args=[factories.page("", title_zh="手册").slug])
    assert heading(pi, url) == '<span lang="zh-Hans">手册</span>'


def test_submission_is_named_in_the_language_of_its_reader(member, pi):
    project = factories.project(people=[member.person], **TITLES)
    send(member, f"/zh-hans/me/projects/{project.slug}/", summary="Boils.")
    send(member, "/zh-hans/me/projects/add/", title="Teapot", title_zh="茶壶")
    for prefix, names in (("", ["Kettle", "Teapot"]), ("/zh-hans", ["水壶", "茶壶"])):
        pages = [pi.get(f"{prefix}/desk/"), member.get(f"{prefix}/me/")]
        assert all(name in page.content.decode() for page in pages for name in names)
    for proposal in Proposal.objects.order_by("pk"):
        url = reverse("review-proposal", args=[proposal.pk])
        assert heading(pi, "/zh-hans" + url) == proposal.title_zh
        assert heading(member, reverse("proposal-edit", args=[proposal.pk])) == proposal.title
        pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
    assert {row.title_zh for row in Proposal.objects.all()} == {"水壶", "茶壶"}


def test_papers_to_choose_are_named_in_the_language_of_the_page(member):
    paper = {"language": "zh-Hans", "translated_title": "Kettle"}
    for _number in range(2):
        factories.publication("水壶", [member.person], **paper)
    factories.talk(member.person)
    for url in ("/me/news/add/", "/me/projects/add/", "/me/profile/"):
        pages = [member.get(prefix + url).content.decode() for prefix in ("", "/zh-hans")]
        assert [("Kettle" in page, "水壶" in page) for page in pages] == [(True, False), (False, True)]


def test_deleted_item_and_who_deleted_it_are_named_in_the_language_of_the_reader(pi):
    Person.objects.update(native_name="毕雅", native_language="zh-Hans", shows_native_name=True)
    page = factories.page(**TITLES)
    pi.post(reverse("desk-delete-page", args=[page.slug]))
    pages = [pi.get(f"{prefix}/desk/deleted/").content.decode() for prefix in ("", "/zh-hans")]
    english, chinese = (" ".join(page.split()) for page in pages)
    assert ">Kettle</a>" in english and "· Pia Principal" in english
    assert ">水壶</a>" in chinese and "· 毕雅" in chinese
