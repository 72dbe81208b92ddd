"""What every test stands on, and the cast: visitor, member, lead, pi and admin.

Each of the cast is a Django test client, signed in where the role says so. ``member.person`` is the
person in the lab, ``member.user`` the account. There is no "today" here: days are handed in (``on=``),
and what looks at the clock has dates long ago or far ahead.
"""

import os

import hypothesis
import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.middleware import csrf
from django.test import Client
from django.utils import translation

from people.groups import set_group
from people.models import Role
from tests import factories

# The same examples each time, so that a run that fails is about the change; however long one takes on a busy
# machine. To look for new ones: pytest --hypothesis-profile=search
hypothesis.settings.register_profile("usual", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2000, deadline=None)
hypothesis.settings.load_profile("usual")

# A token of letters by chance has a short name in it now and then, which a test says not to be on the page.
csrf.CSRF_ALLOWED_CHARS = "Z"

#: Who asks for one of these uses the database, with or without the mark.
OF_THE_DATABASE = {"db", "transactional_db", "live_server", "server", "stored", "rows_of_module", "full_lab"}


def pytest_collection_modifyitems(config, items):
    """Leaves out what does not depend on the database, where it was tried with another (tests/running)."""
    if os.environ.get("LABSITE_TEST_ONLY") != "database":
        return
    uses = [
        bool(item.get_closest_marker("django_db") or OF_THE_DATABASE & set(item.fixturenames))
        and not item.get_closest_marker("looks")
        for item in items
    ]
    config.hook.pytest_deselected(items=[item for item, used in zip(items, uses, strict=True) if not used])
    items[:] = [item for item, used in zip(items, uses, strict=True) if used]


@pytest.fixture(scope="session", autouse=True)
def no_connection_left(django_db_setup, django_db_blocker):
    """Ends what threads of a live server still hold: PostgreSQL does not drop a database in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.close()
            known = connection.get_connection_params()
            own = {
                name: known[name] for name in ("dbname", "user", "password", "host", "port") if name in known
            }
            with psycopg.connect(**own, autocommit=True) as last:
                last.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    """Leaves nothing behind for the next test: no file, no cached value, no language."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MIDDLEWARE = ["tests.n_plus_one.no_n_plus_one", *settings.MIDDLEWARE]
    for name in django_settings.CACHES:
        caches[name].clear()
    with translation.override("en"):
        yield


@pytest.fixture
def sources(httpserver, settings):
    """A server that answers as all the sources do, as the test tells it to."""
    settings.SOURCES = {name: httpserver.url_for(f"/{name}").rstrip("/") for name in django_settings.SOURCES}
    settings.SOURCES_TIMEOUT = 5
    return httpserver


class Actor(Client):
    """A client that knows whose it is."""

    def __init__(self, user=None, person=None):
        super().__init__()
        self.user, self.person = user, person
        if user:
            self.force_login(user)


def actor(name, role=None, **user_fields):
    """Someone with an account, and with a place in the lab where there is a role."""
    user = factories.user(f"{name.split()[0].lower()}@example.org", **user_fields)
    person = factories.person(name, role=role, user=user, joined="2020-09") if role else None
    if role:
        set_group(user, role)
    return Actor(user, person)


@pytest.fixture
def visitor(db):
    """Anybody, not signed in."""
    return Actor()


@pytest.fixture
def member(db):
    """A PhD student with an account."""
    return actor("Mei Member", Role.PHD)


@pytest.fixture
def lead(db):
    """A PhD student who leads a team, which is ``lead.team``."""
    leading = actor("Leo Lead", Role.PHD)
    leading.team = factories.team("Team of Leo")
    factories.membership(leading.person, leading.team, start="2021-09", is_lead=True)
    return leading


@pytest.fixture
def pi(db):
    """The principal investigator."""
    return actor("Pia Principal", Role.PI)


@pytest.fixture
def admin(db):
    """Keeps the site running; not a member of the lab."""
    return actor("Adam Admin", is_staff=True, is_superuser=True)
