"""The tables, and the targets that every run has to meet.

Targets are ratios of figures from one run, counts, or sizes: none depends on the speed of the machine.
"""

import statistics
from dataclasses import dataclass

from tests.bench.first_view import FirstView
from tests.bench.measuring import Comparison, Freshness, Measured, percentile
from tests.bench.publishing import Published

MAX_QUERIES = 13  # at most two of them for the content version, and one of these only after a change
MAX_GROWTH = 1.3  # of the p50 of an uncached page, from the smallest scale to the largest
MIN_LAYER_GAIN = 1.3  # of an uncached page without the speed layer to one with it, median of the pages
MIN_SHARE_OF_BARE = {"SQLite": 0.8, "PostgreSQL": 0.7}  # where another process says the content version
MIN_PUBLISHING_RATE = 2  # files published in the time in which the test client renders a page
MIN_EDIT_GAIN = {1: 4, 10: 12}  # of the time of a full release to that after one edit, by scale
MIN_WATCHED_GAIN = {1: 8, 10: 20}  # of the time of a full release to that of an edit with --watch
MIN_UNCHANGED_GAIN = {1: 12, 10: 80}  # of the time of a full release to that without any change
MAX_FIRST_VIEW = 150 * 1024

HEADINGS = (
    "page",
    "queries",
    "bytes",
    "gzip",
    "CPU ms",
    "p50 ms",
    "p95 ms",
    "req/s",
    "p50 ms",
    "p95 ms",
    "req/s",
)


@dataclass(frozen=True)
class Target:
    """A condition that must hold, and the figures measured for it."""

    text: str
    passed: bool
    figures: str

    def __str__(self):
        return f"{'ok  ' if self.passed else 'FAIL'}  {self.text}: {self.figures}"


def table(measured: Measured) -> str:
    """Return the table of one site."""
    lines = [
        f"{measured.site.database}, scale {measured.site.scale}".ljust(46)
        + "-------- uncached ---------   - from the page cache -",
        layout(*HEADINGS),
    ]
    for row in measured.rows:
        lines.append(
            layout(
                row.page,
                row.queries,
                f"{row.size:,}",
                f"{row.gzipped:,}",
                f"{row.processor:.1f}",
                f"{row.p50:.1f}",
                f"{percentile(row.cold, 95):.1f}",
                f"{row.cold_rate:,.0f}",
                f"{percentile(row.warm, 50):.2f}",
                f"{percentile(row.warm, 95):.2f}",
                f"{row.warm_rate:,.0f}",
            )
        )
    return "\n".join(lines)


def layout(page, *figures) -> str:
    widths = (7, 8, 7, 8, 6, 6, 6, 8, 6, 7)
    return f"{page:<22}" + "".join(
        f" {figure:>{width}}" for figure, width in zip(figures, widths, strict=True)
    )


def growth(small: Measured, large: Measured) -> list[float]:
    """Return for each page the ratio of its uncached p50 at the large scale to that at the small one."""
    return [after.p50 / before.p50 for before, after in zip(small.rows, large.rows, strict=True)]


def listed(failures: list[tuple[float, str]], otherwise: str) -> str:
    """Return the three worst failures as a text, or ``otherwise`` if there are none."""
    worst = [text for _by, text in sorted(failures, reverse=True)]
    more = f" and {len(worst) - 3} more" if len(worst) > 3 else ""
    return ", ".join(worst[:3]) + more if worst else otherwise


def page_targets(database: str, measured: list[Measured]) -> list[Target]:
    """Return the targets for all pages on one database; the sites are ordered by scale."""
    small, large = measured[0], measured[-1]
    rows = [(sample.site.scale, row) for sample in measured for row in sample.rows]
    most = max(rows, key=lambda pair: pair[1].queries)
    changed = [
        (abs(before.queries - after.queries), f"{before.page} {before.queries} and {after.queries}")
        for before, after in zip(small.rows, large.rows, strict=True)
        if before.queries != after.queries
    ]
    grown = growth(small, large)
    too_much = [
        (by, f"{row.page} {by:.2f} times")
        for row, by in zip(large.rows, grown, strict=True)
        if by > MAX_GROWTH
    ]
    sent_again = [(scale, f"{row.page} at scale {scale}") for scale, row in rows if not row.not_modified]
    scales = f"scale {small.site.scale} and {large.site.scale}"
    return [
        Target(
            f"{database}, at most {MAX_QUERIES} queries",
            most[1].queries <= MAX_QUERIES,
            f"{most[1].queries} on {most[1].page}",
        ),
        Target(f"{database}, as many queries at {scales}", not changed, listed(changed, "all pages")),
        Target(
            f"{database}, p50 of an uncached page grows at most {MAX_GROWTH} times between {scales}",
            not too_much,
            listed(too_much, f"at most {max(grown):.2f} times"),
        ),
        Target(f"{database}, conditional GET gives 304", not sent_again, listed(sent_again, "all pages")),
    ]


