"""Fixtures of all tests, and the actors: visitor, member, lead, pi and admin.

An actor is a Django test client, signed in unless it is the visitor. ``member.person`` is the person in the
lab, ``member.user`` the account. Tests pass days as arguments (``on=``); code that reads the clock gets dates
in the distant past or future.
"""

import errno
import gc
import importlib
import os
import shutil
import string
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib import auth
from django.contrib.auth.models import update_last_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.storage import filesystem
from django.core.management.color import no_style
from django.core.management.commands import flush
from django.core.signals import request_finished
from django.db import connection, transaction
from django.middleware import csrf
from django.test import Client
from django.utils import timezone, translation
from django.utils.crypto import get_random_string

from core.outbox import queue
from people.groups import group_of
from people.models import Role
from tests import factories

# The same examples in each run, so that a failure is caused by the change, and no deadline, because machines
# may be busy. To search for new examples: pytest --hypothesis-profile=search
hypothesis.settings.register_profile("usual", max_examples=50, derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2000, deadline=None)
hypothesis.settings.load_profile("usual")

# A random token occasionally contains a short name that a test expects not to be on the page.
csrf.CSRF_ALLOWED_CHARS = "Z"

TESTS = Path(__file__).parent

#: Tests with one of these fixtures use the database, with or without the mark.
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "server",
    "stored",
    "rows_of_module",
    "full_lab",
}


def pytest_collection(session):
    """Import the test modules in another order than the other processes do, so that each compiles its share.

    pytest's compiler takes longer than most tests, and a process loads what another one has compiled. Modules
    compiled before are only imported earlier than usual. The garbage collector, which would find nothing and
    take half of the time, is off meanwhile.
    """
    gc.disable()
    config = session.config
    if not hasattr(config, "workerinput") or [Path(path).resolve() for path in config.args] != [TESTS]:
        return
    files = [path.relative_to(TESTS.parent).with_suffix("") for path in sorted(TESTS.rglob("test_*.py"))]
    modules = [".".join(file.parts) for file in files]
    place = int(config.workerinput["workerid"].removeprefix("gw")) / config.workerinput["workercount"]
    if os.environ.get("LABSITE_TEST_ONLY"):  # the second run, see tests/running
        place += 1 / 2 / config.workerinput["workercount"]
    first = int(place * len(modules))
    for module in modules[first:] + modules[:first]:
        importlib.import_module(module)


def pytest_collection_modifyitems(config, items):
    """Deselect tests without the database if LABSITE_TEST_ONLY=database (see ``tests/running``)."""
    if os.environ.get("LABSITE_TEST_ONLY") != "database":
        return
    uses = [
        bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames))
        and not item.get_closest_marker("any_database")
        for item in items
    ]
    config.hook.pytest_deselected(items=[item for item, used in zip(items, uses, strict=True) if not used])
    items[:] = [item for item, used in zip(items, uses, strict=True) if used]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Copy the migrated database if there is one; on PostgreSQL the setting TEMPLATE does so."""
    if copies_file():
        shutil.copyfile(django_settings.MIGRATED_DATABASE, connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Let Django use the copied file instead of a new one; the file is deleted with its folder."""
    return django_db_keepdb or copies_file()


def copies_file():
    return bool(django_settings.MIGRATED_DATABASE) and connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Set up the database, for tests that use it: others need none of the fixtures behind this one."""
    with fill_flushed_database(django_db_blocker):
        yield
    close_all_connections(django_db_blocker)


def close_all_connections(django_db_blocker):
    """Close the connections of live-server threads, because PostgreSQL does not drop a database in use."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.close()
            parameters = connection.get_connection_params()
            names = ("dbname", "user", "password", "host", "port")
            own = {name: parameters[name] for name in names if name in parameters}
            with psycopg.connect(**own, autocommit=True) as own_connection:
                own_connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def pytest_collection_finish():
    """Let the garbage collector pass over what lives until the end: modules and collected tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


@contextmanager
def fill_flushed_database(django_db_blocker):
    """Empty only tables that have rows in a flush, and fill the database with the rows of a new site.

    Truncating a hundred tables takes PostgreSQL longer than most tests, deleting a few rows hardly any time.

    The rows are content types, permissions and groups, whose handlers of ``post_migrate`` take ten times as
    long as emptying all tables and are therefore called once; and those that migrations have created.
    """
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    with django_db_blocker.unblock():
        migrated = {model: list(model._base_manager.all()) for model in models}
    rows, send_post_migrate = {}, flush.emit_post_migrate_signal

    def sql_to_empty(*_arguments, **_options):
        tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))
            filled = cursor.fetchone()
        return [f"DELETE FROM {table};" for table, has_rows in zip(tables, filled, strict=True) if has_rows]

    def fill(*arguments):
        if not rows:
            send_post_migrate(*arguments)
            handled = {model: list(model._base_manager.all()) for model in models}
            rows.update({model: handled[model] or migrated[model] for model in models})
            create({model: migrated[model] for model in models if not handled[model]})
        else:
            create({model: saved for model, saved in rows.items() if saved})
            ContentType.objects.clear_cache()  # a test may have used others, such as those of a backup

    def create(rows):
        with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are checked at the end
            for model, saved in rows.items():
                model._base_manager.bulk_create(saved)
            for sql in connection.ops.sequence_reset_sql(no_style(), list(rows)):
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", sql_to_empty)
        patch.setattr(flush, "emit_post_migrate_signal", fill)
        yield


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """Keep the rows of later module-scoped fixtures until the last test of the module.

    Changes by a test itself are rolled back after that test, as usual. A test that expects no rows but its
    own belongs in a module that does not use this fixture.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory):
    """``new_folder()`` returns the path of a folder that no other test has; it does not exist yet.

    Most tests store no file, and creating and deleting a folder takes longer than some of them.
    """
    root, numbers = tmp_path_factory.mktemp("files"), count(1)
    return lambda: root / str(next(numbers))


