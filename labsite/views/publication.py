"""The page of a publication, with the projects that it belongs to and its grants."""

from django.views.decorators.http import require_safe

from projects.funding import acknowledgement
from projects.models import Grant, Project
from publications import views


@require_safe
def publication(request, slug):
    """Show a publication with its abstract, references, links, projects and grants."""
    return views.publication(request, slug, related=_related)


def _related(row):
    grants = list(Grant.objects.public().filter(publications=row).in_order())
    return {
        "projects": list(Project.objects.public().filter(publications=row).in_order()),
        "grants": grants,
        "acknowledgement": acknowledgement(grants),
    }
