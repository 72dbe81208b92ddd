"""The setup checklist of the dashboard: hide and show it, skip and restore steps, send a test email."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.exceptions import InvalidState
from core.http import absolute, next_url
from core.outbox import mail_server, queue
from labsite.models import SetupDecisions
from labsite.new_site import give_profile
from labsite.setup_steps import TEST_EMAIL, Checklist, checklist
from labsite.views.guards import permission_required
from labsite.views.members import MANAGE
from people.context import current_lab
from people.invitation_forms import OwnProfileForm

#: Who sees the checklist, besides opening the dashboard.
PERMISSION = "people.change_lab"


def checklist_for(request) -> Checklist | None:
    """Return the checklist for the dashboard of a user who may set the site up; None for others."""
    if not request.user.has_perm(PERMISSION):
        return None
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return checklist(request.user, host, timezone.now())


@require_POST
@permission_required(PERMISSION)
def setup(request):
    """Carry out a button of the checklist, and return to the dashboard."""
    action, _separator, key = request.POST.get("do", "").partition(":")
    steps = checklist_for(request)
    if action not in ACTIONS or (key and key not in {step.key for step in steps.steps}):
        raise Http404
    ACTIONS[action](request, steps, key)
    return redirect(f"{reverse('desk')}#setup")


@permission_required(MANAGE)
def own_profile(request):
    """Create a profile for an account without one, such as that of ``manage.py createsuperuser``."""
    back = next_url(request) or reverse("desk")
    if getattr(request.user, "person", None):
        return redirect("my-profile")
    form = OwnProfileForm(request.POST or None)
    if form.is_valid():
        name, role = form.cleaned_data["name"], form.cleaned_data["role"]
        try:
            with transaction.atomic():
                give_profile(request.user, name, role, by=request.user)
        except ValidationError as error:
            form.add_error("name", error)
        except InvalidState as error:
            form.add_error("role", str(error))
        else:
            messages.success(request, _("Your profile has been added."))
            return redirect(back)
    status = 422 if form.errors else 200
    return render(request, "labsite/own_profile.html", {"form": form, "back": back}, status=status)


def _hide(request, steps: Checklist, key: str) -> None:
    decisions = SetupDecisions.load()
    decisions.hidden = timezone.now()
    decisions.accepted = [step.key for step in steps.open if step.is_essential]
    decisions.save()
    text = _("Checklist hidden. It will reappear if email, the site’s address or backups need attention.")
    messages.success(request, text)


def _show(request, steps: Checklist, key: str) -> None:
    decisions = SetupDecisions.load()
    decisions.hidden = None
    decisions.save()


def _skip_step(request, steps: Checklist, key: str) -> None:
    decisions = SetupDecisions.load()
    decisions.not_needed = sorted({*decisions.not_needed, key})
    decisions.save()


def _restore_step(request, steps: Checklist, key: str) -> None:
    decisions = SetupDecisions.load()
    decisions.not_needed = [name for name in decisions.not_needed if name != key]
    decisions.save()


def _send_test_email(request, steps: Checklist, key: str) -> None:
    """Send the user an email through the queue; the step then shows whether it was sent."""
    if not mail_server.is_set_up():
        messages.error(request, _("No mail server is set up. Set EMAIL_URL first."))
        return
    lab = current_lab(request).usual_name
    body = render_to_string("labsite/emails/test.txt", {"lab": lab, "site": absolute(reverse("home"))})
    subject = _("Test email from %(lab)s") % {"lab": lab}
    now = timezone.now()
    queue.enqueue(subject, body, request.user.email, now, about=TEST_EMAIL, account=request.user)


ACTIONS = {
    "hide": _hide,
    "show": _show,
    "skip": _skip_step,
    "restore": _restore_step,
    "email": _send_test_email,
}
