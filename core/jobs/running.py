"""Run the jobs that are due, each at most once at a time.

Three guards keep a job from running twice. On one machine, a file lock, which the system releases when the
process dies. Between machines, a lock in the database, which ends with the process as well. And the start of
each run is claimed with one conditional UPDATE, so that only one process starts a job at a time it is due.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from core.jobs.models import JobRun
from core.jobs.registry import Job, JobFailed, registered_jobs
from core.locking import lock_between_machines

#: A job counts as due this much earlier: cron starts a few seconds sooner or later each time.
TOLERANCE = timedelta(seconds=30)
#: When a run that failed or was killed is repeated, unless the job is due earlier anyway.
RETRY_AFTER = timedelta(hours=1)

#: How much later than due a job may be before ``manage.py doctor`` reports it.
LATE_AFTER = timedelta(hours=1)
#: How far the clocks of two machines may differ.
CLOCK_DIFFERENCE = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def due_jobs(now: datetime) -> list[Job]:
    """Return the jobs that are due, the most frequent first."""
    _correct_starts(now)
    runs = JobRun.objects.in_bulk()
    return [job for job in registered_jobs() if is_due(job, runs.get(job.name), now)]


def _correct_starts(now: datetime) -> None:
    """Move starts that lie in the future to now, because the clock has been set back since.

    A job then waits for one period at most, and one that has just run is not run again at once.
    """
    JobRun.objects.filter(started__gt=now + CLOCK_DIFFERENCE).update(started=now)


def is_due(job: Job, last: JobRun | None, now: datetime) -> bool:
    """Return whether a job is due, given its last run or None."""
    if last is None:
        return True
    succeeded = last.finished and not last.error
    wait = job.every if succeeded else min(job.every, RETRY_AFTER)
    return last.started + wait - TOLERANCE <= now


def is_late(job: Job, last: JobRun | None, now: datetime) -> bool:
    """Return whether a job should have run long ago: nothing seems to start the jobs.

    A start in the future is late as well: whatever starts the jobs would have corrected it.
    """
    if last is None:
        return True
    return not last.started - LATE_AFTER <= now <= last.started + job.every + LATE_AFTER


def run_job(job: Job, now: datetime) -> JobRun | None:
    """Run a job that is due and record the result. Return None if another process runs it already."""
    with process_lock(job.name) as is_locked:
        if not (is_locked and _claim(job, now)):
            return None
        result = error = ""
        try:
            result = job.run(now)
        except JobFailed as failure:
            error = str(failure)
        except Exception as failure:  # whatever a job raises, the others have to run
            logger.exception("The job %s failed.", job.name)
            error = f"{type(failure).__name__}: {failure}"
        if not connection.in_atomic_block:
            close_old_connections()  # the job may have failed because the connection broke
        run = JobRun(job.name, now, timezone.now(), result, error)
        run.save(update_fields=["finished", "result", "error"])
        return run


def _claim(job: Job, now: datetime) -> bool:
    """Record the start of a run. Return False if another process has started one since it was due."""
    last = JobRun.objects.filter(pk=job.name).first()
    if last is None:
        try:
            with transaction.atomic():
                JobRun.objects.create(name=job.name, started=now)
        except IntegrityError:
            return False
        return True
    if not is_due(job, last, now):
        return False
    unclaimed = JobRun.objects.filter(pk=job.name, started=last.started)
    return bool(unclaimed.update(started=now, finished=None, result="", error=""))


@contextmanager
def process_lock(name: str) -> Iterator[bool]:
    """Hold the lock of a job, here and between machines; yield False if another process holds it."""
    with file_lock(name) as is_locked:
        if not is_locked:
            yield False
            return
        with lock_between_machines(name) as is_locked:
            yield is_locked


@contextmanager
def file_lock(name: str) -> Iterator[bool]:
    """Hold the lock of a job on this machine; yield False if another process holds it."""
    folder = Path(settings.DATA_DIR) / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{name}.lock").open("wb")
    except OSError as error:  # a full or read-only disk must not stop the emails; the claim still guards
        logger.warning("The job %s runs without its lock file: %s", name, error)
        yield True
        return
    with file:  # closing the file releases the lock
        yield bool(locks.lock(file, locks.LOCK_EX | locks.LOCK_NB))
