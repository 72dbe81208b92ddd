"""Servers and load generators as subprocesses that end with the measurement.

They run in process groups of their own, so that Ctrl-C interrupts only the bench, which then ends them.
"""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench import BenchError, say
from tests.bench.http import fetch
from tests.running.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN, ENDS_WITHIN = 60, 15  # seconds
WORKERS = 2


def run(environment: dict, *arguments: str) -> str:
    """Run Python with these arguments and return its output; raise BenchError if it fails."""
    process = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if process.returncode != 0:
        raise BenchError(f"python {' '.join(arguments)} failed:\n{process.stderr.strip()[-3000:]}")
    return process.stdout


@contextmanager
def terminating(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """End the process when the context is left."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # the process has already ended
                    pipe.close()


@dataclass(frozen=True)
class Server:
    """A running server: its port and the id of its parent process."""

    port: int
    process_id: int

    def worker_seconds(self) -> list[float]:
        """Return the processor time of each worker so far; NaN where /proc does not show it."""
        try:
            workers = Path(f"/proc/{self.process_id}/task/{self.process_id}/children").read_text().split()
            return [
                sum(map(_seconds, Path(f"/proc/{worker}/task").glob("*/schedstat"))) for worker in workers
            ]
        except OSError:
            return [math.nan]

    def processor_seconds(self) -> float:
        """Return the processor time of all workers so far; NaN where /proc does not show it."""
        return sum(self.worker_seconds())


def _seconds(schedstat: Path) -> float:
    return int(schedstat.read_text().split()[0]) / 1e9


@contextmanager
def server(
    environment: dict, log: Path, application: str = "labsite.wsgi", more: str = ""
) -> Iterator[Server]:
    """Run the production server on a free port, and wait until it answers; ``more`` are further arguments."""
    port = free_port()
    variables = {
        **environment,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_CONCURRENCY": str(WORKERS),
        "GUNICORN_CMD_ARGS": more,
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "labsite/gunicorn.py", application]
    with (
        log.open("wb") as output,
        terminating(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
            )
        ) as process,
    ):
        deadline = time.monotonic() + STARTS_WITHIN
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise BenchError(f"The server did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        try:
            yield Server(port, process.pid)
        finally:
            if process.poll() is not None:
                say(f"A server has ended unexpectedly. Its last output:\n{log.read_text()[-3000:]}")


def answers(port: int) -> bool:
    try:
        return fetch(port, "/").status == 200
    except OSError:
        return False


class Generator:
    """The load generator, a process that runs :mod:`tests.bench.generator`."""

    def __init__(self, process: subprocess.Popen):
        self.process = process

    def ask(self, do: str, **task) -> dict:
        """Run a task and return its figures; raise BenchError if it fails."""
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"do": do, **task}) + "\n")
            self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "The load generator has ended."}')
        if "error" in answer:
            raise BenchError(f"{do} {task}: {answer['error']}")
        return answer

    def rate(self, port: int, path: str, seconds: float, **options) -> float:
        """Return the requests per second at 8 connections."""
        answer = self.ask("at_once", target=[port, path], connections=8, seconds=seconds, **options)
        return answer["requests"] / answer["seconds"]


def start_generator(*arguments: str, **options) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.generator", *arguments],
        cwd=ROOT,
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,
        **options,
    )


@contextmanager
def generator() -> Iterator[Generator]:
    with terminating(start_generator(text=True)) as process:
        yield Generator(process)


@contextmanager
def constant_server(response: bytes) -> Iterator[int]:
    """Run a server that answers every request with these bytes; yield its port."""
    with terminating(start_generator("constant")) as process:
        process.stdin.write(response)
        process.stdin.close()
        yield int(process.stdout.readline())
