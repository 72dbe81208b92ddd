"""A secret in every place that is not public is in none of the published files."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from pages.models import Upload
from people.models import Person
from tests import factories
from tests.open_data.test_leaks import AMOUNT, COMMENT, PUBLIC, SECRET, secrets  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def private_files(secrets, settings):  # noqa: F811
    """Create files that no public page shows: a hidden photo, a CV, and an upload of a page for members."""
    for root, name in (
        (settings.MEDIA_ROOT, f"people/{SECRET}.webp"),
        (settings.PRIVATE_ROOT, f"applications/{SECRET}.pdf"),
    ):
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    upload = Upload(alt=SECRET, uploader=factories.user())
    upload.file.save(f"{SECRET}.pdf", ContentFile(SECRET.encode()))
    factories.page("For members", f"[File]({upload.url})", is_members_only=True)
    news = factories.news_item("Open", title="Former")
    news.slug = f"{SECRET}-slug"
    news.save()
    news.delete()
    return secrets


def published(folder, **options):
    """Publish the site and return the names and the contents of all files as one text."""
    call_command("publish", folder, base_url="https://lab.example.edu", processes=1, verbosity=0, **options)
    paths = [path for path in (folder / "current").rglob("*") if path.is_file()]
    names = " ".join(path.relative_to(folder).as_posix() for path in paths)
    return names + "".join(path.read_bytes().decode(errors="replace") for path in paths)


@pytest.mark.parametrize("live_url", ["", "https://portal.example.edu"])
def test_published_files_contain_what_is_public_and_no_secret(private_files, tmp_path, live_url):
    text = published(tmp_path, live_url=live_url)
    assert all(title in text for title in PUBLIC.values())
    assert [field for word, field in private_files.items() if word not in text] == []
    assert [text[match.start() - 80 : match.end()] for match in re.finditer(SECRET, text.lower())] == []
    assert AMOUNT not in text
    assert "csrfmiddlewaretoken" not in text


def test_secret_is_found_where_it_is_made_public(secrets, tmp_path):  # noqa: F811
    """Prove that the secrets would be noticed: publish all people, and they are."""
    Person.objects.update(is_public=True, shows_native_name=True)
    assert SECRET in published(tmp_path).lower()
