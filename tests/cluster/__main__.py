"""Run one site on two machines and let servers fail: python -m tests.cluster [--minutes N]

Ends with status 0 only if every answer was right, or a 503 where one was to be expected; 2 if a server is
missing.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench import BenchError
from tests.bench.sites import environment, postgresql_databases
from tests.cluster import servers
from tests.cluster.checks import AFTERWARDS, FAILURES, NORMAL_OPERATION, Cluster
from tests.cluster.client import Client, Visitor
from tests.running import NotAvailable

#: The settings of services that jobs ask about publications. None is asked here.
SOURCES = [
    f"{name}_URL"
    for name in "CROSSREF ARXIV ORCID DBLP DATACITE PUBMED PMLR ACL OPENREVIEW OPENREVIEW_V1 OPENALEX "
    "SEMANTIC_SCHOLAR GITHUB".split()
]


def main(arguments: list[str]) -> int:
    """Start the servers, check everything and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster")
    parser.add_argument("--folder", type=Path, help="install the object store here and keep it")
    parser.add_argument("--minutes", type=float, default=0, help="repeat the failures for so long")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="labsite-cluster-") as temporary, ExitStack() as stack:
        try:
            cluster = start(stack, Path(temporary), (options.folder or Path(temporary)).resolve())
        except NotAvailable as missing:
            print(f"Not checked: {missing}")
            return 2
        except BenchError as problem:
            logs = [f"{log.name}:\n{log.read_text()[-2000:]}" for log in Path(temporary).glob("*.log")]
            print("\n".join([str(problem), *logs]))
            return 1
        return check(cluster, options.minutes)


def start(stack: ExitStack, folder: Path, programs: Path) -> Cluster:
    """Start the servers, load the demo lab and return everything that runs."""
    new_database, description = stack.enter_context(postgresql_databases(folder))
    database = new_database(0)
    pooler, pooled = servers.pgbouncer(folder, database)
    redis, cache = servers.redis(folder)
    store, buckets = servers.object_store(folder, programs)
    variables = {
        **environment(folder, pooled),
        "DATABASE_PREPARED_STATEMENTS": "0",
        "CACHE_URL": cache,
        "LOG_LEVEL": "WARNING",
        **dict.fromkeys(SOURCES, "http://127.0.0.1:9"),
        **buckets,
    }
    machines = [servers.Machine(f"machine{number}", folder, variables) for number in (1, 2)]
    for server in (pooler, redis, store):
        stack.callback(server.kill)
        server.start()
    print(f"{description}, behind PgBouncer; Redis; rclone as the object store", flush=True)
    machines[0].manage("migrate", "--verbosity", "0")
    machines[0].manage("demo", "--scale", "1")
    for machine in machines:
        machine.manage("collectstatic", "--noinput", "--verbosity", "0")
        stack.callback(machine.kill)
        machine.start()
    pictures = re.findall(r'src="(/media/[^"]+)"', Client(machines).get("/people/").text)
    visitor = Visitor(machines, pictures)
    visitor.start()
    return Cluster(machines, redis, store, pooler, database, visitor)


def steps(minutes: float) -> Iterator[Callable[[Cluster], str]]:
    """Yield the checks, with the failures once or, if that is longer, for some minutes."""
    yield from NORMAL_OPERATION
    end = time.monotonic() + 60 * minutes
    yield from FAILURES
    while time.monotonic() < end:
        yield from FAILURES
    yield from AFTERWARDS


def check(cluster: Cluster, minutes: float) -> int:
    """Run all checks, print a line for each, and return the exit status."""
    failures = 0
    for step in steps(minutes):
        name = step.__name__.replace("_", " ")
        seen = len(cluster.visitor.problems)
        try:
            result = step(cluster)
        except Exception as problem:  # whatever goes wrong is a failure of this one
            failures += 1
            print(f"{name}: FAILED: {type(problem).__name__}: {problem}", flush=True)
        else:
            print(f"{name}: ok ({result})", flush=True)
        for problem in cluster.visitor.problems[seen:][:10]:
            print(f"  a visitor got {problem}")
    cluster.visitor.end()
    statuses = ", ".join(f"{kind} {count}" for kind, count in sorted(cluster.visitor.statuses.items()))
    print(f"The visitor: {statuses}")
    failures += len(cluster.visitor.problems)
    if failures:
        for machine in cluster.machines:
            print(f"\n{machine.log.name}:\n{machine.log.read_text(errors='replace')[-3000:]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