def comparison_target(database: str, comparison: Comparison) -> Target:
    ratios, least = comparison.ratios, MIN_SHARE_OF_BARE[database]
    return Target(
        f"{database}, page cache at least {least:.0%} of a bare view",
        comparison.ratio >= least,
        f"{comparison.ratio:.0%} (median of {len(ratios)} pairs from {ratios[0]:.0%} to {ratios[-1]:.0%}; "
        f"{max(comparison.cached):,.0f} and {max(comparison.bare):,.0f} requests/s at best)",
    )


def layer_target(database: str, gains: dict[str, float]) -> Target:
    """Return the target of the speed layer; ``gains`` are the ratios without it to with it, by page."""
    gain = statistics.median(gains.values())
    least, most = min(gains, key=gains.__getitem__), max(gains, key=gains.__getitem__)
    return Target(
        f"{database}, an uncached page takes at least {MIN_LAYER_GAIN} times as long without the speed layer",
        gain >= MIN_LAYER_GAIN,
        f"{gain:.2f} times, median of the pages ({gains[least]:.2f} {least}, {gains[most]:.2f} {most})",
    )


def freshness_target(database: str, freshness: Freshness) -> Target:
    return Target(
        f"{database}, no stale page",
        freshness.passed,
        f"{freshness.stale} of {freshness.responses:,} responses from {freshness.workers} workers "
        f"around {freshness.changes} changes",
    )


def first_view_targets(view: FirstView) -> list[Target]:
    parts = ", ".join(f"{path.rpartition('/')[2] or path} {size:,}" for path, size in view.sizes.items())
    return [
        Target(
            f"First view of the home page without photos at most {MAX_FIRST_VIEW // 1024} KB",
            view.total <= MAX_FIRST_VIEW,
            f"{view.total / 1024:.1f} KB ({parts})",
        ),
        Target(
            "Nothing from another host",
            not view.other_hosts,
            ", ".join(sorted(view.other_hosts)) or "nothing",
        ),
        Target(
            "Nothing blocks rendering but two style sheets",
            len(view.blocking) == 2 and all(path.endswith(".css") for path in view.blocking),
            ", ".join(view.blocking) or "nothing",
        ),
    ]


def publishing_targets(published: list[Published]) -> list[Target]:
    """Return the targets of the published site, for each scale."""
    results = []
    for site in published:
        name, least = f"Publishing scale {site.scale}", MIN_EDIT_GAIN[site.scale]
        results += [
            Target(
                f"{name}, at least {MIN_PUBLISHING_RATE} files in the time of a page of the test client",
                site.rate >= MIN_PUBLISHING_RATE,
                f"{site.rate:.1f} ({site.files:,} files in {site.full:.0f} s, "
                f"{site.pages:,} pages in {site.client:.0f} s)",
            ),
            Target(
                f"{name}, at least {least} times as fast after one edit",
                site.full / site.edit >= least,
                f"{site.full / site.edit:.0f} times ({site.edit:.1f} s)",
            ),
            Target(
                f"{name}, at least {MIN_WATCHED_GAIN[site.scale]} times as fast after one edit with --watch",
                site.full / site.watched >= MIN_WATCHED_GAIN[site.scale],
                f"{site.full / site.watched:.0f} times ({site.watched:.1f} s)",
            ),
            Target(
                f"{name}, at least {MIN_UNCHANGED_GAIN[site.scale]} times as fast if nothing has changed",
                site.full / site.nothing >= MIN_UNCHANGED_GAIN[site.scale],
                f"{site.full / site.nothing:.0f} times ({site.nothing:.1f} s)",
            ),
        ]
    return results
