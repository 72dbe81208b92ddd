"""A profile that was imported, backed up, restored and imported again says the same at each step."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from people.models import Affiliation
from tests import factories
from tests.site_imports.test_labsite_data import PROFILE, ROWS, empty_site, export, moved, profile_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


# An example takes seconds, since it empties the database twice.
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=PROFILE,
    rows=st.fixed_dictionaries(
        {model: st.lists(each, min_size=1, max_size=2) for model, each in ROWS.items()}
    ),
)
def test_imported_profile_survives_backup_and_another_import(texts, rows):
    empty_site()
    with TemporaryDirectory() as name:
        folder = Path(name)
        ada = factories.person("Ada Quill", **texts)
        for model, values in rows.items():
            for position, fields in enumerate(values, 1):
                more = {"position": position} if model is Affiliation else {}
                model.objects.create(person=ada, **fields, **more)
        before = profile_of(export(folder), "Ada Quill")
        assert profile_of(moved(folder), "Ada Quill") == before
        call_command("backup", folder / "backup.zip", stdout=StringIO())
        call_command("flush", interactive=False, verbosity=0)
        call_command("restore", folder / "backup.zip", stdout=StringIO())
        (folder / "backup.zip").unlink()
        assert profile_of(export(folder), "Ada Quill") == before
        assert profile_of(moved(folder), "Ada Quill") == before
