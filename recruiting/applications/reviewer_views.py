"""Pages of reviewers: the list of applications, one application with its CV, notes and stars, comparing."""

from django.contrib import messages
from django.db import IntegrityError, OperationalError, transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.exceptions import InvalidState
from core.languages import LocalText
from core.outages.faults import Fault, fault_of
from core.paging import paged
from core.primary_keys import as_key, as_keys
from core.private_files import private_response
from recruiting.applications import listing
from recruiting.applications.counts import counts_for
from recruiting.applications.fields import clean_text
from recruiting.applications.permissions import decider_required, reviewer_required
from recruiting.models import Application, ApplicationState, CVView, Note, Star
from recruiting.models.answers import Answer
from recruiting.models.application import REVIEW_PERMISSION

PER_PAGE = 100
MAX_COMPARED = 4
MAX_NOTE_LENGTH = 4000
CV_VIEWS_SHOWN = 20
#: Methods of Application that the PI calls from its page without an email.
MOVES = ("shortlist", "accept", "reopen")


def reviewable(user):
    """Return the applications that the user may read, with their openings."""
    return Application.objects.reviewable_by(user).select_related("notice")


def reviewable_for_update(user):
    """Return the same applications locked, so that nobody deletes them before the transaction ends."""
    return reviewable(user).select_for_update(of=["self"])


def _get_application(user, pk: int) -> Application:
    """Return an application with its stars and number of notes. Raise Http404."""
    return get_object_or_404(listing.with_stars_and_notes(reviewable(user), user), pk=pk)


@require_safe
@reviewer_required
def applications(request):
    """List the applications that pass the filters, below the number of applications to each opening."""
    filters = listing.filters_of(request.GET, request.user)
    rows = listing.filtered_applications(filters, request.user)
    page = paged(request, listing.for_list(rows), PER_PAGE, count=rows.count())
    notices = [choice.meaning for choice in filters.filters["notice"].choices]
    context = {
        "filters": filters,
        "page": page,
        "notes": [*filters.notes, *filter(None, [page.note])],
        "counts": counts_for(notices, request.user),
        "decides": request.user.has_perm(REVIEW_PERMISSION),
    }
    return render(request, "recruiting/applications.html", context)


@require_safe
@reviewer_required
def application(request, pk):
    """Show one application. It counts as read once somebody who may decide has opened it."""
    row = _get_application(request.user, pk)
    is_new = row.state == ApplicationState.NEW and row.confirmed
    if is_new and request.user.has_perm(REVIEW_PERMISSION):
        try:
            row.mark_read(request.user, timezone.now())
        except InvalidState:  # decided or deleted at the same moment
            row = _get_application(request.user, pk)
        except OperationalError as error:
            if fault_of(error) is not Fault.LOCKED:
                raise
            row.refresh_from_db(fields=["state", "state_since"])  # counts as read the next time
    return _render_application(request, row)


def _render_application(request, row: Application, note: str = "", error: str = ""):
    """Render the page of an application; ``note`` is a refused note, shown again with its error."""
    decides = request.user.has_perm(REVIEW_PERMISSION)
    context = {
        "application": row,
        "decides": decides,
        "note": note,
        "error": error,
        "comments": row.notes.select_related("by__person"),
        "cv_views": row.cv_views.select_related("by__person")[:CV_VIEWS_SHOWN] if decides else [],
        "others": _others_from_same_email(row, request.user) if decides else [],
    }
    return render(request, "recruiting/application.html", context, status=422 if error else 200)


def _others_from_same_email(row: Application, user):
    return reviewable(user).filter(email__iexact=row.email).exclude(pk=row.pk)


@require_safe
@reviewer_required
def application_cv(request, pk):
    """Send the CV for display in a sandbox, or for download, and log the view."""
    with transaction.atomic():
        row = get_object_or_404(reviewable_for_update(request.user), pk=pk)
        response = private_response(row.open_cv, row.cv_download_name, download="download" in request.GET)
        CVView.objects.create(application=row, notice=row.notice, by=request.user, at=timezone.now())
        audit.record(audit.Event.CV_VIEWED, request=request, target=row)
    return response


@require_POST
@reviewer_required
def star(request):
    """Add the user's star to an application, or remove it."""
    row = get_object_or_404(reviewable(request.user), pk=as_key(request.POST.get("star")))
    if not Star.objects.filter(application=row, by=request.user).delete()[0]:
        try:
            with transaction.atomic():
                Star.objects.create(application=row, by=request.user)
        except IntegrityError:  # added in another window
            pass
    return redirect(_return_url(request, row))


def _return_url(request, row: Application) -> str:
    """Return the URL of the page the star was given on: the list with its filters, or the application."""
    if "list" not in request.POST:
        return row.get_absolute_url()
    return _list_url(request.POST["list"])


def _list_url(filters: str) -> str:
    """Return the URL of the list with these filters, a query string."""
    query = QueryDict(filters).urlencode()
    return f"{reverse('applications')}?{query}" if query else reverse("applications")


@require_POST
@reviewer_required
def add_note(request, pk):
    """Add a note to an application."""
    text = clean_text(request.POST.get("text", "")).strip()
    if not text or len(text) > MAX_NOTE_LENGTH:
        error = _("A note must have 1 to %(number)d characters.") % {"number": MAX_NOTE_LENGTH}
        return _render_application(request, _get_application(request.user, pk), text, error)
    with transaction.atomic():
        row = get_object_or_404(reviewable_for_update(request.user), pk=pk)
        Note.objects.create(application=row, by=request.user, text=text, created=timezone.now())
    return redirect("application", pk)


@require_POST
@decider_required
def move(request, pk):
    """Change the status of an application without an email; decisions with an email have their own page."""
    row, action = get_object_or_404(reviewable(request.user), pk=pk), request.POST.get("do", "")
    if action not in MOVES:
        messages.error(request, _("Choose an action."))
        return redirect("application", pk)
    try:
        getattr(row, action)(by=request.user, now=timezone.now())
    except InvalidState as error:
        messages.error(request, str(error))
        return redirect("application", pk)
    messages.success(request, _("Status changed to “%(state)s”.") % {"state": row.get_state_display()})
    return redirect("application", pk)


@require_safe
@reviewer_required
def compare(request):
    """Show two to four applications side by side."""
    keys = as_keys(request.GET.getlist("application"))[: MAX_COMPARED + 1]
    queryset = listing.with_stars_and_notes(reviewable(request.user), request.user).filter(pk__in=keys)
    rows = sorted(queryset.prefetch_related("notes__by__person"), key=lambda row: keys.index(row.pk))
    if not 2 <= len(rows) <= MAX_COMPARED:
        text = _("Select 2 to %(number)d applications to compare.") % {"number": MAX_COMPARED}
        messages.error(request, text)
        return redirect(_list_url(request.GET.get("list", "")))
    context = {"applications": rows, "answers": _answers_by_question(rows)}
    return render(request, "recruiting/compare.html", context)


def _answers_by_question(rows: list[Application]) -> list[tuple[LocalText, list[Answer | None]]]:
    """Return each question that any of the applications answers, with the answer of each or None.

    Questions with the same English wording count as one.
    """
    answers = [{answer.text: answer for answer in reversed(row.answer_list)} for row in rows]
    questions = {answer.text: answer.question for row in rows for answer in row.answer_list}
    return [(question, [by_text.get(text) for by_text in answers]) for text, question in questions.items()]
