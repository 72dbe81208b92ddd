"""Run the test suite on one or both databases: python -m tests.running sqlite postgresql -- -k word

Ends with status 0 only if every run passed.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, NamedTuple

from tests.running import NotAvailable, browser, migrated, postgresql, say


@contextmanager
def sqlite_file() -> Iterator[tuple[str, str]]:
    """Yield the URL of a file: threads of a live server cannot share a database in memory."""
    with TemporaryDirectory(prefix="labsite-sqlite-") as folder:
        yield f"sqlite:///{folder}/labsite.sqlite3", f"SQLite {sqlite3.sqlite_version}"


DATABASES = {"sqlite": ("SQLite", sqlite_file), "postgresql": ("PostgreSQL", postgresql.server)}


def main(arguments: list[str]) -> int:
    """Return the exit status. Arguments after "--" go to pytest."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    databases, pytest_arguments = arguments[:split] or list(DATABASES), arguments[split + 1 :]
    try:
        path, description = browser.find_or_install()
    except NotAvailable as error:
        say(f"Browser: {error}")
        return 1
    say(f"Browser: {description}")

    with ExitStack() as stack:
        sources = [prepare(database, stack) for database in databases]
        # Side by side, because the last tests of a run leave processors idle. Later runs print at the end.
        runs = [
            source and start(source, number, len(databases), path, pytest_arguments, stack)
            for number, source in enumerate(sources)
        ]
        outcomes = [
            (DATABASES[database][0], run is not None and finish(*run))
            for database, run in zip(databases, runs, strict=True)
        ]

    say(", ".join(f"{name} {'passed' if passed else 'FAILED'}" for name, passed in outcomes))
    return 0 if all(passed for _, passed in outcomes) else 1


class Source(NamedTuple):
    """The database of a run: its URL, and the migrated database next to it while a process creates that."""

    url: str
    migrated: str
    process: subprocess.Popen


def prepare(database: str, stack: ExitStack) -> Source | None:
    """Start a server and the migration of a database on it. Both end with the stack.

    Returns None if there is no server.
    """
    _, server = DATABASES[database]
    try:
        url, description = stack.enter_context(server())
    except NotAvailable as error:
        say(f"Database: {error}")
        return None
    say(f"Database: {description}")
    name = migrated.new_name(url)
    stack.callback(migrated.drop, url, name)
    process = migrated.start(url, name)
    stack.callback(end, process)
    return Source(url, name, process)


def start(
    source: Source, number: int, runs: int, browser_path: str, arguments: list[str], stack: ExitStack
) -> tuple[subprocess.Popen, IO[bytes] | None] | None:
    """Start the suite on a database, as one of several runs, and return the process and its kept output.

    The process ends with the stack. Returns None if the database could not be migrated.
    """
    if source.process.wait() != 0:
        say("Database: the migrations failed, see above.")
        return None
    # Each test file in one process. A single run has one process more than processors, because tests also
    # wait for the browser and the database. In alphabetical order, in which the files with slow tests
    # (browser) do not come last. Later arguments override these.
    processes = str((os.cpu_count() or 1) + (runs == 1))
    options = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    variables = {
        "DATABASE_URL": source.url,
        migrated.VARIABLE: source.migrated,
        "LABSITE_TEST_BROWSER": browser_path,
        # Tests that do not depend on the database run with the first one.
        "LABSITE_TEST_ONLY": "database" if number else "",
        # Compiled tests are kept, also where the variable says otherwise: each process needs all of them, and
        # pytest's compiler takes longer than most tests.
        "PYTHONDONTWRITEBYTECODE": "",
    }
    output = stack.enter_context(TemporaryFile()) if number else None  # noqa: SIM115 (the stack closes it)
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *options, *arguments],
        env={**os.environ, **variables},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )
    stack.callback(end, process)
    return process, output


def finish(process: subprocess.Popen, output: IO[bytes] | None) -> bool:
    """Wait for a run, print its output if that was kept, and return whether the run passed."""
    passed = process.wait() == 0
    if output:
        output.seek(0)
        print(output.read().decode(errors="replace"), flush=True)
    return passed


def end(process: subprocess.Popen) -> None:
    """Kill the process if it still runs."""
    process.kill()
    process.wait()


if __name__ == "__main__":
    # End as after Ctrl-C, so that a server started for the run does not outlive it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
