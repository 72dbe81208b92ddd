"""Keep uploads in the private storage, take other files than PDFs, and remember who uploaded each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.images.fields
import pages.models.upload


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pages", "0005_upload"),
    ]

    operations = [
        migrations.RemoveConstraint("upload", "upload_is_one_file"),
        migrations.RenameField("upload", "pdf", "file"),
        migrations.AlterField(
            "upload",
            "picture",
            core.images.fields.PictureField(
                blank=True,
                max_length=200,
                storage=pages.models.upload.UploadStorage(),
                upload_to="uploads",
                verbose_name="picture",
            ),
        ),
        migrations.AlterField(
            "upload",
            "file",
            models.FileField(
                blank=True,
                max_length=200,
                storage=pages.models.upload.UploadStorage(),
                upload_to="uploads",
                verbose_name="file",
            ),
        ),
        migrations.AlterField(
            "upload",
            "alt",
            models.CharField(
                blank=True,
                help_text="For a picture: what it shows, for people who cannot see it. For any other file: its title.",
                max_length=300,
                verbose_name="description",
            ),
        ),
        migrations.AddField(
            "upload",
            "uploader",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="uploads",
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by",
            ),
        ),
        migrations.AddConstraint(
            "upload",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("picture", ""), models.Q(("file", ""), _negated=True)),
                    models.Q(models.Q(("picture", ""), _negated=True), ("file", "")),
                    _connector="OR",
                ),
                name="upload_is_one_file",
            ),
        ),
    ]
