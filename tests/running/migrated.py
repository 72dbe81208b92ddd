"""A migrated database that each test process copies, because migrating takes longer than a hundred tests.

``python -m tests.running.migrated NAME`` creates it next to the database in ``DATABASE_URL``.
"""

import os
import secrets
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

VARIABLE = "LABSITE_TEST_MIGRATED"


def new_name(url: str) -> str:
    """Return the name of a database that does not exist: the path of a file for SQLite."""
    token = secrets.token_hex(4)
    return f"{urlsplit(url).path}.{token}" if is_sqlite(url) else f"test_migrated_{token}"


def start(url: str, name: str) -> subprocess.Popen:
    """Start to create and migrate the database, and return the process."""
    command = [sys.executable, "-m", "tests.running.migrated", name]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})


def drop(url: str, name: str) -> None:
    """Drop the database, which the file of SQLite does not need: its folder is deleted."""
    if not is_sqlite(url):
        with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:")


def create(name: str) -> None:
    """Create and migrate the database as Django does before tests."""
    import django  # imported here because only the command needs the settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


if __name__ == "__main__":
    create(sys.argv[1])
