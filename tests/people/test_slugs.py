"""Slugs: how they are generated, and how former slugs redirect."""

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
        ("Łukasz Groß", "lukasz-gross"),
        ("ØYSTEIN Đỗ", "oystein-do"),
        ("Þóra Æsisdóttir", "thora-aesisdottir"),
        ("Seán O'Brien", "sean-obrien"),
        ("徐佳明", "xu-jia-ming"),
    ],
)
def test_slug_is_made_of_the_name(name, slug):
    assert factories.person(name).slug == slug


def test_name_without_letters_gets_a_slug():
    assert factories.person("!?").slug.startswith("x")


def test_repeated_name_gets_a_number():
    assert [factories.person("Ada").slug for _ in range(3)] == ["ada", "ada-2", "ada-3"]


def test_long_title_is_shortened():
    slug = factories.publication("On the Theory of Very Long Titles " * 14).slug
    assert len(slug) <= 100 and not slug.endswith("-")


def test_slug_does_not_change_with_the_name():
    person = factories.person("Ada Byron")
    person.name = "Ada Lovelace"
    person.save()
    assert person.slug == "ada-byron"


def test_emptied_slug_is_restored():
    person = Person.objects.get(pk=factories.person("Ada Byron").pk)
    person.slug = ""
    person.save()
    assert person.slug == "ada-byron"
    assert not FormerSlug.objects.exists()


def test_every_former_slug_finds_the_object():
    person = factories.person("Ada Byron")
    rename(person, "ada-king")
    rename(person, "ada-lovelace")
    for slug in ("ada-byron", "ada-king", "ada-lovelace"):
        assert find_by_slug(Person.objects.public(), slug) == person


def test_slug_changed_on_a_loaded_object_is_recorded():
    factories.person("Ada Byron")
    rename(Person.objects.get(), "ada")
    assert find_by_slug(Person.objects.all(), "ada-byron").slug == "ada"


def test_slug_changed_on_a_deferred_or_stale_object_is_recorded():
    person = factories.person("Ada Byron")
    rename(Person.objects.only("name").get(), "ada-king")
    person.refresh_from_db()
    rename(person, "ada-lovelace")
    for slug in ("ada-byron", "ada-king"):
        assert find_by_slug(Person.objects.all(), slug).slug == "ada-lovelace"


def test_slug_that_was_not_saved_is_not_recorded():
    person = factories.person("Ada Byron")
    person.slug = "ada"
    person.save(update_fields=["name"])
    assert Person.objects.get().slug == "ada-byron"
    assert not FormerSlug.objects.exists()


def test_object_can_get_its_former_slug_back():
    person = factories.person("Ada Byron")
    rename(person, "ada")
    rename(person, "ada-byron")
    assert find_by_slug(Person.objects.all(), "ada-byron").slug == "ada-byron"
    assert find_by_slug(Person.objects.all(), "ada").slug == "ada-byron"
    assert FormerSlug.objects.count() == 1


def test_slug_is_unique():
    factories.person("Ada")
    assert "uses or has used this address" in refusal_of(Person(name="Bob", slug="ada"))
    with refused_by_the_database():
        factories.person("Bob", slug="ada")


def test_former_slug_is_not_given_to_another_object():
    rename(factories.person("Ada"), "countess")
    assert "uses or has used this address" in refusal_of(Person(name="Bob", slug="ada"))
    assert factories.person("Ada").slug == "ada-2"


def test_person_and_team_can_have_the_same_slug():
    rename(factories.person("Ada"), "countess")
    assert factories.team("Ada").slug == "ada"
    assert find_by_slug(Team.objects.all(), "ada").name == "Ada"


def test_former_slug_of_a_hidden_object_is_not_found():
    rename(factories.person("Ada", is_public=False), "countess")
    for slug in ("ada", "countess", "nobody"):
        with pytest.raises(Http404):
            find_by_slug(Person.objects.public(), slug)


def test_former_slug_of_a_deleted_object_is_not_found():
    person = factories.person("Ada")
    rename(person, "countess")
    person.delete()
    with pytest.raises(Http404):
        find_by_slug(Person.objects.all(), "ada")


def test_failed_save_records_no_former_slug():
    first, second = factories.publication("First"), factories.publication("Second", doi="10.1/2")
    first.slug, first.doi = "renamed", "10.1/2"
    with refused_by_the_database():
        first.save()
    assert not FormerSlug.objects.exists()
    assert find_by_slug(Publication.objects.all(), "first") == first
    assert second.slug == "second"


def test_slug_has_only_letters_digits_and_dashes():
    assert refusal_of(Person(name="Ada", slug="ada/../x"))
