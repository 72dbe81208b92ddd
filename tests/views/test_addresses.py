"""URLs are stable: after a slug has changed, its old URLs redirect permanently."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from tests.views.full_lab import both

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def moved(db):
    """Create an object of each kind whose slug was "older", then "old", and is now "new"."""
    for row in (
        factories.person(slug="older"),
        factories.team(slug="older"),
        factories.publication(slug="older"),
        factories.news_item(slug="older"),
        factories.notice(slug="older"),
    ):
        for slug in ("old", "new"):
            row.slug = slug
            row.save()


URLS = both(
    [
        "/people/{}/",
        "/people/{}/feed/",
        "/teams/{}/",
        "/publications/{}/",
        "/publications/{}.bib",
        "/publications/{}.ris",
        "/publications/{}.json",
        "/news/{}/",
        "/recruiting/{}/",
    ]
)


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("slug", ["old", "older"])
def test_old_url_redirects_to_the_new_one(moved, visitor, url, slug):
    response = visitor.get(url.format(slug))
    assert (response.status_code, response.url) == (301, url.format("new"))
    assert visitor.get(response.url).status_code == 200


@pytest.mark.parametrize("url", URLS)
def test_new_object_may_take_over_an_old_slug(moved, visitor, url):
    factories.person(slug="old")
    factories.team(slug="old")
    factories.publication(slug="old")
    factories.news_item(slug="old")
    factories.notice(slug="old")
    assert visitor.get(url.format("old")).status_code == 200


def test_old_slug_of_one_kind_does_not_redirect_another_kind(visitor):
    person = factories.person(slug="old")
    person.slug = "new"
    person.save()
    assert visitor.get("/teams/old/").status_code == 404


@pytest.mark.parametrize(
    ("factory", "title"),
    [(factories.publication, "Feed"), (factories.publication, "Export"), (factories.notice, "Feed")],
)
def test_title_equal_to_a_reserved_slug_gets_another_slug(visit, factory, title):
    assert title in visit(factory(title).get_absolute_url()).headings(1)


@pytest.mark.parametrize(
    ("factory", "slug"),
    [(factories.publication, "export"), (factories.notice, "feed"), (factories.news_item, "2025")],
)
def test_reserved_slug_is_rejected(db, factory, slug):
    row = factory()
    row.slug = slug
    with pytest.raises(ValidationError):
        row.full_clean()
