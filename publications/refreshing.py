"""Refresh citation counts, stars and editorial notices: a scheduled job, also a command."""

from datetime import date, datetime

from django.utils import timezone

from core.jobs import JobFailed
from publications import metrics, notices
from publications.metrics import RefreshResult
from publications.sources import Client


def refresh_all(client: Client, on: date, everything: bool = False) -> dict[str, RefreshResult]:
    """Refresh citations, stars and editorial notices, and return the results by what was refreshed."""
    return {
        "Publications": metrics.refresh_citations(client, on, everything),
        "Repositories": metrics.refresh_stars(client, on, everything),
        "Editorial notices": notices.refresh_notices(client, on, everything),
    }


def refresh(now: datetime) -> str:
    """Refresh all, and return a line about it: a scheduled job. Raises JobFailed if a source has failed."""
    results = refresh_all(Client.of_job(), timezone.localdate(now))
    if problems := [problem for result in results.values() for problem in result.problems]:
        raise JobFailed(" ".join(dict.fromkeys(problems)))
    citations, stars, registered = (result.changed for result in results.values())
    return (
        f"Figures changed: {citations} of publications, {stars} of repositories. "
        f"Editorial notices changed: {registered}."
    )
