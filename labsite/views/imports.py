"""Lists of publications that somebody brings in: compared with what is there, decided on page by page."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.exceptions import InvalidState
from core.http import origin
from core.paging import paged
from core.primary_keys import as_key, as_keys
from labsite import editors, proposal_emails
from labsite.permissions import publishes_directly
from labsite.views.guards import for_proposers
from publications import importing, proposing
from publications.import_forms import ImportForm
from publications.models import Decision, Import, Publication, Verdict

PER_PAGE = 50
MOST_PROBLEMS = 500
#: The parts of the page, by their names in the address.
PARTS = {
    "new": Verdict.NEW,
    "update": Verdict.UPDATE,
    "same": Verdict.SAME,
    "repeated": Verdict.REPEATED,
    "invalid": Verdict.INVALID,
}
DONE = "done"


@for_proposers
def import_publications(request):
    """The form; each file becomes a list of its own."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = [
            importing.store(item.result.entries, item.result.problems, request.user, item.name)
            for item in form.sources
        ]
        for _field, problem in form.failures:
            messages.warning(request, problem)
        return redirect(made[0] if len(made) == 1 else "import-publications")
    return render(
        request,
        "labsite/import.html",
        {"form": form, "imports": request.user.imports.with_counts()},
        status=422 if form.errors else 200,
    )


@for_proposers
def imported(request, pk):
    """One list: what is new, what differs, what is there already; and what to do with it."""
    batch = get_object_or_404(Import, pk=pk, by=request.user)
    if request.method == "POST":
        return _decide(request, batch)
    numbers = batch.counts()
    counts = {part: numbers.get((verdict, Decision.OPEN), 0) for part, verdict in PARTS.items()}
    total = sum(numbers.values())
    counts[DONE] = total - sum(counts.values())
    first = next((part for part in PARTS if counts[part]), DONE)
    part = request.GET.get("show") if request.GET.get("show") in counts else first
    describe = partial(
        importing.preview,
        viewer=getattr(request.user, "person", None),
        sees_all=request.user.has_perm("publications.change_publication"),
    )
    page = paged(request, _rows(batch, part), PER_PAGE, count=counts[part], bring=describe)
    return render(
        request,
        "labsite/imported.html",
        {
            "batch": batch,
            "parts": [(name, _label(name), counts[name]) for name in counts if counts[name] or name == part],
            "part": part,
            "paged": page,
            "counts": counts,
            "total": total,
            "done": counts[DONE] + counts["same"] + counts["repeated"] + counts["invalid"],
            "is_direct": publishes_directly(request.user, Publication),
            "goes_on": "all" in request.GET and part == "new" and counts["new"],
            "problems": batch.problem_lines[:MOST_PROBLEMS],
            "more_problems": max(len(batch.problems) - MOST_PROBLEMS, 0),
            "notes": list(filter(None, [page.note])),
        },
    )


def _rows(batch: Import, part: str):
    if part == DONE:
        return batch.entries.exclude(decision=Decision.OPEN)
    return batch.entries.undecided().filter(verdict=PARTS[part])


def _label(part: str) -> str:
    return _("Decided") if part == DONE else str(PARTS[part].label)


# ---- deciding ---------------------------------------------------------------------------------


def _decide(request, batch: Import):
    """Adds or skips the entries that were chosen, or adds the next part of all that are new."""
    do, back = request.POST.get("do"), batch.get_absolute_url()
    if (part := request.POST.get("show")) in PARTS:
        back += f"?show={part}"
    is_direct = publishes_directly(request.user, Publication)
    if do == "all" and is_direct:
        rows = list(_rows(batch, "new")[: importing.CHUNK_SIZE])
        _report(request, importing.accept(rows, {}, request.user), len(rows))
        return redirect(
            f"{batch.get_absolute_url()}?show=new&all=on" if _rows(batch, "new").exists() else batch
        )
    if key := as_key(request.POST.get("complete")):
        row = get_object_or_404(batch.entries.undecided(), pk=key, verdict=Verdict.INVALID)
        return _complete(request, row, back)
    chosen = batch.entries.undecided().filter(pk__in=as_keys(request.POST.getlist("entry")))
    if do == "skip":
        messages.success(request, _skipped(importing.skip(chosen)))
    elif chosen and is_direct:
        _report(request, importing.accept(list(chosen), _fields(request, chosen), request.user), len(chosen))
    elif chosen:
        _propose(request, chosen)
    else:
        messages.info(request, _("Nothing was chosen."))
    return redirect(back)


def _complete(request, row, back: str):
    """Leads to a draft of an entry that cannot be added as it is."""
    person = getattr(request.user, "person", None)
    try:
        draft = proposing.create_draft(row, request.user, person, editors.PUBLICATION)
    except InvalidState as problem:
        messages.info(request, str(problem))
        return redirect(back)
    return redirect("proposal-edit", draft.pk)


def _fields(request, rows) -> dict[int, list[str]]:
    """Returns which fields are to be taken over, by the key of the entry."""
    return {row.pk: request.POST.getlist(f"fields-{row.pk}") for row in rows}


def _propose(request, rows) -> None:
    """Sends what was chosen to the reviewers, each entry as a proposal of its own."""
    now, person = timezone.now(), getattr(request.user, "person", None)
    sent = proposing.propose(rows, _fields(request, rows), request.user, person, editors.PUBLICATION, now)
    proposal_emails.notify_reviewers(origin(request), reverse("desk"), now)
    if sent:
        text = ngettext("%(number)d is sent for review.", "%(number)d are sent for review.", sent)
        messages.success(request, text % {"number": sent})
    if left := len(rows) - sent:
        text = ngettext(
            "%(number)d was left: it is there already, not yours, or being worked on.",
            "%(number)d were left: they are there already, not yours, or being worked on.",
            left,
        )
        messages.warning(request, text % {"number": left})


def _report(request, taken: int, asked: int) -> None:
    if taken:
        text = ngettext("%(number)d is added.", "%(number)d are added.", taken)
        messages.success(request, text % {"number": taken})
    if left := asked - taken:
        text = ngettext(
            "%(number)d was left: look at it once more.",
            "%(number)d were left: look at them once more.",
            left,
        )
        messages.warning(request, text % {"number": left})


def _skipped(number: int) -> str:
    return ngettext("%(number)d is skipped.", "%(number)d are skipped.", number) % {"number": number}


@require_POST
@for_proposers
def forget_import(request, pk):
    """Deletes a list with what is undecided in it; what was added stays."""
    get_object_or_404(Import, pk=pk, by=request.user).delete()
    messages.success(request, _("The list is gone. What was added from it stays."))
    return redirect("import-publications")
