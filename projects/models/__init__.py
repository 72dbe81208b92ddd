"""Projects, the people in them and their links."""

from projects.models.project import Project, ProjectLink, ProjectMember
from projects.models.querysets import ProjectQuerySet

__all__ = ["Project", "ProjectLink", "ProjectMember", "ProjectQuerySet"]
