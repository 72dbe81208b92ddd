"""Log lines as JSON and as text: with the ID of the request and without personal data."""

import json
import logging
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from core.monitoring.json_logs import JSONFormatter
from core.monitoring.records import without_personal_data
from core.monitoring.request_ids import request_id
from core.monitoring.text_logs import OneLine, TextFormatter


@pytest.fixture
def lines(caplog):
    """Return a function that gives the lines that have been logged, as parsed JSON."""
    return lambda: [json.loads(JSONFormatter().format(record)) for record in caplog.records]


def test_line_has_time_level_logger_and_message(lines):
    logging.getLogger("core.example").warning("Mail server %s is away", "mx")
    (line,) = lines()
    assert (line["level"], line["logger"], line["message"]) == (
        "WARNING",
        "core.example",
        "Mail server mx is away",
    )
    assert line["time"].endswith("+00:00")


def test_line_is_one_line_whatever_was_logged(caplog):
    logging.getLogger("core.example").warning('two\nlines "and" 中文')
    text = JSONFormatter().format(caplog.records[0])
    assert "\n" not in text and "中文" in text


def test_traceback_is_kept(lines):
    try:
        raise ValueError("wrong")
    except ValueError:
        logging.getLogger("core.example").exception("Failed")
    assert "ValueError: wrong" in lines()[0]["exc_info"]


@pytest.mark.parametrize(
    "text",
    [
        "No account for ada@example.org",
        "to=<ada@example.org>",
        "DETAIL:  Key (email)=(ada@example.org) already exists.",
        "DETAIL:  Failing row contains (1, ada, secret).",
    ],
)
def test_email_addresses_and_values_of_rows_are_hidden(text, lines):
    try:
        raise ValueError(text)
    except ValueError:
        logging.getLogger("core.example").exception(text)
    (line,) = lines()
    for hidden in ("ada", "secret"):
        assert hidden not in line["message"] + line["exc_info"].partition("ValueError:")[2]


def test_long_text_is_searched_in_little_time():
    begin = time.process_time()
    assert without_personal_data("x" * 1_000_000) == "x" * 1_000_000
    assert time.process_time() - begin < 5


@pytest.mark.django_db
def test_request_is_named_by_its_route_and_not_by_its_path(visitor, lines):
    response = visitor.get("/people/ada-lovelace/")
    line = lines()[-1]
    assert response.status_code == 404 and line["request_id"] == response.headers["X-Request-ID"]
    assert line["route"] == "/people/<slug:slug>/" and line["method"] == "GET" and line["status_code"] == 404
    assert "ada" not in json.dumps(line)


@pytest.mark.django_db
def test_line_of_text_names_the_route_and_the_request(visitor, caplog):
    response = visitor.get("/people/ada-lovelace/")
    identifier = response.headers["X-Request-ID"]
    expected = f"WARNING django.request: Not Found: /people/<slug:slug>/ [{identifier}]"
    assert TextFormatter().format(caplog.records[-1]) == expected


@pytest.fixture
def no_request():
    """Forget the request of an earlier test, which ran in the same thread."""
    token = request_id.set("")
    yield
    request_id.reset(token)


@pytest.mark.usefixtures("no_request")
def test_traceback_as_text_has_no_personal_data(caplog):
    try:
        raise ValueError("ada@example.org")
    except ValueError:
        logging.getLogger("core.example").exception("Failed")
    text = TextFormatter().format(caplog.records[0])
    assert text.startswith("ERROR core.example: Failed\nTraceback") and "ada" not in text


@pytest.mark.usefixtures("no_request")
@pytest.mark.parametrize(
    ("error", "status", "lines"),
    [
        (OperationalError("connection refused\nIs it running?"), 503, "Some page (connection refused)"),
        (PermissionDenied(), 403, "Some page"),
        (ValueError("a mistake"), 500, "Some page\nTraceback"),
    ],
)
def test_only_a_mistake_of_the_program_is_logged_with_a_traceback(caplog, error, status, lines):
    try:
        raise error
    except Exception:
        logging.getLogger("django.request").exception("Some page", extra={"status_code": status})
    record = caplog.records[0]
    assert OneLine().filter(record)
    text = TextFormatter().format(record).removeprefix("ERROR django.request: ")
    assert text.startswith(lines) and ("Traceback" in text) == ("Traceback" in lines)


@pytest.mark.django_db
def test_answer_has_an_id_of_its_own(visitor):
    first, second = (visitor.get("/robots.txt").headers["X-Request-ID"] for _ in range(2))
    assert first != second and len(first) == 16


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behind_proxy", "sent", "is_kept"),
    [
        (True, "3f2a-77b0-91cc", True),
        (True, "short", False),
        (True, "with a blank", False),
        (False, "3f2a-77b0-91cc", False),
    ],
)
def test_only_a_trusted_proxy_names_a_request(visitor, settings, behind_proxy, sent, is_kept):
    settings.BEHIND_PROXY = behind_proxy
    answered = visitor.get("/robots.txt", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert (answered == sent) is is_kept
