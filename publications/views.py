"""The list of publications, a publication, the references of a person, and exports."""

from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from labsite.lib.paging import paged
from people.models import Person, find_by_slug
from publications import citing
from publications.filters import apply, count, publication_filters
from publications.models import Publication
from publications.querysets import PublicationQuerySet, listed
from publications.reference_lists import grouped_references, reference_list_filters
from publications.references import reference, references

PER_PAGE = 20

#: What a publication or a list of them can be had as: file extension → (writer, content type, name).
FORMATS = {
    "bib": (citing.bibtex, citing.BIBTEX_CONTENT_TYPE, "BibTeX"),
    "ris": (citing.ris, citing.RIS_CONTENT_TYPE, "RIS"),
    "json": (citing.csl_json, citing.CSL_JSON_CONTENT_TYPE, "CSL-JSON"),
}


@require_safe
def publications(request):
    """The list by year; selected ones first with ``?order=selected``."""
    filters = publication_filters(request)
    rows = apply(filters)
    selected_first = request.GET.get("order") == "selected"
    ordered = rows.selected_first() if selected_first else rows.newest_first()
    if filters.query:
        # To search takes longer than to fetch the numbers of all that is found; so it is not done twice.
        page = paged(request, list(ordered.values_list("pk", flat=True)), PER_PAGE, bring=listed)
    else:
        page = paged(request, ordered, PER_PAGE, count=count(filters), bring=PublicationQuerySet.listed)

    def heading(row):
        return _("Selected") if selected_first and row.is_selected else row.year

    return render(
        request,
        "publications/publications.html",
        {
            "filters": filters,
            "paged": page,
            "groups": [(name, list(group)) for name, group in groupby(page.rows, heading)],
            "selected_first": selected_first,
            "formats": _list_formats(filters.encoded),
            "notes": [*filters.notes, *filter(None, [page.note])],
        },
    )


@require_safe
def publications_export(request, extension):
    """All publications that the filters let through, in an open format."""
    rows = apply(publication_filters(request)).newest_first()
    return _export(references(rows, request), extension, "publications")


@require_safe
def publication(request, slug):
    """One publication with its abstract and its BibTeX."""
    rows = Publication.objects.public().select_related("venue").with_bylines().prefetch_related("topics")
    found = find_by_slug(rows.with_links(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    described = reference(found, request)
    return render(
        request,
        "publications/publication.html",
        {
            "publication": found,
            "publication_as_list": [found],
            "bibtex": citing.bibtex([described]),
            "styles": [(style, style.formatted(described)) for style in citing.STYLES],
            "highwire": citing.highwire(described),
            "structured_data": citing.scholarly_article(described),
            "talks": found.talks.filter(person__is_public=True).select_related("person"),
            "formats": [
                (
                    reverse("publication-export", args=[found.slug, extension]),
                    name,
                    content_type.partition(";")[0],
                )
                for extension, (_writer, content_type, name) in FORMATS.items()
            ],
        },
    )


@require_safe
def publication_export(request, slug, extension):
    """One publication in an open format."""
    found = find_by_slug(Publication.objects.public(), slug)
    if found.slug != slug:
        return redirect("publication-export", found.slug, extension, permanent=True)
    return _export(references(Publication.objects.filter(pk=found.pk), request), extension, found.slug)


@require_safe
def profile_publications(request, slug):
    """All publications of a person as references, to be printed; ``?style=`` and ``?group=`` say how."""
    person = find_by_slug(Person.objects.public(), slug)
    if person.slug != slug:
        return redirect("profile-publications", person.slug, permanent=True)
    filters = reference_list_filters(request.GET)
    rows = Publication.objects.public().by_author(person).newest_first()
    groups = grouped_references(rows, request, person, filters)
    return render(
        request,
        "publications/profile_publications.html",
        {
            "person": person,
            "filters": filters,
            "groups": groups,
            "publications": [item.publication for _heading, items in groups for item in items],
            "formats": _list_formats(urlencode({"person": person.slug})),
            "notes": filters.notes,
        },
    )


def _list_formats(query):
    """Address, name and media type of each format in which a filtered list can be had."""
    return [
        (
            "?".join(filter(None, [reverse("publications-export", args=[extension]), query])),
            name,
            content_type.partition(";")[0],
        )
        for extension, (_writer, content_type, name) in FORMATS.items()
    ]


def _export(rows, extension, name):
    if extension not in FORMATS:
        raise Http404
    writer, content_type, _name = FORMATS[extension]
    response = HttpResponse(writer(rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
