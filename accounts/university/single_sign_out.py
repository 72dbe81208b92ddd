"""Ends a session of the site when the session at the university that it began with has ended."""

import hashlib

from allauth.account.signals import user_logged_in

from accounts.models import User
from core import audit
from core.audit import Event
from core.client_address import client_address
from core.rate_limits import count
from core.sessions import end_sessions_with

SESSION_KEY = "university_session"
#: Sign-outs from one address: each looks through all sessions.
RATE = "120/m"


def index_of(service: str, name: str) -> str:
    """Return what identifies a session at the university, such as by its ticket, without revealing it."""
    return hashlib.sha256(f"{service} {name}".encode()).hexdigest()


def end_session(request, index: str) -> None:
    """End the sessions that began with this session at the university."""
    if count(f"single-sign-out:{client_address(request)}", RATE):
        for user in User.objects.filter(pk__in=end_sessions_with(SESSION_KEY, index)):
            audit.record(Event.SIGNED_OUT_ELSEWHERE, request=request, target=user)


def _remember(request, user, sociallogin=None, **kwargs):
    if indexes := sociallogin and list(filter(None, sociallogin.state.get("session_indexes", ()))):
        request.session[SESSION_KEY] = indexes


def remember_sessions() -> None:
    """Connect the receiver."""
    user_logged_in.connect(_remember, dispatch_uid="university sessions")
