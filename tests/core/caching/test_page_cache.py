"""The page cache answers without making a page, and never with an old or a private one."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from core.caching import page_cache
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def page_cache_on(settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()


def people_page(client=None, **extra):
    return (client or Client()).get("/people/", **extra)


def test_a_kept_page_costs_one_query(django_assert_max_num_queries):
    made = people_page()
    with django_assert_max_num_queries(1):
        kept = people_page()
    assert kept.content == made.content
    assert dict(kept.items()) == dict(made.items())


def test_a_new_row_shows_at_once():
    people_page()
    factories.person("Ada Example")
    assert "Ada Example" in people_page().content.decode()


def test_a_bulk_update_shows_at_once():
    factories.person("Ada Example")
    people_page()
    Person.objects.update(name="Ada Changed")
    assert "Ada Changed" in people_page().content.decode()


def test_a_change_at_the_sql_prompt_shows_at_once():
    factories.person("Ada Example")
    people_page()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = 'Ada Typed'")
    assert "Ada Typed" in people_page().content.decode()


def test_a_deleted_row_is_gone_at_once():
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
    tables = {table for app in settings.CONTENT_APPS for table in page_cache.content_tables(app)}
    assert watched == tables
    assert "accounts_user" not in tables


def test_signing_in_leaves_the_version_alone():
    user = factories.user("ada@example.org")
    before = page_cache.content_version()
    Client().force_login(user)
    user.refresh_from_db()
    user.save()
    assert page_cache.content_version() == before


def test_a_changed_version_is_never_an_old_one_again():
    versions = {page_cache.content_version()}
    for number in range(5):
        factories.person(f"Ada Example {number}")
        versions.add(page_cache.content_version())
    assert len(versions) == 6


def test_a_visitor_with_a_session_is_not_shown_a_kept_page_and_leaves_none(visitor, member):
    people_page(member)
    assert not caches["pages"]._cache
    people_page(visitor)
    with_session = people_page(member)
    assert with_session.wsgi_request.user.is_authenticated


def test_light_and_dark_are_kept_apart():
    dark = Client()
    dark.cookies["theme"] = "dark"
    assert b'data-theme="dark"' not in people_page().content
    assert b'data-theme="dark"' in people_page(dark).content
    assert b'data-theme="dark"' not in people_page().content


def test_a_wild_theme_is_the_same_as_none():
    wild = Client()
    wild.cookies["theme"] = '"><script>'
    assert people_page(wild).content == people_page().content


def test_compressed_pages_are_only_for_those_who_take_them():
    packed = people_page(HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in people_page().headers
    assert people_page(HTTP_ACCEPT_ENCODING="gzip").content == packed.content


def test_the_two_languages_are_kept_apart():
    assert b'lang="en"' in people_page().content
    assert b'lang="zh-Hans"' in Client().get("/zh-hans/people/").content


def test_another_day_makes_the_page_anew(monkeypatch):
    people_page()
    kept = len(caches["pages"]._cache)
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: date(2031, 1, 1))
    people_page()
    assert len(caches["pages"]._cache) == kept + 1


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
def test_other_pages_are_not_kept(path):
    Client().get(path)
    assert not caches["pages"]._cache


def test_a_rolled_back_change_shows_nowhere():
    with transaction.atomic():
        factories.person("Ada Example")
        transaction.set_rollback(True)
    assert "Ada Example" not in people_page().content.decode()


@pytest.mark.parametrize("other_pool", [False, True])
def test_a_connection_that_was_ended_is_replaced(other_pool):
    if connection.vendor == "postgresql":
        people_page()
        if other_pool:
            connection.close()
            connection.close_pool()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    assert people_page().status_code == 200


def test_what_is_made_once_per_version_is_made_anew_after_a_change(rf):
    times = []

    def make():
        times.append(1)
        return len(times)

    def made():
        request = rf.get("/")
        request.content_version = page_cache.content_version()
        return page_cache.once_per_version(request, "test", make)

    assert made() == made()
    factories.person("Ada Example")
    assert made() == 2


def test_without_a_version_it_is_made_each_time(rf):
    times = []
    for _ in range(2):
        page_cache.once_per_version(rf.get("/"), "test", lambda: times.append(1))
    assert len(times) == 2


def test_the_first_request_of_a_worker_finds_the_version():
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    page_cache._own_line.kept = None
    assert people_page().status_code == 200
