"""Run the test suite on one or both databases: python -m tests.running sqlite postgresql -- -k word

Ends with status 0 only if every run passed.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.running import NotAvailable, browser, postgresql, say


@contextmanager
def sqlite_file() -> Iterator[tuple[str, str]]:
    """Yield the URL of a file: threads of a live server cannot share a database in memory."""
    with tempfile.TemporaryDirectory(prefix="labsite-sqlite-") as folder:
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

    outcomes = []
    for database in databases:
        name, server = DATABASES[database]
        try:
            with server() as (url, description):
                say(f"Database: {description}")
                # Tests that do not depend on the database have run with the first one.
                only = "database" if outcomes else ""
                variables = {"DATABASE_URL": url, "LABSITE_TEST_BROWSER": path, "LABSITE_TEST_ONLY": only}
                passed = run_pytest(pytest_arguments, **variables)
        except NotAvailable as error:
            say(f"Database: {error}")
            passed = False
        outcomes.append((name, passed))

    say(", ".join(f"{name} {'passed' if passed else 'FAILED'}" for name, passed in outcomes))
    return 0 if all(passed for _, passed in outcomes) else 1


def run_pytest(arguments: list[str], **variables: str) -> bool:
    """Run the suite with these environment variables, and return whether it passed."""
    # Each test file in one process. One process more than processors, because tests also wait for the browser
    # and the database. In alphabetical order, in which the files with slow tests (browser) do not come last.
    # Later arguments override these.
    processes = str((os.cpu_count() or 1) + 1)
    options = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *options, *arguments]
    # Compiled tests are kept, also where the variable says otherwise: each process needs all of them, and
    # pytest's compiler takes longer than most tests.
    variables["PYTHONDONTWRITEBYTECODE"] = ""
    run = subprocess.run(command, env={**os.environ, **variables}, check=False)
    return run.returncode == 0


if __name__ == "__main__":
    # End as after Ctrl-C, so that a server started for the run does not outlive it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
