"""The targets of ``make bench``, and the files that it counts as part of a page."""

import pytest

from tests.bench import targets
from tests.bench.first_view import Resources
from tests.bench.measuring import Comparison, Freshness, Measured, Row
from tests.bench.publishing import Published
from tests.bench.sites import Site


def measured(scale, *rows):
    return Measured(Site("SQLite", scale, "", {}), None, list(rows))


def row(page="home", queries=3, cold=(5.0, 6.0), not_modified=True):
    return Row(page, "/", queries, cold=list(cold), warm=[0.5, 0.6], not_modified=not_modified)


def failing(small, large):
    return [target.figures for target in targets.page_targets("SQLite", [small, large]) if not target.passed]


def test_good_figures_pass_every_target():
    assert failing(measured(1, row()), measured(10, row(cold=(6.0, 7.0)))) == []


@pytest.mark.parametrize(
    ("at_scale_10", "figures"),
    [
        (row(queries=4), ["home 3 and 4"]),
        (row(cold=(9.0, 9.0)), ["home 1.64 times"]),
        (row(not_modified=False), ["home at scale 10"]),
    ],
)
def test_page_that_is_worse_at_scale_10_fails_its_target(at_scale_10, figures):
    assert failing(measured(1, row()), measured(10, at_scale_10)) == figures


def test_too_many_queries_fail_at_any_scale():
    many = row(queries=14)
    assert failing(measured(1, many), measured(10, many)) == ["14 on home"]


def test_slow_pages_pass_as_long_as_they_do_not_grow():
    slow = row(cold=(150.0, 150.0))
    assert failing(measured(1, slow), measured(10, slow)) == []


@pytest.mark.parametrize(("gains", "passed"), [((1.0, 1.4, 3.0), True), ((1.2, 1.2, 3.0), False)])
def test_speed_layer_is_judged_by_the_median_page(gains, passed):
    assert targets.layer_target("SQLite", dict(zip("abc", gains, strict=True))).passed is passed


def test_only_the_worst_of_many_failures_are_named():
    assert targets.listed([(1, "a"), (4, "b"), (2, "c"), (3, "d")], "none") == "b, d, c and 1 more"


def test_page_cache_is_compared_with_the_bare_view_pair_by_pair():
    noisy = Comparison(cached=[85, 9, 700], bare=[100, 10, 2000])
    assert noisy.ratio == 0.85
    assert targets.comparison_target("SQLite", noisy).passed
    slower = Comparison(cached=[75, 8, 75], bare=[100, 10, 100])
    assert [targets.comparison_target(name, slower).passed for name in ("SQLite", "PostgreSQL")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(("stale", "workers"), [(1, 2), (0, 1)])
def test_freshness_fails_for_a_stale_page_or_an_untested_worker(stale, workers):
    assert not Freshness(200, 3200, stale, workers).passed


def test_table_has_a_line_for_each_page():
    lines = targets.table(measured(1, row(), row("people"))).splitlines()
    assert [line.split()[0] for line in lines] == ["SQLite,", "page", "home", "people"]
    assert len({len(line) for line in lines[1:]}) == 1


def test_files_that_a_browser_loads_for_a_page_are_listed():
    page = Resources()
    page.feed(
        '<link rel="stylesheet" href="/a.css"><link rel="canonical" href="https://example.org/">'
        '<script type="module" src="/a.js"></script><script src="/b.js"></script>'
        '<img src="/c.webp" srcset="/c.webp 1x, https://example.org/d.webp 2x">'
    )
    assert page.urls == ["/a.css", "/a.js", "/b.js"]
    assert page.blocking == ["/a.css", "/b.js"]
    assert page.pictures == ["/c.webp", "/c.webp", "https://example.org/d.webp"]


@pytest.mark.parametrize(
    ("measured", "failing"),
    [
        ({}, []),
        ({"full": 60}, ["rate"]),
        ({"edit": 5.5}, ["edit"]),
        ({"watched": 2.6}, ["watched"]),
        ({"nothing": 1.8}, ["nothing"]),
    ],
)
def test_publishing_is_compared_with_the_test_client_and_with_a_full_release(measured, failing):
    seconds = {"full": 20, "edit": 2, "nothing": 1, "watched": 1, **measured}
    published = Published(1, pages=1000, client=16, files=4000, **seconds)
    names = ("rate", "edit", "watched", "nothing")
    results = targets.publishing_targets([published])
    assert [name for name, target in zip(names, results, strict=True) if not target.passed] == failing
