"""After a failed connection nobody else waits for the same failure."""

import pytest

from core.database.availability import PAUSE, Availability, finish_request, start_request


class Away(Exception):
    pass


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def availability(clock):
    return Availability(clock)


def fail(availability, text="refused"):
    with pytest.raises(Away, match=text), availability.attempt(Away):
        raise Away("refused")


def is_refused(availability):
    try:
        with availability.attempt(Away):
            return False
    except Away:
        return True


def test_attempts_are_refused_during_the_pause_after_a_failure(availability, clock):
    fail(availability)
    clock.now += PAUSE / 2
    assert is_refused(availability)


def test_one_success_after_the_pause_lets_everybody_connect(availability, clock):
    fail(availability)
    clock.now += PAUSE
    assert not is_refused(availability)
    assert not is_refused(availability)


def test_only_one_caller_tries_after_the_pause(availability, clock):
    fail(availability)
    clock.now += PAUSE
    with availability.attempt(Away):
        assert is_refused(availability)
    assert not is_refused(availability)


def test_attempts_at_the_same_time_are_allowed_while_the_server_is_there(availability):
    with availability.attempt(Away):
        assert not is_refused(availability)


def test_pause_starts_again_with_each_failure(availability, clock):
    fail(availability)
    clock.now += PAUSE
    fail(availability)
    clock.now += PAUSE / 2
    assert is_refused(availability)


def test_pause_also_starts_when_connecting_is_interrupted(availability, clock):
    with pytest.raises(KeyboardInterrupt), availability.attempt(Away):
        raise KeyboardInterrupt
    assert is_refused(availability)
    clock.now += PAUSE
    assert not is_refused(availability)


@pytest.fixture
def new_request():
    yield start_request
    finish_request()


def test_request_that_failed_to_connect_does_not_wait_a_second_time(availability, clock, new_request):
    new_request()
    fail(availability)
    clock.now += PAUSE * 10
    assert is_refused(availability)
    new_request()
    assert not is_refused(availability)


def test_request_that_was_refused_during_the_pause_may_still_connect(availability, clock, new_request):
    fail(availability)
    new_request()
    assert is_refused(availability)
    clock.now += PAUSE
    assert not is_refused(availability)


def test_thread_without_a_request_tries_again(availability, clock, new_request):
    new_request()
    finish_request()
    fail(availability)
    clock.now += PAUSE
    assert not is_refused(availability)
