"""Store years in words, such as "c. 350 BC", for lists, which do not fetch the extra fields."""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("publications", "0009_read_other_fields")]

    operations = [
        migrations.AddField(
            "publication",
            "date_text",
            models.GeneratedField(
                expression=Coalesce(
                    KeyTextTransform("year", "extra"), Value(""), output_field=models.TextField()
                ),
                output_field=models.TextField(),
                db_persist=True,
            ),
        ),
    ]
