"""Create the search indexes after migrations, and drop them on SQLite while migrations run."""

import logging
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError, connections, models, router

from core.search import postgresql_index, sqlite_index
from core.search.fields import search_field_of

logger = logging.getLogger(__name__)

INSTALLERS = {"postgresql": postgresql_index.install, "sqlite": sqlite_index.install}


def install_search_indexes(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Create the index of each model of an app that has a SearchTextField. Receives ``post_migrate``.

    Cheap if the indexes exist. If the database or its role cannot create one, a warning is logged and
    search works without it, more slowly.
    """
    for model in sender.get_models():
        if router.allow_migrate_model(using, model) and model._meta.can_migrate(connections[using]):
            install_search_index(model, using)


def install_search_index(model: type[models.Model], using: str) -> None:
    """Create the search index of a model, if it has a SearchTextField and its table exists."""
    install = INSTALLERS.get(connections[using].vendor)
    field = search_field_of(model)
    if not install or not field or field.model is not model:  # proxy and child models use the parent's index
        return
    try:
        install(field, connections[using])
    except DatabaseError as error:
        logger.warning("No search index for %s, search will be slower: %s", model._meta.label, error)


def drop_search_indexes(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Drop the indexes on SQLite if there are migrations to run. Receives ``pre_migrate``.

    SQLite refuses to drop or rename a column that a trigger names. ``install_search_indexes`` rebuilds the
    indexes afterwards (2 s for 10,000 papers).
    """
    connection = connections[using]
    if connection.vendor == "sqlite" and plan:
        sqlite_index.drop_all(connection)
