"""The jobs that the apps have registered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


class JobFailed(Exception):
    """A job failed for a known reason, such as a service that did not answer. Operators read the message."""


@dataclass(frozen=True)
class Job:
    """A job: its name, how often it is due, and the function that does the work.

    ``run(now)`` returns one line about what it did. It raises JobFailed, or any other exception, on failure.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], str]


#: All jobs by name.
REGISTERED: dict[str, Job] = {}


def register_job(name: str, every: timedelta, run: Callable[[datetime], str]) -> None:
    """Register a job. Call it in ``AppConfig.ready``. Raises ValueError if the name is taken."""
    if name in REGISTERED:
        raise ValueError(f"There is already a job named {name!r}.")
    REGISTERED[name] = Job(name, every, run)


def registered_jobs() -> list[Job]:
    """Return all jobs, the most frequent first."""
    return sorted(REGISTERED.values(), key=lambda job: (job.every, job.name))
