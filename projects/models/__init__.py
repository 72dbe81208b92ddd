"""Projects with their people, links, software and data, and the grants that fund them.

- ``project``, ``output``, ``grant``: the models; ``querysets``: which projects, and in which order
"""

from projects.models.grant import Grant, GrantInvestigator
from projects.models.output import ProjectOutput
from projects.models.project import Project, ProjectLink, ProjectMember
from projects.models.querysets import ProjectQuerySet

__all__ = [
    "Grant",
    "GrantInvestigator",
    "Project",
    "ProjectLink",
    "ProjectMember",
    "ProjectOutput",
    "ProjectQuerySet",
]
