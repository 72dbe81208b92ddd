"""Measure a running site while its database server stops and starts again.

    python -m tests.bench.outages PORT "command that stops the server" "command that starts it"

Twelve clients request pages, a static file and the health check without pause. Prints for each phase how many
answers had which status and how long the slowest took, and after how many seconds the site was healthy again.
Ends with status 1 if an answer was neither right nor a 503 within two seconds.
"""

import http.client
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Thread

PATHS = ["/", "/people/", "/publications/?q=a", "/zh-hans/news/", "/search/?q=lab", "/robots.txt", "/healthz"]
PATHS += ["/me/", "/accounts/login/", "/recruiting/", "/static/labsite/none.css"]
CLIENTS = 12
MAX_SECONDS = 2.0
PHASE_SECONDS = 4.0


@dataclass
class Phase:
    """The answers of one phase: seconds by status, and answers that are wrong."""

    name: str
    seconds: dict[int, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, path: str, status: int, seconds: float) -> None:
        self.seconds.setdefault(status, []).append(seconds)
        if status >= 500 and (status != 503 or seconds > MAX_SECONDS):
            self.wrong[f"{path} {status} after {seconds:.1f} s"] += 1

    def __str__(self) -> str:
        statuses = (
            f"{status}: {len(values)} (slowest {max(values):.2f} s)"
            for status, values in sorted(self.seconds.items())
        )
        return f"{self.name:12} {', '.join(statuses)}"


class Load:
    """Clients that request the pages one after the other."""

    def __init__(self, port: int) -> None:
        self.port, self.is_running, self.phase = port, True, Phase("before")
        self.threads = [Thread(target=self._run, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _run(self, number: int) -> None:
        while self.is_running:
            path = PATHS[number % len(PATHS)]
            number += 1
            phase, start = self.phase, time.monotonic()
            try:
                status = get(self.port, path)
            except OSError:
                status = 599
            phase.add(path, status, time.monotonic() - start)

    def stop(self) -> None:
        self.is_running = False
        for thread in self.threads:
            thread.join()


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def seconds_until_healthy(port: int) -> float:
    start = time.monotonic()
    while get(port, "/healthz") != 200:
        time.sleep(0.05)
    return time.monotonic() - start


def main(port: int, stop: str, start: str) -> int:
    load, phases = Load(port), []

    def run_phase(name: str, command: str = "") -> None:
        load.phase = Phase(name)
        phases.append(load.phase)
        if command:
            subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)

    run_phase("before")
    time.sleep(PHASE_SECONDS)
    run_phase("stopping", stop)
    run_phase("away")
    time.sleep(PHASE_SECONDS)
    run_phase("starting", start)
    run_phase("recovering")
    healthy_after = seconds_until_healthy(port)
    time.sleep(MAX_SECONDS)
    run_phase("after")
    time.sleep(PHASE_SECONDS)
    load.stop()
    phases[-1].wrong.update(f"status {status}" for status in phases[-1].seconds if status >= 500)
    for phase in phases:
        print(phase, *phase.wrong.items(), sep="\n    ")
    print(f"healthy {healthy_after:.2f} s after the start")
    return int(any(phase.wrong for phase in phases))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:4]))
