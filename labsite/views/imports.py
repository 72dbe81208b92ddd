"""The page of an imported list of publications, and the decisions about its entries."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.exceptions import InvalidState
from core.http import next_query, next_url, origin
from core.paging import paged
from core.primary_keys import as_key, as_keys
from labsite import editors, proposal_emails
from labsite.permissions import publishes_directly
from labsite.views.guards import for_proposers
from projects import funding
from publications import importing, proposing
from publications.models import Choice, Decision, Import, ImportedEntry, Publication, Verdict

PER_PAGE = 50
MAX_PROBLEMS = 500
#: The tabs of the page, by their value of ``?show=``.
TABS = {
    "new": Verdict.NEW,
    "update": Verdict.UPDATE,
    "same": Verdict.SAME,
    "repeated": Verdict.REPEATED,
    "invalid": Verdict.INVALID,
}
#: The verdicts of entries that somebody has to decide on, or complete.
TO_DECIDE = (Verdict.NEW, Verdict.UPDATE, Verdict.INVALID)
#: The decisions by which an entry is added, now or after a review.
CHOSEN = (Decision.ACCEPTED, Decision.PROPOSED)
#: The tab of the entries that have been decided.
DONE = "done"


@for_proposers
def imported(request, pk):
    """Show the entries of an import, a tab for each verdict, and carry out decisions about them."""
    batch = get_object_or_404(Import, pk=pk, by=request.user)
    if request.method == "POST":
        return _decide(request, batch)
    counts = _counts(batch)
    tab = request.GET.get("show")
    if tab not in (*TABS, DONE):
        tab = next((name for name in TABS if counts[name]), DONE)
    preview = partial(importing.preview, **_visibility_for(request.user))
    page = paged(request, _rows(batch, tab), PER_PAGE, count=counts[tab], fetch=preview)
    return render(
        request,
        "labsite/imported.html",
        {
            "batch": batch,
            "parts": [
                (name, _label(name), counts[name], page_of(request, batch, show=name))
                for name in (*TABS, DONE)
                if counts[name] or name == tab
            ],
            "part": tab,
            "paged": page,
            "counts": counts,
            "total": counts["total"],
            "done": counts[DONE] + counts["same"] + counts["repeated"] + counts["invalid"],
            "is_direct": publishes_directly(request.user, Publication),
            "is_adding_all": "all" in request.GET and tab == "new" and counts["new"],
            "incomplete": batch.entries.undecided().incomplete().count(),
            "problems": batch.problem_lines[:MAX_PROBLEMS],
            "more_problems": max(len(batch.problems) - MAX_PROBLEMS, 0),
            "notes": list(filter(None, [page.note])),
            "here": page_of(request, batch),
            **return_context(request),
        },
    )


def _counts(batch: Import) -> dict[str, int]:
    """Return the number of entries in each tab, of those to be added ("chosen") and of all ("total")."""
    entry_counts = batch.counts()
    counts = {tab: entry_counts.get((verdict, Decision.OPEN), 0) for tab, verdict in TABS.items()}
    total = sum(entry_counts.values())
    chosen = sum(number for (_verdict, decision), number in entry_counts.items() if decision in CHOSEN)
    return {**counts, DONE: total - sum(counts.values()), "chosen": chosen, "total": total}


def return_context(request) -> dict[str, str]:
    """Return what templates need to return to the page that led to the import."""
    return {"next": next_url(request), "next_query": next_query(request)}


def page_of(request, batch: Import, **query: str) -> str:
    """Return the URL of the page of an import, which returns to the same page as this one."""
    if goal := next_url(request):
        query["next"] = goal
    return f"{batch.get_absolute_url()}?{urlencode(query)}" if query else batch.get_absolute_url()


def _rows(batch: Import, tab: str):
    if tab == DONE:
        return batch.entries.exclude(decision=Decision.OPEN)
    return batch.entries.undecided().filter(verdict=TABS[tab])


def _visibility_for(user) -> dict:
    """Return the arguments of ``importing.preview`` that say which publications a user may see."""
    person = getattr(user, "person", None)
    return {"viewer": person, "sees_all": user.has_perm("publications.change_publication")}


def _label(tab: str) -> str:
    return _("Decided") if tab == DONE else str(TABS[tab].label)


# ---- decisions --------------------------------------------------------------------------------


def _decide(request, batch: Import):
    """Add, submit or skip the selected entries, or add the next chunk of all new ones.

    Adding all new entries takes several requests: the page it redirects to sends the next one.
    """
    action, back = request.POST.get("do"), page_of(request, batch)
    if (tab := request.POST.get("show")) in TABS:
        back = page_of(request, batch, show=tab)
    if action == "all" and publishes_directly(request.user, Publication):
        return _accept_chunk(request, batch)
    if action == "complete-details":
        _fetch_details(request, batch)
        return redirect(page_of(request, batch))
    if key := as_key(request.POST.get("complete")):
        row = get_object_or_404(batch.entries.undecided(), pk=key, verdict=Verdict.INVALID)
        return _complete(request, row, back)
    if "different" in request.POST or "same" in request.POST:
        _choose(request, batch)
    else:
        selected = batch.entries.undecided().filter(pk__in=as_keys(request.POST.getlist("entry")))
        _decide_selected(request, selected, action)
    return _go_on(request, batch, back)


def _go_on(request, batch: Import, here: str):
    """Redirect to the page that led to the import once everything is decided, and until then ``here``."""
    goal = next_url(request)
    is_complete = bool(goal) and not batch.entries.undecided().filter(verdict__in=TO_DECIDE).exists()
    return redirect(goal if is_complete else here)


def _accept_chunk(request, batch: Import):
    """Add the next chunk of all new entries, and redirect to a page that asks for the rest."""
    rows = list(_rows(batch, "new")[: importing.CHUNK_SIZE])
    _accept(request, rows, {})
    if _rows(batch, "new").exists():
        return redirect(page_of(request, batch, show="new", all="on"))
    return _go_on(request, batch, page_of(request, batch))


def _accept(request, rows, fields) -> None:
    """Add entries, and link the new papers to the grants that their funding names."""
    _report_accepted(request, importing.accept(rows, fields, request.user), len(rows))
    added = ImportedEntry.objects.filter(pk__in=[row.pk for row in rows], decision=Decision.ACCEPTED)
    papers = list(added.values_list("publication", flat=True))
    for grant, number in funding.link_named_grants(papers, request.user).items():
        text = ngettext(
            "%(number)d paper linked to %(grant)s.", "%(number)d papers linked to %(grant)s.", number
        )
        messages.success(request, text % {"number": number, "grant": grant})


def _decide_selected(request, selected, action: str | None) -> None:
    """Skip the selected entries, or add or submit them."""
    if action == "skip":
        messages.success(request, _skipped_text(importing.skip(selected)))
    elif not selected:
        messages.info(request, _("No entries selected."))
    elif publishes_directly(request.user, Publication):
        _accept(request, list(selected), _selected_fields(request, selected))
    else:
        _propose(request, selected)


def _fetch_details(request, batch: Import) -> None:
    """Fetch what services did not send when the list was imported."""
    result = importing.complete_soon(batch.entries.all())
    if result is None:
        text = _(
            "A service is still answering. Missing details will appear here as they arrive. "
            "Reload this page in a minute."
        )
        messages.info(request, text)
        return
    completed, errors = result
    if completed:
        text = ngettext("%(number)d entry completed.", "%(number)d entries completed.", completed)
        messages.success(request, text % {"number": completed})
    for message in dict.fromkeys(map(str, errors)):
        messages.warning(request, message)


def _choose(request, batch: Import) -> None:
    """Store the decision that an entry is a publication of its own, or describes the chosen one."""
    is_new = "different" in request.POST
    key = as_key(request.POST.get("different" if is_new else "same"))
    row = get_object_or_404(batch.entries.undecided(), pk=key)
    title = {"title": row}
    if is_new:
        importing.choose(row, Choice.NEW)
        text = _("“%(title)s” is now listed under “New”. Add it from there.")
    elif chosen := as_key(request.POST.get(f"same-{row.pk}")):
        publications = importing.visible_publications(**_visibility_for(request.user))
        importing.choose(row, Choice.SAME, get_object_or_404(publications, pk=chosen))
        text = _("“%(title)s” is now compared with the selected publication.")
    else:
        messages.info(request, _("Select a publication first."))
        return
    messages.success(request, text % title)


def _complete(request, row, back: str):
    """Create a draft for an entry that cannot be added as it is, and redirect to its form."""
    person = getattr(request.user, "person", None)
    try:
        draft = proposing.create_draft(row, request.user, person, editors.PUBLICATION)
    except InvalidState as error:
        messages.info(request, str(error))
        return redirect(back)
    return redirect("proposal-edit", draft.pk)


def _selected_fields(request, rows) -> dict[int, list[str]]:
    """Return the names of the selected differences by primary key of the entry."""
    return {row.pk: request.POST.getlist(f"fields-{row.pk}") for row in rows}


def _propose(request, rows) -> None:
    """Submit each of the selected entries for review and notify the reviewers."""
    now, person = timezone.now(), getattr(request.user, "person", None)
    fields = _selected_fields(request, rows)
    submitted = proposing.propose(rows, fields, request.user, person, editors.PUBLICATION, now)
    proposal_emails.notify_reviewers(origin(), reverse("desk"), now)
    if submitted:
        text = ngettext(
            "%(number)d publication submitted for review.",
            "%(number)d publications submitted for review.",
            submitted,
        )
        messages.success(request, text % {"number": submitted})
    if remaining := len(rows) - submitted:
        text = ngettext(
            "%(number)d entry not submitted: it is already on the site, not yours, or being edited.",
            "%(number)d entries not submitted: they are already on the site, not yours, or being edited.",
            remaining,
        )
        messages.warning(request, text % {"number": remaining})


def _report_accepted(request, accepted: int, selected: int) -> None:
    if accepted:
        text = ngettext("%(number)d publication added.", "%(number)d publications added.", accepted)
        messages.success(request, text % {"number": accepted})
    if remaining := selected - accepted:
        text = ngettext(
            "%(number)d entry not added. Please check it.",
            "%(number)d entries not added. Please check them.",
            remaining,
        )
        messages.warning(request, text % {"number": remaining})


def _skipped_text(number: int) -> str:
    return ngettext("%(number)d entry skipped.", "%(number)d entries skipped.", number) % {"number": number}


@require_POST
@for_proposers
def forget_import(request, pk):
    """Delete an import with its undecided entries; publications added from it are kept."""
    get_object_or_404(Import, pk=pk, by=request.user).delete()
    messages.success(request, _("Import list deleted. Publications already added are kept."))
    return redirect("import-publications")
