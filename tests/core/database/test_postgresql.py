"""PostgreSQL that is slow, locked, silent or gone: nothing waits for long, and everything recovers."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import psycopg
import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from core.database import availability
from core.database.postgresql.connecting import WatchedConnection, connect_within
from core.database.waits import COMMAND, Waits, waiting
from tests.core.database.proxy import proxy_to

SHORT = Waits(lock=0.1, connect=0.3, reply=0.1, check=0.3)
#: For a server that does answer: the machine may be busy.
PATIENT = replace(SHORT, connect=30, check=30)
needs_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs the server")


@pytest.fixture(autouse=True)
def forget_failures(monkeypatch):
    monkeypatch.setattr(WatchedConnection, "availability", availability.Availability())
    monkeypatch.setattr(availability, "PAUSE", 0.05)


@contextmanager
def within(seconds):
    """Fail if it takes longer. By itself, psycopg waits at least two seconds for a connection."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


@contextmanager
def silent_server():
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield {"host": "127.0.0.1", "port": listener.getsockname()[1], "dbname": "any", "user": "any"}


def connect_fails(parameters, seconds=SHORT.connect):
    with pytest.raises(psycopg.OperationalError):
        WatchedConnection.open(parameters, seconds)


def test_connecting_to_a_silent_server_is_given_up():
    with silent_server() as parameters, within(1.8):
        connect_fails(parameters)


def test_twelve_requests_at_once_do_not_wait_one_after_the_other(monkeypatch):
    monkeypatch.setattr(availability, "PAUSE", 60)
    with silent_server() as parameters, within(6), ThreadPoolExecutor(4) as threads:
        list(threads.map(connect_fails, [parameters] * 12, [1] * 12))


def test_command_waits_as_long_as_its_settings_say():
    with silent_server() as parameters:
        start = time.monotonic()
        with pytest.raises(psycopg.OperationalError):
            WatchedConnection.open({**parameters, "connect_timeout": 2}, COMMAND.connect)
        assert time.monotonic() - start > 1.5


def test_connection_that_comes_too_late_is_closed_and_ends_the_pause():
    class Slow:
        is_closed = False

        def close(self):
            self.is_closed = True

    slow, go, noted = Slow(), Event(), Event()

    def connect():
        go.wait(5)
        return slow

    with pytest.raises(psycopg.OperationalError):
        connect_within(0.01, connect, noted.set)
    go.set()
    assert noted.wait(5)
    for thread in threading.enumerate():
        if thread.name == "connect to PostgreSQL":
            thread.join(5)
    assert slow.is_closed


# ---- with a server --------------------------------------------------------------------------------


@pytest.fixture
def proxy(db):
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    with proxy_to(host, settings["PORT"] or settings["OPTIONS"].get("port", "")) as proxy:
        yield proxy


@pytest.fixture
def through_proxy(proxy):
    """A Django connection to the test database through the proxy."""
    settings = connection.settings_dict
    options = {name: value for name, value in settings["OPTIONS"].items() if name not in ("host", "port")}
    address = {"HOST": "127.0.0.1", "PORT": proxy.port, "OPTIONS": options}
    own = ConnectionHandler({"default": {**settings, **address}})["default"]
    with waiting(PATIENT):
        own.ensure_connection()
    with waiting(SHORT):
        yield own
        own.close()


def select(own, sql="SELECT 1"):
    with own.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@needs_postgresql
def test_statement_fails_when_the_server_falls_silent(proxy, through_proxy):
    select(through_proxy)
    proxy.silent = True
    with within(1.8), pytest.raises(OperationalError):
        select(through_proxy)


@needs_postgresql
def test_statement_fails_when_a_pooler_answers_for_a_server_that_is_away(proxy, through_proxy):
    select(through_proxy)
    proxy.forwards_logins_only = True
    with within(1.8), pytest.raises(OperationalError):
        select(through_proxy)
    through_proxy.close()
    with within(1.8), pytest.raises(OperationalError):
        select(through_proxy)


@needs_postgresql
def test_connection_recovers_when_the_server_answers_again(proxy, through_proxy):
    select(through_proxy)
    proxy.silent = True
    with pytest.raises(OperationalError):
        select(through_proxy)
    proxy.silent = False
    time.sleep(0.1)
    with waiting(PATIENT):
        through_proxy.close_if_unusable_or_obsolete()
        assert select(through_proxy) == 1


@needs_postgresql
def test_slow_statement_is_waited_for_while_the_server_is_there(through_proxy):
    with waiting(PATIENT):
        assert select(through_proxy, "SELECT 1 FROM pg_sleep(0.4)") == 1


@needs_postgresql
def test_page_waits_for_a_lock_no_longer_than_it_may(through_proxy):
    with psycopg.connect(**{**through_proxy.get_connection_params(), "options": ""}) as other:
        other.execute("SELECT pg_advisory_xact_lock(4711)")
        with within(10), pytest.raises(OperationalError, match="lock timeout"):
            select(through_proxy, "SELECT pg_advisory_xact_lock(4711)")


@needs_postgresql
def test_page_has_its_queries_planned_only_once_on_each_connection(through_proxy):
    assert select(through_proxy, "SHOW plan_cache_mode") == "force_generic_plan"


@needs_postgresql
def test_pooler_gets_no_settings_of_a_connection(through_proxy):
    through_proxy.settings_dict["OPTIONS"]["prepare_threshold"] = None
    assert "options" not in through_proxy.get_connection_params()
