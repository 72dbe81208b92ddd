"""Kill the site in the middle of its work: python -m tests.chaos [--rounds 50] [sqlite] [postgresql]

Ends with status 0 only if nothing was broken.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import ROOT
from tests.bench.sites import DATABASES, Site, environment, load
from tests.chaos import say
from tests.running.postgresql import free_port


def main(arguments: list[str]) -> int:
    """Run the rounds on each database and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("databases", nargs="*", help="sqlite, postgresql; both if none is named")
    parser.add_argument("--rounds", type=int, default=50, help="kills of a worker, and of the server")
    parser.add_argument("--seed", type=int, default=0, help="seed of the random moments")
    options = parser.parse_args(arguments)
    if unknown := set(options.databases) - set(DATABASES):
        parser.error(f"There is no database {', '.join(sorted(unknown))}.")
    statuses = [chaos(database, options.rounds, options.seed) for database in options.databases or DATABASES]
    return max(statuses)


def chaos(database: str, rounds: int, seed: int) -> int:
    name, databases = DATABASES[database]
    with (
        tempfile.TemporaryDirectory(prefix="labsite-chaos-") as folder,
        databases(Path(folder)) as (new_database, description),
    ):
        say(description)
        url, mail_port = new_database(0), free_port()
        variables = environment(Path(folder), url) | {
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "CHAOS_MAIL_PORT": str(mail_port),
        }
        load(Site(name, 0, url, variables)).manage("collectstatic", "--noinput", "--verbosity", "0")
        command = [sys.executable, "-m", "tests.chaos.rounds", str(rounds), str(seed)]
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
