"""The pages about an account that allauth does not have."""

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

from labsite.accounts import addresses
from labsite.accounts.forms import NewEmail


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
