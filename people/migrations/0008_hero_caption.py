from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_shared_honors"),
    ]

    operations = [
        migrations.AddField(
            model_name="lab",
            name="hero_caption",
            field=models.CharField(
                blank=True,
                help_text="Shown below the picture, e.g. who is in it.",
                max_length=300,
                verbose_name="caption",
            ),
        ),
        migrations.AddField(
            model_name="lab",
            name="hero_caption_zh",
            field=models.CharField(blank=True, max_length=300, verbose_name="caption (Chinese)"),
        ),
    ]
