"""The command ``reindex`` recomputes the searchable text of all rows."""

import pytest
from django.core.management import call_command

from core import batches
from people.models import Person
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


def test_reindex_recomputes_the_text_of_all_rows(capsys):
    factories.publication("On Engines", authors=[factories.person("Ada Example")])
    for model in (Person, Publication):
        model.objects.update(search_text="old")
    call_command("reindex")
    assert "Searchable texts changed, people: 1" in capsys.readouterr().out
    assert Person.objects.get().search_text != "old"
    assert "ada example" in Publication.objects.get().search_text


def test_reindex_lets_others_write_between_batches(monkeypatch):
    for number in range(5):
        factories.publication(f"On Engines {number}")
    Publication.objects.update(search_text="old")
    remaining = []
    monkeypatch.setattr(batches, "MAX_ITEMS", 2)
    old = Publication.objects.filter(search_text="old")
    monkeypatch.setattr(batches, "give_way", lambda: remaining.append(old.count()))
    call_command("reindex")
    assert remaining == [3, 1]
    assert not old.exists()
