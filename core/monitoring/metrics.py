"""Metrics in the format of Prometheus: requests of all worker processes, queues, jobs and content.

Counted only if METRICS_TOKEN or METRICS_ADDRESSES is set. The processes of gunicorn share what they count
through files in the folder PROMETHEUS_MULTIPROC_DIR (``labsite/gunicorn.py``).
"""

import os
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.caching.models import ContentVersion
from core.database.waits import HEALTH_CHECK, waiting
from core.jobs.models import JobRun
from core.jobs.registry import registered_jobs
from core.jobs.running import is_late
from core.outbox.models import Email
from core.tasks.models import Task

REQUESTS = Counter(
    "labsite_requests",
    "Requests by the name of their URL (“page cache” for a cached page, “other” for files).",
    ["url_name", "method", "status"],
)
SECONDS = Histogram(
    "labsite_request_seconds",
    "Time from the request to its answer in seconds.",
    ["url_name"],
    buckets=(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10),
)


def count_request(url_name: str, method: str, status: int, seconds: float) -> None:
    """Count a request and the time that its answer took."""
    REQUESTS.labels(url_name, method, status).inc()
    SECONDS.labels(url_name).observe(seconds)


class DatabaseCollector(Collector):
    """Reads the state of queues, jobs and content from the database."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing, so that registering the collector does not collect."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics, with four queries in all; without the database, only that it is unavailable."""
        try:
            with waiting(HEALTH_CHECK):
                now = timezone.now()
                metrics = [*_queues(now), *_jobs(now), *_content(now)]
        except DatabaseError:
            metrics = []
        yield GaugeMetricFamily(
            "labsite_database_up", "1 if the database answers, otherwise 0.", value=bool(metrics)
        )
        yield from metrics


def _queues(now: datetime) -> Iterator[GaugeMetricFamily]:
    length = GaugeMetricFamily("labsite_queue_length", "What waits in a queue.", labels=["queue"])
    age = GaugeMetricFamily(
        "labsite_queue_age_seconds", "Age of the oldest that waits in a queue.", labels=["queue"]
    )
    emails = Email.objects.pending().aggregate(
        number=Count("pk"), failed=Count("pk", filter=~Q(error="")), oldest=Min("created")
    )
    tasks = Task.objects.aggregate(number=Count("pk"), oldest=Min("created"))
    length.add_metric(["failed emails"], emails["failed"])
    for name, state in (("emails", emails), ("tasks", tasks)):
        length.add_metric([name], state["number"])
        age.add_metric([name], (now - (state["oldest"] or now)).total_seconds())
    yield from (length, age)


def _jobs(now: datetime) -> Iterator[GaugeMetricFamily]:
    started = GaugeMetricFamily(
        "labsite_job_start_time_seconds", "Start of the last run of a job, in Unix time.", labels=["job"]
    )
    failed = GaugeMetricFamily("labsite_job_failed", "1 if the last run of a job failed.", labels=["job"])
    late = GaugeMetricFamily("labsite_job_late", "1 if a job has not run when it was due.", labels=["job"])
    runs = JobRun.objects.in_bulk()
    for job in registered_jobs():
        run = runs.get(job.name)
        late.add_metric([job.name], is_late(job, run, now))
        if run:
            started.add_metric([job.name], run.started.timestamp())
            failed.add_metric([job.name], bool(run.error))
    yield from (started, failed, late)


def _content(now: datetime) -> Iterator[GaugeMetricFamily]:
    """Yield the age of the content version, unless content has last changed before it had a time."""
    age = GaugeMetricFamily(
        "labsite_content_version_age_seconds", "Time since content was last changed, in seconds."
    )
    for version in ContentVersion.objects.all():
        if version.changed:
            age.add_metric([], max(0, (now - version.changed).total_seconds()))
    yield age


def exposition() -> bytes:
    """Return all metrics as text."""
    requests = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        requests = CollectorRegistry()
        MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
    database = CollectorRegistry()
    database.register(DatabaseCollector())
    return bytes(generate_latest(requests) + generate_latest(database))
