from django.db import migrations

SECTIONS = ["people", "teams", "projects", "publications", "news", "recruiting"]


def create_menu(apps, schema_editor):
    """Create the menu with all sections of the site, unless there is one."""
    menu, is_new = apps.get_model("pages", "Menu").objects.get_or_create(pk=1)
    if is_new:
        items = apps.get_model("pages", "MenuItem").objects
        for position, section in enumerate(SECTIONS, 1):
            items.create(menu=menu, section=section, position=position)


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_menu")]
    operations = [migrations.RunPython(create_menu, migrations.RunPython.noop)]
