"""Sessions of signed-in users: the session engine, and ending and deleting sessions."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's sessions in the database; a cookie that cannot be the key of one is not looked up.

    A quoted cookie can contain a NUL character, for which PostgreSQL raises an error.
    """

    def __init__(self, session_key: str | None = None) -> None:
        is_key = session_key is not None and session_key.isascii() and session_key.isalnum()
        super().__init__(session_key if is_key else None)


def sessions_of(user_pk: int) -> list[Session]:
    """Return the current sessions of an account.

    The session table has no column for the account, so all sessions are decoded. A lab has few of them.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    current = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    return [row for row in current if store.decode(row.session_data).get(SESSION_KEY) == str(user_pk)]


def end_sessions(user_pk: int, keep: str | None = None) -> int:
    """Sign an account out everywhere, but for the session with the key ``keep``; return how many ended."""
    own = [row.pk for row in sessions_of(user_pk) if row.pk != keep]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def end_sessions_with(name: str, value: str) -> list[int]:
    """End the sessions in which ``name`` is a list with this value, and return the keys of their accounts."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    ended, accounts = [], []
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        content = store.decode(row.session_data)
        if value in content.get(name, ()):  # in sessions of earlier versions, a text of the same length
            ended.append(row.pk)
            accounts.append(int(content[SESSION_KEY]))
    Session.objects.filter(pk__in=ended).delete()
    return accounts


def delete_expired_sessions(now: datetime) -> str:
    """Delete the sessions that have expired, and return a line about it: a scheduled job."""
    number = Session.objects.filter(expire_date__lt=now).delete()[0]
    return f"Expired sessions deleted: {number}."
