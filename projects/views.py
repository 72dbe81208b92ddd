"""The list of projects, the page of a project and the page of a grant."""

from itertools import groupby

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.paging import paged
from people.context import current_lab
from people.models import find_by_slug
from projects.filters import filtered_projects, project_filters
from projects.funding import acknowledgement
from projects.models import Grant, Project, ProjectMember, ProjectQuerySet
from projects.structured_data import grant_data, research_project
from publications.querysets import fetch_entries

PER_PAGE = 30


@require_safe
def projects(request):
    """List the current projects, then the past ones, filtered by topic, team, funder and person."""
    today = timezone.localdate()
    filters = project_filters(request.GET)
    rows = filtered_projects(filters).current_first(today)
    page = paged(request, rows, PER_PAGE, fetch=ProjectQuerySet.for_list)
    groups = groupby(page.rows, lambda project: project.list_heading(today))
    return render(
        request,
        "projects/projects.html",
        {
            "paged": page,
            "groups": [(text, list(group)) for text, group in groups],
            "filters": filters,
            "notes": [*filters.notes, *filter(None, [page.note])],
        },
    )


@require_safe
def project(request, slug, related=lambda row: {}):
    """Show a project with its people, publications and links.

    ``related(project)`` returns more of the template context, which an app above this one provides.
    """
    row = find_by_slug(Project.objects.public().select_related("team"), slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    members = list(
        ProjectMember.objects.filter(project=row, person__is_public=True)
        .select_related("person")
        .order_by("position", "pk")
    )
    links = list(row.links.all())
    grants = list(row.grants.public().in_order())
    page = _page_of_papers(request, row)
    return render(
        request,
        "projects/project.html",
        {
            "project": row,
            "is_past": row.is_past(),
            "members": members,
            "links": links,
            "grants": grants,
            "outputs": list(row.outputs.all()),
            "topics": list(row.topics.all()),
            "paged": page,
            "notes": list(filter(None, [page.note])),
            **related(row),
            "structured_data": research_project(row, current_lab(request), members, links, grants),
        },
    )


@require_safe
def grant(request, slug):
    """Show a grant with its investigators, projects and papers, and how to acknowledge it."""
    row = find_by_slug(Grant.objects.public(), slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    page = _page_of_papers(request, row)
    investigators = row.investigators.filter(person__is_public=True).select_related("person")
    return render(
        request,
        "projects/grant.html",
        {
            "grant": row,
            "members": list(investigators.order_by("position", "pk")),
            "projects": list(row.projects.public().in_order().for_list()),
            "acknowledgement": acknowledgement([row]),
            "paged": page,
            "notes": list(filter(None, [page.note])),
            "structured_data": {"@context": "https://schema.org", **grant_data(row)},
        },
    )


def _page_of_papers(request, row):
    """Return a page of the publications of a project or grant; the keys are read, not counted."""
    keys = list(row.publications.public().newest_first().values_list("pk", flat=True))
    return paged(request, keys, PER_PAGE, fetch=fetch_entries)
