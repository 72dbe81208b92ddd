"""Long writes are split into batches by number and time, with pauses between them."""

import pytest

from core import batches as module
from core.batches import batches, measured_batches


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until ``clock.now`` is changed, and notes the seconds slept."""

    class Clock:
        now, slept = 0.0, 0.0

        def monotonic(self):
            return self.now

        def sleep(self, seconds):
            self.slept += seconds

    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture(autouse=True)
def limits(monkeypatch):
    monkeypatch.setattr(module, "MAX_ITEMS", 3)
    monkeypatch.setattr(module, "MAX_SECONDS", 1)


def test_batch_has_at_most_so_many_items(clock):
    assert [list(batch) for batch in batches(range(7))] == [[0, 1, 2], [3, 4, 5], [6]]


def test_exact_multiple_leaves_no_empty_batch(clock):
    assert [list(batch) for batch in batches(range(6))] == [[0, 1, 2], [3, 4, 5]]


def test_nothing_makes_no_batch(clock):
    assert list(batches([])) == []


def test_batch_ends_when_its_time_is_over_and_no_item_is_lost(clock):
    written = []
    for batch in batches(range(6)):
        written.append([])
        for item in batch:
            written[-1].append(item)
            clock.now += 5 if item == 1 else 0.4
    assert written == [[0, 1], [2, 3, 4], [5]]


def test_waiting_for_the_lock_does_not_count_as_time_of_the_batch(clock):
    written = []
    for batch in batches(range(3)):
        clock.now += 60  # the transaction begins
        written.append(list(batch))
    assert written == [[0, 1, 2]]


def test_other_writers_get_a_pause_between_batches_only(clock, monkeypatch):
    pauses = []
    monkeypatch.setattr(module, "give_way", lambda: pauses.append(len(written)))
    written = []
    for batch in batches(range(7)):
        written += batch
    assert pauses == [3, 6]


@pytest.fixture
def weights(monkeypatch):
    monkeypatch.setattr(module, "MAX_ITEMS", 100)
    monkeypatch.setattr(module, "FIRST_WEIGHT", 4)
    monkeypatch.setattr(module, "MAX_WEIGHT", 10)


def sizes(clock, items, seconds_of_item, weight=lambda item: 1):
    """Return the number of items in each measured batch, if each item takes so long to write."""
    numbers = []
    for batch in measured_batches(items, weight):
        clock.now += sum(map(seconds_of_item, batch))
        numbers.append(len(batch))
    assert sum(numbers) == len(items)
    return numbers


def test_measured_batches_become_heavier_while_they_are_fast(clock, weights):
    assert sizes(clock, range(30), lambda item: 0.01) == [4, 8, 10, 8]


def test_measured_batch_that_took_too_long_makes_the_next_one_lighter(clock, weights):
    assert sizes(clock, range(10), lambda item: 0.5) == [4, 2, 2, 2]


def test_measured_batches_of_an_item_that_takes_too_long_have_one_item(clock, weights):
    assert sizes(clock, range(8), lambda item: 3) == [4, 1, 1, 1, 1]


def test_measured_batch_counts_the_weight_of_its_items(clock, weights):
    items = [1, 1, 1, 9, 4, 4]
    assert sizes(clock, items, lambda item: 0, weight=lambda item: item) == [3, 1, 2]


def test_measured_batch_has_at_most_so_many_items(clock, weights, monkeypatch):
    monkeypatch.setattr(module, "MAX_ITEMS", 3)
    assert sizes(clock, range(7), lambda item: 0) == [3, 3, 1]


def test_other_writers_get_a_pause_between_measured_batches(clock, weights, monkeypatch):
    pauses = []
    monkeypatch.setattr(module, "give_way", lambda: pauses.append(clock.now))
    sizes(clock, range(6), lambda item: 0.1)
    assert pauses == [pytest.approx(0.4)]


@pytest.mark.django_db
def test_nobody_waits_inside_a_transaction(clock):
    module.give_way()
    assert clock.slept == 0


@pytest.mark.django_db(transaction=True)
def test_pause_is_longer_than_sqlite_waits_between_two_attempts(clock):
    module.give_way()
    assert clock.slept > 0.1 if module.connection.vendor == "sqlite" else clock.slept == 0
