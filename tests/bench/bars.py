"""The tables, and the bars that the figures are held against."""

from dataclasses import dataclass

from tests.bench.first_view import FirstView
from tests.bench.measuring import Comparison, Freshness, Measured, percentile

MOST_QUERIES = 12
MOST_GROWTH = 1.3  # of the p50 of a page made anew, from the smallest scale to the largest
MOST_MILLISECONDS = 15
LEAST_SHARE_OF_BARE = 0.6
MOST_FIRST_VIEW = 150 * 1024

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
class Bar:
    """Something that must hold, and what was found."""

    text: str
    passed: bool
    found: str

    def __str__(self):
        return f"{'ok  ' if self.passed else 'FAIL'}  {self.text}: {self.found}"


def table(measured: Measured) -> str:
    """Returns the table of one site."""
    lines = [
        f"{measured.site.database}, scale {measured.site.scale}".ljust(46)
        + "------- made anew ---------   - from the page cache -",
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
    """Returns by how much the p50 of each page made anew is larger on the large site."""
    return [after.p50 / before.p50 for before, after in zip(small.rows, large.rows, strict=True)]


def listed(failures: list[tuple[float, str]], otherwise: str) -> str:
    """Returns the worst failures in words."""
    worst = [text for _by, text in sorted(failures, reverse=True)]
    more = f" and {len(worst) - 3} more" if len(worst) > 3 else ""
    return ", ".join(worst[:3]) + more if worst else otherwise


def page_bars(database: str, measured: list[Measured]) -> list[Bar]:
    """Returns what must hold for every page, on one database; the sites are ordered by scale."""
    small, large = measured[0], measured[-1]
    rows = [(one.site.scale, row) for one in measured for row in one.rows]
    most = max(rows, key=lambda pair: pair[1].queries)
    slowest = max(rows, key=lambda pair: pair[1].p50)
    changed = [
        (abs(before.queries - after.queries), f"{before.page} {before.queries} and {after.queries}")
        for before, after in zip(small.rows, large.rows, strict=True)
        if before.queries != after.queries
    ]
    grown = growth(small, large)
    too_much = [
        (by, f"{row.page} {by:.2f} times")
        for row, by in zip(large.rows, grown, strict=True)
        if by > MOST_GROWTH
    ]
    too_slow = [
        (row.p50, f"{row.page} {row.p50:.1f} at scale {scale}")
        for scale, row in rows
        if row.p50 >= MOST_MILLISECONDS
    ]
    sent_again = [(scale, f"{row.page} at scale {scale}") for scale, row in rows if not row.not_modified]
    scales = f"scale {small.site.scale} and {large.site.scale}"
    return [
        Bar(
            f"{database}, at most {MOST_QUERIES} queries",
            most[1].queries <= MOST_QUERIES,
            f"{most[1].queries} on {most[1].page}",
        ),
        Bar(f"{database}, as many queries at {scales}", not changed, listed(changed, "all pages")),
        Bar(
            f"{database}, p50 of a page made anew grows at most {MOST_GROWTH} times between {scales}",
            not too_much,
            listed(too_much, f"at most {max(grown):.2f} times"),
        ),
        Bar(
            f"{database}, p50 of a page made anew below {MOST_MILLISECONDS} ms",
            not too_slow,
            listed(too_slow, f"at most {slowest[1].p50:.1f} ms on {slowest[1].page}"),
        ),
        Bar(f"{database}, conditional GET gives 304", not sent_again, listed(sent_again, "all pages")),
    ]


def comparison_bar(database: str, found: Comparison) -> Bar:
    low, high = found.ratios[0], found.ratios[-1]
    return Bar(
        f"{database}, page cache at least {LEAST_SHARE_OF_BARE:.0%} of a bare view",
        found.ratio >= LEAST_SHARE_OF_BARE,
        f"{found.ratio:.0%} (median of {len(found.ratios)} pairs from {low:.0%} to {high:.0%}; "
        f"{max(found.cached):,.0f} and {max(found.bare):,.0f} requests/s at best)",
    )


def freshness_bar(database: str, found: Freshness) -> Bar:
    return Bar(
        f"{database}, no stale page",
        found.passed,
        f"{found.stale} of {found.responses:,} responses from {found.workers} workers "
        f"around {found.changes} changes",
    )


def first_view_bars(view: FirstView) -> list[Bar]:
    parts = ", ".join(f"{path.rpartition('/')[2] or path} {size:,}" for path, size in view.sizes.items())
    return [
        Bar(
            f"First view of the home page without photos at most {MOST_FIRST_VIEW // 1024} KB",
            view.total <= MOST_FIRST_VIEW,
            f"{view.total / 1024:.1f} KB ({parts})",
        ),
        Bar(
            "Nothing from another host",
            not view.other_hosts,
            ", ".join(sorted(view.other_hosts)) or "nothing",
        ),
        Bar(
            "Nothing blocks rendering but one style sheet",
            len(view.blocking) == 1 and view.blocking[0].endswith(".css"),
            ", ".join(view.blocking) or "nothing",
        ),
    ]
