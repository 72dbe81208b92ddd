"""The pages on which an invited person sets a password and so accepts the invitation."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import SetPasswordForm
from core.exceptions import InvalidState
from people import invitations

SESSION_KEY = "invitation"


@never_cache
@require_safe
def open_invitation(request, token):
    """Store the token of the emailed link in the session and redirect to the password form.

    The form's own URL must not reveal the token to logs or, as a referrer, to other pages. Nothing else
    happens here: email scanners open links.
    """
    if invitations.find(token):
        request.session[SESSION_KEY] = token
    else:
        request.session.pop(SESSION_KEY, None)
    response = redirect("account_accept_invitation")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request):
    """Set the account's first password, then sign in and redirect to the member's dashboard."""
    now, token = timezone.now(), request.session.get(SESSION_KEY, "")
    invitation = invitations.find(token)
    if invitation is None or not invitations.is_valid(invitation, now):
        context = {"invitation": invitation, **_reason_invalid(invitation)}
        return render(request, "people/invitation_invalid.html", context)
    form = SetPasswordForm(invitation.user, request.POST or None)
    if form.is_valid():
        try:
            user = invitations.accept(token, form.cleaned_data["password1"], now)
        except InvalidState:  # submitted twice: the other request has set the password
            return redirect("account_accept_invitation")
        logout(request)  # the browser may have been signed in to another account
        messages.success(request, _("Welcome! Your account is ready."))
        return perform_login(request, user)
    context = {"form": form, "invitation": invitation, "invited": invitation.user}
    return render(request, "people/accept_invitation.html", context)


def _reason_invalid(invitation):
    """Return the template context that explains why the link does not work."""
    is_used = invitation is not None and invitations.is_used(invitation)
    is_late = invitation is not None and not is_used and invitation.is_expired(timezone.now())
    return {"is_used": is_used, "is_late": is_late, "days": settings.INVITATION_DAYS}
