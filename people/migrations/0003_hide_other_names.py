"""Take other names that are not shown out of the searchable text; a search must not find a former name."""

from django.db import migrations

from core.search.normalization import searchable


def hide_other_names(apps, schema_editor):
    write_search_text(apps, schema_editor, lambda person: person.shown_aliases)


def show_other_names(apps, schema_editor):
    """Keep the shown names as aliases, the only field for other names before this migration."""
    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    for person in people.exclude(shown_aliases=""):
        names = dict.fromkeys([*person.shown_aliases.splitlines(), *person.aliases.splitlines()])
        people.filter(pk=person.pk).update(aliases="\n".join(filter(None, names)))
    write_search_text(apps, schema_editor, lambda person: person.aliases)


def write_search_text(apps, schema_editor, other_names):
    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    for person in people.exclude(aliases="", shown_aliases="").only(
        "name", "native_name", "shows_native_name", "aliases", "shown_aliases"
    ):
        has_native_name = person.shows_native_name and person.native_name != person.name
        native_name = person.native_name if has_native_name else ""
        names = filter(None, map(str.strip, other_names(person).splitlines()))
        people.filter(pk=person.pk).update(search_text=searchable(person.name, native_name, *names))


class Migration(migrations.Migration):
    dependencies = [("people", "0002_shown_aliases")]

    operations = [migrations.RunPython(hide_other_names, show_other_names)]
