"""The number of queries of a page is the same for 1 row and for 30."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.views.full_lab import EVERYTHING, both, make_full_lab

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MAX_QUERIES = 12
FILTERED = both(
    [
        "/people/?role=phd&team=engines",
        "/people/bob-before/publications/?style=ieee&group=kind",
        "/publications/?q=engines&year=2025&kind=conference&venue=exb&topic=topic-0&team=engines&person=ada-example",
        "/publications/?person=bob-before&order=selected",
        "/publications/?project=steam&grant=yarn",
        "/publications/feed/?person=bob-before&team=engines",
        "/publications/export.bib?person=bob-before&team=engines",
        "/projects/?topic=topic-0&team=engines&person=ada-example",
        "/news/?kind=other&person=ada-example",
        "/search/?q=e",
        "/search/?q=engines+ada",
    ]
)
PATHS = [*EVERYTHING, *FILTERED, "/no-such-page/", "/zh-hans/people/nobody/"]


@pytest.fixture(scope="module")
def queries(django_db_setup, django_db_blocker):
    """Return the SQL queries of each page, by number of rows (1 and 30) and path."""
    queries_by_page = {}
    with django_db_blocker.unblock():
        Client().get("/")  # the first request also queries the features of the database
        for rows in (1, 30):
            with transaction.atomic():
                make_full_lab(rows)
                for path in PATHS:
                    with CaptureQueriesContext(connection) as captured:
                        Client().get(path)
                    queries_by_page[rows, path] = [query["sql"] for query in captured]
                transaction.set_rollback(True)
    return queries_by_page


@pytest.mark.parametrize("path", PATHS)
def test_page_needs_the_same_few_queries_for_1_row_and_for_30(queries, path):
    few, many = queries[1, path], queries[30, path]
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= MAX_QUERIES, "\n".join(many)
