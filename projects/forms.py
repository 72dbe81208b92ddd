"""The forms of projects and grants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.forms.base import FormMeta, LinkingForm, ManyChoice, PublicChoice, RowForm
from people.forms import MarkdownTextarea, MemberRowForm
from people.models import Team
from projects.models import (
    Grant,
    GrantInvestigator,
    Project,
    ProjectLink,
    ProjectMember,
    ProjectOutput,
)
from publications.models import Publication, Topic


def publications_field() -> PublicChoice:
    """Return the field for the publications of a project or grant."""
    return PublicChoice(
        Publication.objects.order_by("-date_key").only(*Publication.HEADLINE_COLUMNS, "is_public"),
        label=_("Publications"),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )


class ProjectForm(LinkingForm):
    """A project, without what the lab decides: its position, and whether it is shown."""

    topics = ManyChoice(
        Topic.objects.order_by("name"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    publications = publications_field()

    class Meta(FormMeta):
        model = Project
        fields = [
            "title",
            "title_zh",
            "summary",
            "summary_zh",
            "body",
            "body_zh",
            "picture",
            "picture_alt",
            "picture_alt_zh",
            "start",
            "end",
            "team",
            "topics",
            "publications",
        ]
        widgets = {
            "summary": forms.Textarea({"rows": 2}),
            "summary_zh": forms.Textarea({"rows": 2}),
            "body": MarkdownTextarea(8),
            "body_zh": MarkdownTextarea(8),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.in_order()

    def limit_choices(self, user) -> None:
        """Offer only teams that the user may read about, and the current one."""
        if not user.has_perm("people.change_team"):
            readable = Team.objects.visible_to(user) | Team.objects.filter(pk=self.instance.team_id)
            self.fields["team"].queryset = readable.in_order()


class ProjectMemberForm(MemberRowForm):
    class Meta(FormMeta):
        model = ProjectMember
        fields = ["person", "role", "role_zh"]


class ProjectLinkForm(RowForm):
    class Meta(FormMeta):
        model = ProjectLink
        fields = ["kind", "label", "url"]


class ProjectOutputForm(RowForm):
    class Meta(FormMeta):
        model = ProjectOutput
        fields = ["kind", "name", "version", "licence", "repository", "doi"]


class GrantForm(LinkingForm):
    projects = ManyChoice(
        Project.objects.order_by("title").only("title", "title_zh"),
        label=_("Projects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    publications = publications_field()

    class Meta(FormMeta):
        model = Grant
        fields = [
            "funder",
            "funder_zh",
            "ror",
            "number",
            "title",
            "title_zh",
            "start",
            "end",
            "amount",
            "currency",
            "shows_amount",
            "projects",
            "publications",
        ]


class GrantInvestigatorForm(MemberRowForm):
    class Meta(FormMeta):
        model = GrantInvestigator
        fields = ["person", "role", "role_zh"]
