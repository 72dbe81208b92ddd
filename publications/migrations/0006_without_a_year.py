import django.core.validators
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

INDEXES = {
    "publication_newest_first": ["-date_key", "-id"],
    "publication_selected_first": ["-is_selected", "-date_key", "-id"],
}


class Migration(migrations.Migration):
    """Publications of which no year is known, and those from before 1900."""

    dependencies = [("publications", "0005_disclaimers")]

    operations = [
        migrations.RemoveConstraint("publication", "publication_year_is_a_year"),
        migrations.RemoveConstraint("publication", "publication_month_is_a_month"),
        # A generated column cannot be altered, only made anew.
        *(migrations.RemoveIndex("publication", name) for name in INDEXES),
        migrations.RemoveField("publication", "date_key"),
        migrations.AlterField(
            "publication",
            "year",
            models.PositiveSmallIntegerField(
                "year",
                null=True,
                blank=True,
                validators=[
                    django.core.validators.MinValueValidator(1000),
                    django.core.validators.MaxValueValidator(2100),
                ],
                help_text="Empty where it is not known.",
            ),
        ),
        migrations.AddField(
            "publication",
            "date_key",
            models.GeneratedField(
                expression=Coalesce("year", 0) * 10000 + Coalesce("month", 0) * 100 + Coalesce("day", 0),
                output_field=models.PositiveIntegerField(),
                db_persist=True,
            ),
        ),
        *(
            migrations.AddIndex(
                "publication", models.Index(fields=fields, condition=Q(is_public=True), name=name)
            )
            for name, fields in INDEXES.items()
        ),
        migrations.AddConstraint(
            "publication",
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1000, 2100)), name="publication_year_is_a_year"
            ),
        ),
        migrations.AddConstraint(
            "publication",
            models.CheckConstraint(
                condition=Q(month=None) | Q(year__isnull=False, month__range=(1, 12)),
                name="publication_month_has_a_year",
                violation_error_message="A month needs a year.",
            ),
        ),
    ]
