"""The desk of applications: the list, one of them, the CV, and what is done about it."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.characters import printable
from core.exceptions import InvalidState
from core.languages import LocalText
from core.paging import paged
from core.primary_keys import as_key, as_keys
from core.private_files import private_response
from recruiting.applications import listing
from recruiting.applications.permissions import for_deciders, for_readers
from recruiting.models import Application, CvLook, Note, Star, State
from recruiting.models.answers import Answer
from recruiting.models.application import REVIEW

PER_PAGE = 100
MOST_COMPARED = 4
LONGEST_NOTE = 4000
#: What can be done with an application on its page, without a mail: the verbs of the model.
MOVES = ("shortlist", "accept", "reopen")


def readable(user):
    return Application.objects.reviewable_by(user).select_related("notice")


@require_safe
@for_readers
def applications(request):
    """All that the user may read, as filtered; and how many there are for each notice."""
    filters = listing.filters_of(request.GET, request.user)
    rows = listing.found(filters, request.user)
    page = paged(request, listing.for_list(rows), PER_PAGE, count=rows.count())
    notices = [choice.meaning for choice in filters.filters["notice"].choices]
    context = {
        "filters": filters,
        "page": page,
        "notes": [*filters.notes, *filter(None, [page.note])],
        "counts": listing.counts_for(notices, request.user),
        "decides": request.user.has_perm(REVIEW),
    }
    return render(request, "recruiting/applications.html", context)


@require_safe
@for_readers
def application(request, pk):
    """One application with its notes and history. The first one who decides on it marks it as read."""
    decides = request.user.has_perm(REVIEW)
    found = get_object_or_404(listing.with_marks(readable(request.user), request.user), pk=pk)
    if decides and found.state == State.NEW and found.confirmed:
        try:
            found.mark_read(request.user, timezone.now())
        except InvalidState:  # decided, or deleted, at this very moment
            found = get_object_or_404(listing.with_marks(readable(request.user), request.user), pk=pk)
    return _page(request, found)


def _page(request, found: Application, note: str = "", error: str = ""):
    """The page of an application, with a note that could not be added still in its box."""
    decides = request.user.has_perm(REVIEW)
    context = {
        "application": found,
        "decides": decides,
        "note": note,
        "error": error,
        "comments": found.notes.select_related("by__person"),
        "looks": found.looks.select_related("by__person")[:20] if decides else [],
        "others": _others_of(found, request.user) if decides else [],
    }
    return render(request, "recruiting/application.html", context, status=422 if error else 200)


def _others_of(found: Application, user):
    """What else came from the same address."""
    return readable(user).filter(email__iexact=found.email).exclude(pk=found.pk)


@require_safe
@for_readers
def application_cv(request, pk):
    """The CV, for the browser to show in a sandbox. Each look is logged."""
    with transaction.atomic():
        found = get_object_or_404(_held(request.user), pk=pk)
        response = private_response(found.open_cv, found.file_name, download="download" in request.GET)
        CvLook.objects.create(application=found, notice=found.notice, by=request.user, at=timezone.now())
    return response


def _held(user):
    """What the user may read, kept from being deleted until the transaction ends."""
    return readable(user).select_for_update(of=["self"])


@require_POST
@for_readers
def star(request):
    """Gives an application the user's star, or takes it back."""
    found = get_object_or_404(readable(request.user), pk=as_key(request.POST.get("star")))
    if not Star.objects.filter(application=found, by=request.user).delete()[0]:
        try:
            with transaction.atomic():
                Star.objects.create(application=found, by=request.user)
        except IntegrityError:  # from another window
            pass
    return redirect(_back(request, found))


def _back(request, found: Application) -> str:
    """Returns where to go after a button of the list: to the list as it was."""
    if "list" not in request.POST:
        return found.get_absolute_url()
    return f"{reverse('applications')}?{QueryDict(request.POST['list']).urlencode()}"


@require_POST
@for_readers
def add_note(request, pk):
    """Adds a note that all who may read the application see."""
    # A browser counts the end of a line as one character and sends two.
    text = printable(request.POST.get("text", "")).replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_NOTE:
        found = get_object_or_404(listing.with_marks(readable(request.user), request.user), pk=pk)
        error = _("A note has 1 to %(number)d characters.") % {"number": LONGEST_NOTE}
        return _page(request, found, text, error)
    with transaction.atomic():
        found = get_object_or_404(_held(request.user), pk=pk)
        Note.objects.create(application=found, by=request.user, text=text, created=timezone.now())
    return redirect("application", pk)


@require_POST
@for_deciders
def move(request, pk):
    """Brings an application into another state. What is decided with a mail has a page of its own."""
    found, do = get_object_or_404(readable(request.user), pk=pk), request.POST.get("do", "")
    if do not in MOVES:
        messages.error(request, _("Choose what to do."))
        return redirect("application", pk)
    try:
        getattr(found, do)(by=request.user, now=timezone.now())
    except InvalidState as problem:
        messages.error(request, str(problem))
        return redirect("application", pk)
    messages.success(request, _("Now: %(state)s.") % {"state": found.get_state_display()})
    return redirect("application", pk)


@require_safe
@for_readers
def compare(request):
    """Two to four applications side by side."""
    keys = as_keys(request.GET.getlist("application"))[: MOST_COMPARED + 1]
    rows = listing.with_marks(readable(request.user), request.user).filter(pk__in=keys)
    found = sorted(rows.prefetch_related("notes__by__person"), key=lambda row: keys.index(row.pk))
    if not 2 <= len(found) <= MOST_COMPARED:
        text = _("Choose two to %(number)d applications to compare.") % {"number": MOST_COMPARED}
        messages.error(request, text)
        return redirect("applications")
    return render(request, "recruiting/compare.html", {"applications": found, "answers": _compared(found)})


def _compared(found: list[Application]) -> list[tuple[LocalText, list[Answer | None]]]:
    """Returns each question that any of these has answered, with the answers of all."""
    answers = [{one.text: one for one in reversed(row.answered)} for row in found]
    questions = {one.text: one.question for row in found for one in row.answered}
    return [(question, [one.get(text) for one in answers]) for text, question in questions.items()]
