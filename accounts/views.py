"""The pages about an account that allauth does not have."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.password_reset import perform_password_reset_login
from allauth.decorators import rate_limit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import addresses
from accounts.forms import FirstPassword, NewEmail
from core.exceptions import InvalidState
from people import invitations


@require_safe
@login_required
def account(request):
    """What there is to look after: address, password, second factor, other services."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {"has_app": "totp" in factors, "has_keys": "webauthn" in factors}
    if settings.SOCIALACCOUNT_PROVIDERS:
        context["other_services"] = SocialAccount.objects.filter(user=request.user)
    return render(request, "account/account.html", context)


@never_cache
@login_required
@reauthentication_required(app="allauth.account")
@rate_limit(action="manage_email")
def change_email(request):
    form = NewEmail(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        addresses.ask_for_proof(request, request.user, email)
        messages.success(request, _("We have sent a link to %(email)s.") % {"email": email})
        return redirect("account")
    return render(request, "account/email.html", {"form": form})


@never_cache
@rate_limit(action="reset_password_from_key")
def confirm_email(request, token):
    """Opened from the mail to a new address. Changes it by a button, for scanners of mails follow links."""
    proof = addresses.proven(token)
    if proof and request.method == "POST":
        if addresses.change(request, *proof):
            messages.success(request, _("Your e-mail address is now %(email)s.") % {"email": proof[1]})
            return redirect("account")
        proof = None
    return render(request, "account/email_confirm.html", {"proof": proof})


# ---- taking over the account that an invitation has made ------------------------------------------

INVITATION_KEY = "invitation"  # in the session


@never_cache
@require_safe
def open_invitation(request, token):
    """The link of the mail. Only puts the token into the session and leads on, for the address of the
    page that follows must not tell it to logs or to other pages. Scanners of mails follow links, too."""
    if invitations.find(token):
        request.session[INVITATION_KEY] = token
    else:
        request.session.pop(INVITATION_KEY, None)
    response = redirect("account_accept_invitation")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request):
    """The first password; whoever has set it is signed in and led to the own desk."""
    now, token = timezone.now(), request.session.get(INVITATION_KEY, "")
    invitation = invitations.find(token)
    if invitation is None or not invitations.works(invitation, now):
        return render(request, "account/invitation_over.html", {"invitation": invitation, **_why(invitation)})
    form = FirstPassword(invitation.user, request.POST or None)
    if form.is_valid():
        try:
            user = invitations.accept(token, form.cleaned_data["password1"], now)
        except InvalidState:  # pressed twice: the other one has won
            return redirect("account_accept_invitation")
        logout(request)  # whoever was signed in here is somebody else
        messages.success(request, _("Welcome! This is your account now."))
        return perform_password_reset_login(request, user)
    context = {"form": form, "invitation": invitation, "invited": invitation.user}
    return render(request, "account/invitation.html", context)


def _why(invitation):
    """What the page says about a link that does not work any more."""
    is_used = invitation is not None and invitations.is_used(invitation)
    is_late = invitation is not None and not is_used and invitation.is_over(timezone.now())
    return {"is_used": is_used, "is_late": is_late, "days": settings.INVITATION_DAYS}
