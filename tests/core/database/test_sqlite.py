"""SQLite while another process holds the write lock."""

import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from core.database.waits import REQUEST, Waits, waiting
from people.models import Person
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite"),
]

IMPATIENT = Waits(lock=0.05)


@contextmanager
def write_lock():
    """Hold the lock of a writer, like another process with a long transaction."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def in_new_thread(action):
    """Return what ``action()`` returns in a thread that has no database connection yet."""
    results = []

    def run():
        with waiting(IMPATIENT):
            try:
                results.append(action())
            finally:
                connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return results[0]


def test_first_page_of_a_thread_is_served_while_another_process_writes():
    factories.person("Ada Example")
    with write_lock():
        page = in_new_thread(lambda: Client().get("/people/ada-example/"))
    assert page.status_code == 200


def test_locked_database_is_not_taken_for_a_database_without_json():
    with write_lock():
        assert in_new_thread(lambda: connection.features.supports_json_field)


def test_no_feature_of_sqlite_is_found_out_in_a_transaction():
    """A feature that Django adds later would be remembered wrongly in the same way."""
    features = type(connection.features)(connection)
    with write_lock(), waiting(IMPATIENT), transaction_fails() as attempts:
        for name in dir(features):
            getattr(features, name)
    assert attempts == []


@contextmanager
def transaction_fails():
    """Collect the statements that begin a transaction."""
    attempts = []

    def note(execute, sql, params, many, context):
        if sql.startswith(("BEGIN", "SAVEPOINT")):
            attempts.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield attempts


def test_writer_gives_up_after_the_wait_and_succeeds_later():
    person = factories.person("Ada Example")

    def rename(name):
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(name=name)

    def rename_and_fail():
        with pytest.raises(OperationalError, match="locked"):
            rename("Ada Locked")
        return True

    with write_lock():
        assert in_new_thread(rename_and_fail)
    in_new_thread(lambda: rename("Ada Later"))
    person.refresh_from_db()
    assert person.name == "Ada Later"


def test_pages_wait_less_than_two_seconds_for_a_lock():
    def timeout():
        with waiting(REQUEST), connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            return cursor.fetchone()[0]

    assert in_new_thread(timeout) == REQUEST.lock * 1000 < 2000
