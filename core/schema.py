"""The state of the database schema: which migrations are applied, which are missing, which are foreign.

Read from the table ``django_migrations`` and from the migration files of the project's own apps
(``settings.PROJECT_APPS``). Database errors are raised to the caller.
"""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Migration = tuple[str, str]  # app label, name: ("people", "0001_initial")


@dataclass(frozen=True)
class SchemaState:
    """The project's migrations in one database, each list in alphabetical order."""

    applied: list[Migration]
    #: Shipped with this version but not applied: run ``manage.py migrate``.
    pending: list[Migration]
    #: Applied but not shipped with this version: the database belongs to another version.
    unknown: list[Migration]


def schema_state(connection: BaseDatabaseWrapper) -> SchemaState:
    """Return which of the project's migrations are applied, pending and unknown."""
    applied, shipped = _applied(connection), _shipped()
    return SchemaState(sorted(applied), sorted(shipped - applied), sorted(applied - shipped))


def _applied(connection: BaseDatabaseWrapper) -> set[Migration]:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(app, name) for app, name in cursor.fetchall() if app in settings.PROJECT_APPS}


def _shipped() -> set[Migration]:
    return {(app, name) for app in settings.PROJECT_APPS for name in _migration_names(app)}


def _migration_names(app: str) -> list[str]:
    spec = find_spec(f"{app}.migrations")
    folders = spec.submodule_search_locations if spec else None
    return [module.name for module in pkgutil.iter_modules(folders)] if folders else []


def check_database_version(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """System check: refuse a database that holds migrations of another version of Labsite.

    ``manage.py migrate`` runs it before it changes anything, so such a database is never half-migrated.
    """
    errors: list[CheckMessage] = []
    for alias in databases or []:
        if unknown := schema_state(connections[alias]).unknown:
            names = ", ".join(f"{app}.{name}" for app, name in unknown[:5])
            more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
            errors.append(
                Error(
                    f"This database belongs to another version of Labsite: it holds {names}{more}, "
                    "which this version does not have. Nothing was changed.",
                    hint="A database from before version 0.2.0 cannot be upgraded: start with an empty one. "
                    "A database of a newer version needs the code of that version (docs/operate.md).",
                    id="core.E001",
                )
            )
    return errors
