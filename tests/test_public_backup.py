"""A public backup holds what everybody may read, and a site restored from it shows the same pages."""

import json
import re
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command

from core.jobs.models import JobRun
from labsite.setup_steps import BACKUP
from people.models import Person
from tests import factories
from tests.open_data.test_leaks import AMOUNT, COMMENT, PUBLIC, SECRET, secrets  # noqa: F401
from tests.publishing.test_leaks import private_files  # noqa: F401
from tests.views.full_lab import make_full_lab

WORD = re.compile(r"\w+")
#: Columns that are made of others, and moments of which pages show the day.
UNCHECKED = ("search_text", "sort_", "created", "updated", "deadline")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "public.zip"


def back_up(path):
    output = StringIO()
    call_command("backup", path, public=True, stdout=output)
    return output.getvalue()


def content(path):
    """Return the names and contents of all entries as one text."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode(errors='replace')}" for name in archive.namelist()
        )


def published(folder):
    """Publish the site and return the content of each file by its name."""
    options = {"base_url": "https://lab.example.edu", "processes": 1, "force": True}
    call_command("publish", folder, stdout=StringIO(), **options)
    site = folder / "current"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def values(path):
    """Yield the table, the column and the value of each field in the backup."""
    with zipfile.ZipFile(path) as archive:
        for table in json.loads(archive.read("manifest.json"))["tables"]:
            for line in archive.read(f"tables/{table['name']}.jsonl").splitlines():
                for column, value in zip(table["columns"], json.loads(line), strict=True):
                    if not column.startswith(UNCHECKED):
                        yield table["name"], column, value


def test_restored_site_publishes_the_same_files(path, tmp_path, new_folder, settings, private_files):  # noqa: F811
    make_full_lab()
    for model in (factories.honor, factories.talk):  # on two public profiles, and first on a hidden one
        row = model(Person.objects.filter(is_public=False).first(), "Shared by two")
        row.colleagues.add(*Person.objects.public().order_by("pk")[:2])
    before = published(tmp_path / "before")
    assert (
        sum(b"Shared by two" in content for content in before.values()) == 5
    )  # two pages twice, people.json
    back_up(path)
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = new_folder(), new_folder()
    output = StringIO()
    call_command("restore", path, stdout=output)
    assert "It has no accounts" in output.getvalue()
    after = published(tmp_path / "after")
    assert [name for name in {*before, *after} if before.get(name) != after.get(name)] == []


def test_backup_contains_what_is_public_and_no_secret(path, private_files):  # noqa: F811
    assert "is not a full backup" in back_up(path)
    text = content(path)
    assert all(title in text for title in PUBLIC.values())
    assert [text[match.start() - 80 : match.end()] for match in re.finditer(SECRET, text.lower())] == []
    assert AMOUNT not in text and "[//]" not in text
    assert f"{SECRET}.pdf" not in text
    assert not JobRun.objects.filter(name=BACKUP).exists()  # it does not stand for a full one


def test_secret_is_found_where_it_is_made_public(path, private_files):  # noqa: F811
    """Prove that the secrets would be noticed: publish all people, and they are."""
    Person.objects.update(is_public=True, shows_native_name=True)
    back_up(path)
    assert SECRET in content(path).lower()


def test_every_word_in_the_backup_stands_in_a_published_file(path, tmp_path, private_files):  # noqa: F811
    """So a field that is added later has to be shown, or hidden in the backup."""
    make_full_lab()
    text = "\n".join(file.decode(errors="replace") for file in published(tmp_path / "site").values())
    back_up(path)
    shown = set(WORD.findall(text))
    unshown = {
        f"{table}.{column}: {value}"
        for table, column, value in values(path)
        if isinstance(value, str) and set(WORD.findall(value)) - shown
    }
    assert sorted(unshown) == []
