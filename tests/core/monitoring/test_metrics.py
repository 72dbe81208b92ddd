"""Metrics of requests, queues and jobs, for who may read them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.test import RequestFactory
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from core.caching.models import ContentVersion
from core.jobs.models import JobRun
from core.monitoring import metrics
from core.monitoring.middleware import MetricsMiddleware
from core.outbox.models import Email
from core.tasks.models import Task

pytestmark = pytest.mark.django_db
TOKEN = {"Authorization": "Bearer t0ken"}


@pytest.fixture(autouse=True)
def measured(settings):
    settings.METRICS_TOKEN = "t0ken"
    settings.METRICS_ADDRESSES = []


def values(response):
    """Return the samples as {"name{label=value,…}": value}."""
    families = text_string_to_metric_families(response.content.decode())
    return {
        sample.name
        + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer other"}, {"Authorization": "Bearer "}, {"Authorization": "é"}]
)
def test_metrics_do_not_exist_for_others(visitor, headers):
    assert visitor.get("/metrics", headers=headers).status_code == 404


def test_empty_token_opens_nothing(visitor, settings):
    settings.METRICS_TOKEN = ""
    assert visitor.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert visitor.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("networks", "status"), [(["127.0.0.0/8"], 200), (["10.0.0.1"], 404), (["::1"], 404)]
)
def test_listed_addresses_need_no_token(visitor, settings, networks, status):
    settings.METRICS_TOKEN = ""
    settings.METRICS_ADDRESSES = networks
    assert visitor.get("/metrics").status_code == status


def test_queues_jobs_and_content_are_measured_with_four_queries(visitor, django_assert_num_queries):
    now = timezone.now()
    Email.objects.create(to="ada@example.org", subject="Hello", body="Text", created=now, due=now)
    Task.objects.create(name="link")
    JobRun.objects.create(name="send_emails", started=now - timedelta(days=1), finished=now, error="away")
    ContentVersion.objects.update(value=f"1F:{now.timestamp():.0f}")
    with django_assert_num_queries(4):
        response = visitor.get("/metrics", headers=TOKEN)
    measured = values(response)
    assert measured["labsite_database_up"] == 1
    assert measured["labsite_queue_length queue=emails"] == 1
    assert measured["labsite_queue_length queue=failed emails"] == 0
    assert measured["labsite_queue_length queue=tasks"] == 1
    assert 0 <= measured["labsite_queue_age_seconds queue=tasks"] < 60
    assert 0 <= measured["labsite_content_version_age_seconds"] < 60
    assert measured["labsite_job_failed job=send_emails"] == 1
    assert measured["labsite_job_late job=send_emails"] == 1
    assert "ada" not in response.text


@pytest.mark.parametrize(("value", "seconds"), [("1F:1000", 60), ("7:9-a:1000", 60), ("7:9-a:2000", 0)])
def test_age_of_content_is_that_of_its_version(value, seconds):
    ContentVersion.objects.update(value=value)
    (family,) = metrics._content(datetime.fromtimestamp(1060, UTC))
    assert [sample.value for sample in family.samples] == [seconds]


def test_version_without_a_time_has_no_age():
    ContentVersion.objects.update(value="0")
    (family,) = metrics._content(timezone.now())
    assert family.samples == []


def test_requests_are_measured_while_the_database_is_unavailable(visitor, monkeypatch):
    def away(now):
        raise DatabaseError("away")

    monkeypatch.setattr(metrics, "_queues", away)
    measured = values(visitor.get("/metrics", headers=TOKEN))
    assert measured["labsite_database_up"] == 0
    assert not [name for name in measured if "queue" in name]


@pytest.mark.parametrize(
    ("path", "method", "name"),
    [
        ("/people/", "get", "labsite_requests_total method=GET status=200 url_name=people"),
        ("/people/nobody/", "get", "labsite_requests_total method=GET status=404 url_name=profile"),
        ("/healthz", "head", "labsite_requests_total method=HEAD status=200 url_name=healthz"),
    ],
)
def test_requests_are_counted_by_url_name_method_and_status(client, path, method, name):
    before = values(client.get("/metrics", headers=TOKEN)).get(name, 0)
    getattr(client, method)(path)
    after = values(client.get("/metrics", headers=TOKEN))
    assert after[name] == before + 1
    url_name = re.search(r"url_name=(\S+)", name)[1]
    assert after[f"labsite_request_seconds_count url_name={url_name}"] >= 1


def test_clients_cannot_add_labels(client):
    client.generic("BREW", "/people/")
    client.get("/no/such/page/at/all/")
    text = client.get("/metrics", headers=TOKEN).text
    assert "BREW" not in text and "such" not in text


def test_nothing_is_counted_without_readers(settings):
    settings.METRICS_TOKEN = ""
    with pytest.raises(MiddlewareNotUsed):
        MetricsMiddleware(RequestFactory().get)
