"""Pages for importing a homepage or lab site, section by section, with a decision on each item."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.characters import printable
from core.http import next_url
from core.primary_keys import as_keys
from labsite.permissions import publishes_directly
from labsite.site_imports import import_tasks, people_templates, retention
from labsite.site_imports.forms import SourceForm, read_items
from labsite.site_imports.labels import labels_of, set_labels
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import Outcome
from labsite.site_imports.presentation import PAPERS, REST, items_of, rows_of, tabs_of
from labsite.site_imports.reasons import local_reason
from labsite.site_imports.rights import may_add
from labsite.site_imports.targets import TARGETS
from labsite.views.guards import for_members, for_proposers, permission_required
from labsite.views.members import MANAGE
from people.models import Person, Role
from publications.models import Decision
from publications.models import Verdict as PaperVerdict

PER_PAGE = 30


@for_members
def my_import(request):
    """Show the form for a homepage and earlier imports; store and read a source."""
    return _start(request, request.person, "labsite/my_import.html")


@permission_required(MANAGE)
def desk_import(request):
    """Show the form for the site of a lab and earlier imports; store and read a source."""
    return _start(request, None, "labsite/lab_import.html")


@require_safe
@permission_required(MANAGE)
def people_template(request, extension):
    """Download the empty table of people as CSV or XLSX."""
    if extension not in people_templates.CONTENT_TYPES:
        raise Http404
    name = f'attachment; filename="people.{extension}"'
    return HttpResponse(
        people_templates.people_template(extension),
        content_type=people_templates.CONTENT_TYPES[extension],
        headers={"Content-Disposition": name, "Cache-Control": "private, no-store"},
    )


def _start(request, person: Person | None, template: str):
    form = SourceForm(request.POST, request.FILES) if request.method == "POST" else SourceForm()
    if form.is_valid():
        batch = SiteImport.objects.create(
            by=request.user, person=person, source=printable(form.name)[:200], upload=form.source
        )
        import_tasks.start_reading(batch)
        return redirect(batch)
    imports = request.user.site_imports.filter(person=person)
    context = {"form": form, "imports": imports, "back": next_url(request)}
    return render(request, template, context, status=422 if form.errors else 200)


@for_proposers
def site_import(request, pk):
    """Show a section of the import of a homepage; store decisions, and save the selected items."""
    return _site_import(request, pk, of_lab=False)


@permission_required(MANAGE)
def desk_site_import(request, pk):
    """Show a section of the import of a lab's site, to those who still may add people."""
    return _site_import(request, pk, of_lab=True)


def _own_import(request, pk: int, *, of_lab: bool) -> SiteImport:
    """Return an import of the user: of the lab's site, or of a homepage. Raises Http404."""
    imports = request.user.site_imports.select_related("person", "papers")
    return get_object_or_404(imports, pk=pk, person__isnull=of_lab)


def _site_import(request, pk: int, *, of_lab: bool):
    batch = _own_import(request, pk, of_lab=of_lab)
    if batch.work or not batch.kind:
        done, total = import_tasks.progress(batch)
        context = {"batch": batch, "problem": local_reason(batch.problem), "done": done, "total": total}
        return render(request, "labsite/site_import_waiting.html", context)
    if request.method == "POST":
        return _decide(request, batch)
    papers = batch.papers.counts() if batch.papers else {}
    tabs = tabs_of(batch, papers)
    name = request.GET.get("show")
    name = name if name in tabs else next(iter(tabs), REST)
    page = Paginator(items_of(batch, name), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "labsite/site_import.html",
        {
            "batch": batch,
            "problem": local_reason(batch.problem),
            "tabs": tabs.values(),
            "is_empty": not tabs.keys() - {REST},
            "tab": name,
            "page": page,
            "rows": rows_of(batch, list(page)),
            "targets": _targets(request, batch),
            "paper_counts": _paper_counts(papers) if name == PAPERS else [],
            "selected": sum(tab.selected for tab in tabs.values()),
            "is_direct": publishes_directly(request.user, Person),
            "labels": labels_of(batch) if name == "people" else [],
            "roles": Role.choices,
            "may_add": name not in TARGETS or may_add(request.user, name),
        },
    )


