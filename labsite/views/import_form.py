"""The form that imports publications, and the lookups that it waits for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.http import with_next
from labsite.views.guards import for_proposers
from labsite.views.imports import page_of, return_context
from publications import importing
from publications.import_forms import ImportForm
from publications.importing import lookups
from publications.models import Lookup


@for_proposers
def import_publications(request):
    """Show the import form and earlier imports; store each submitted file as an import of its own."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        lookup = None
        if form.question:
            answer = lookups.begin(form.question, form.typed, request.user)
            if isinstance(answer, Lookup):
                lookup = answer
            else:
                form.add_answer(answer)
        if form.is_valid():
            return _store(request, form, lookup)
    return _import_page(request, form)


def _store(request, form: ImportForm, lookup: Lookup | None):
    """Store each list of a form, and redirect to the import, or to the page of a lookup that continues."""
    batches = [
        importing.store(source.result.entries, source.result.problems, request.user, source.name)
        for source in form.sources
    ]
    for _field, message in form.failures:
        messages.warning(request, message)
    if lookup:
        return redirect(with_next(request, lookup.get_absolute_url()))
    if len(batches) == 1:
        return redirect(page_of(request, batches[0]))
    return redirect(with_next(request, reverse("import-publications")))


def _import_page(request, form: ImportForm):
    return render(
        request,
        "labsite/import.html",
        {"form": form, "imports": request.user.imports.with_counts(), **return_context(request)},
        status=422 if form.errors else 200,
    )


@require_safe
@for_proposers
def import_lookup(request, pk):
    """Show that services are still being asked, the filled form if nothing was found, or the new import."""
    lookup = get_object_or_404(Lookup, pk=pk, by=request.user)
    form = ImportForm({"identifiers": lookup.typed})
    form.full_clean()
    if not lookup.is_done:
        lookups.resume(lookup, form.question, timezone.now())
        return render(
            request, "labsite/import-lookup.html", {"lookup": lookup, **return_context(request)}, status=202
        )
    if lookup.batch:
        if request.method == "GET":  # HEAD asks only whether the lookup is done
            for message in lookup.failures:
                messages.warning(request, message)
        return redirect(page_of(request, lookup.batch))
    form.add_answer(lookups.answer_of(lookup))
    return _import_page(request, form)
