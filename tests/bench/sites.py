"""Sample sites to measure: the demo lab of a given scale in a database of its own."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.bench.processes import run
from tests.running import NotAvailable, postgresql


@dataclass(frozen=True)
class Site:
    """A demo lab in a database."""

    database: str
    scale: int
    url: str
    environment: dict = field(repr=False)

    def run(self, *arguments: str) -> str:
        return run(self.environment, *arguments)

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)


def environment(folder: Path, url: str) -> dict:
    """Return the variables of a site that no .env file changes: it could name stores of a real site."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "labsite.settings",
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1,.localhost,testserver",
        "SITE_URL": "http://127.0.0.1",
        "HTTPS": "0",
        "HSTS_SECONDS": "0",
        "REQUIRE_SECOND_FACTOR": "",
        "BEHIND_PROXY": "0",
        "PAGE_CACHE": "1",
        "SPEED_LAYER": "1",
        "EMAIL_URL": "consolemail://",
        "LOG_LEVEL": "INFO",
        "PYTHONWARNINGS": "ignore",
    }


def without_layer(site: Site) -> Site:
    """Return the same site, to be served without the speed layer."""
    return replace(site, environment={**site.environment, "SPEED_LAYER": "0"})


def load(site: Site) -> Site:
    site.manage("migrate", "--verbosity", "0")
    site.manage("demo", "--scale", str(site.scale))
    if site.url.startswith("postgres"):
        # As autovacuum would do within a minute or two, perhaps in the middle of a measurement.
        with psycopg.connect(site.url, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")
    return site


#: Returns the URL of a new database for a site of this scale.
NewDatabase = Callable[[int], str]


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[tuple[NewDatabase, str]]:
    yield lambda scale: f"sqlite:///{folder}/scale-{scale}.sqlite3", f"SQLite {sqlite3.sqlite_version}"


@contextmanager
def postgresql_databases(folder: Path) -> Iterator[tuple[NewDatabase, str]]:
    """Databases on the server that the tests use as well; they are dropped afterwards."""
    with postgresql.server() as (url, description):
        created = []

        def new_database(scale: int) -> str:
            name = f"labsite_bench_{os.getpid()}_{scale}"
            administer(url, "CREATE DATABASE {}", name)
            created.append(name)
            return at_database(url, name)

        try:
            yield new_database, description
        finally:
            for name in created:
                with suppress(NotAvailable):  # the server has already ended
                    administer(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def at_database(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def administer(url: str, statement: str, name: str) -> None:
    try:
        with psycopg.connect(at_database(url, "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.Error as problem:
        raise NotAvailable(f"{statement.format(name)}: {' '.join(str(problem).split())}") from problem


DATABASES = {"sqlite": ("SQLite", sqlite_databases), "postgresql": ("PostgreSQL", postgresql_databases)}
