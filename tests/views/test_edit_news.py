"""The form of a news item: title and picture, with review."""

import pytest

from moderation.models import Proposal
from news.models import NewsItem
from tests import factories
from tests.editor_forms import approve, send
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db
ADD = "/me/news/add/"


def test_title_and_picture_are_published_after_review(member, pi):
    picture = factories.picture(width=400, height=300)
    texts = {"title": "Best paper", "title_zh": "最佳论文", "body": "We won.", "picture_alt": "A cup"}
    send(member, ADD, date="2025-03", picture=picture, **texts)
    assert not NewsItem.objects.exists()
    approve(pi)
    item = NewsItem.objects.get()
    assert {name: getattr(item, name) for name in texts} == texts
    assert (item.picture.width, item.picture.height) == (400, 300)
    assert item.slug == "2025-03-best-paper"


def test_picture_without_description_is_refused_and_kept(member):
    page = Page(send(member, ADD, date="2025", body="We won.", picture=factories.picture()))
    assert "Describe the picture in English or Chinese" in page.text
    assert page.all("img", page.one("section[@id='part-picture']"))


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        ({"title": "Best paper", "body": "We won."}, "Best paper"),
        ({"title_zh": "最佳论文", "body": "We won."}, "最佳论文"),
        ({"body": "We **won**."}, "We won."),
        ({"body_zh": "获奖"}, "获奖"),
    ],
)
def test_submission_is_listed_under_its_title_or_text(member, texts, title):
    send(member, ADD, date="2025", **texts)
    assert Proposal.objects.get().title == title


def test_preview_shows_title_and_picture_before_they_are_public(member):
    texts = {"title": "Best paper", "body": "We won.", "picture_alt": "A cup"}
    response = send(member, ADD, do="preview", date="2025", picture=factories.picture(), **texts)
    page = Page(member.get(response.url) if response.status_code == 302 else response)
    assert text(page.one("h1")) == "Best paper"
    assert [image.get("alt") for image in page.all("img", page.one("main"))] == ["A cup"]


def test_people_in_another_order_than_their_names_are_no_change(member):
    people = [factories.person(name) for name in ("Mo Kim", "Zed Young", "Ada Abel")]
    item = factories.news_item(people=[*people, member.person])
    send(member, f"/me/news/{item.slug}/")
    assert not Proposal.objects.exists()
