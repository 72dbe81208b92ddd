"""manage.py upgrade brings the data to the version of the code."""

import pytest
from django.core.management import call_command

from core.version import VERSION
from people.models import Person
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_searchable_texts_are_computed_again_only_with_another_version(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    person = factories.person(name="Ann Moor")

    def upgrade_with_broken_text():
        Person.objects.update(search_text="")
        call_command("upgrade")
        person.refresh_from_db()
        return person.search_text

    assert "moor" in upgrade_with_broken_text()
    assert (tmp_path / "version").read_text() == VERSION
    assert upgrade_with_broken_text() == ""
    (tmp_path / "version").write_text("0.0.1")
    assert "moor" in upgrade_with_broken_text()
