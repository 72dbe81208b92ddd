from django.db import migrations

from recruiting.answers import add_languages, remove_languages


def forwards(apps, schema_editor):
    questions = apps.get_model("recruiting", "Question").objects.all()
    add_languages(apps.get_model("recruiting", "Application").objects.all(), questions)


def backwards(apps, schema_editor):
    remove_languages(apps.get_model("recruiting", "Application").objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("recruiting", "0008_question_choices_zh"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
