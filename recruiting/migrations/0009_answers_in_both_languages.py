from django.db import migrations


def add_languages(applications, questions) -> None:
    """Gives stored answers both languages of the question, where the notice still asks it so."""
    known = {}
    for notice, text, text_zh in questions.values_list("notice", "text", "text_zh"):
        known[notice, text] = known[notice, text_zh or text] = {"text": text, "text_zh": text_zh}
    for row in applications.exclude(answers=[]).only("notice", "answers").iterator():
        answers = [one | known.get((row.notice_id, one["text"]), {}) for one in row.answers]
        if answers != row.answers:
            applications.filter(pk=row.pk).update(answers=answers)


def remove_languages(applications) -> None:
    """Takes that back: each question in the language that it was answered in, and no other."""
    for row in applications.exclude(answers=[]).only("language", "answers").iterator():
        is_chinese = row.language.startswith("zh")
        answers = [
            {
                "text": (is_chinese and one.get("text_zh")) or one["text"],
                "kind": one["kind"],
                "answer": one["answer"],
            }
            for one in row.answers
        ]
        applications.filter(pk=row.pk).update(answers=answers)


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
