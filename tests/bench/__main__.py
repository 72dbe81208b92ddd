"""Measure the pages: python -m tests.bench [--quick] [sqlite] [postgresql]

Ends with status 0 only if every target is met.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.bench import BenchError, say, targets
from tests.bench.first_view import first_view
from tests.bench.measuring import (
    QUICK,
    THOROUGH,
    Effort,
    Measured,
    check_freshness,
    compare_with_bare_view,
    compare_without_layer,
    measure_ceiling,
    measure_cold,
    measure_page,
    start,
)
from tests.bench.processes import Generator, generator
from tests.bench.publishing import measure_publishing
from tests.bench.sites import DATABASES, Site, environment, load, without_layer
from tests.running import NotAvailable

SCALES = (1, 10)
#: A page that exceeds the target by less than this factor is measured again.
MAX_EXCESS = 1.4


def main(arguments: list[str]) -> int:
    """Run the bench and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("databases", nargs="*", help="sqlite, postgresql; both if none is named")
    parser.add_argument("--quick", action="store_true", help="measure for a shorter time")
    options = parser.parse_args(arguments)
    if unknown := set(options.databases) - set(DATABASES):
        parser.error(f"There is no database {', '.join(sorted(unknown))}.")
    effort = QUICK if options.quick else THOROUGH
    began = time.monotonic()
    say(machine())
    results: list[targets.Target] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="labsite-bench-")))
        for database in options.databases or DATABASES:
            try:
                results += bench(database, folder, effort, first=not results)
            except (NotAvailable, BenchError) as problem:
                say(f"cannot measure this database: {problem}")
                last_line = str(problem).splitlines()[-1]
                results.append(targets.Target(f"{DATABASES[database][0]} can be measured", False, last_line))
    print("\n" + "\n".join(map(str, results)) + "\n")
    passed = all(target.passed for target in results)
    say(f"{'all targets met' if passed else 'TARGETS MISSED'}, after {time.monotonic() - began:.0f} s")
    return 0 if passed else 1


def machine() -> str:
    """Describe the machine, and say if other work keeps it busy."""
    load_average, processors = os.getloadavg()[0], os.cpu_count() or 1
    busy = ""
    if load_average > processors / 4:
        busy = f"; busy with other work (load {load_average:.1f}), which makes times and rates worse"
    return f"{processors} processors, Python {platform.python_version()}, {platform.system()}{busy}"


def bench(database: str, folder: Path, effort: Effort, first: bool) -> list[targets.Target]:
    """Measure all sites on one database, print their tables and return the targets.

    Targets that do not depend on the database are only checked with the ``first`` database.
    """
    name, databases = DATABASES[database]
    with ExitStack() as stack:
        new_database, description = stack.enter_context(databases(folder))
        say(description)
        sites = []
        for scale in SCALES:
            url = new_database(scale)
            site = Site(name, scale, url, environment(folder, url))
            if not (folder / "static").exists():
                site.manage("collectstatic", "--noinput", "--verbosity", "0")
            sites.append(load(site))
            say(f"{name}: the demo lab is loaded at scale {scale}")
        measured = [start(site, stack, folder) for site in sites]
        generating = stack.enter_context(generator())
        say(f"{name}: the servers are running")
        for number in range(len(measured[0].rows)):
            measure_page(number, measured, generating, effort)
        plain = start(without_layer(sites[-1]), stack, folder)
        gains = {
            row.page: compare_without_layer(number, measured[-1], plain, generating, effort)
            for number, row in enumerate(measured[-1].rows)
        }
        measure_again(measured, generating, effort)
        for sample in measured:
            print(f"\n{targets.table(sample)}", flush=True)
        print(flush=True)
        home = measured[-1]
        ceiling = measure_ceiling(home.rows[0].size, generating, effort)
        say(
            f"the load generator alone does {ceiling.rate:,.0f} requests/s with pages of that size, "
            f"{ceiling.microseconds:.0f} µs of its own time each"
        )
        results = targets.page_targets(name, measured)
        results.append(targets.layer_target(name, gains))
        results.append(
            targets.comparison_target(name, compare_with_bare_view(home, generating, effort, folder))
        )
        results.append(targets.freshness_target(name, check_freshness(sites[0], effort, folder)))
        if first:
            results += targets.first_view_targets(first_view(home.server.port, "/"))
            to_publish = sites[:1] if effort is QUICK else sites
            results += targets.publishing_targets([measure_publishing(site, folder) for site in to_publish])
        return results


def measure_again(measured: list[Measured], generating: Generator, effort: Effort) -> None:
    """Measure pages that grow by little more than the target allows once more, for longer; that counts."""
    for number, grown in enumerate(targets.growth(measured[0], measured[-1])):
        rows = [sample.rows[number] for sample in measured]
        if 1 <= grown / targets.MAX_GROWTH < MAX_EXCESS:
            measure_cold(measured, rows, generating, 2 * effort.cold)


def end(signal_number, frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
