"""Whatever a service does, the client returns a response in time or raises one readable error."""

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
from publications.sources.client import JOB_PATIENCE
from tests.publications.sources import client_without_retries


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def client(sources, pauses):
    return Client(timeout=60, sleep=pauses.append)


def respond_with(sources, *responses):
    for response in responses:
        sources.expect_ordered_request("/crossref/works").respond_with_response(response)


def error_of(client, **options):
    with pytest.raises(SourceError) as caught:
        client.fetch_json("crossref", "/works", "10.5555/x", **options)
    return caught.value


def test_json_response_is_returned(client, sources):
    respond_with(sources, Response('{"a": 1}'))
    assert client.fetch_json("crossref", "/works") == {"a": 1}


def test_user_agent_has_version_url_and_contact(sources, settings):
    settings.SITE_URL, settings.SOURCES_CONTACT = "https://lab.example.edu", "it@lab.example.edu"
    respond_with(sources, Response("{}"))
    Client().fetch_json("crossref", "/works")
    (request, _response) = sources.log[0]
    expected = f"Labsite/{VERSION} (https://lab.example.edu; mailto:it@lab.example.edu)"
    assert request.headers["User-Agent"] == expected


def test_version_is_that_of_the_project():
    project = tomllib.loads((django_settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


def test_retry_after_is_respected(client, sources, pauses):
    respond_with(sources, Response(status=429, headers={"Retry-After": "7"}), Response("[]"))
    assert client.fetch_json("crossref", "/works") == []
    assert pauses == [7]


def test_retry_after_may_be_a_date(client, sources, pauses):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    respond_with(sources, Response(status=503, headers={"Retry-After": later}), Response("[]"))
    client.fetch_json("crossref", "/works")
    assert 25 < pauses[0] <= 30


@pytest.mark.parametrize("retry_after", ["3600", "999999999999999999", "soon"])
def test_retry_after_beyond_the_timeout_is_an_error(sources, pauses, retry_after):
    sources.expect_request("/crossref/works").respond_with_data(
        status=429, headers={"Retry-After": retry_after}
    )
    error = error_of(Client(timeout=5, sleep=pauses.append))
    assert error.reason == "rate limited" and error.is_temporary
    assert str(error) == "Crossref is receiving too many requests from us. Try again later."
    assert all(pause < 5 for pause in pauses)


def test_failing_request_is_repeated_with_doubling_pauses(client, sources, pauses):
    failures = [Response(status=status) for status in (500, 502, 503)]
    respond_with(sources, *failures, Response("[]"))
    client.fetch_json("crossref", "/works")
    assert pauses == [0.5, 1, 2]


def test_source_that_keeps_failing_is_unavailable(sources, pauses):
    sources.expect_request("/crossref/works").respond_with_data(status=500)
    error = error_of(Client(timeout=5, backoff=1, sleep=pauses.append))
    assert pauses == [1, 2, 4]
    assert str(error) == "Crossref is unavailable right now. Try again later."


def test_unreachable_source_is_unavailable():
    error = error_of(client_without_retries())
    assert (error.reason, str(error)) == (
        "unreachable",
        "Crossref is unavailable right now. Try again later.",
    )


def test_job_soon_leaves_a_source_alone_that_cannot_be_reached(pauses):
    client = Client.of_job(sleep=pauses.append)
    assert {error_of(client).reason for _ in range(5)} == {"unreachable"}
    assert 2 <= len(pauses) <= 5 and sum(pauses) <= JOB_PATIENCE


def test_job_asks_again_after_server_errors_but_not_for_long(sources, pauses):
    client = Client.of_job(sleep=pauses.append)
    sources.expect_request("/crossref/works").respond_with_data(status=500)
    assert error_of(client).reason == "unavailable"
    assert 2 <= len(pauses) <= 5 and sum(pauses) <= JOB_PATIENCE
    sources.clear()
    respond_with(sources, Response("[]"))
    assert client.fetch_json("crossref", "/works") == []


@pytest.mark.parametrize("answer", [{"status": 429}, {"status": 503, "headers": {"Retry-After": "20"}}])
def test_job_waits_for_a_busy_source(sources, pauses, answer):
    respond_with(sources, *(Response(**answer) for _ in range(5)), Response("[]"))
    Client.of_job(sleep=pauses.append).fetch_json("crossref", "/works")
    assert sum(pauses) > JOB_PATIENCE


@pytest.fixture
def end_of_test():
    """An event set at the end of a test, so that the test server ends its slow responses."""
    event = threading.Event()
    yield event
    event.set()


def test_slow_response_times_out(sources, settings, end_of_test):
    settings.SOURCES_TIMEOUT = 0.2
    sources.expect_request("/crossref/works").respond_with_handler(
        lambda _: end_of_test.wait(30) and Response("1")
    )
    begin = time.monotonic()
    assert error_of(Client(timeout=0.3)).reason == "timeout"
    assert time.monotonic() - begin < 20  # the response would take thirty


def test_total_timeout_limits_all_requests_together(sources, end_of_test):
    sources.expect_request("/crossref/works").respond_with_handler(
        lambda _: end_of_test.wait(30) and Response("1")
    )
    client, begin = Client(total_timeout=0.3), time.monotonic()
    assert [error_of(client).reason for _ in range(3)] == ["timeout"] * 3
    assert time.monotonic() - begin < 20  # the response would take thirty


def test_slow_trickle_times_out(sources, end_of_test):
    def trickle(_request):
        return Response(iter(lambda: b"" if end_of_test.wait(0.05) else b" ", b""))

    sources.expect_request("/crossref/works").respond_with_handler(trickle)
    begin = time.monotonic()
    assert error_of(Client(timeout=0.3)).reason == "timeout"
    assert time.monotonic() - begin < 20  # the response would never end


@pytest.mark.parametrize(
    "body", ["", "<html>Maintenance", "{", "[" * 100_000, b"\xff\xfe", "1" * 5000], ids=range(6)
)
def test_invalid_json_is_a_bad_response(client, sources, body):
    respond_with(sources, Response(body))
    error = error_of(client)
    assert (error.reason, str(error)) == ("bad response", "Crossref sent a response that cannot be read.")


def test_huge_response_is_not_read_to_its_end(sources):
    respond_with(sources, Response("[" + " " * 300_000 + "]"))
    assert error_of(Client(max_bytes=100_000)).reason == "bad response"


@pytest.mark.parametrize(
    ("status", "reason", "text"),
    [
        (404, "not found", "Crossref has no record of 10.5555/x."),
        (410, "not found", "Crossref has no record of 10.5555/x."),
        (401, "forbidden", "Crossref refused the request. Check the API key."),
        (403, "forbidden", "Crossref refused the request. Check the API key."),
        (400, "bad request", "Crossref rejected the request as invalid."),
    ],
)
def test_rejected_request_is_not_repeated(client, sources, pauses, status, reason, text):
    respond_with(sources, Response(status=status))
    error = error_of(client)
    assert (error.reason, str(error), pauses) == (reason, text, [])
    assert not error.is_temporary


def test_missing_search_url_is_a_bad_response(client, sources):
    respond_with(sources, Response(status=404))
    with pytest.raises(SourceError) as caught:
        client.fetch_json("crossref", "/works")
    assert caught.value.reason == "bad response"


def test_redirect_is_followed_but_not_in_a_circle(client, sources):
    respond_with(sources, Response(status=301, headers={"Location": "/crossref/moved"}))
    sources.expect_request("/crossref/moved").respond_with_json([1])
    assert client.fetch_json("crossref", "/works") == [1]
    sources.expect_request("/arxiv/x").respond_with_data(status=301, headers={"Location": "/arxiv/x"})
    with pytest.raises(SourceError):
        client.fetch("arxiv", "/x")


def test_rate_limit_headers_of_github_are_respected(client, sources, pauses):
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 20)}
    sources.expect_ordered_request("/github/x").respond_with_data(status=403, headers=spent)
    sources.expect_ordered_request("/github/x").respond_with_json({})
    assert client.fetch_json("github", "/x") == {}
    assert 15 < pauses[0] <= 20