@require_POST
@for_proposers
def forget_site_import(request, pk):
    """Delete the import of a homepage; the imported content stays."""
    return _forget(request, _own_import(request, pk, of_lab=False), "my-import")


@require_POST
@permission_required(MANAGE)
def desk_forget_site_import(request, pk):
    """Delete the import of a lab's site; the imported content stays."""
    return _forget(request, _own_import(request, pk, of_lab=True), "desk-import")


def _forget(request, batch: SiteImport, back: str):
    retention.delete(batch)
    messages.success(request, _("Import deleted. The imported items are kept."))
    return redirect(back)


# ---- the sections -----------------------------------------------------------------------------


def _targets(request, batch: SiteImport) -> list[tuple[str, str]]:
    """Return where an item that was not understood can go, as names and labels."""
    names = [name for name, target in TARGETS.items() if target.layout and may_add(request.user, name)]
    if batch.person is None:
        names = [
            name for name in names if TARGETS[name].editor is not TARGETS["bio"].editor and name != "call"
        ]
    else:
        names = [name for name in names if name != "notices"]
    return [(name, str(TARGETS[name].label)) for name in names]


def _paper_counts(papers: dict[tuple[str, str], int]) -> list[tuple[str, int]]:
    """Return the numbers of papers by decision, pending or made."""
    return [
        (str((PaperVerdict(verdict) if decision == Decision.OPEN else Decision(decision)).label), number)
        for (verdict, decision), number in sorted(papers.items())
    ]


# ---- decisions --------------------------------------------------------------------------------


def _decide(request, batch: SiteImport):
    """Store what was typed and chosen, and follow the button."""
    items = batch.items.filter(pk__in=as_keys(request.POST.getlist("item")), applied=None)
    changed = read_items(items, request.POST)
    SiteItem.objects.bulk_update(changed, ["values", "target", "is_selected"])
    if "label" in request.POST:
        set_labels(batch, request.POST)
    batch.save(update_fields=["updated"])
    here, action = request.POST.get("show", ""), request.POST.get("do", "")
    if action in ("all", "none"):
        section = batch.items.filter(target="" if here == REST else here, applied=None)
        section.update(is_selected=action == "all")
    elif action == "apply":
        return _apply(request, batch)
    elif action == "undo":
        return _undo(request, batch)
    name, _colon, page = request.POST.get("go", here).partition(":")
    return redirect(_url(batch, show=name, page=page))


def _url(batch: SiteImport, **query: str) -> str:
    query = {name: value for name, value in query.items() if value}
    return f"{batch.get_absolute_url()}?{urlencode(query)}" if query else batch.get_absolute_url()


def _apply(request, batch: SiteImport):
    outcome = import_tasks.start_applying(batch)
    if outcome:
        _report(request, outcome)
    return redirect(batch)


def _report(request, outcome: Outcome) -> None:
    for counts, text in (
        (outcome.added, _("Published: %(what)s.")),
        (outcome.submitted, _("Submitted for review: %(what)s.")),
    ):
        if counts:
            what = ", ".join(f"{_label(name)} ({number})" for name, number in counts.items())
            messages.success(request, text % {"what": what})
    if not outcome.added and not outcome.submitted:
        messages.info(request, _("Nothing was imported. Select the items that are missing on the site."))
    for problem in outcome.problems[:20]:
        messages.warning(request, problem)


def _label(name: str) -> str:
    return _("Publications") if name == PAPERS else str(TARGETS[name].label)


def _undo(request, batch: SiteImport):
    undone = import_tasks.start_undoing(batch)
    if undone is None:
        return redirect(batch)
    text = ngettext("%(number)d item undone.", "%(number)d items undone.", undone.number)
    messages.success(request, text % {"number": undone.number})
    if undone.is_submitted:
        messages.info(request, _("Published items are removed only after review."))
    for reason in undone.reasons:
        messages.warning(request, reason)
    return redirect(batch)
