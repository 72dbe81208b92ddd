"""Browsers in which somebody has signed in to an account before, recognized by a signed cookie.

The cookie opens nothing. It only tells the owner's browser from those of strangers who guess passwords
(``sign_in_limits``).
"""

from django.conf import settings
from django.core import signing
from django.utils.crypto import get_random_string

COOKIE = SALT = "known_browser"
LIFETIME = 400 * 24 * 3600  # seconds; browsers store no cookie for longer
MAX_ACCOUNTS = 5  # in one browser


def browser_id(request, user) -> str | None:
    """Return the random ID of the browser if somebody has signed in to this account in it, else None."""
    return _accounts(request).get(user.pk)


def remember(request, response, user) -> None:
    """Store in the browser that somebody has signed in to this account in it."""
    accounts = _accounts(request)
    identity = accounts.pop(user.pk, None) or get_random_string(22)
    latest = [*accounts.items(), (user.pk, identity)][-MAX_ACCOUNTS:]
    response.set_cookie(
        COOKIE,
        signing.dumps(latest, salt=SALT),
        max_age=LIFETIME,
        path=settings.SESSION_COOKIE_PATH,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _accounts(request) -> dict[int, str]:
    """Return the browser's ID by account, the last used one last; empty without a valid cookie."""
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME))
    except signing.BadSignature:
        return {}
