"""The measurements, each of running and warmed-up servers."""

import gzip
import json
import math
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench import BenchError
from tests.bench.http import ADDED_BY_SERVER, fetch, uncached
from tests.bench.processes import WORKERS, Generator, Server, constant_server, run, server
from tests.bench.sites import Site

#: The share of one worker up to which a measurement counts in which both should have had the same.
MOST_OF_THE_WORK = 0.6
#: How many times as many pairs are measured as have to count.
MOST_PAIRS = 6
GZIPPED = {"Accept_Encoding": "gzip"}


@dataclass(frozen=True)
class Effort:
    """How long to measure: numbers of requests, and seconds at 8 connections."""

    cold: int  # requests
    warm: int
    seconds: float
    pairs: int  # of a quarter of a second each
    changes: int


THOROUGH = Effort(cold=40, warm=150, seconds=0.5, pairs=40, changes=240)
QUICK = Effort(cold=20, warm=60, seconds=0.3, pairs=16, changes=100)


@dataclass
class Row:
    """The figures of one page of one site. Times are in milliseconds and sorted."""

    page: str
    path: str
    queries: int
    size: int = 0
    gzipped: int = 0
    cold: list[float] = field(default_factory=list)
    processor: float = math.nan  # time of the server's workers for an uncached request
    warm: list[float] = field(default_factory=list)
    cold_rate: float = 0
    warm_rate: float = 0
    not_modified: bool = False

    @property
    def p50(self) -> float:
        return statistics.median(self.cold)


def percentile(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


@dataclass
class Measured:
    """A site, its server and the rows of its table."""

    site: Site
    server: Server
    rows: list[Row]


def start(site: Site, stack: ExitStack, folder: Path) -> Measured:
    """List the pages of the site and start its server, which runs until the stack is closed."""
    rows = [Row(*page) for page in json.loads(run(site.environment, "-m", "tests.bench.pages"))]
    log = folder / f"{site.database}-{site.scale}.log"
    return Measured(site, stack.enter_context(server(site.environment, log)), rows)


def measure_page(number: int, measured: list[Measured], generator: Generator, effort: Effort) -> None:
    """Measure one page of all these sites in turn, so that other work of the machine affects all alike."""
    rows = [target.rows[number] for target in measured]
    for target, row in zip(measured, rows, strict=True):
        generator.rate(target.server.port, row.path, effort.seconds / 3, cold=True)  # warms each worker
        measure_answer(target, row)
    measure_cold(measured, rows, generator, effort.cold)
    for target, row in zip(measured, rows, strict=True):
        row.cold_rate = generator.rate(target.server.port, row.path, effort.seconds, cold=True)
        generator.rate(target.server.port, row.path, effort.seconds / 3)  # warms each worker
        row.warm_rate = generator.rate(target.server.port, row.path, effort.seconds)
    targets = [[target.server.port, row.path] for target, row in zip(measured, rows, strict=True)]
    warm = generator.ask("in_turn", targets=targets, requests=effort.warm)["times"]
    for row, times in zip(rows, warm, strict=True):
        row.warm = sorted(times)


def measure_cold(measured: list[Measured], rows: list[Row], generator: Generator, requests: int) -> None:
    targets = [[target.server.port, row.path] for target, row in zip(measured, rows, strict=True)]
    before = [target.server.processor_seconds() for target in measured]
    changing = [target.site.url for target in measured]
    answer = generator.ask("in_turn", targets=targets, requests=requests, changing=changing)
    for target, row, times, start in zip(measured, rows, answer["times"], before, strict=True):
        row.cold = sorted(times)
        taken = target.server.processor_seconds() - start
        row.processor = 1000 * taken / (requests + 1)  # including the one that is not measured


def compare_without_layer(
    number: int, target: Measured, without: Measured, generator: Generator, effort: Effort
) -> float:
    """Measure an uncached page with and without the speed layer in turn; return by how much it is slower.

    The ratio is that of the processor time, or of the p50 where Linux does not tell the former.
    """
    rows = [replace(site.rows[number]) for site in (target, without)]
    generator.rate(without.server.port, rows[1].path, effort.seconds / 3, cold=True)  # warms each worker
    measure_cold([target, without], rows, generator, effort.cold)
    layer, plain = rows
    if math.isnan(plain.processor):
        return plain.p50 / layer.p50
    return plain.processor / layer.processor


def measure_answer(target: Measured, row: Row) -> None:
    """Record the sizes of a page, and whether conditional requests are answered with 304."""
    port, path = target.server.port, row.path
    plain, zipped = fetch(port, path), fetch(port, path, **GZIPPED)
    if plain.status != 200 or gzip.decompress(zipped.body) != plain.body:
        raise BenchError(f"{path} is not the same with gzip and without.")
    row.size, row.gzipped = len(plain.body), len(zipped.body)
    row.not_modified = all(answers_not_modified(port, path) for _ in range(2))


def answers_not_modified(port: int, path: str) -> bool:
    address = next(uncached(path))
    tag = fetch(port, address).headers.get("etag", "none")
    from_cache = fetch(port, address, If_None_Match=tag)
    rendered = fetch(port, address, If_None_Match=tag, **GZIPPED)  # gzipped pages are cached separately
    return from_cache.status == rendered.status == 304


@dataclass(frozen=True)
class Comparison:
    """Requests per second of the home page from the page cache and of a bare view, pair by pair."""

    cached: list[float]
    bare: list[float]

    @property
    def ratios(self) -> list[float]:
        return sorted(cached / bare for cached, bare in zip(self.cached, self.bare, strict=True))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)


