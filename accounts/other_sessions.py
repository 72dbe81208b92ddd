"""Ends the other sessions of an account when a second factor is added or removed."""

from allauth.mfa import signals

from core.sessions import end_sessions


def _end_other_sessions(request, user, **kwargs):
    end_sessions(user.pk, keep=request.session.session_key)


def end_sessions_on_changes() -> None:
    """Connect the receiver."""
    for name in ("authenticator_added", "authenticator_removed"):
        getattr(signals, name).connect(_end_other_sessions, dispatch_uid=f"end sessions: {name}")
