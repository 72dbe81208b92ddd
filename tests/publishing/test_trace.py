"""What is stored about the release before."""

from datetime import UTC, datetime

import pytest

from core.caching import Read
from labsite.publishing import trace
from labsite.publishing.trace import Trace, Unit, stored_trace

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def units(**versions):
    """Return units of which each has read a row of its own and one that all read."""
    return {
        name: Unit(
            (Read("SELECT 1", "[]", "one"), Read("SELECT 2", f'["{name}"]', str(version))),
            (f"{name}.html",),
            ("/static/site.css",),
        )
        for name, version in versions.items()
    }


@pytest.fixture
def store(tmp_path, settings):
    """Return a function that stores a trace after the one that is stored."""
    settings.DATA_DIR = tmp_path

    def store_units(token, after, previous=""):
        before = stored_trace(tmp_path, previous) or Trace(NOW)
        unchanged = {name: before.units[name] for name in after if before.units.get(name) == after[name]}
        Trace(NOW, after | unchanged, {"table": {"column": token}}).store(tmp_path, token, before)
        return len(trace._path(tmp_path).read_text().splitlines())

    return store_units


def test_changes_are_added_to_a_trace_until_they_are_many(tmp_path, store):
    before = units(**dict.fromkeys("abcdefghij", 1))
    assert store("1", before) == 1
    after = before | units(b=2, k=1)
    del after["c"]
    assert store("2", after, "1") == 2
    stored = stored_trace(tmp_path, "2")
    assert (stored.units, stored.columns) == (after, {"table": {"column": "2"}})
    assert store("3", after | units(a=2), "2") == 1
    assert stored_trace(tmp_path, "3").units == after | units(a=2)


def test_trace_of_another_release_and_a_torn_one_count_for_nothing(tmp_path, store):
    before = units(**dict.fromkeys("abcdefghij", 1))
    store("1", before)
    assert stored_trace(tmp_path, "2") is None
    store("2", before | units(a=2), "1")
    assert stored_trace(tmp_path, "1") is None
    path = trace._path(tmp_path)
    path.write_text(path.read_text()[:-20])
    assert stored_trace(tmp_path, "2") is None
    path.write_text("")
    assert stored_trace(tmp_path, "2") is None
    assert store("3", before, "2") == 1