def compare_with_bare_view(
    target: Measured, generator: Generator, effort: Effort, folder: Path
) -> Comparison:
    """Measure both in turn, without gzip; the bare view returns what the page cache returns.

    Only pairs count in which the workers of either server shared the work: connections that are kept open may
    all be those of one worker, which halves the rate. With ``--reuse-port`` they are spread by chance.
    """
    page = folder / "bare-page"
    cached_page = fetch(target.server.port, "/")
    headers = {
        name.title(): text for name, text in cached_page.headers.items() if name not in ADDED_BY_SERVER
    }
    page.write_bytes(cached_page.body)
    page.with_suffix(".json").write_text(json.dumps(headers))
    environment = {
        **target.site.environment,
        "DJANGO_SETTINGS_MODULE": "tests.bench.bare",
        "BENCH_BARE_PAGE": str(page),
    }
    pairs = []
    application, more = "django.core.wsgi:get_wsgi_application()", "--reuse-port"
    with (
        server(target.site.environment, folder / "cached.log", more=more) as cached,
        server(environment, folder / "bare.log", application, more) as bare,
    ):
        bare_page = fetch(bare.port, "/")
        if (bare_page.body, bare_page.wire_bytes) != (cached_page.body, cached_page.wire_bytes):
            raise BenchError("The bare view does not return what the page cache returns.")
        for each in (cached, bare, cached, bare):  # warms both
            balanced_rate(each, generator)
        for _ in range(MOST_PAIRS * effort.pairs):
            pair = [balanced_rate(each, generator) for each in (cached, bare)]
            if None not in pair:
                pairs.append(pair)
            if len(pairs) == effort.pairs:
                return Comparison(*map(list, zip(*pairs, strict=True)))
    raise BenchError("The workers hardly ever shared the work.")


def balanced_rate(measured: Server, generator: Generator) -> float | None:
    """Return the rate of the home page, or None if one worker did more than 60 % of the work."""
    before = measured.worker_seconds()
    rate = generator.rate(measured.port, "/", 0.25, gzip=False)
    seconds = [after - start for start, after in zip(before, measured.worker_seconds(), strict=True)]
    return None if max(seconds) > MOST_OF_THE_WORK * sum(seconds) else rate


@dataclass(frozen=True)
class Freshness:
    """The numbers of changes, of responses after them, of stale ones, and of workers that answered."""

    changes: int
    responses: int
    stale: int
    workers: int

    @property
    def passed(self) -> bool:
        return not self.stale and self.workers == WORKERS


def check_freshness(site: Site, effort: Effort, folder: Path) -> Freshness:
    """Change content under a server that logs which worker answered."""
    log = folder / f"{site.database}-workers.log"
    more = f"--access-logfile={log} --access-logformat=%(p)s"
    with server(site.environment, folder / "freshness.log", more=more) as logging_server:
        counts = run(
            site.environment, "-m", "tests.bench.freshness", str(logging_server.port), str(effort.changes)
        )
    return Freshness(**json.loads(counts), workers=len(set(log.read_text().split())))


@dataclass(frozen=True)
class Ceiling:
    """The limits of the load generator: requests per second to an idle server, and its own time for each."""

    rate: float
    microseconds: float


def measure_ceiling(size: int, generator: Generator, effort: Effort) -> Ceiling:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode()
    with constant_server(head + b"x" * size) as port:
        generator.rate(port, "/", effort.seconds / 3)
        done = generator.ask("at_once", target=[port, "/"], connections=8, seconds=effort.seconds)
    return Ceiling(done["requests"] / done["seconds"], done["cpu"] / done["requests"] * 1e6)
