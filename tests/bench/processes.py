"""The processes that a measurement needs, each ended by its own id when it is over.

They are in process groups of their own, so that Ctrl-C reaches the bench alone, which then ends them.
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
    """Runs Python with these arguments and returns what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BenchError(f"python {' '.join(arguments)} failed:\n{done.stderr.strip()[-3000:]}")
    return done.stdout


@contextmanager
def ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """Sees to it that the process has ended afterwards."""
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
                with suppress(BrokenPipeError):  # it has ended before us
                    pipe.close()


@dataclass(frozen=True)
class Server:
    """A server that is up: its port and the id of its first process."""

    port: int
    process_id: int

    def processor_seconds(self) -> float:
        """Returns the processor time that its workers have taken so far; NaN where Linux does not tell."""
        try:
            workers = Path(f"/proc/{self.process_id}/task/{self.process_id}/children").read_text().split()
            threads = [
                file for worker in workers for file in Path(f"/proc/{worker}/task").glob("*/schedstat")
            ]
            return sum(int(file.read_text().split()[0]) for file in threads) / 1e9
        except OSError:
            return math.nan


@contextmanager
def server(
    environment: dict, log: Path, application: str = "labsite.wsgi", more: str = ""
) -> Iterator[Server]:
    """The production server on a free port of this machine, once it answers."""
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
        ended(
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
        give_up = time.monotonic() + STARTS_WITHIN
        while not answers(port):
            if process.poll() is not None or time.monotonic() > give_up:
                raise BenchError(f"The server did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        try:
            yield Server(port, process.pid)
        finally:
            if process.poll() is not None:
                say(f"A server has ended by itself. Its last words:\n{log.read_text()[-3000:]}")


def answers(port: int) -> bool:
    try:
        return fetch(port, "/").status == 200
    except OSError:
        return False


class Generator:
    """The process that asks for pages, see :mod:`tests.bench.generator`."""

    def __init__(self, process: subprocess.Popen):
        self.process = process

    def ask(self, do: str, **task) -> dict:
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"do": do, **task}) + "\n")
            self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "The load generator has ended."}')
        if "error" in answer:
            raise BenchError(f"{do} {task}: {answer['error']}")
        return answer

    def rate(self, port: int, path: str, seconds: float, **options) -> float:
        """Returns the requests per second at 8 connections."""
        answer = self.ask("at_once", target=[port, path], connections=8, seconds=seconds, **options)
        return answer["requests"] / answer["seconds"]


def generating(*arguments: str, **options) -> subprocess.Popen:
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
    with ended(generating(text=True)) as process:
        yield Generator(process)


@contextmanager
def nothing(response: bytes) -> Iterator[int]:
    """A server that answers everything with these bytes; gives its port."""
    with ended(generating("nothing")) as process:
        process.stdin.write(response)
        process.stdin.close()
        yield int(process.stdout.readline())
