"""Store the text by which grants are found."""

from django.db import migrations

from core.search.fields import SearchTextField
from core.search.normalization import searchable


def store_search_texts(apps, schema_editor):
    grants = apps.get_model("projects", "Grant").objects.using(schema_editor.connection.alias)
    for grant in grants.all():
        name = f"{grant.funder} {grant.number}"
        text = searchable(name, grant.number, grant.funder_zh, grant.title, grant.title_zh)
        grants.filter(pk=grant.pk).update(search_text=text)


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_outputs")]

    operations = [
        migrations.AddField("grant", "search_text", SearchTextField()),
        migrations.RunPython(store_search_texts, migrations.RunPython.noop),
    ]
