"""An address lasts: when a slug changes, the old one leads to the new one for ever."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from tests.views.full_lab import both

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(db):
    """One of each kind that has moved twice: /old/, /older/ once, /new/ now."""
    for thing in (
        factories.person(slug="older"),
        factories.team(slug="older"),
        factories.publication(slug="older"),
        factories.news_item(slug="older"),
        factories.notice(slug="older"),
    ):
        for slug in ("old", "new"):
            thing.slug = slug
            thing.save()


ADDRESSES = both(
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


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("slug", ["old", "older"])
def test_an_old_address_leads_to_the_new_one(moved, visitor, address, slug):
    response = visitor.get(address.format(slug))
    assert (response.status_code, response.url) == (301, address.format("new"))
    assert visitor.get(response.url).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_now_has_an_old_address_is_found_there(moved, visitor, address):
    factories.person(slug="old")
    factories.team(slug="old")
    factories.publication(slug="old")
    factories.news_item(slug="old")
    factories.notice(slug="old")
    assert visitor.get(address.format("old")).status_code == 200


def test_an_old_address_of_one_kind_says_nothing_about_another(visitor):
    person = factories.person(slug="old")
    person.slug = "new"
    person.save()
    assert visitor.get("/teams/old/").status_code == 404


@pytest.mark.parametrize(
    ("make", "title"),
    [(factories.publication, "Feed"), (factories.publication, "Export"), (factories.notice, "Feed")],
)
def test_a_title_like_a_page_of_the_site_gets_an_address_of_its_own(visit, make, title):
    assert title in visit(make(title).get_absolute_url()).headings(1)


@pytest.mark.parametrize(
    ("make", "slug"),
    [(factories.publication, "export"), (factories.notice, "feed"), (factories.news_item, "2025")],
)
def test_the_address_of_a_page_of_the_site_cannot_be_taken(db, make, slug):
    thing = make()
    thing.slug = slug
    with pytest.raises(ValidationError):
        thing.full_clean()
