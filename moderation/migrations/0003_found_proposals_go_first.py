from django.db import migrations


def remove_found(apps, schema_editor):
    """Before this, each proposal had an author."""
    apps.get_model("moderation", "Proposal").objects.filter(author=None).delete()


class Migration(migrations.Migration):
    """Undone before the fields are, in a transaction of its own, which PostgreSQL asks for."""

    dependencies = [("moderation", "0002_proposals_of_programs")]

    operations = [migrations.RunPython(migrations.RunPython.noop, remove_found)]
