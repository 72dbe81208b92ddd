"""Errors are reported to ADMINS by the queue of emails: once an hour, without personal data."""

import logging
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import OperationalError

from core.monitoring.error_emails import ErrorEmailHandler
from core.monitoring.text_logs import OneLine
from core.outbox.models import Email

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(settings):
    """Return a logger whose errors are reported to two addresses."""
    cache.clear()
    settings.ADMINS = [("", "operator@example.org"), ("", "deputy@example.org")]
    logger = logging.Logger("example")
    logger.addHandler(ErrorEmailHandler())
    return logger


def fail(log, text="wrong"):
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("The job backup failed.")


def test_error_is_reported_to_all_admins(log):
    fail(log)
    assert set(Email.objects.values_list("to", flat=True)) == {"operator@example.org", "deputy@example.org"}
    email = Email.objects.first()
    assert email.subject == "[Labsite] ValueError: The job backup failed."
    assert "ValueError: wrong" in email.body and "http://testserver" in email.body


def test_same_error_is_reported_once_an_hour_and_another_one_at_once(log):
    for _ in range(3):
        fail(log)
    assert Email.objects.count() == 2
    log.error("Something else")
    assert Email.objects.count() == 4


def test_report_has_no_personal_data(log):
    fail(log, "duplicate key\nDETAIL:  Key (email)=(ada@example.org) already exists.")
    assert "ada" not in Email.objects.first().body


def test_nothing_is_queued_without_admins(log, settings):
    settings.ADMINS = []
    fail(log)
    assert not Email.objects.exists()


def test_refused_request_is_a_line_of_the_log_and_not_reported(settings, capsys):
    settings.ADMINS = [("", "operator@example.org")]
    logger = logging.Logger("django.security.DisallowedHost")
    console = logging.StreamHandler()
    console.addFilter(OneLine())
    for handler in (console, ErrorEmailHandler(level=logging.ERROR)):
        logger.addHandler(handler)
    fail(logger)
    assert capsys.readouterr().err == "The job backup failed.\n"
    assert not Email.objects.exists()


@pytest.mark.parametrize("part", ["cache.add", "timezone.now"])
def test_report_that_fails_stops_nothing(log, monkeypatch, capsys, part):
    def away(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(f"core.monitoring.error_emails.{part}", away)
    fail(log)
    assert not Email.objects.exists()
    assert "No space left on device" in capsys.readouterr().err


def test_database_that_is_away_takes_no_report_and_no_further_lines(log, monkeypatch, capsys):
    monkeypatch.setattr("core.outbox.queue.enqueue", Mock(side_effect=OperationalError("away")))
    fail(log)
    assert not capsys.readouterr().err


def test_error_of_a_page_is_reported_with_its_route(visitor, monkeypatch, log, mailoutbox):
    def broken(request):
        raise ValueError("wrong")

    monkeypatch.setattr("labsite.views.robots_and_health.site_path", broken)
    visitor.raise_request_exception = False
    assert visitor.post("/robots.txt", {"name": "Ada"}).status_code == 405
    assert visitor.get("/robots.txt?name=Ada").status_code == 500
    text = mailoutbox[0].body  # a page sends what it has queued
    assert "Request: GET /robots.txt" in text and "Request ID: " in text and "Ada" not in text
