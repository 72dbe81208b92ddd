"""Add what imports have lost: note, article number, "in press" and the title in a second language."""

from django.db import migrations, models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

IS_PUBLIC = Q(is_public=True)
INDEXES = [
    models.Index(fields=["-date_key", "-id"], condition=IS_PUBLIC, name="publication_newest_first"),
    models.Index(
        fields=["-is_selected", "-date_key", "-id"], condition=IS_PUBLIC, name="publication_selected_first"
    ),
]
DATE_KEY = models.GeneratedField(
    expression=Case(
        When(is_in_press=True, then=Coalesce("year", 9999) * 10000 + 9999),
        default=Coalesce("year", 0) * 10000 + Coalesce("month", 0) * 100 + Coalesce("day", 0),
    ),
    output_field=models.PositiveIntegerField(),
    db_persist=True,
)


class Migration(migrations.Migration):
    dependencies = [("publications", "0004_editorial_notices")]

    operations = [
        migrations.AddField(
            "publication",
            "article_number",
            models.CharField(
                "article number", blank=True, help_text="Instead of pages, e.g. e0209899.", max_length=40
            ),
        ),
        migrations.AddField(
            "publication",
            "is_in_press",
            models.BooleanField("in press", default=False, help_text="Accepted, but not published yet."),
        ),
        migrations.AddField(
            "publication",
            "note",
            models.TextField(
                "note",
                blank=True,
                help_text="Shown on the page of the publication and included in exports.",
            ),
        ),
        migrations.AddField(
            "publication",
            "translated_title",
            models.CharField(
                "title in the other language",
                blank=True,
                help_text="Only if the paper itself gives one, such as the English title of a Chinese paper.",
                max_length=500,
            ),
        ),
        migrations.AlterField(
            "publication",
            "title",
            models.CharField(
                "title",
                help_text="Formulas in LaTeX between dollar signs, e.g. $O(n^2)$.",
                max_length=500,
            ),
        ),
        # Django cannot change the expression of a generated column.
        *(migrations.RemoveIndex("publication", index.name) for index in INDEXES),
        migrations.RemoveField("publication", "date_key"),
        migrations.AddField("publication", "date_key", DATE_KEY),
        *(migrations.AddIndex("publication", index) for index in INDEXES),
    ]
