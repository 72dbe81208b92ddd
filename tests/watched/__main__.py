"""Compare the published site with the live one after each edit: python -m tests.watched [sqlite] [postgresql]

Ends with status 0 only if all compared pages were equal.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import ROOT
from tests.bench.sites import DATABASES, Site, environment, load

HOST = "lab.example.edu"


def main(arguments: list[str]) -> int:
    """Edit the demo lab on each database and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.watched")
    parser.add_argument("databases", nargs="*", help="sqlite, postgresql; SQLite if none is named")
    parser.add_argument("--edits", type=int, default=100, help="number of edits")
    parser.add_argument("--scale", type=int, default=0, help="size of the demo lab")
    parser.add_argument("--seed", type=int, default=0, help="seed of the random edits")
    options = parser.parse_args(arguments)
    if unknown := set(options.databases) - set(DATABASES):
        parser.error(f"There is no database {', '.join(sorted(unknown))}.")
    return max(watch(database, options) for database in options.databases or ["sqlite"])


def watch(database: str, options: argparse.Namespace) -> int:
    name, databases = DATABASES[database]
    with (
        tempfile.TemporaryDirectory(prefix="labsite-watched-") as folder,
        databases(Path(folder)) as (new_database, description),
    ):
        print(f"Watched · {description}", flush=True)
        url = new_database(options.scale)
        variables = environment(Path(folder), url) | {
            "SITE_URL": f"https://{HOST}",
            "ALLOWED_HOSTS": HOST,
        }
        load(Site(name, options.scale, url, variables)).manage("collectstatic", "--noinput", "-v", "0")
        command = [sys.executable, "-m", "tests.watched.rounds", str(options.edits), str(options.seed)]
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
