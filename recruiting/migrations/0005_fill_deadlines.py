from django.db import migrations

from recruiting.models.deadline import fill_deadlines


def fill(apps, schema_editor):
    fill_deadlines(apps.get_model("recruiting", "Notice").objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("recruiting", "0004_notice_deadline"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
