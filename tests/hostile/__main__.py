"""Send hostile requests: python -m tests.hostile [--requests 100000] [--seed 1] [sqlite] [postgresql]

Ends with status 0 only if no request led to an internal error.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import ROOT
from tests.bench.sites import DATABASES
from tests.hostile import say


def main(arguments: list[str]) -> int:
    """Run the requests on each database and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("databases", nargs="*", help="sqlite, postgresql; both if none is named")
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if unknown := set(options.databases) - set(DATABASES):
        parser.error(f"There is no database {', '.join(sorted(unknown))}.")
    names = options.databases or list(DATABASES)
    return max(hostile(name, options.requests, options.seed) for name in names)


def hostile(database: str, requests: int, seed: int) -> int:
    _, databases = DATABASES[database]
    with (
        tempfile.TemporaryDirectory(prefix="labsite-hostile-") as folder,
        databases(Path(folder)) as (new_database, description),
    ):
        say(description)
        variables = {"DATABASE_URL": new_database(0), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "tests.hostile.run", str(requests), str(seed)]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
