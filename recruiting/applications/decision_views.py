"""The page on which the PI decides on applications and previews the emails before they are sent."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.exceptions import InvalidState
from core.outbox import mail_server
from core.primary_keys import as_keys
from people.models import Lab
from recruiting.applications import emails
from recruiting.applications.decision_emails import (
    DecisionEmail,
    DecisionForm,
    announced_state,
    preview_signature,
    select_previews,
)
from recruiting.applications.decisions import Decision
from recruiting.applications.permissions import decider_required
from recruiting.models import Application

MAX_APPLICATIONS = 500


@require_POST
@decider_required
def decide(request, decision: Decision):
    """Write, preview and send the emails of a decision on the selected applications.

    ``do`` is empty at first, then ``preview``, then ``send``, which sends the emails only if they are those
    of the preview; ``quiet`` decides without an email.
    """
    keys = set(as_keys(request.POST.getlist("application"))[:MAX_APPLICATIONS])
    selected = _selected_applications(request.user, decision, keys)
    if not selected:
        messages.error(request, _("Select applications that have not been decided yet."))
        return redirect("applications")
    action = request.POST.get("do", "")
    if action == "quiet" and decision.is_email_optional:
        return _carry_out(request, decision, [(application, None) for application in selected])
    form = DecisionForm(
        request.POST if action else None, decision=decision, languages=_languages_of(selected)
    )
    is_invalid = bool(action) and not form.is_valid()
    previews = _build_emails(request, form, selected) if action and not is_invalid else []
    if action == "send" and previews:
        if request.POST.get("preview_signature", "") == preview_signature(decision, previews):
            return _carry_out(request, decision, [(email.application, email) for email in previews])
        messages.info(
            request, _("The emails differ from your preview. Please check the new preview, then send.")
        )
    context = _context(decision, form, selected, previews) | {"skipped_count": len(keys) - len(selected)}
    return render(request, "recruiting/decide.html", context, status=422 if is_invalid else 200)


def _context(decision: Decision, form: DecisionForm, selected: list, decision_emails: list) -> dict:
    previews = select_previews(decision_emails)
    return {
        "form": form,
        "decision": decision,
        "heading": decision.heading % {"number": len(selected)},
        "form_url": reverse(f"{decision.verb}-applications"),
        "back_url": _return_url(selected),
        "selected": selected,
        "previews": previews,
        "other_emails": [email for email in decision_emails if email not in previews],
        "preview_signature": preview_signature(decision, decision_emails) if decision_emails else "",
    }


def _build_emails(request, form: DecisionForm, selected: list[Application]) -> list[DecisionEmail]:
    lab = Lab.load()
    return [form.email_for(application, lab, request.user) for application in selected]


def _selected_applications(user, decision: Decision, keys: set[int]) -> list[Application]:
    """Return the selected applications that are undecided and not yet in the state of this decision."""
    undecided = Application.objects.reviewable_by(user).undecided().exclude(state=decision.state)
    rows = undecided.filter(pk__in=keys).select_related("notice__contact")
    return list(rows.order_by("name", "pk"))


def _return_url(selected: list[Application]) -> str:
    """Return the URL to go to afterwards: the single application, or the list."""
    return selected[0].get_absolute_url() if len(selected) == 1 else reverse("applications")


def _languages_of(selected: list[Application]) -> list[tuple[str, str]]:
    codes = {application.language for application in selected}
    return [(code, label) for code, label in settings.LANGUAGES if code in codes]


def _carry_out(request, decision: Decision, emails_by_application: list):
    """Decide each application and enqueue its email, one transaction each; skip those that have changed.

    ``emails_by_application`` are pairs of an application and its DecisionEmail or None.
    """
    now, decided = timezone.now(), 0
    for application, email in emails_by_application:
        try:
            with transaction.atomic():
                if not _lock_if_unchanged(application):
                    raise InvalidState
                getattr(application, decision.verb)(by=request.user, now=now)
                if email:
                    emails.enqueue_decision(application, email.subject, email.body, now)
        except InvalidState:
            continue  # decided by somebody else or withdrawn in the meantime
        decided += 1
    has_emails = any(email for _application, email in emails_by_application)
    _report(request, decision, decided, len(emails_by_application) - decided, has_emails)
    return redirect(_return_url([application for application, _email in emails_by_application]))


def _lock_if_unchanged(application: Application) -> bool:
    """Lock the row and return whether its applicant has been told nothing new since it was read."""
    stored = Application.objects.select_for_update().filter(pk=application.pk).first()
    return stored is not None and announced_state(stored) == announced_state(application)


def _report(request, decision: Decision, decided: int, skipped: int, has_emails: bool) -> None:
    """Tell the user how many applications were decided and how many skipped."""
    values = {"state": decision.state.label, "number": decided}
    if decided and has_emails and mail_server.is_set_up():
        text = ngettext(
            "%(number)d application moved to “%(state)s”. The email is being sent.",
            "%(number)d applications moved to “%(state)s”. The emails are being sent.",
            decided,
        )
        messages.success(request, text % values)
    elif decided:
        text = ngettext(
            "%(number)d application moved to “%(state)s”. No email was sent.",
            "%(number)d applications moved to “%(state)s”. No emails were sent.",
            decided,
        )
        messages.success(request, text % values)
    if decided and has_emails and not mail_server.is_set_up():
        messages.warning(request, _("No mail server is set up. Tell the applicants yourself."))
    if skipped:
        text = ngettext(
            "%(number)d application was skipped because its status has changed.",
            "%(number)d applications were skipped because their status has changed.",
            skipped,
        )
        messages.warning(request, text % {"number": skipped})
