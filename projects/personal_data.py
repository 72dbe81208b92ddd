"""Personal data of projects."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, counted, record_of
from projects.models import ProjectMember


class ProjectData(PersonalData):
    """The projects in which a person takes part."""

    name = "projects"
    label = _("Projects that you take part in")
    fields = ("projects.ProjectMember.person",)

    def records(self, subject):
        if subject.profile:
            rows = ProjectMember.objects.filter(person=subject.profile).select_related("project")
            for row in rows.iterator():
                yield record_of(row, without=["person"], title=row.project.title)

    def deleted(self, subject):
        yield from counted(
            ProjectMember.objects.filter(person=subject.profile),
            ngettext_lazy(
                "%(count)d membership in a project (the project stays)",
                "%(count)d memberships in projects (the projects stay)",
                "count",
            ),
        )
