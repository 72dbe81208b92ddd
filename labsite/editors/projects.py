"""The editors of projects: a project and a grant."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from moderation.forms.spec import Editor, RowSet, Section, register
from people.forms import member_suggestions
from projects.forms import (
    GrantForm,
    GrantInvestigatorForm,
    ProjectForm,
    ProjectLinkForm,
    ProjectMemberForm,
    ProjectOutputForm,
)
from publications.models import Topic

PROJECT = register(
    Editor(
        key="project",
        label=_("project"),
        form=ProjectForm,
        title_field="title",
        references=(Topic,),
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "project",
                pgettext_lazy("section", "Project"),
                fields=(
                    ("title", "title_zh"),
                    ("summary", "summary_zh"),
                    ("start", "end"),
                    ("body", "body_zh"),
                    "team",
                    "topics",
                ),
            ),
            Section("picture", _("Picture"), fields=("picture", ("picture_alt", "picture_alt_zh"))),
            Section("members", _("People"), rows="members"),
            Section("publications", _("Publications"), fields=("publications",)),
            Section("outputs", _("Software and data"), rows="outputs"),
            Section("links", _("Links"), rows="links"),
        ),
        row_sets=(
            RowSet(
                "members",
                _("People"),
                form=ProjectMemberForm,
                add_label=_("Add a person"),
                layout=("person", ("role", "role_zh")),
                position="position",
                related=("person",),
            ),
            RowSet(
                "links",
                _("Links"),
                form=ProjectLinkForm,
                add_label=_("Add a link"),
                layout=(("kind", "label"), "url"),
                position="position",
            ),
            RowSet(
                "outputs",
                _("Software and data"),
                form=ProjectOutputForm,
                add_label=_("Add software or data"),
                layout=(("kind", "name"), ("version", "licence"), ("repository", "doi")),
                position="position",
            ),
        ),
    )
)


GRANT = register(
    Editor(
        key="grant",
        label=_("grant"),
        form=GrantForm,
        title_field="number",
        suggestions=(("people-names", member_suggestions),),
        sections=(
            Section(
                "grant",
                pgettext_lazy("section", "Grant"),
                fields=(
                    ("funder", "funder_zh"),
                    ("number", "ror"),
                    ("title", "title_zh"),
                    ("start", "end"),
                    ("amount", "currency"),
                    "shows_amount",
                ),
            ),
            Section("investigators", _("Investigators"), rows="investigators"),
            Section("related", _("Projects and publications"), fields=("projects", "publications")),
        ),
        row_sets=(
            RowSet(
                "investigators",
                _("Investigators"),
                form=GrantInvestigatorForm,
                add_label=_("Add a person"),
                layout=("person", ("role", "role_zh")),
                position="position",
                related=("person",),
            ),
        ),
    )
)
