"""What applicants see of what they have sent, by the link in their mail, and do about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import InvalidState
from core.outbox import queue
from core.private_files import private_response
from recruiting.applications import emails, retention
from recruiting.models import Application


def _found(token: str) -> Application:
    return get_object_or_404(Application.objects.by_token(token).select_related("notice"))


@csrf_exempt  # the address is the secret; a browser without cookies, as in a mail reader, does as well
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_application(request, token):
    """The state; and confirming, withdrawing, deleting. Nothing happens by opening the link alone."""
    application, now = _found(token), timezone.now()
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "delete":
            return _delete(request, application, now)
        try:
            _act(request, application, do, now)
        except InvalidState as problem:
            messages.error(request, str(problem))
        return redirect("my-application", token)
    response = render(request, "recruiting/my_application.html", {"application": application, "token": token})
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _act(request, application: Application, do: str | None, now) -> None:
    if do == "confirm":
        application.confirm(now)
        messages.success(request, _("Thank you. Your application is complete."))
    elif do == "withdraw":
        application.withdraw(now)
        queue.send_now([emails.say_withdrawn(application, is_deleted=False, now=now)], now)
        messages.success(request, _("Your application is withdrawn."))


def _delete(request, application: Application, now):
    mail = retention.delete_at_own_wish(application, now)
    queue.send_now([mail] if mail else [], now)
    messages.success(request, _("Your application and all that you have sent with it is deleted."))
    return redirect("recruiting")


@never_cache
@require_safe
def my_cv(request, token):
    """The applicant's own CV."""
    application = _found(token)
    return private_response(application.open_cv, "cv.pdf")
