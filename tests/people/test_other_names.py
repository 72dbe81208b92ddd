"""Other names of a person are shown, or for matching only: then only those who edit the profile see them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from people.models import Person
from publications.author_claims import members_matcher
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page

pytestmark = pytest.mark.django_db
FORMER = "Augusta Byron"


@pytest.fixture
def ada(member):
    Person.objects.filter(pk=member.person.pk).update(name="Ada Example", slug="ada")
    person = Person.objects.get(pk=member.person.pk)
    person.aliases, person.shown_aliases = FORMER, "A. K. Example"
    person.save()
    return person


def test_both_kinds_of_names_are_read_line_by_line():
    person = Person(name="Ada", aliases=" J. Xu \n\nXu, J.\r\n", shown_aliases="Ada E.\n")
    assert (person.alias_list, person.shown_alias_list) == (["J. Xu", "Xu, J."], ["Ada E."])
    assert person.all_names == ("Ada", "Ada E.", "J. Xu", "Xu, J.")


def test_name_for_matching_only_links_papers(ada):
    assert members_matcher().match(FORMER).member == ada.pk


def test_shown_name_is_on_the_profile_and_found_and_the_other_is_not(ada, visitor):
    page = Page(visitor.get("/people/ada/"))
    assert "A. K. Example" in page.text and FORMER not in page.response.content.decode()
    assert page.json_ld[0]["mainEntity"]["alternateName"] == ["A. K. Example"]
    results = visitor.get("/search/?q=a.+k.+example").content.decode()
    assert "/people/ada/" in results
    assert "/people/ada/" not in visitor.get("/search/?q=augusta").content.decode()
    assert not Person.objects.matching("byron").exists()


def test_papers_are_not_found_by_a_name_for_matching_only(ada, visitor):
    factories.publication("On Engines", authors=[ada])
    assert "On Engines" in visitor.get("/publications/?q=example").content.decode()
    assert "On Engines" not in visitor.get("/publications/?q=byron").content.decode()


def test_person_and_reviewers_see_it_in_edit_forms_and_others_nowhere(ada, member, lead, pi):
    assert FORMER in member.get("/me/profile/").content.decode()
    assert FORMER in pi.get("/desk/people/ada/").content.decode()
    for path in ("/people/ada/", "/search/?q=byron", "/me/publications/add/", "/me/news/add/", "/teams/"):
        assert FORMER not in lead.get(path).content.decode()
    assert lead.get("/desk/people/ada/").status_code == 403


def test_person_moves_a_name_from_matching_only_to_shown(ada, member, settings):
    factories.lab(reviews_profiles=False)
    send(member, "/me/profile/", aliases="", shown_aliases=FORMER)
    ada.refresh_from_db()
    assert (ada.aliases, ada.shown_aliases) == ("", FORMER)
    assert Person.objects.matching("byron").get() == ada


def test_migration_takes_names_out_of_the_search_and_back(ada):
    migration = import_module("people.migrations.0003_hide_other_names")
    editor = type("Editor", (), {"connection": connection})
    before = Person.objects.get(pk=ada.pk).search_text
    Person.objects.filter(pk=ada.pk).update(search_text=before + " augusta byron")
    migration.hide_other_names(apps, editor)
    assert Person.objects.get(pk=ada.pk).search_text == before
    migration.show_other_names(apps, editor)
    row = Person.objects.get(pk=ada.pk)
    assert row.aliases == f"A. K. Example\n{FORMER}" and "byron" in row.search_text
