"""Read dates in the notation of biblatex, such as -0349 for 350 BC, that are stored in the extra fields.

The expression of a generated column cannot be changed, so that the column is replaced.
"""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("publications", "0013_funding_label")]

    operations = [
        migrations.RemoveField("publication", "date_text"),
        migrations.AddField(
            "publication",
            "date_text",
            models.GeneratedField(
                expression=Coalesce(
                    KeyTextTransform("year", "extra"),
                    KeyTextTransform("date", "extra"),
                    Value(""),
                    output_field=models.TextField(),
                ),
                output_field=models.TextField(),
                db_persist=True,
            ),
        ),
    ]
