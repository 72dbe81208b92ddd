"""The scheduled job that checks the addresses which pages link to, a few at a time and slowly."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q

from core.batches import batches
from core.jobs import JobFailed
from labsite.link_checks import asking
from labsite.link_checks.models import LinkCheck
from labsite.link_checks.sources import all_addresses

#: When an address is checked again after a success, and after a failure.
AGAIN = timedelta(days=14)
AGAIN_AFTER_FAILURE = timedelta(days=1)
#: The most requests in a run, and the seconds between two to the same host.
MOST = 200
PAUSE = 2
#: How many addresses that worked last time, and how many services, tell whether there is a connection.
SAMPLE = 2
UNREACHABLE = {asking.Problem.NO_HOST, asking.Problem.NO_ANSWER}


def check_links(
    now: datetime, ask: Callable[[str], str | None] = asking.ask, sleep: Callable[[float], None] = time.sleep
) -> str:
    """Check the addresses that are due, and return a line about it: a scheduled job.

    Raises JobFailed, and records nothing, if this machine has no connection.
    """
    note_addresses()
    due = (Q(failing_since=None) & Q(checked__lte=now - AGAIN)) | Q(
        failing_since__isnull=False, checked__lte=now - AGAIN_AFTER_FAILURE
    )
    oldest_first = F("checked").asc(nulls_first=True)
    rows = in_turn(LinkCheck.objects.filter(Q(checked=None) | due).order_by(oldest_first, "pk")[:MOST])
    last_asked: dict[str, float] = {}
    is_online = False
    for row in rows:
        host = urlsplit(row.url).netloc
        if (since := time.monotonic() - last_asked.get(host, -PAUSE)) < PAUSE:
            sleep(PAUSE - since)
        row.record(ask(row.url) or "", now)
        last_asked[host] = time.monotonic()
        is_online = is_online or row.problem not in UNREACHABLE or _is_online(ask)
        if not is_online:
            raise JobFailed(
                "No address answers, not even those that worked last time. "
                "CHECK_LINKS=0 is for servers without internet."
            )
    LinkCheck.objects.bulk_update(rows, ["checked", "failing_since", "problem"])
    # Asking takes minutes, in which somebody may have accepted other links.
    LinkCheck.objects.filter(failing_since=None, is_accepted=True).update(is_accepted=False)
    return f"Links checked: {len(rows)}, not working: {sum(bool(row.problem) for row in rows)}."


def _is_online(ask: Callable[[str], str | None]) -> bool:
    """Return whether an address answers that did so last time, or one of the services we use."""
    working = LinkCheck.objects.filter(failing_since=None).exclude(checked=None).order_by("-checked", "pk")
    services = list(settings.SOURCES.values())[:SAMPLE]
    samples = [*working.values_list("url", flat=True)[:SAMPLE], *services]
    return any(ask(url) not in UNREACHABLE for url in samples)


def note_addresses() -> None:
    """Store the addresses that are new, and delete those that no row contains any more."""
    present, noted = all_addresses(), set(LinkCheck.objects.values_list("url", flat=True))
    for batch in batches(noted - present):
        LinkCheck.objects.filter(url__in=list(batch)).delete()
    LinkCheck.objects.bulk_create([LinkCheck(url=url) for url in sorted(present - noted)], batch_size=500)


def in_turn(rows: Iterable[LinkCheck]) -> list[LinkCheck]:
    """Return the rows in an order in which those of one host are far from each other."""
    by_host: dict[str, list[LinkCheck]] = defaultdict(list)
    for row in rows:
        by_host[urlsplit(row.url).netloc].append(row)
    return [row for row in chain.from_iterable(zip_longest(*by_host.values())) if row]
