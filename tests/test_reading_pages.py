"""Pages that are only read write nothing, so that they are served while another process writes.

On SQLite a transaction takes the write lock of the whole database, even to read.
"""

import pytest
from django.db import connection
from django.urls import reverse

from tests.test_permissions import ADMIN_URLS, ROLES, TABLE, clients

# Not in a transaction of the test, since some code uses one only inside of another.
pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["clients"]  # a fixture

#: Pages that have to write.
WRITING = {
    "proposal-preview",  # publishes the proposal in a transaction that is rolled back
    "applications-csv",  # the audit log records the export
    "cvs-zip",  # logs who has seen a CV
    "application-cv",
    "application",  # counts as read; served in any case
}


def locking_statements(client, url):
    """Return the statements of a GET request that need the write lock of SQLite."""
    statements = []

    def note(execute, sql, params, many, context):
        if not sql.lstrip("( \n").startswith(("SELECT", "WITH", "EXPLAIN", "PRAGMA")):
            statements.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(url).getvalue()
    return statements


def test_reading_a_page_needs_no_write_lock(clients):
    pages = []
    for name, (arguments, status_of_role) in TABLE.items():
        roles = [role for role in ROLES if status_of_role[role] == 200]
        pages += [(name, reverse(name, args=arguments), role) for role in {*roles[:1], *roles[-1:]}]
    pages += [(name, reverse(name), "admin") for name in ADMIN_URLS if name.endswith(("_changelist", "_add"))]
    writes = {
        f"{name} {role}": statements
        for name, url, role in pages
        if name not in WRITING and (statements := locking_statements(clients[role], url))
    }
    assert writes == {}
