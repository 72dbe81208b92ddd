"""Pages that are only read open, and write nothing, so that they are served while another process writes.

On SQLite a transaction takes the write lock of the whole database, even to read.
"""

import pytest
from django.db import connection
from django.urls import reverse

from tests import permission_clients
from tests.permission_table import ADMIN_URLS, ROLES, TABLE

# Not in a transaction of the test, since some code uses one only inside of another.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
clients = permission_clients.clients

#: Pages that have to write.
WRITING = {
    "proposal-preview",  # publishes the proposal in a transaction that is rolled back
    "applications-csv",  # the audit log records the export
    "cvs-zip",  # logs who has seen a CV
    "application-cv",
    "application",  # counts as read; served in any case
}


def locking_statements(client, url):
    """Open a page, and return the statements of the request that need the write lock of SQLite."""
    statements = []

    def note(execute, sql, params, many, context):
        if not sql.lstrip("( \n").startswith(("SELECT", "WITH", "EXPLAIN", "PRAGMA")):
            statements.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = client.get(url, follow=True)
        response.getvalue()
        assert response.status_code in (200, 403), url  # no rows are added to read-only models in the admin
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
        if (statements := locking_statements(clients[role], url)) and name not in WRITING
    }
    assert writes == {}
