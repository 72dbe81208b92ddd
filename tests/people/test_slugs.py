"""Addresses that last."""

import pytest
from django.http import Http404

from people.models import FormerSlug, Person, Team, find_by_slug
from publications.models import Publication
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def rename(row, slug):
    row.slug = slug
    row.full_clean()
    row.save()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("Zoë Müller", "zoe-muller"),
        ("Seán O'Brien", "sean-obrien"),
        ("徐佳明", "xu-jia-ming"),
    ],
)
def test_the_address_is_made_of_the_name(name, slug):
    assert factories.person(name).slug == slug


def test_a_name_without_any_letter_gets_an_address_too():
    assert factories.person("!?").slug.startswith("x")


def test_the_second_of_a_name_gets_a_number():
    assert [factories.person("Ada").slug for _ in range(3)] == ["ada", "ada-2", "ada-3"]


def test_a_long_title_gives_an_address_that_fits():
    slug = factories.publication("On the Theory of Very Long Titles " * 14).slug
    assert len(slug) <= 100 and not slug.endswith("-")


def test_an_address_does_not_change_when_the_name_does():
    person = factories.person("Ada Byron")
    person.name = "Ada Lovelace"
    person.save()
    assert person.slug == "ada-byron"


def test_an_address_that_is_emptied_stays_as_it_was():
    person = Person.objects.get(pk=factories.person("Ada Byron").pk)
    person.slug = ""
    person.save()
    assert person.slug == "ada-byron"
    assert not FormerSlug.objects.exists()


def test_each_old_address_leads_to_the_object():
    person = factories.person("Ada Byron")
    rename(person, "ada-king")
    rename(person, "ada-lovelace")
    for slug in ("ada-byron", "ada-king", "ada-lovelace"):
        assert find_by_slug(Person.objects.public(), slug) == person


def test_an_address_changed_on_a_fetched_object_is_remembered_too():
    factories.person("Ada Byron")
    rename(Person.objects.get(), "ada")
    assert find_by_slug(Person.objects.all(), "ada-byron").slug == "ada"


def test_an_address_changed_on_an_object_fetched_without_it_or_long_ago_is_remembered_too():
    kept = factories.person("Ada Byron")
    rename(Person.objects.only("name").get(), "ada-king")
    kept.refresh_from_db()
    rename(kept, "ada-lovelace")
    for slug in ("ada-byron", "ada-king"):
        assert find_by_slug(Person.objects.all(), slug).slug == "ada-lovelace"


def test_an_address_that_was_not_saved_is_not_remembered():
    person = factories.person("Ada Byron")
    person.slug = "ada"
    person.save(update_fields=["name"])
    assert Person.objects.get().slug == "ada-byron"
    assert not FormerSlug.objects.exists()


def test_an_object_may_take_its_old_address_back():
    person = factories.person("Ada Byron")
    rename(person, "ada")
    rename(person, "ada-byron")
    assert find_by_slug(Person.objects.all(), "ada-byron").slug == "ada-byron"
    assert find_by_slug(Person.objects.all(), "ada").slug == "ada-byron"
    assert FormerSlug.objects.count() == 1


def test_an_address_is_of_one_object():
    factories.person("Ada")
    assert "address of another page" in refusal_of(Person(name="Bob", slug="ada"))
    with refused_by_the_database():
        factories.person("Bob", slug="ada")


def test_an_old_address_is_not_given_to_another_object():
    rename(factories.person("Ada"), "countess")
    assert "was, the address of another page" in refusal_of(Person(name="Bob", slug="ada"))
    assert factories.person("Ada").slug == "ada-2"


def test_a_person_and_a_team_may_have_the_same_address():
    rename(factories.person("Ada"), "countess")
    assert factories.team("Ada").slug == "ada"
    assert find_by_slug(Team.objects.all(), "ada").name == "Ada"


def test_an_old_address_leads_nowhere_where_the_object_is_not_shown():
    rename(factories.person("Ada", is_public=False), "countess")
    for slug in ("ada", "countess", "nobody"):
        with pytest.raises(Http404):
            find_by_slug(Person.objects.public(), slug)


def test_an_old_address_leads_nowhere_once_the_object_is_deleted():
    person = factories.person("Ada")
    rename(person, "countess")
    person.delete()
    with pytest.raises(Http404):
        find_by_slug(Person.objects.all(), "ada")


def test_a_change_of_address_is_recorded_with_it_or_not_at_all():
    first, second = factories.publication("First"), factories.publication("Second", doi="10.1/2")
    first.slug, first.doi = "renamed", "10.1/2"
    with refused_by_the_database():
        first.save()
    assert not FormerSlug.objects.exists()
    assert find_by_slug(Publication.objects.all(), "first") == first
    assert second.slug == "second"


def test_an_address_has_only_letters_digits_and_dashes():
    assert refusal_of(Person(name="Ada", slug="ada/../x"))
