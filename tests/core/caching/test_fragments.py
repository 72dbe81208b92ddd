"""A fragment is made once for the same content, and anew for any other."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from core.caching import fragments
from people.models import Person, Team
from people.roster import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    """Returns a function that remembers a fragment with a thing, and the list of what was made."""
    times = []

    def get_template(name):
        return SimpleNamespace(render=lambda context: times.append(name) or mark_safe(str(len(times))))

    monkeypatch.setattr(fragments, "_rendered", {})
    fake = SimpleNamespace(
        template=SimpleNamespace(engine=SimpleNamespace(get_template=get_template)), new=lambda values: values
    )
    return lambda thing: fragments.remembered(fake, "_part.html", {"thing": thing})


def test_the_same_content_gives_the_same_fragment(made):
    factories.person("Ada Example")
    assert made(Person.objects.get()) == made(Person.objects.get())


def test_a_changed_field_makes_it_anew(made):
    person = factories.person("Ada Example")
    before = made(Person.objects.get())
    Person.objects.filter(pk=person.pk).update(name="Ada Changed")
    assert made(Person.objects.get()) != before


def test_a_change_of_a_row_that_was_brought_along_makes_it_anew(made):
    paper = factories.publication("A Paper", venue=factories.venue("Example Conference"))
    rows = type(paper).objects.select_related("venue")
    before = made(rows.get())
    type(paper.venue).objects.update(rank="A")
    assert made(rows.get()) != before


def test_another_language_is_another_fragment(made):
    english = made("x")
    with translation.override("zh-hans"):
        assert made("x") != english


def test_a_safe_text_is_not_the_same_as_an_unsafe_one(made):
    assert made("<b>") != made(mark_safe("<b>"))


def test_what_a_row_has_worked_out_meanwhile_makes_no_difference(made):
    person = factories.person("Ada Example", aliases="A. Example")
    before = made(person)
    assert person.alias_list
    assert made(person) == before


def test_rows_that_lead_back_to_each_other_are_followed_once(made):
    membership = factories.membership(
        factories.person("Ada Example"), factories.team("Engines"), is_lead=True
    )
    team = Team.objects.with_leads().get()
    team.current_leads[0].team = team
    assert membership.team_id == team.pk
    assert made(team) == made(team)


def test_the_description_of_a_member_counts_as_well(made):
    person = factories.person("Ada Example")
    members = [Member(person, status, [], None, None) for status in ("First-year PhD student", "PhD student")]
    assert made(members[0]) != made(members[1])


def test_something_whose_content_cannot_be_told_is_refused(made):
    with pytest.raises(TypeError, match="QuerySet"):
        made(Person.objects.all())


def test_it_does_not_grow_without_end(made, monkeypatch):
    monkeypatch.setattr(fragments, "MOST", 3)
    for number in range(10):
        made(number)
    assert len(fragments._rendered) <= 3
