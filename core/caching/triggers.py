"""Database triggers that change the content version with every change of content.

Triggers see every writer: a form, a bulk update, a person at the SQL prompt. The value ends with the time of
the change, in Unix time.
"""

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection, connections

SQLITE_TRIGGER = """\
CREATE TRIGGER "{name}" AFTER {operation} ON "{table}" BEGIN
  UPDATE core_contentversion SET value = hex(randomblob(16)) || ':' || strftime('%s');
END"""

# Deferred to the commit, so that writers wait for each other only then and cannot deadlock. The value begins
# with the number of the transaction, so that only the first changed row of a transaction updates it.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION labsite_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE core_contentversion
     SET value = pg_current_xact_id()::text || ':' || gen_random_uuid()
              || ':' || extract(epoch FROM clock_timestamp())::bigint
   WHERE split_part(value, ':', 1) <> pg_current_xact_id()::text;
  RETURN NULL;
END $$
"""
POSTGRESQL_TRIGGERS = {
    "write": """
        CREATE CONSTRAINT TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION labsite_content_changed()""",
    "truncate": """
        CREATE TRIGGER "{name}" AFTER TRUNCATE ON "{table}"
        FOR EACH STATEMENT EXECUTE FUNCTION labsite_content_changed()""",
}


def content_tables(app_label: str) -> list[str]:
    """Return the tables of an app whose rows appear on public pages."""
    return [
        model._meta.db_table
        for model in apps.get_app_config(app_label).get_models(include_auto_created=True)
        if model._meta.can_migrate(connection) and model._meta.label_lower not in settings.PRIVATE_MODELS
    ]


def install_triggers(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Create the row of the content version and its triggers; a receiver of ``post_migrate``.

    Migrations on SQLite rebuild tables, which drops their triggers, so every run looks for missing ones. It
    replaces those of an earlier version of this module.
    """
    database = connections[using]
    with database.cursor() as cursor:
        if sender.label == "core":
            apps.get_model("core", "ContentVersion").objects.using(using).get_or_create(
                pk=1, defaults={"value": "0"}
            )
        if sender.label not in settings.CONTENT_APPS:
            return
        existing_tables = set(database.introspection.table_names(cursor))
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            # Nothing to compare: all of them call the function.
            cursor.execute("SELECT tgname, NULL FROM pg_trigger WHERE NOT tgisinternal")
            templates = POSTGRESQL_TRIGGERS
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            templates = dict.fromkeys(("insert", "update", "delete"), SQLITE_TRIGGER)
        existing_triggers = dict(cursor.fetchall())
        for table in content_tables(sender.label):
            for operation, template in templates.items():
                name = f"content_{operation}_{table}"[:63]
                statement = template.format(name=name, table=table, operation=operation.upper())
                if (existing := existing_triggers.get(name)) and existing != statement:
                    cursor.execute(f'DROP TRIGGER "{name}"')
                    del existing_triggers[name]
                if table in existing_tables and name not in existing_triggers:
                    cursor.execute(statement)
