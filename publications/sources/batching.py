"""Ask a source for many items in batches, and go on where it fails or refuses some of them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from publications.sources.client import SourceError
from publications.sources.records import batches

Item = TypeVar("Item")
Value = TypeVar("Value")

#: Failed requests in a row after which no more are sent: the source is unavailable, or refuses everything.
MAX_TEMPORARY_FAILURES = 3
MAX_REFUSALS = 8


@dataclass
class Answers(Generic[Value]):
    """What a source has said: values by ID, the IDs it was not able to answer, and why."""

    values: dict[str, Value] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    errors: list[SourceError] = field(default_factory=list)


def fetch_all(
    ids: Iterable[str], size: int, fetch: Callable[[list[str]], dict[str, Value]]
) -> Answers[Value]:
    """Return everything that a source can tell about these IDs, asked in batches of this size."""
    ids = list(dict.fromkeys(ids))
    answers: Answers[Value] = Answers(unanswered=set(ids))
    for batch, values in answered_batches(ids, size, fetch, answers.errors):
        answers.values |= values
        answers.unanswered.difference_update(batch)
    return answers


def answered_batches(
    items: Iterable[Item],
    size: int,
    fetch: Callable[[list[Item]], dict[str, Value]],
    errors: list[SourceError],
) -> Iterator[tuple[list[Item], dict[str, Value]]]:
    """Yield each batch that the source has answered, with the values.

    A batch that fails is halved and asked for again after the others, until the item at fault is alone. An
    item that is refused when asked for alone counts as answered, without a value. A rate limit ends the
    requests, and so does a source that cannot be reached. ``errors`` gets the reasons why batches have not
    been answered.
    """
    queue = deque(batches(items, size))
    has_answered, refused, failures = False, [], 0
    while queue:
        batch = queue.popleft()
        try:
            values = fetch(batch)
        except SourceError as error:
            failures += 1
            limit = MAX_TEMPORARY_FAILURES if error.is_temporary else MAX_REFUSALS
            if error.ends_requests or failures >= limit:
                errors.append(error)
                break
            if len(batch) > 1:
                queue += [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
            elif error.is_temporary:
                errors.append(error)
            else:
                refused.append(error)
                yield batch, {}
        else:
            has_answered, failures = True, 0
            yield batch, values
    # Where nothing at all was answered, the fault is not in the items.
    if not has_answered:
        errors += [error for error in refused if error.reason not in {"blocked", "not found"}][:1]
