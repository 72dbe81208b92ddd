"""Keep how a name is cited, the editors of books and proceedings, and whether there are more names."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_hide_other_names"),
        ("publications", "0005_in_press_note_and_titles"),
    ]

    operations = [
        migrations.AddField(
            model_name="authorship",
            name="citation_name",
            field=models.CharField(blank=True, max_length=250, verbose_name="name in citations"),
        ),
        migrations.AddField(
            model_name="publication",
            name="has_more_authors",
            field=models.BooleanField(
                default=False,
                help_text="The list of authors ends with “et al.”.",
                verbose_name="more authors",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="has_more_editors",
            field=models.BooleanField(
                default=False,
                help_text="The list of editors ends with “et al.”.",
                verbose_name="more editors",
            ),
        ),
        migrations.CreateModel(
            name="Editorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                (
                    "citation_name",
                    models.CharField(blank=True, max_length=250, verbose_name="name in citations"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="editorships",
                        to="people.person",
                        verbose_name="member",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editorships",
                        to="publications.publication",
                        verbose_name="publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "editor",
                "verbose_name_plural": "editors",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "position"),
                        name="editorship_position_unique",
                        violation_error_message="Two editors have the same position.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("publication", "person"),
                        name="editorship_person_unique",
                        violation_error_message="This member is already an editor of this publication.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="editorship_name_not_empty"
                    ),
                ],
            },
        ),
    ]
