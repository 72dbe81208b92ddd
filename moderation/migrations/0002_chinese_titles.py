from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [
        migrations.AddField(
            "proposal",
            "title_zh",
            models.CharField("about (Chinese)", blank=True, max_length=200),
        ),
    ]
