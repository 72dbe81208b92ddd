"""What happens to accounts, in the audit log: sign-ins, passwords, second factors, other services."""

import hashlib

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as socialaccount
from django.core.cache import cache

from core import audit
from core.audit import Event
from core.client_address import client_address
from core.rate_limits import network_of

#: Seconds in which blocked attempts from one network for one account make one entry.
BLOCKED_PERIOD = 300


def record_failure(request, typed: str) -> None:
    """Record a wrong password or an unknown address, or a wrong password in a session."""
    audit.record(Event.SIGN_IN_FAILED, request=request, details={"email": _address_in(typed)})


def record_blocked(request, typed: str) -> None:
    """Record an attempt above the limits; one entry for many, because an attack must not fill the log."""
    names = f"{typed.lower()} {network_of(client_address(request))}"
    if cache.add(f"blocked:{hashlib.sha256(names.encode()).hexdigest()}", True, BLOCKED_PERIOD):
        audit.record(Event.SIGN_IN_BLOCKED, request=request, details={"email": _address_in(typed)})


def record_service_failure(request, service: str, reason: str) -> None:
    """Record that somebody came back from another service and could not be signed in."""
    audit.record(Event.SIGN_IN_FAILED, request=request, details={"service": service, "reason": reason})


def _address_in(typed: str) -> str:
    """Return what was typed if it looks like an email address: some type their password there."""
    return typed[:254] if "@" in typed and " " not in typed.strip() else "…"


def _record_sign_in(request, user, **kwargs):
    methods = [
        ": ".join(str(record[key]) for key in ("method", "type", "provider") if record.get(key))
        for record in get_authentication_records(request, user)
    ]
    audit.record(Event.SIGNED_IN, user=user, request=request, details={"with": methods})


def _record_factor(event: Event):
    """Return a receiver that records what happened to a second factor."""

    def receive(request, user, authenticator, **kwargs):
        audit.record(event, user=user, request=request, details={"type": authenticator.type})

    return receive


def _record_account(event: Event):
    """Return a receiver that records what happened to the account."""

    def receive(request, user, **kwargs):
        audit.record(event, user=user, request=request, target=user)

    return receive


def _record_service(event: Event):
    """Return a receiver that records what happened to the connection with another service."""

    def receive(request, **kwargs):
        connection = kwargs["sociallogin"].account if "sociallogin" in kwargs else kwargs["socialaccount"]
        audit.record(event, user=connection.user, request=request, details={"service": connection.provider})

    return receive


RECEIVERS = [
    (account.user_logged_in, _record_sign_in),
    (account.password_set, _record_account(Event.PASSWORD_CHANGED)),
    (account.password_changed, _record_account(Event.PASSWORD_CHANGED)),
    (account.password_reset, _record_account(Event.PASSWORD_RESET)),
    (mfa.authenticator_added, _record_factor(Event.SECOND_FACTOR_ADDED)),
    (mfa.authenticator_removed, _record_factor(Event.SECOND_FACTOR_REMOVED)),
    (mfa.authenticator_reset, _record_factor(Event.RECOVERY_CODES_REPLACED)),
    (mfa.authentication_failed, _record_factor(Event.SECOND_FACTOR_FAILED)),
    (socialaccount.social_account_added, _record_service(Event.SERVICE_CONNECTED)),
    (socialaccount.social_account_removed, _record_service(Event.SERVICE_DISCONNECTED)),
]


def observe_accounts() -> None:
    """Record what allauth reports about accounts."""
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, weak=False, dispatch_uid=f"audit: {receiver.__name__} {id(signal)}")
