"""The adapter, named in the settings, that decides which account somebody signs in to through ORCID or the
university.

The account is found by the identifier that the service has stored with it. At the first time, it is the one
whose invitation is open in the browser, or the one with an address that the university has verified.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from accounts import other_services, sign_in_audit
from accounts.models import User
from accounts.university.provider import NO_IDENTIFIER, is_identifier
from core import audit
from core.audit import Event
from core.exceptions import InvalidState
from people import invitation_views, invitations


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def get_requests_session(self):
        session = other_services.refuse_errors(super().get_requests_session())
        return other_services.limit_waiting(session)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        other_services.raise_if_unavailable(request, exception)

    def pre_social_login(self, request, sociallogin):
        """Connect the identifier with an account at the first time, if it is certain which one that is."""
        if not is_identifier(sociallogin.account.uid):
            sign_in_audit.record_service_failure(request, sociallogin.account.provider, NO_IDENTIFIER)
            context = {"service_without_identifier": sociallogin.provider.app}
            page = render(request, "socialaccount/authentication_error.html", context, status=401)
            raise ImmediateHttpResponse(page)
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        user = (
            _accept_invitation(request, sociallogin)
            or self._account_by_address(sociallogin)
            or self._new_waiting_account(request, sociallogin)
        )
        if user is None:
            return
        if not user.is_active:
            raise ImmediateHttpResponse(redirect("account_inactive"))
        sociallogin.connect(request, user)

    def _account_by_address(self, sociallogin) -> User | None:
        """Return the account with one of the addresses that the service has verified, or None.

        Also None if the addresses belong to several accounts, or if the account is connected with another
        identifier of the service: universities reassign addresses of people who have left.
        """
        owners = (User.objects.by_address(address) for address in _verified_addresses(sociallogin))
        accounts = {user.pk: user for user in owners if user}
        if len(accounts) != 1:
            return None
        [user] = accounts.values()
        connected = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        return None if connected.exists() else user

    def _new_waiting_account(self, request, sociallogin) -> User | None:
        """Create an account without rights for somebody with an affiliation that the settings list.

        It waits for an invitation by the PI (``people.invitations.waiting_accounts``).
        """
        listed = sociallogin.provider.app.settings.get("affiliations", [])
        addresses = _verified_addresses(sociallogin)
        if not addresses or set(listed).isdisjoint(sociallogin.state.get("affiliations", [])):
            return None
        if any(User.objects.by_address(address) for address in addresses):
            return None
        try:
            with transaction.atomic():
                user = User.objects.create_user(addresses[0])
        except IntegrityError:  # pressed twice: the other request has created it
            return User.objects.by_address(addresses[0])
        audit.record(Event.ACCOUNT_WAITING, request=request, user=user, target=user)
        return user

    def is_open_for_signup(self, request, sociallogin):
        """Show what to do without an account: there is no sign-up."""
        sign_in_audit.record_service_failure(request, sociallogin.account.provider, "no account")
        context = {"uid": sociallogin.account.uid, "service": sociallogin.provider.app}
        raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", context, status=403))


def _verified_addresses(sociallogin) -> list[str]:
    # Some services send a string, and "false" would be truthy.
    return [row.email for row in sociallogin.email_addresses if str(row.verified).lower() == "true"]


def _accept_invitation(request, sociallogin) -> User | None:
    """Accept the invitation if the sign-in began on its page, and return its account; else None."""
    pages = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            pages.append(reverse("account_accept_invitation"))
    if sociallogin.state.get("next") not in pages:
        return None
    sociallogin.state.pop("next")
    token = request.session.get(invitation_views.SESSION_KEY, "")
    try:
        return invitations.accept(token, None, timezone.now())
    except InvalidState:
        return None
