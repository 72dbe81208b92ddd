"""A fragment is rendered once for the same content, and again for any other."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from core.caching import (
    PART_NAME,
    Part,
    Recent,
    fragments,
    name_or_text,
    naming_parts,
    once_per_row,
    whole_texts,
)
from people.models import Person
from people.roster import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def fragment(monkeypatch, settings):
    """Function that includes a fragment with a value and returns which rendering of it was used."""
    settings.SPEED_LAYER = True
    renderings = []

    def get_template(name):
        return SimpleNamespace(
            render=lambda context: renderings.append(name) or mark_safe(str(len(renderings)))
        )

    monkeypatch.setattr(fragments, "_fragments", Recent(10))
    fake = SimpleNamespace(
        template=SimpleNamespace(engine=SimpleNamespace(get_template=get_template)), new=lambda values: values
    )
    return lambda value: fragments.cached_include(fake, "_part.html", {"value": value})


def test_the_same_content_gives_the_same_fragment(fragment):
    factories.person("Ada Example")
    assert fragment(Person.objects.get()) == fragment(Person.objects.get())


def test_a_changed_field_renders_it_again(fragment):
    person = factories.person("Ada Example")
    before = fragment(Person.objects.get())
    Person.objects.filter(pk=person.pk).update(name="Ada Changed")
    assert fragment(Person.objects.get()) != before


def test_a_change_of_a_related_row_renders_it_again(fragment):
    paper = factories.publication("A Paper", venue=factories.venue("Example Conference"))
    rows = type(paper).objects.select_related("venue")
    before = fragment(rows.get())
    type(paper.venue).objects.update(rank="A")
    assert fragment(rows.get()) != before


def test_another_language_is_another_fragment(fragment):
    english = fragment("x")
    with translation.override("zh-hans"):
        assert fragment("x") != english


def test_a_safe_text_is_not_the_same_as_an_unsafe_one(fragment):
    assert fragment("<b>") != fragment(mark_safe("<b>"))


def test_cached_properties_make_no_difference(fragment):
    person = factories.person("Ada Example", aliases="A. Example")
    before = fragment(person)
    assert person.alias_list
    assert fragment(person) == before


def test_rows_that_refer_to_each_other_are_followed_once(fragment):
    membership = factories.membership(factories.person("Ada Example"), factories.team("Engines"))
    membership.team.latest_membership = membership
    assert fragment(membership.team) == fragment(membership.team)


def test_content_of_a_shared_row_is_read_once_and_told_from_others(fragment):
    ada, bob = factories.person("Ada Example"), factories.person("Bob Example")
    shared = [fragments.as_shared(Person.objects.get(pk=person.pk)) for person in (ada, bob)]
    first, second = map(fragment, shared)
    assert first != second
    shared[0].name = "Changed against the rule"
    assert fragment(shared[0]) == first


def test_the_fields_of_a_dataclass_count(fragment):
    person = factories.person("Ada Example")
    members = [Member(person, status, [], None, None) for status in ("First-year PhD student", "PhD student")]
    assert fragment(members[0]) != fragment(members[1])


def test_a_value_whose_content_cannot_be_read_is_refused(fragment):
    with pytest.raises(TypeError, match="QuerySet"):
        fragment(Person.objects.all())


def test_without_the_speed_layer_it_is_rendered_each_time(fragment, settings):
    settings.SPEED_LAYER = False
    assert fragment("x") != fragment("x")


def test_pages_name_a_shared_part_only_where_names_are_replaced():
    part = Part(mark_safe("<p>Entry</p>"))
    assert name_or_text(part) == "<p>Entry</p>"
    with naming_parts() as parts:
        name = name_or_text(part)
    assert PART_NAME.split(f"<ul>{name}</ul>") == ["<ul>", part.number, "</ul>"]
    assert parts == {part.number: part}


def test_only_a_shared_row_keeps_what_is_made_of_it():
    ada, bob = factories.person("Ada Example"), fragments.as_shared_row(factories.person("Bob Before"))
    made = []
    for row in (ada, ada, bob, bob):
        once_per_row(row, "name", lambda row=row: made.append(row.name) or row.name)
    assert made == ["Ada Example", "Ada Example", "Bob Before"]


def test_texts_that_are_kept_longer_name_no_part():
    part = Part(mark_safe("<p>Entry</p>"))
    with naming_parts() as parts:
        with whole_texts():
            assert name_or_text(part) == "<p>Entry</p>"
        assert name_or_text(part) == part.name
    assert list(parts) == [part.number]
