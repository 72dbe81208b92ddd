"""Store the text by which funders are sorted, in each language."""

from django.db import migrations

from core.sorting import SortKeyField, sort_key

ENGLISH, CHINESE = "en", "zh-hans"


def store_sort_funders(apps, schema_editor):
    grants = apps.get_model("projects", "Grant").objects.using(schema_editor.connection.alias)
    for pk, funder, funder_zh in grants.values_list("pk", "funder", "funder_zh"):
        grants.filter(pk=pk).update(
            sort_funder=sort_key(funder, ENGLISH), sort_funder_zh=sort_key(funder_zh or funder, CHINESE)
        )


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_grant_search_text")]

    operations = [
        migrations.AddField("grant", "sort_funder", SortKeyField(ENGLISH)),
        migrations.AddField("grant", "sort_funder_zh", SortKeyField(CHINESE)),
        migrations.RunPython(store_sort_funders, migrations.RunPython.noop),
    ]
