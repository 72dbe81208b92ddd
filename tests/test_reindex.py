"""An upgrade that finds more spellings makes the search texts anew."""

import pytest
from django.core.management import call_command

from people.models import Person
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_is_searched_is_made_anew_for_all_rows(capsys):
    factories.publication("On Engines", authors=[factories.person("Ada Example")])
    for model in (Person, Publication):
        model.objects.update(search_text="old")
    call_command("reindex")
    assert "people: 1" in capsys.readouterr().out
    assert Person.objects.get().search_text != "old"
    assert "ada example" in Publication.objects.get().search_text
