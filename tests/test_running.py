"""``make test`` runs both databases side by side, and passes only if both runs pass."""

from contextlib import contextmanager

import pytest

from tests.running import NotAvailable
from tests.running import __main__ as running

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture
def events(monkeypatch):
    """What has happened, in order; the value of ``events.exits`` is the exit status of each run."""
    events = Events()

    class Process:
        def __init__(self, command, env, stdout, stderr):
            self.name, self.stdout = env["DATABASE_URL"], stdout
            events.append(f"start {self.name}")
            events.runs[self.name] = (command, env)

        def wait(self):
            events.append(f"wait for {self.name}")
            if self.stdout:
                self.stdout.write(f"output of {self.name}".encode())
            return events.exits.get(self.name, 0)

        def kill(self):
            events.append(f"end {self.name}")

    def server(name):
        @contextmanager
        def context():
            if name in events.missing:
                raise NotAvailable("no server")
            yield name, name
            events.append(f"stop {name}")

        return context

    monkeypatch.setattr(running, "DATABASES", {name: (name, server(name)) for name in DATABASES})
    monkeypatch.setattr(running.browser, "find_or_install", lambda: ("/usr/bin/browser", "Browser"))
    monkeypatch.setattr(running.subprocess, "Popen", Process)
    monkeypatch.setattr(running.migrated, "start", lambda url, name: Migration(url, events))
    monkeypatch.setattr(running.migrated, "drop", lambda url, name: events.append(f"drop copy of {url}"))
    return events


class Migration:
    """What stands in for the process that migrates a database."""

    def __init__(self, url, events):
        self.url, self.events = url, events
        events.append(f"migrate {url}")

    def wait(self):
        return int(self.url in self.events.broken)

    def kill(self):
        pass


class Events(list):
    def __init__(self):
        super().__init__()
        self.exits, self.missing, self.broken, self.runs = {}, set(), set(), {}


def test_both_runs_start_before_the_first_is_awaited(events):
    assert running.main(DATABASES) == 0
    first = ["migrate sqlite", "migrate postgresql", "start sqlite", "start postgresql", "wait for sqlite"]
    assert events[:5] == first


def test_server_stops_after_its_run(events):
    running.main(DATABASES)
    last = [events.index(f"{act} postgresql") for act in ("end", "drop copy of", "stop")]
    assert last == sorted(last)


def test_second_run_has_only_tests_with_the_database_and_prints_its_output(events, capsys):
    running.main(DATABASES)
    only = [environment["LABSITE_TEST_ONLY"] for _, environment in events.runs.values()]
    assert only == ["", "database"]
    assert "output of postgresql" in capsys.readouterr().out


def test_arguments_go_to_every_run(events):
    running.main([*DATABASES, "--", "-k", "word"])
    assert all(command[-2:] == ["-k", "word"] for command, _ in events.runs.values())


@pytest.mark.parametrize("failing", DATABASES)
def test_one_failed_run_fails_the_command(events, capsys, failing):
    events.exits[failing] = 1
    assert running.main(DATABASES) == 1
    assert f"{failing} FAILED" in capsys.readouterr().out


def test_missing_server_fails_the_command_and_not_the_other_run(events, capsys):
    events.missing.add("postgresql")
    assert running.main(DATABASES) == 1
    assert "sqlite passed, postgresql FAILED" in capsys.readouterr().out


def test_failed_migration_fails_the_command_and_not_the_other_run(events, capsys):
    events.broken.add("postgresql")
    assert running.main(DATABASES) == 1
    assert "sqlite passed, postgresql FAILED" in capsys.readouterr().out
    assert list(events.runs) == ["sqlite"]


def test_each_run_copies_a_database_of_its_own(events):
    running.main(DATABASES)
    names = [environment[running.migrated.VARIABLE] for _, environment in events.runs.values()]
    assert len(set(names)) == len(names) == 2
