"""Requires two-factor authentication for the Django admin and the PI's dashboard.

The setting REQUIRE_SECOND_FACTOR names the roles concerned. An account without a second factor has a period
of grace from the day on which it first opened one of these pages; after that, they are refused until it has
one.
Whether a user has entered the second factor needs no check here: sign-in always asks for it, except after
signing in with a service of the university whose second factor the settings trust.
"""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.checks import Warning
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.models import User
from core.languages import english_path
from people.groups import PI

GRACE = timedelta(days=14)
PROTECTED_PATHS = ("/admin/", "/desk/")
#: Pages below the protected paths that are needed to sign in and out.
OPEN_PAGES = ("/admin/login/", "/admin/logout/")

#: Whether an account has a role that the setting may name.
HAS_ROLE = {
    "admin": lambda user: user.is_staff or user.is_superuser,
    "pi": lambda user: user.groups.filter(name=PI).exists(),
}
#: The accounts with these roles.
WITH_ROLE = {"admin": Q(is_staff=True) | Q(is_superuser=True), "pi": Q(groups__name=PI)}


class SecondFactorMiddleware:
    """Refuse protected pages to accounts without a required second factor, after a period of grace.

    Until then, ``request.second_factor_deadline`` is the moment when the period ends; pages show a notice.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.REQUIRE_SECOND_FACTOR or not _is_protected(request.path_info):
            return self.get_response(request)
        user, now = request.user, timezone.now()
        if not user.is_authenticated or not is_required_of(user) or has_second_factor(user):
            return self.get_response(request)
        if any(is_trusted(record.get("provider")) for record in get_authentication_records(request, user)):
            return self.get_response(request)
        deadline = _first_met(user, now) + GRACE
        if now < deadline:
            request.second_factor_deadline = timezone.localtime(deadline)
            return self.get_response(request)
        response = render(request, "account/second_factor_required.html", status=403)
        add_never_cache_headers(response)
        return response


class SecondFactorStage(AuthenticateStage):
    """Ask for the second factor of the account, unless the university has asked for one of its own."""

    def handle(self):
        social_login = (self.login.signal_kwargs or {}).get("sociallogin")
        if social_login and is_trusted(social_login.account.provider):
            return None, True
        return super().handle()


def is_trusted(service: str | None) -> bool:
    """Return whether the settings trust the second factor of this service (``SIGN_IN_…_SECOND_FACTOR``)."""
    return any(
        app.get("provider_id") == service and app["settings"].get("second_factor") == "trust"
        for provider in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in provider["APPS"]
        if service
    )


def is_required_of(user) -> bool:
    """Return whether the setting requires a second factor of the account."""
    return any(HAS_ROLE[role](user) for role in settings.REQUIRE_SECOND_FACTOR)


def has_second_factor(user) -> bool:
    """Return whether the account has an authenticator app or a passkey. Recovery codes alone do not count."""
    return is_mfa_enabled(user, types=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def _is_protected(path: str) -> bool:
    path = english_path(path)
    return path.startswith(PROTECTED_PATHS) and not path.startswith(OPEN_PAGES)


def _first_met(user, now):
    """Return when the account first opened a protected page without a second factor; store it if now."""
    if user.second_factor_required_since is None:
        user.second_factor_required_since = now
        user.save(update_fields=["second_factor_required_since"])
    return user.second_factor_required_since


def check_accounts():
    """Report accounts that lack a required second factor; a check of ``manage.py doctor``."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return
    required = Q()
    for role in settings.REQUIRE_SECOND_FACTOR:
        required |= WITH_ROLE[role]
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    accounts = User.objects.filter(required, is_active=True).exclude(pk__in=factors.values("user"))
    if emails := list(accounts.order_by("email").distinct().values_list("email", flat=True)):
        yield Warning(
            f"These accounts have no two-factor authentication: {', '.join(emails)}.",
            hint="Ask their owners to set it up under Account. Otherwise they cannot open /admin/ and /desk/ "
            f"from {GRACE.days} days after their first visit on.",
        )
