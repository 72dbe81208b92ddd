"""Public pages: the list of publications, one publication, a person's references; and exports."""

from collections import Counter
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.charts import chart_of_years
from core.paging import PreparedRows, once_per_list, paged
from core.search.ranking import ELSEWHERE
from people.by_slug import find_public_person
from people.models import find_by_slug
from publications import citing
from publications.filters import (
    UNDATED,
    counts_by_year,
    filtered_by_facets,
    filtered_keys,
    filtered_publications,
    publication_filters,
)
from publications.models import Publication, Talk, Topic
from publications.querysets import fetch_entries, public_best_first
from publications.reference_lists import grouped_references, reference_list_filters
from publications.references import for_styles, reference, references

PER_PAGE = 20

#: Export formats by file extension: (writer, content type, name).
FORMATS = {
    "bib": (citing.bibtex, citing.BIBTEX_CONTENT_TYPE, "BibTeX"),
    "ris": (citing.ris, citing.RIS_CONTENT_TYPE, "RIS"),
    "json": (citing.csl_json, citing.CSL_JSON_CONTENT_TYPE, "CSL-JSON"),
}


@require_safe
def publications(request):
    """List publications by year, or search results by rank; ``?order=selected`` puts selected ones first."""
    filters = publication_filters(request)
    selected_first = request.GET.get("order") == "selected"
    build_page = _search_results if filters.query else _list_by_year
    page, counts, heading = build_page(request, filters, selected_first)
    return render(
        request,
        "publications/publications.html",
        {
            "filters": filters,
            "paged": page,
            "chart": once_per_list(request, "chart", lambda: _chart(filters, counts)),
            "groups": _grouped(page.rows, heading),
            "selected_first": selected_first,
            "formats": _list_formats(filters.encoded),
            "notes": [*filters.notes, *filter(None, [page.note])],
        },
    )


def _list_by_year(request, filters, selected_first):
    """Return the page, the counts by year, and a function from a publication to its heading."""
    counts = once_per_list(request, "counts", lambda: counts_by_year(filters))
    year = filters.meaning("year")
    count = counts.get(year, 0) if year else sum(counts.values())

    def keys_from(first):
        return filtered_keys(filters, first, first + PER_PAGE, selected_first=selected_first)

    def all_keys():
        return filtered_keys(filters, selected_first=selected_first)

    rows = PreparedRows(keys_from, all_keys)
    page = paged(request, rows, PER_PAGE, count=count, fetch=fetch_entries)

    def heading(row):
        if selected_first and row.is_selected:
            return _("Selected")
        return row.year or row.undated_label

    return page, counts, heading


def _search_results(request, filters, selected_first):
    """Return the same as ``_list_by_year`` for a search, with headings by where the words were found."""
    if filters.parameters.keys() - {"q", "year"}:
        results = filtered_by_facets(filters).best_first(filters.query)
    else:
        results = public_best_first(filters.query)
    counts = Counter([year or UNDATED for _closeness, _key, year in results])
    if selected_year := filters.meaning("year"):
        results = [result for result in results if (result[2] or UNDATED) == selected_year]
    closeness_by_key = {key: closeness for closeness, key, _year in results}
    keys = list(closeness_by_key)
    if selected_first:
        selected = set(Publication.objects.public().filter(is_selected=True).values_list("pk", flat=True))
        keys.sort(key=lambda key: key not in selected)
    page = paged(request, keys, PER_PAGE, fetch=fetch_entries)

    def heading(row):
        if selected_first and row.is_selected:
            return _("Selected")
        return _("In the title") if closeness_by_key[row.pk] < ELSEWHERE else _("Other matches")

    return page, counts, heading


def _grouped(rows, heading):
    """Return (heading, rows) in the order of the first row of each heading.

    Rows of one heading need not follow each other: those without a year are not in the order of their dates.
    """
    groups = {}
    for row in rows:
        groups.setdefault(heading(row), []).append(row)
    return list(groups.items())


def _chart(filters, counts):
    def url(year):
        return f"?{filters.with_value('year', str(year))}"

    dated_counts = {year: count for year, count in counts.items() if year != UNDATED}
    return chart_of_years(dated_counts, timezone.localdate().year, filters.meaning("year"), url)


@require_safe
def publications_export(request, extension):
    """Export all publications that match the filters."""
    rows = filtered_publications(publication_filters(request)).newest_first()
    return _export(references(rows), extension, "publications")


@prepared
def publications_with_slug(*, slug):
    return Publication.objects.public().filter(slug=slug).select_related("venue").with_bylines().with_links()


@prepared
def topics_of(*, publication):
    return Topic.objects.filter(publications=publication)


@prepared
def keys_of_works(*, person):
    return Publication.objects.public().by_author(person).newest_first().values_list("pk", flat=True)


@prepared
def works_for_styles(*, keys):
    return for_styles(Publication.objects.order_by().filter(pk__in=keys))


@prepared
def talks_about(*, publication):
    return Talk.objects.filter(publication=publication).with_people()


@require_safe
def publication(request, slug, related=lambda row: {}):
    """Show a publication with its abstract, references and links.

    ``related(publication)`` returns more of the template context, which an app above this one provides.
    """
    matches = publications_with_slug(slug=slug)
    if not matches:
        return redirect(find_by_slug(Publication.objects.public(), slug), permanent=True)
    row = matches[0]
    row.topic_list = topics_of(publication=row.pk)
    publication_reference = reference(row)
    today = timezone.localdate()
    return render(
        request,
        "publications/publication.html",
        {
            "publication": row,
            "publication_as_list": [row],
            "undated": UNDATED,
            "description_parts": [part.removesuffix(".") for part in (row.author_line, row.badge) if part],
            "bibtex": citing.bibtex([publication_reference]),
            "styles": [(style, style.format(publication_reference, today)) for style in citing.STYLES],
            "highwire": citing.highwire(publication_reference),
            "structured_data": citing.scholarly_article(publication_reference),
            "talks": [talk for talk in talks_about(publication=row.pk) if talk.public_people],
            "formats": _formats(lambda extension: reverse("publication-export", args=[row.slug, extension])),
            **related(row),
        },
    )


@require_safe
def publication_export(request, slug, extension):
    """Export one publication."""
    row = find_by_slug(Publication.objects.public(), slug)
    if row.slug != slug:
        return redirect("publication-export", row.slug, extension, permanent=True)
    return _export(references(Publication.objects.filter(pk=row.pk)), extension, row.slug)


@require_safe
def profile_publications(request, slug):
    """Show a person's publications as a printable list of references (``?style=``, ``?group=``)."""
    person = find_public_person(slug)
    if person.slug != slug:
        return redirect("profile-publications", person.slug, permanent=True)
    filters = reference_list_filters(request.GET)
    works = works_for_styles.by_key(keys := keys_of_works(person=person.pk))
    rows = [works[key] for key in keys if key in works]
    groups = grouped_references(rows, person, filters, on=timezone.localdate())
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
    """Return the export links of a filtered list."""

    def url(extension):
        return "?".join(filter(None, [reverse("publications-export", args=[extension]), query]))

    return _formats(url)


def _formats(url):
    """Return (URL, name, media type) of each format; ``url(extension)`` returns the URL."""
    return [
        (url(extension), name, content_type.partition(";")[0])
        for extension, (_writer, content_type, name) in FORMATS.items()
    ]


def _export(rows, extension, name):
    if extension not in FORMATS:
        raise Http404
    writer, content_type, _name = FORMATS[extension]
    response = HttpResponse(writer(rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
