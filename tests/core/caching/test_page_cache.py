"""The page cache serves pages without rendering them, and never a stale or a private one."""

from datetime import timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.caching import content_version, once_per_version, version
from core.caching.middleware import page_store
from core.caching.triggers import content_tables, install_triggers
from core.models import ContentVersion
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def page_cache_on(settings):
    settings.PAGE_CACHE = True
    page_store.clear()


def people_page(client=None, **extra):
    return (client or Client()).get("/people/", **extra)


def test_stored_page_costs_one_query(django_assert_max_num_queries):
    rendered = people_page()
    with django_assert_max_num_queries(1):
        stored = people_page()
    assert stored.content == rendered.content
    assert dict(stored.items()) == dict(rendered.items()) | {"X-Request-ID": stored["X-Request-ID"]}


def test_a_new_row_appears_immediately():
    people_page()
    factories.person("Ada Example")
    assert "Ada Example" in people_page().content.decode()


def test_a_bulk_update_appears_immediately():
    factories.person("Ada Example")
    people_page()
    Person.objects.update(name="Ada Changed")
    assert "Ada Changed" in people_page().content.decode()


def test_a_change_at_the_sql_prompt_appears_immediately():
    factories.person("Ada Example")
    people_page()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = 'Ada Typed'")
    assert "Ada Typed" in people_page().content.decode()


def test_a_deleted_row_disappears_immediately():
    person = factories.person("Ada Example")
    people_page()
    person.delete()
    assert "Ada Example" not in people_page().content.decode()


def test_every_content_table_changes_the_version(settings):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'content_write%'")
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE name LIKE 'content_insert%'")
        watched = {row[0] for row in cursor.fetchall()}
    tables = {table for app in settings.CONTENT_APPS for table in content_tables(app)}
    assert watched == tables
    assert "accounts_user" not in tables


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="on PostgreSQL, triggers call a function")
def test_triggers_of_an_earlier_version_are_replaced():
    name = "content_update_people_person"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(f"CREATE TRIGGER {name} AFTER UPDATE ON people_person BEGIN SELECT 1; END")
    install_triggers(apps.get_app_config("people"), "default")
    with CaptureQueriesContext(connection) as queries:
        install_triggers(apps.get_app_config("people"), "default")
    assert len(queries) == 2  # those that look for tables and triggers
    factories.person("Ada Example")
    before = content_version()
    Person.objects.update(name="Ada Changed")
    assert content_version() != before and ContentVersion.objects.get().changed

    user = factories.user("ada@example.org")
    before = content_version()
    Client().force_login(user)
    user.refresh_from_db()
    user.save()
    assert content_version() == before


def test_versions_never_repeat():
    versions = {content_version()}
    for number in range(5):
        factories.person(f"Ada Example {number}")
        versions.add(content_version())
    assert len(versions) == 6
    assert abs(timezone.now() - ContentVersion.objects.get().changed) < timedelta(minutes=1)


def test_signed_in_visitor_neither_gets_nor_stores_a_page(visitor, member):
    people_page(member)
    assert len(page_store) == 0
    people_page(visitor)
    with_session = people_page(member)
    assert with_session.wsgi_request.user.is_authenticated


def test_light_and_dark_pages_are_stored_separately():
    dark = Client()
    dark.cookies["theme"] = "dark"
    assert b'data-theme="dark"' not in people_page().content
    assert b'data-theme="dark"' in people_page(dark).content
    assert b'data-theme="dark"' not in people_page().content


def test_unknown_theme_counts_as_none():
    wild = Client()
    wild.cookies["theme"] = '"><script>'
    assert people_page(wild).content == people_page().content


def test_compressed_pages_go_only_to_clients_that_accept_them():
    packed = people_page(HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in people_page().headers
    assert people_page(HTTP_ACCEPT_ENCODING="gzip").content == packed.content


def test_languages_are_stored_separately():
    assert b'lang="en"' in people_page().content
    assert b'lang="zh-Hans"' in Client().get("/zh-hans/people/").content


def test_another_day_renders_the_page_anew(monkeypatch):
    people_page()
    today = timezone.now()
    monkeypatch.setattr(version.timezone, "now", lambda: today + timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        people_page()
    assert len(queries) > 1


@pytest.mark.parametrize("times", [0, 1])
def test_an_unchanged_page_answers_304(times):
    for _ in range(times):
        people_page()
    etag = people_page().headers["ETag"]
    unchanged = people_page(HTTP_IF_NONE_MATCH=etag)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    factories.person("Ada Example")
    assert people_page(HTTP_IF_NONE_MATCH=etag).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/no-such-page/", "/healthz", f"/people/?x={'y' * 300}"])
def test_other_pages_are_not_stored(path):
    Client().get(path)
    assert len(page_store) == 0


def test_rolled_back_change_does_not_appear():
    with transaction.atomic():
        factories.person("Ada Example")
        transaction.set_rollback(True)
    assert "Ada Example" not in people_page().content.decode()


@pytest.mark.parametrize("path", ["/people/", "/people/?page=2", "/accounts/login/"])
def test_connection_ended_by_the_server_is_replaced(client, path):
    people_page()
    client.get(path)
    if connection.vendor == "postgresql":
        end_connection()
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200


def test_connection_that_django_has_replaced_is_not_asked_again():
    people_page()
    connection.close()
    Person.objects.count()
    assert people_page().status_code == 200


def end_connection():
    """End the connection of this thread, as a restart of the server does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process_id,) = cursor.fetchone()
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{name: parameters[name] for name in names if name in parameters}) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [process_id])  # waits until it has ended


def test_value_computed_once_per_version_is_computed_again_after_a_change(rf):
    times = []

    def compute():
        times.append(1)
        return len(times)

    def value():
        request = rf.get("/")
        request.content_version = content_version()
        return once_per_version(request, "test", compute)

    assert value() == value()
    factories.person("Ada Example")
    assert value() == 2


def test_value_without_a_version_is_computed_each_time(rf):
    times = []
    for _ in range(2):
        once_per_version(rf.get("/"), "test", lambda: times.append(1))
    assert len(times) == 2


def test_the_first_request_of_a_worker_finds_the_version():
    connection.close()
    version._open.cursor = None
    assert people_page().status_code == 200


@pytest.mark.parametrize("path", ["/static/labsite/labsite.css", "/media/none.webp", "/healthz", "/theme/"])
def test_path_that_is_never_cached_does_not_ask_for_the_version(path, monkeypatch):
    asked = []
    monkeypatch.setattr(version, "_read_value", asked.append)
    people_page()
    assert len(asked) == 1
    Client().get(path)
    assert len(asked) == 1


def test_page_is_rendered_without_the_cache_while_the_version_cannot_be_read(monkeypatch):
    def fail(*args):
        raise OperationalError("away")

    monkeypatch.setattr(version, "_read_value", fail)
    assert people_page().status_code == 200
