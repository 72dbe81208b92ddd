"""Store the text by which topics and venues are sorted, in each language."""

from django.db import migrations

from core.sorting import SortKeyField, sort_key

ENGLISH, CHINESE = "en", "zh-hans"


def store_sort_names(apps, schema_editor):
    database = schema_editor.connection.alias
    topics = apps.get_model("publications", "Topic").objects.using(database)
    for pk, name, name_zh in topics.values_list("pk", "name", "name_zh"):
        store(topics, pk, name, name_zh or name)
    venues = apps.get_model("publications", "Venue").objects.using(database)
    for pk, abbreviation, name in venues.values_list("pk", "abbreviation", "name"):
        store(venues, pk, abbreviation or name, abbreviation or name)


def store(rows, pk, english, chinese):
    names = {"sort_name": sort_key(english, ENGLISH), "sort_name_zh": sort_key(chinese, CHINESE)}
    rows.filter(pk=pk).update(**names)


class Migration(migrations.Migration):
    dependencies = [("publications", "0010_date_text")]

    operations = [
        migrations.AddField("topic", "sort_name", SortKeyField(ENGLISH)),
        migrations.AddField("topic", "sort_name_zh", SortKeyField(CHINESE)),
        migrations.AddField("venue", "sort_name", SortKeyField(ENGLISH)),
        migrations.AddField("venue", "sort_name_zh", SortKeyField(CHINESE)),
        migrations.RunPython(store_sort_names, migrations.RunPython.noop),
    ]
