"""schema.org data (JSON-LD) of a project."""

from collections.abc import Iterable

from core.http import absolute
from core.languages import local
from core.markdown import introduction
from people.models import Lab
from people.structured_data import lab_id, other_names
from projects.models import Grant, Project, ProjectLink, ProjectMember


def research_project(
    project: Project,
    lab: Lab,
    members: Iterable[ProjectMember],
    links: Iterable[ProjectLink],
    grants: Iterable[Grant],
) -> dict:
    """Return a project as a schema.org ResearchProject, without empty properties."""
    title = local(project, "title").text
    data = {
        "@context": "https://schema.org",
        "@type": "ResearchProject",
        "name": title,
        "alternateName": other_names(title, project.title, project.title_zh),
        "description": local(project, "summary").text or introduction(local(project, "body").text, limit=300),
        "url": absolute(project.get_absolute_url()),
        "image": absolute(project.picture.url) if project.picture else "",
        "foundingDate": str(project.start or ""),
        "dissolutionDate": str(project.end or ""),
        "sameAs": [link.url for link in links],
        "parentOrganization": {
            "@type": "ResearchOrganization",
            "@id": lab_id(),
            "name": local(lab, "name").text,
        },
        "member": [_member(row) for row in members],
        "funding": [grant_data(grant) for grant in grants],
    }
    return {key: value for key, value in data.items() if value}


def _member(row: ProjectMember) -> dict:
    person = {
        "@type": "Person",
        "name": row.person.name,
        "url": absolute(row.person.get_absolute_url()),
    }
    role = local(row, "role").text
    return {"@type": "Role", "roleName": role, "member": person} if role else person


def grant_data(grant: Grant) -> dict:
    """Return a grant as a schema.org Grant, without its amount."""
    data = {
        "@type": "Grant",
        "name": local(grant, "title").text,
        "identifier": grant.number,
        "url": absolute(grant.get_absolute_url()),
        "funder": {
            "@type": "Organization",
            "name": local(grant, "funder").text,
            **({"@id": f"https://ror.org/{grant.ror}"} if grant.ror else {}),
        },
    }
    return {key: value for key, value in data.items() if value}
