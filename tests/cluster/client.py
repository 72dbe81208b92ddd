"""A visitor who switches between the machines at random, and one who is signed in."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable

import requests

from tests.cluster.servers import Machine

PAGES = ("/", "/people/", "/publications/", "/news/", "/zh-hans/", "/search/?q=learning", "/recruiting/")
#: Seconds in which every answer has to come.
TIMEOUT = 60


class Answers:
    """How long answers took, of all clients: before the first server fails, and since then."""

    def __init__(self) -> None:
        self.slowest_before = self.slowest = 0.0

    def add(self, seconds: float) -> None:
        self.slowest = max(self.slowest, seconds)

    def begin_failures(self) -> None:
        self.slowest_before, self.slowest = self.slowest, 0.0

    def delay(self) -> float:
        """Return by how many seconds failures have made the slowest answer slower.

        On a busy machine everything is slow; what a server that is unavailable adds stays the same.
        """
        return self.slowest - self.slowest_before


answers = Answers()


class Client:
    """A browser whose cookies all machines get. A machine that is down is replaced by another one."""

    def __init__(self, machines: list[Machine]):
        self.machines, self.session = machines, requests.Session()

    def request(self, method: str, path: str, at: Machine | None = None, **options) -> requests.Response:
        start = time.monotonic()
        try:
            return self._request(method, path, at, **options)
        finally:
            answers.add(time.monotonic() - start)

    def _request(self, method: str, path: str, at: Machine | None, **options) -> requests.Response:
        order = [at] if at else random.sample(self.machines, len(self.machines))
        for machine in order:
            try:
                return self.session.request(
                    method,
                    f"http://127.0.0.1:{machine.port}{path}",
                    timeout=TIMEOUT,
                    allow_redirects=False,
                    **options,
                )
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                if machine is order[-1]:
                    raise
        raise AssertionError("unreachable")

    def get(self, path: str, at: Machine | None = None) -> requests.Response:
        return self.request("GET", path, at)

    def post(self, path: str, data: dict, at: Machine | None = None, **options) -> requests.Response:
        """Post a form with the token of its page, which is fetched first."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path, at).text)
        return self.request(
            "POST", path, at, data={**data, "csrfmiddlewaretoken": token[1] if token else ""}, **options
        )

    def sign_in(self, email: str, password: str, at: Machine | None = None) -> requests.Response:
        return self.post("/accounts/login/", {"login": email, "password": password}, at)


class Visitor(threading.Thread):
    """Requests pages and pictures without pause, and notes each wrong answer."""

    def __init__(self, machines: list[Machine], pictures: list[str]):
        super().__init__(daemon=True)
        self.client, self.pictures = Client(machines), pictures
        self.statuses: Counter[str] = Counter()
        self.problems: list[str] = []
        #: Whether a page, or only a picture, may answer with 503 now.
        self.pages_may_fail = self.pictures_may_fail = False
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(0.02):
            is_picture = random.random() < 0.3
            path = random.choice(self.pictures if is_picture else PAGES)
            try:
                answer = self.client.get(path)
                status, length = answer.status_code, len(answer.content)
            except requests.RequestException as error:
                self.problems.append(f"{path}: {type(error).__name__}")
                continue
            self.statuses[f"{'picture' if is_picture else 'page'} {status}"] += 1
            may_fail = self.pictures_may_fail if is_picture else self.pages_may_fail
            if not (status == 200 and length) and not (status == 503 and may_fail):
                self.problems.append(f"{path}: {status}")

    def end(self) -> None:
        self._ended.set()
        self.join()


def until(condition: Callable[[], bool], seconds: float = TIMEOUT) -> bool:
    """Wait until a condition holds; return whether it does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
