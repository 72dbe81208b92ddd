"""Long writes in parts, so that other writers get their turn."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

#: The largest number of items in a batch.
MAX_ITEMS = 100
#: Seconds after which no further item is added to a batch. What follows the items in the same transaction,
#: such as the search index and the revision, has the rest of a second.
MAX_SECONDS = 0.4
#: Seconds between two batches on SQLite, where a writer that waits tries again every 0.1 seconds.
PAUSE = 0.15
#: The weight of the first measured batch, and of the heaviest one however fast they are written.
FIRST_WEIGHT, MAX_WEIGHT = 200, 1500


def batches(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """Split items into batches, each to be written in a transaction of its own::

        for batch in batches(items):
            with transaction.atomic():
                for item in batch:
                    ...

    A batch ends after ``MAX_ITEMS``, or ``MAX_SECONDS`` after its first item was asked for, so that large
    items make small batches. Iterate over each batch to its end. Between two batches, writers that wait for
    the database get their turn.
    """
    rest = iter(items)
    is_first = True
    for first in rest:
        if not is_first:
            give_way()
        is_first = False
        yield first_batch(chain([first], rest))


def first_batch(items: Iterable[T]) -> Iterator[T]:
    """Yield as many of the first items as one transaction should write, but at least one."""
    deadline = time.monotonic() + MAX_SECONDS
    for item in islice(items, MAX_ITEMS):
        yield item
        if time.monotonic() >= deadline:
            return


def measured_batches(items: Iterable[T], weight: Callable[[T], int] = lambda item: 1) -> Iterator[list[T]]:
    """Split items into batches that each take about ``MAX_SECONDS``, judged by how long the last one took::

        for batch in measured_batches(papers, weight=author_count):
            write(batch)

    For work that is done for a whole batch at once, whose time ``batches`` cannot see. ``weight`` says how
    much work an item is. After a batch that took too long the next one is lighter, after one that was fast
    up to twice as heavy.
    Between two batches, writers that wait for the database get their turn.
    """
    limit, total = float(FIRST_WEIGHT), 0
    batch: list[T] = []
    for item in items:
        item_weight = weight(item)
        if batch and (len(batch) >= MAX_ITEMS or total + item_weight > limit):
            began = time.monotonic()
            yield batch
            seconds = time.monotonic() - began
            if seconds > MAX_SECONDS:
                limit = total * MAX_SECONDS / seconds
            elif seconds < MAX_SECONDS / 2:
                limit = min(limit * 2, MAX_WEIGHT)
            give_way()
            batch, total = [], 0
        batch.append(item)
        total += item_weight
    if batch:
        yield batch


def give_way(since: float | None = None) -> None:
    """Let writers that wait for SQLite's only write lock have it.

    ``since`` is the time (``time.monotonic()``) at which the lock was released, if that was earlier. Writers
    wait by asking again and again, so without a pause a program that takes the lock right after it has
    released it keeps the others out. PostgreSQL has a queue.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        elapsed = 0 if since is None else time.monotonic() - since
        time.sleep(max(PAUSE - elapsed, 0))
