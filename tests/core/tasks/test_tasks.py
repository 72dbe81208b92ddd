"""Tasks run after the transaction, or later if the process was stopped; a failed one stays queued."""

from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from core.jobs import JobFailed
from core.jobs.running import file_lock, process_lock
from core.tasks import registry, running
from core.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture
def calls(monkeypatch):
    """The numbers with which the task "note" was called; the task "fail" fails."""
    calls = []

    def fail():
        calls.append("failed")
        raise ValueError("Not today.")

    monkeypatch.setattr(registry, "REGISTERED", {})
    monkeypatch.setattr(running, "REGISTERED", registry.REGISTERED)
    registry.register_task("note", lambda number: calls.append(number))
    registry.register_task("fail", fail)
    return calls


def test_task_runs_when_the_transaction_is_committed(calls):
    with transaction.atomic():
        running.enqueue("note", number=1)
        running.enqueue("note", number=2)
        assert calls == []
    assert calls == [1, 2] and not Task.objects.exists()


def test_task_of_a_transaction_that_failed_does_not_run(calls):
    with transaction.atomic():
        running.enqueue("note", number=1)
        transaction.set_rollback(True)
    assert running.run_queued() == (0, []) and calls == []


def test_task_queued_by_a_task_runs_after_it(calls):
    registry.register_task("two", lambda: running.enqueue("note", number=2))
    running.enqueue("two")
    assert calls == [2] and not Task.objects.exists()


def test_failed_task_stays_queued_and_the_others_run(calls):
    with transaction.atomic():
        running.enqueue("fail")
        running.enqueue("note", number=1)
    assert set(calls) == {"failed", 1} and calls.count(1) == 1
    assert Task.objects.get().name == "fail"
    with pytest.raises(JobFailed, match="fail: ValueError: Not today"):
        running.finish_all(NOW)


def test_job_finishes_what_a_stopped_process_left(calls):
    Task.objects.create(name="note", arguments={"number": 1})
    assert running.finish_all(NOW) == "Tasks finished: 1."
    assert calls == [1]


def test_lock_is_free_before_its_connection_has_ended(monkeypatch):
    closed = []
    with monkeypatch.context() as patch:
        # PostgreSQL ends a closed connection a moment later.
        patch.setattr(type(connections["default"]), "close", lambda own: closed.append(own))
        for _ in range(2):
            with process_lock("tasks") as is_locked:
                assert is_locked
    for own in closed:
        own.close()


def test_tasks_run_in_one_process_at_a_time(calls):
    Task.objects.create(name="note", arguments={"number": 1})
    with file_lock("tasks"):
        assert running.run_queued() == (0, [])
    assert calls == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an SQLite database belongs to one machine")
def test_tasks_run_on_one_machine_at_a_time(calls, settings, tmp_path):
    Task.objects.create(name="note", arguments={"number": 1})
    with process_lock("tasks"):
        settings.DATA_DIR = tmp_path  # that of another machine
        assert running.run_queued() == (0, [])
    assert calls == [] and running.run_queued() == (1, [])


def test_name_of_a_task_is_registered_once(calls):
    with pytest.raises(ValueError, match="note"):
        registry.register_task("note", print)


def test_server_only_wakes_its_thread(calls, monkeypatch):
    woken = []
    monkeypatch.setattr(running.thread, "_work", running.run_queued)
    monkeypatch.setattr(running.thread, "wake", lambda: woken.append(True))
    running.enqueue("note", number=1)
    assert woken == [True] and calls == []
