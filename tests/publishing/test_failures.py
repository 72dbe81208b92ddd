"""What keeps the site from being published is named, with what to do, and the last release stays."""

import errno

import pytest
from django.core.management import CommandError
from django.db import DatabaseError

from labsite.management.commands import publish as command
from labsite.publishing import releases, site
from labsite.publishing.failures import CannotPublish
from labsite.publishing.releases import Folder
from labsite.publishing.target import Target
from tests import factories
from tests.publishing.test_publish import files, publish

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_full_disk_is_named_and_the_last_release_stays(tmp_path, monkeypatch):
    publish(tmp_path)
    factories.person("Ada Example")

    def fail(path, mode):
        raise OSError(errno.ENOSPC, "No space left on device", path)

    before = files(tmp_path / "current")
    monkeypatch.setattr(releases, "open", fail, raising=False)
    with pytest.raises(CommandError, match=r"^Nothing was published\. .*: No space left on device\. Free"):
        publish(tmp_path)
    assert files(tmp_path / "current") == before
    assert not (tmp_path / releases.WORK).exists()


def test_folder_of_another_labsite_is_left_alone(tmp_path, monkeypatch):
    folder = Folder(tmp_path)
    (tmp_path / releases.STATE).write_text('{"base_url": "https://lab.example.edu", "token": "a"}')
    monkeypatch.setattr(site, "stored_trace", lambda folder, token: None)
    site._check_owner(folder, Target("https://lab.example.edu"))  # what is known about its files is lost
    with pytest.raises(CannotPublish, match=r"the published site of https://lab\.example\.edu"):
        site._check_owner(folder, Target("https://other.example.edu"))
    monkeypatch.setattr(site, "stored_trace", lambda folder, token: token == "a")
    site._check_owner(folder, Target("https://other.example.edu"))  # the own site has moved


def test_folder_in_the_place_of_the_link_is_left_alone(tmp_path):
    (tmp_path / releases.STATE).write_text("{}")
    (tmp_path / "current").mkdir()
    with pytest.raises(CommandError, match="in the way of the link"):
        publish(tmp_path)


@pytest.fixture
def outdated_static_files(monkeypatch):
    """Let static files be of another version until ``.clear()``."""
    names = ["labsite/copy.js", "labsite/other.js"]
    monkeypatch.setattr(site, "uncollected_files", lambda: names)
    site._check_static_files.cache_clear()
    yield names
    site._check_static_files.cache_clear()


def test_static_files_are_collected_before_the_site_is_published(tmp_path, outdated_static_files):
    with pytest.raises(CommandError, match=r"labsite/copy\.js\. Run manage\.py collectstatic"):
        publish(tmp_path)
    outdated_static_files.clear()
    publish(tmp_path)


def test_database_without_tables_is_named(tmp_path, monkeypatch):
    def fail(*args, **options):
        raise DatabaseError("no such table: people_lab")

    monkeypatch.setattr(command, "publish", fail)
    with pytest.raises(CommandError, match=r"no such table: people_lab\. manage\.py doctor"):
        publish(tmp_path)


def test_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("Mine")
    for in_place in (False, True):
        with pytest.raises(CommandError, match="other files"):
            publish(tmp_path, in_place=in_place)
    assert (tmp_path / "index.html").read_text() == "Mine"
