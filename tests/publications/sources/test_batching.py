"""A source that refuses or fails for some items does not keep the others waiting."""

import pytest

from publications.sources import SourceError
from publications.sources.batching import answered_batches, fetch_all


class Source:
    """A source that fails for some items with a reason, and counts its requests."""

    def __init__(self, reasons=(), always=""):
        self.reasons, self.always, self.requests = dict(reasons), always, []

    def __call__(self, batch):
        self.requests.append(list(batch))
        for item in batch:
            if reason := self.always or self.reasons.get(item):
                raise SourceError(reason, f"{reason}: {item}")
        return {item: item.upper() for item in batch}


LETTERS = list("abcdefghijklmnop")


def test_only_the_refused_item_is_missing():
    answers = fetch_all(LETTERS, 8, Source({"c": "bad request", "p": "blocked"}))
    assert answers.values.keys() == set(LETTERS) - {"c", "p"}
    assert (answers.unanswered, answers.errors) == (set(), [])


def test_item_that_makes_the_source_fail_stays_unanswered():
    answers = fetch_all(LETTERS, 8, Source({"c": "unavailable"}))
    assert answers.values.keys() == set(LETTERS) - {"c"}
    assert (answers.unanswered, [error.reason for error in answers.errors]) == ({"c"}, ["unavailable"])


def test_answers_before_and_after_a_failed_batch_are_kept():
    class Passing(Source):
        def __call__(self, batch):
            failing = len(self.requests) == 1
            self.always = "unavailable" if failing else ""
            return super().__call__(batch)

    answers = fetch_all(LETTERS, 4, Passing())
    assert answers.values.keys() == set(LETTERS)
    assert answers.errors == []


@pytest.mark.parametrize(
    ("reason", "most"),
    [("unavailable", 3), ("timeout", 3), ("rate limited", 1), ("unreachable", 1), ("forbidden", 8)],
)
def test_source_that_answers_nothing_is_left_alone(reason, most):
    source = Source(always=reason)
    answers = fetch_all([f"{n}" for n in range(100)], 10, source)
    assert len(source.requests) <= most
    assert len(answers.unanswered) == 100
    assert [error.reason for error in answers.errors] == [reason]


def test_rate_limit_keeps_what_was_answered_before():
    errors = []
    batches = list(answered_batches(LETTERS, 4, Source({"f": "rate limited"}), errors))
    assert [batch for batch, _values in batches] == [list("abcd")]
    assert [error.reason for error in errors] == ["rate limited"]


@pytest.mark.parametrize(
    ("reason", "problems"), [("forbidden", 1), ("bad request", 1), ("blocked", 0), ("not found", 0)]
)
def test_refusal_of_everything_is_a_problem_unless_it_is_about_the_item(reason, problems):
    answers = fetch_all(["a"], 8, Source(always=reason))
    assert (answers.values, len(answers.errors)) == ({}, problems)
