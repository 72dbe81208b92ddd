"""However a source behaves, there is an answer in time or one error with a text for people."""

import threading
import time
import tomllib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.conf import settings as django_settings
from werkzeug import Response

from core.version import VERSION
from publications.sources import Client, SourceError
from tests.publications.sources import impatient


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(sources, waits):
    return Client(patience=60, sleep=waits.append)


def answers(sources, *responses):
    for response in responses:
        sources.expect_ordered_request("/crossref/works").respond_with_response(response)


def refused(client, **options):
    with pytest.raises(SourceError) as caught:
        client.json("crossref", "/works", "10.5555/x", **options)
    return caught.value


def test_an_answer_comes_back(client, sources):
    answers(sources, Response('{"a": 1}'))
    assert client.json("crossref", "/works") == {"a": 1}


def test_the_site_says_who_it_is_and_whom_to_write_to(sources, settings):
    settings.SITE_URL, settings.SOURCES_CONTACT = "https://lab.example.edu", "it@lab.example.edu"
    answers(sources, Response("{}"))
    Client().json("crossref", "/works")
    (request, _response) = sources.log[0]
    expected = f"Labsite/{VERSION} (https://lab.example.edu; mailto:it@lab.example.edu)"
    assert request.headers["User-Agent"] == expected


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((django_settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


def test_a_source_that_asks_to_wait_is_obeyed(client, sources, waits):
    answers(sources, Response(status=429, headers={"Retry-After": "7"}), Response("[]"))
    assert client.json("crossref", "/works") == []
    assert waits == [7]


def test_a_wait_may_be_given_as_a_moment(client, sources, waits):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    answers(sources, Response(status=503, headers={"Retry-After": later}), Response("[]"))
    client.json("crossref", "/works")
    assert 25 < waits[0] <= 30


@pytest.mark.parametrize("asked", ["3600", "999999999999999999", "soon"])
def test_nobody_waits_longer_than_patience_lasts(sources, waits, asked):
    sources.expect_request("/crossref/works").respond_with_data(status=429, headers={"Retry-After": asked})
    error = refused(Client(patience=5, sleep=waits.append))
    assert error.reason == "busy" and error.is_passing
    assert str(error) == "Crossref asks us to wait. Try again later."
    assert all(wait < 5 for wait in waits)


def test_a_failing_source_is_asked_again_after_waits_that_double(client, sources, waits):
    broken = [Response(status=status) for status in (500, 502, 503)]
    answers(sources, *broken, Response("[]"))
    client.json("crossref", "/works")
    assert waits == [0.5, 1, 2]


def test_a_source_that_fails_for_ever_is_down(sources, waits):
    sources.expect_request("/crossref/works").respond_with_data(status=500)
    error = refused(Client(patience=5, pause=1, sleep=waits.append))
    assert waits == [1, 2, 4]
    assert str(error) == "Crossref cannot be reached just now. Try again later."


def test_a_source_that_nobody_answers_for_is_down():
    assert refused(impatient()).reason == "down"


@pytest.fixture
def enough():
    """Set at the end of a test, for the server to stop what it is doing before the next one."""
    event = threading.Event()
    yield event
    event.set()


def test_a_slow_source_does_not_hold_us_up(sources, settings, enough):
    settings.SOURCES_TIMEOUT = 0.2
    sources.expect_request("/crossref/works").respond_with_handler(lambda _: enough.wait(5) and Response("1"))
    begin = time.monotonic()
    assert refused(Client(patience=0.3)).reason == "slow"
    assert time.monotonic() - begin < 4  # it would answer after five


def test_many_questions_together_take_no_longer_than_they_may(sources, enough):
    sources.expect_request("/crossref/works").respond_with_handler(lambda _: enough.wait(5) and Response("1"))
    client, begin = Client(total=0.3), time.monotonic()
    assert [refused(client).reason for _ in range(3)] == ["slow"] * 3
    assert time.monotonic() - begin < 4  # it would answer after five


def test_a_trickle_does_not_hold_us_up(sources, enough):
    def trickle(_request):
        return Response(iter(lambda: b"" if enough.wait(0.05) else b" ", b""))

    sources.expect_request("/crossref/works").respond_with_handler(trickle)
    begin = time.monotonic()
    assert refused(Client(patience=0.3)).reason == "slow"
    assert time.monotonic() - begin < 4  # it would never end


@pytest.mark.parametrize(
    "body", ["", "<html>Maintenance", "{", "[" * 100_000, b"\xff\xfe", "1" * 5000], ids=range(6)
)
def test_rubbish_is_called_that(client, sources, body):
    answers(sources, Response(body))
    error = refused(client)
    assert (error.reason, str(error)) == ("rubbish", "Crossref gives an answer that makes no sense.")


def test_a_huge_answer_is_not_read_to_its_end(sources):
    answers(sources, Response("[" + " " * 300_000 + "]"))
    assert refused(Client(most_bytes=100_000)).reason == "rubbish"


@pytest.mark.parametrize(
    ("status", "reason", "text"),
    [
        (404, "not found", "Crossref does not know 10.5555/x."),
        (410, "not found", "Crossref does not know 10.5555/x."),
        (401, "refused", "Crossref does not let us ask. Is the key right?"),
        (403, "refused", "Crossref does not let us ask. Is the key right?"),
        (400, "bad question", "Crossref does not understand the question."),
    ],
)
def test_a_refusal_is_no_reason_to_ask_again(client, sources, waits, status, reason, text):
    answers(sources, Response(status=status))
    error = refused(client)
    assert (error.reason, str(error), waits) == (reason, text, [])
    assert not error.is_passing


def test_a_search_that_is_not_there_is_rubbish(client, sources):
    answers(sources, Response(status=404))
    with pytest.raises(SourceError) as caught:
        client.json("crossref", "/works")
    assert caught.value.reason == "rubbish"


def test_a_redirect_is_followed_but_not_in_circles(client, sources):
    answers(sources, Response(status=301, headers={"Location": "/crossref/moved"}))
    sources.expect_request("/crossref/moved").respond_with_json([1])
    assert client.json("crossref", "/works") == [1]
    sources.expect_request("/arxiv/x").respond_with_data(status=301, headers={"Location": "/arxiv/x"})
    with pytest.raises(SourceError):
        client.ask("arxiv", "/x")


def test_too_many_questions_to_github_are_told_by_its_own_headers(client, sources, waits):
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 20)}
    sources.expect_ordered_request("/github/x").respond_with_data(status=403, headers=spent)
    sources.expect_ordered_request("/github/x").respond_with_json({})
    assert client.json("github", "/x") == {}
    assert 15 < waits[0] <= 20
