"""The requests on the database that DATABASE_URL names: python -m tests.hostile.run REQUESTS SEED"""

import logging
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from random import Random

import django

django.setup()

from django.core.signals import got_request_exception  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.hostile import lab, say  # noqa: E402
from tests.hostile.requests import Seen, build, is_skipped, routes  # noqa: E402

#: The database is restored after so many requests, because some of them delete what others need.
BLOCK = 1000
#: Seconds; a slower answer is reported.
SLOW = 10


class Run:
    """A run: its clients with their sessions, and what it has found."""

    def __init__(self, number: int, seed: int):
        self.number, self.seed = number, seed
        self.statuses: Counter = Counter()  # by status, or by a text if there was no answer
        self.errors: dict[str, str] = {}
        self.error = ""
        got_request_exception.connect(self.record, weak=False)

    def record(self, **kwargs) -> None:
        """Remember the exception of the current request, with the innermost lines of this project."""
        kind, value, trace = sys.exc_info()
        frames = [frame for frame in traceback.extract_tb(trace) if "/site-packages/" not in frame.filename]
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-2:]]
        last = traceback.extract_tb(trace)[-1]
        places.append(f"{Path(last.filename).name}:{last.lineno}")
        self.error = f"{getattr(kind, '__name__', '')}: {str(value)[:120]} at {' > '.join(places)}"

    def send_all(self) -> int:
        """Send all requests, and return the exit status."""
        lab.load()
        snapshot = lab.Snapshot()
        began, all_routes = time.monotonic(), routes()
        seen = {role: Seen() for role in lab.ROLES}
        say(f"{len(all_routes)} URLs, {len(lab.ROLES)} roles, {self.number:,} requests, seed {self.seed}")
        clients: dict = {}
        for index in range(self.number):
            if index % BLOCK == 0:
                snapshot.restore()
                clients = {role: lab.sign_in(role) for role in lab.ROLES}
                if index:
                    rate = index / (time.monotonic() - began)
                    say(f"{index:,} requests, {rate:.0f}/s, {len(self.errors)} kinds of internal errors")
            random = Random(f"{self.seed}-{index}")
            role = random.choice(lab.ROLES)
            request = build(random, seen[role], all_routes)
            if not is_skipped(request):
                clients[role] = self.send(request, role, clients[role], seen[role], index)
        say(f"statuses: {dict(sorted(self.statuses.items(), key=str))}")
        for error, first in self.errors.items():
            print(f"  {error}\n    first: {first}", flush=True)
        say(f"{len(self.errors)} kinds of internal errors after {time.monotonic() - began:.0f} s")
        return 1 if self.errors else 0

    def send(self, request, role: str, client, seen, index: int):
        """Send a request, note what came back, and return the client, signed in again if need be."""
        self.error, began = "", time.monotonic()
        try:
            if request.method == "GET":
                response = client.get(request.path, headers=request.headers)
            else:
                response = client.post(request.path, request.data, headers=request.headers)
            status, kind = response.status_code, response.headers.get("Content-Type", "")
            content = b"" if response.streaming else response.content
            response.close()
        except Exception:  # the test client itself refuses some values, as a browser does
            if not self.error:
                self.statuses["not sent"] += 1
                return client
            status, kind, content, response = 500, "", b"", None
        self.statuses[status] += 1
        if status >= 500 or self.error:
            error = self.error or f"status {status}"
            if error not in self.errors:
                self.errors[error] = f"{index} {role}: {request}"
                say(f"{error}\n    {index} {role}: {request}")
        if time.monotonic() - began > SLOW:
            say(f"{time.monotonic() - began:.0f} s: {index} {role}: {request}")
        if status == 200 and kind.startswith("text/html") and index % 3 == 0:
            seen.add(request.path.partition("?")[0], content.decode())
        if role != "visitor" and status == 302 and "/accounts/login/" in response.headers["Location"]:
            return lab.sign_in(role)
        return client


if __name__ == "__main__":
    setup_test_environment()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.exit(Run(int(sys.argv[1]), int(sys.argv[2])).send_all())
