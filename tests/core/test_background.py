"""A server does what no page should wait for in threads of its own."""

import threading

import pytest

from core import background


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr(background, "DELAY", 0)
    monkeypatch.setattr(background, "INTERVAL", 30)
    monkeypatch.setattr(background, "_enabled", [])
    thread = background.BackgroundThread("test")
    yield thread
    thread.enable(lambda: None)  # it stays, and runs again after the interval


def test_thread_runs_in_another_thread_each_time_it_is_woken(worker):
    runs, done = [], threading.Event()

    def work():
        runs.append(threading.current_thread())
        done.set()

    worker.enable(work)
    for _time in range(2):
        done.clear()
        worker.wake()
        assert done.wait(5)
    assert len(set(runs)) == 1 and runs[0] is not threading.current_thread() and runs[0].daemon


def test_thread_survives_an_error(worker):
    attempts, done = [], threading.Event()

    def work():
        attempts.append(True)
        done.set()
        raise ConnectionError("the database is away")

    worker.enable(work)
    for number in (1, 2):
        done.clear()
        worker.wake()
        assert done.wait(5) and len(attempts) == number


def test_thread_runs_by_itself_once_per_interval(worker, monkeypatch):
    monkeypatch.setattr(background, "INTERVAL", 0.01)
    runs, done = [], threading.Event()

    def work():
        runs.append(True)
        if len(runs) == 3:
            done.set()

    worker.enable(work)
    worker.wake()
    assert done.wait(5)
    monkeypatch.setattr(background, "INTERVAL", 30)


def test_command_starts_no_thread():
    before = threading.active_count()
    background.BackgroundThread("test").wake()
    assert threading.active_count() == before


def test_new_process_wakes_all_enabled_threads(worker):
    done = threading.Event()
    worker.enable(done.set)
    background.wake_all()
    assert done.wait(5)


def test_call_that_takes_too_long_goes_on_and_limits_further_ones():
    limit, released = background.TimeLimit(0.01, most=1), threading.Event()
    try:
        for _attempt in range(2):
            with pytest.raises(TimeoutError):
                limit.run(lambda: released.wait(30))
    finally:
        released.set()
    assert background.TimeLimit(5, most=1).run(lambda: "result") == "result"


def test_wait_for_a_turn_counts_as_time_of_the_call(monkeypatch):
    limit, released = background.TimeLimit(20, most=1), threading.Event()
    moments = iter([100, 120])  # before the wait for a turn, and after it
    monkeypatch.setattr(background.time, "monotonic", lambda: next(moments))
    try:
        with pytest.raises(TimeoutError):
            limit.run(lambda: released.wait(30))
    finally:
        released.set()
