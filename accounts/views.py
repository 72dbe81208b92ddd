"""The account pages that allauth does not have."""

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import email_change
from accounts.forms import EmailChangeForm
from core.outbox import mail_server


@require_safe
@login_required
def account(request):
    """Show the settings of the account: address, password, second factors, connected services."""
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
    form = EmailChangeForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        email_change.request_change(request, request.user, email)
        if mail_server.is_set_up():
            messages.success(request, _("We’ve sent a confirmation link to %(email)s.") % {"email": email})
        else:
            messages.error(request, _("No mail server is set up, so no confirmation link could be sent."))
        return redirect("account")
    return render(request, "account/email.html", {"form": form})


@never_cache
@rate_limit(action="reset_password_from_key")
def confirm_email(request, token):
    """Confirm a new email address from the emailed link.

    A button makes the change, not the link itself: email scanners open links.
    """
    if request.method == "POST" and (email := email_change.change_email(request, token)):
        messages.success(request, _("Your email address is now %(email)s.") % {"email": email})
        return redirect("account")
    return render(request, "account/email_confirm.html", {"change": email_change.read_token(token)})
