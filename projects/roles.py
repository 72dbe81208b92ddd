"""The projects of a person, fetched with the person, since a profile has many other queries."""

from django.db.models import F, OuterRef

from core.caching import JSONRows
from projects.models import Project, ProjectMember

_PROJECT = ("slug", "title", "title_zh", "start", "end")


def with_project_rows(people):
    """Annotate ``project_rows``: the public projects of each person, the latest first, with the roles."""
    roles = ProjectMember.objects.filter(person=OuterRef("pk"), project__is_public=True).order_by(
        F("project__start").desc(nulls_last=True), "project__position", "-project", "pk"
    )
    columns = {name: f"project__{name}" for name in _PROJECT}
    return people.annotate(project_rows=JSONRows(roles, role="role", role_zh="role_zh", **columns))


def roles_of(person) -> list[ProjectMember]:
    """Return the roles of a person from ``with_project_rows()``, each with its project."""
    return [
        ProjectMember(
            role=row["role"],
            role_zh=row["role_zh"],
            project=Project(
                **{name: Project._meta.get_field(name).to_python(row[name]) for name in _PROJECT}
            ),
        )
        for row in person.project_rows
    ]
