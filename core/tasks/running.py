"""Queue tasks, and run what is queued.

A server runs queued tasks in a thread (:mod:`core.background`), a command at the end of its transaction. The
scheduled job ``finish_tasks`` runs those of a process that was killed.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from core.background import BackgroundThread
from core.jobs import JobFailed
from core.jobs.running import process_lock
from core.tasks.models import Task
from core.tasks.registry import REGISTERED

thread = BackgroundThread("tasks")
logger = logging.getLogger(__name__)


def enqueue(name: str, **arguments: Any) -> None:
    """Queue a task, and begin it once the current transaction has been committed."""
    Task.objects.create(name=name, arguments=arguments)
    transaction.on_commit(_begin, robust=True)


def _begin() -> None:
    if thread.is_enabled:
        thread.wake()
    else:
        run_queued()


def run_queued() -> tuple[int, list[str]]:
    """Run the queued tasks in order, and return how many were finished and what went wrong.

    Does nothing while another process runs them, on whichever machine. A task that fails stays queued.
    """
    finished = 0
    failures: list[str] = []
    tried: set[int] = set()
    with process_lock("tasks") as is_locked:
        while is_locked and (task := Task.objects.exclude(pk__in=tried).order_by("pk").first()):
            tried.add(task.pk)
            try:
                REGISTERED[task.name](**task.arguments)
            except Exception as error:  # whatever a task raises, the others have to run
                logger.exception("The task %s failed.", task.name)
                failures.append(f"{task.name}: {type(error).__name__}: {error}")
            else:
                task.delete()
                finished += 1
    return finished, failures


def finish_all(now: datetime) -> str:
    """Run what is queued, as a scheduled job. Raises JobFailed."""
    finished, failures = run_queued()
    if failures:
        raise JobFailed(" ".join(failures))
    return f"Tasks finished: {finished}."