@pytest.fixture(autouse=True)
def isolate_test(settings, new_folder):
    """Keep files, cached values and the active language of a test from the next one."""
    folder = new_folder()
    settings.MEDIA_ROOT = folder / "media"
    settings.PRIVATE_ROOT = folder / "private"
    for name in django_settings.CACHES:
        caches[name].clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def send_emails_after_requests(monkeypatch):
    """Send the emails that a request has queued right after it, as the thread of the server does."""
    queued = []

    def send(**kwargs):
        if queued:
            queued.clear()
            queue.send_due_now()

    for module in ("core.outbox.queue", "accounts.password_reset"):
        monkeypatch.setattr(f"{module}.wake_after_commit", lambda: queued.append(True))
    request_finished.connect(send)
    yield
    request_finished.disconnect(send)


@pytest.fixture
def sources(httpserver, settings):
    """A local server in place of all publication sources; the test sets its responses."""
    settings.SOURCES = {name: httpserver.url_for(f"/{name}").rstrip("/") for name in django_settings.SOURCES}
    settings.SOURCES_TIMEOUT = 5
    return httpserver


@pytest.fixture
def full_disk(monkeypatch):
    """A disk on which only half of each stored file fits, until the test frees it."""
    disk = FullDisk(os.fdopen, filesystem.file_move_safe)
    monkeypatch.setattr(os, "fdopen", disk.open)
    monkeypatch.setattr(os, "fsync", disk.check)
    monkeypatch.setattr(filesystem, "file_move_safe", disk.move)
    return disk


class FullDisk:
    """What stands in for the system's functions that write files."""

    def __init__(self, fdopen, file_move):
        self.fdopen, self.file_move, self.is_full = fdopen, file_move, True

    def open(self, descriptor, mode="r", *args, **options):
        file = self.fdopen(descriptor, mode, *args, **options)
        return HalfFile(file, self) if "w" in mode and self.is_full else file

    def move(self, *args, **options):
        self.check()
        self.file_move(*args, **options)

    def check(self, *args, **options):
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")


class HalfFile:
    """A file that takes half of what is written to it."""

    def __init__(self, file, disk):
        self.file, self.disk = file, disk

    def write(self, content):
        self.file.write(content[: len(content) // 2])
        self.disk.check()

    def close(self):
        self.file.close()


class Actor(Client):
    """A test client with its account and its person."""

    def __init__(self, user=None, person=None):
        super().__init__()
        self.user, self.person = user, person
        if user:
            self.sign_in(user)

    def sign_in(self, user):
        """Sign in as ``force_login`` does, which needs fifteen queries and looks for an older session."""
        now, backend = timezone.now(), django_settings.AUTHENTICATION_BACKENDS[0]
        content = {
            auth.SESSION_KEY: str(user.pk),
            auth.BACKEND_SESSION_KEY: backend,
            auth.HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        session = Session(
            session_key=get_random_string(32, string.ascii_lowercase + string.digits),
            session_data=Session.objects.encode(content),
            expire_date=now + timedelta(seconds=django_settings.SESSION_COOKIE_AGE),
        )
        Session.objects.bulk_create([session])
        self.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
        if not user.last_login:
            update_last_login(None, user)


def actor(name, role=None, **user_fields):
    """Return a client with an account, and with a person in the lab if it has a role."""
    email = f"{name.split()[0].lower()}@example.org"
    user = factories.user(email, last_login=timezone.now(), **user_fields)
    person = factories.person(name, role=role, user=user, joined="2020-09") if role else None
    if role:
        user.groups.add(group_of(role))
    return Actor(user, person)


@pytest.fixture
def visitor(db):
    """A client that is not signed in."""
    return Actor()


@pytest.fixture
def member(db):
    """A PhD student with an account."""
    return actor("Mei Member", Role.PHD)


@pytest.fixture
def lead(db):
    """A PhD student who leads a team, which is ``lead.team``."""
    team_lead = actor("Leo Lead", Role.PHD)
    team_lead.team = factories.team("Team of Leo")
    factories.membership(team_lead.person, team_lead.team, start="2021-09", is_lead=True)
    return team_lead


@pytest.fixture
def pi(db):
    """The principal investigator."""
    return actor("Pia Principal", Role.PI)


@pytest.fixture
def admin(db):
    """The administrator of the site, who is not a member of the lab."""
    return actor("Adam Admin", is_staff=True, is_superuser=True)
