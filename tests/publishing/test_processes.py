"""Several processes publish the same files as one."""

import pickle

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from core.caching import Read
from labsite.publishing.trace import Unit
from news.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def publish(folder, processes):
    call_command("publish", folder, base_url="https://lab.example.edu", processes=processes, verbosity=0)
    site = folder / "current"
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.any_database
def test_two_processes_write_the_files_of_one(tmp_path):
    ada = factories.person("Ada Example")
    factories.publication("On Engines", [ada])
    factories.news_item("Engines run", people=[ada])
    assert publish(tmp_path / "two", 2) == publish(tmp_path / "one", 1)


def test_units_of_other_processes_share_their_texts():
    """Else the statements of thousands of pages, of a few KB each, fill the memory."""
    unit = Unit((Read("SELECT 1 FROM people_person", "[7]", "digest"),), ("a.html",), ("/media/a.webp",))
    texts = {}
    first, second = (pickle.loads(pickle.dumps(unit)).with_shared(texts) for _number in range(2))
    assert first == second == unit
    assert first.reads[0].sql is second.reads[0].sql
    assert first.assets[0] is second.assets[0]


def test_processes_have_connections_of_their_own(tmp_path, monkeypatch):
    factories.publication("On Engines", [factories.person("Ada Example")])
    expected = publish(tmp_path / "one", 1)

    def connect_again():
        connection.close()
        connection.ensure_connection()

    monkeypatch.setattr(connections, "close_all", connect_again)
    assert publish(tmp_path / "two", 2) == expected


@pytest.mark.any_database
def test_failure_in_another_process_names_the_page(tmp_path, monkeypatch):
    factories.news_item("Engines run", title="Engines")
    monkeypatch.setattr(NewsItem, "headline", property(lambda item: 1 / 0))
    with pytest.raises(CommandError, match=r"/news/.*ZeroDivisionError"):
        publish(tmp_path, 2)
    assert not (tmp_path / "current").exists()
