"""The page of a publication, with the projects that it belongs to and its grants."""

from django.views.decorators.http import require_safe

from core.caching import prepared
from projects.funding import acknowledgement
from projects.models import Grant, Project
from publications import views


@require_safe
def publication(request, slug):
    """Show a publication with its abstract, references, links, projects and grants."""
    return views.publication(request, slug, related=_related)


@prepared
def grants_of(*, publication):
    return Grant.objects.public().filter(publications=publication).in_order()


@prepared
def projects_of(*, publication):
    return Project.objects.public().filter(publications=publication).in_order()


def _related(row):
    grants = grants_of(publication=row.pk)
    return {
        "projects": projects_of(publication=row.pk),
        "grants": grants,
        "acknowledgement": acknowledgement(grants),
    }
