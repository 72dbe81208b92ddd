"""The page of a publication, with the projects that it belongs to."""

from django.views.decorators.http import require_safe

from projects.models import Project
from publications import views


@require_safe
def publication(request, slug):
    """Show a publication with its abstract, references, links and projects."""
    return views.publication(request, slug, related=_related)


def _related(row):
    return {"projects": list(Project.objects.public().filter(publications=row).in_order())}
