"""The command ``reindex`` recomputes the searchable text of all rows."""

import pytest
from django.core.management import call_command

from people.models import Person
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


def test_reindex_recomputes_the_text_of_all_rows(capsys):
    factories.publication("On Engines", authors=[factories.person("Ada Example")])
    for model in (Person, Publication):
        model.objects.update(search_text="old")
    call_command("reindex")
    assert "people: 1" in capsys.readouterr().out
    assert Person.objects.get().search_text != "old"
    assert "ada example" in Publication.objects.get().search_text
