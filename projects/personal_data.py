"""Personal data of projects."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, counted, record_of
from projects.models import GrantInvestigator, ProjectMember


class ProjectData(PersonalData):
    """The projects in which a person takes part."""

    name = "projects"
    label = _("Projects and grants that you take part in")
    fields = ("projects.ProjectMember.person", "projects.GrantInvestigator.person")

    def records(self, subject):
        if subject.profile:
            rows = ProjectMember.objects.filter(person=subject.profile).select_related("project")
            for row in rows.iterator():
                yield record_of(row, without=["person"], title=row.project.title)
            rows = GrantInvestigator.objects.filter(person=subject.profile).select_related("grant")
            for row in rows.iterator():
                yield record_of(row, without=["person"], title=str(row.grant))

    def deleted(self, subject):
        yield from counted(
            ProjectMember.objects.filter(person=subject.profile),
            ngettext_lazy(
                "%(count)d membership in a project (the project stays)",
                "%(count)d memberships in projects (the projects stay)",
                "count",
            ),
        )
        yield from counted(
            GrantInvestigator.objects.filter(person=subject.profile),
            ngettext_lazy(
                "%(count)d mention as an investigator of a grant (the grant stays)",
                "%(count)d mentions as an investigator of grants (the grants stay)",
                "count",
            ),
        )
