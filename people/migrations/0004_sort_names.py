"""Store the text by which people and teams are sorted, in each language."""

from django.db import migrations

from core.sorting import SortKeyField, sort_key

ENGLISH, CHINESE = "en", "zh-hans"


def store_sort_names(apps, schema_editor):
    database = schema_editor.connection.alias
    people = apps.get_model("people", "Person").objects.using(database)
    for person in people.only("name", "native_name", "native_language", "shows_native_name"):
        is_chinese = person.shows_native_name and person.native_language.startswith("zh")
        chinese = (person.native_name if is_chinese else "") or person.name
        store(people, person, person.name, chinese)
    teams = apps.get_model("people", "Team").objects.using(database)
    for team in teams.only("name", "name_zh"):
        store(teams, team, team.name, team.name_zh or team.name)


def store(rows, row, english, chinese):
    names = {"sort_name": sort_key(english, ENGLISH), "sort_name_zh": sort_key(chinese, CHINESE)}
    rows.filter(pk=row.pk).update(**names)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_hide_other_names")]

    operations = [
        migrations.AddField("person", "sort_name", SortKeyField(ENGLISH)),
        migrations.AddField("person", "sort_name_zh", SortKeyField(CHINESE)),
        migrations.AddField("team", "sort_name", SortKeyField(ENGLISH)),
        migrations.AddField("team", "sort_name_zh", SortKeyField(CHINESE)),
        migrations.RunPython(store_sort_names, migrations.RunPython.noop),
    ]
