"""Limits on guessing passwords and codes that nobody can use to lock somebody else out.

In a browser that has signed in to the account before, and in a session, attempts count for that browser only,
and attempts of strangers elsewhere do not block it. All other attempts count for their address and network,
for the account together with the network, and for the account. The last count only slows attempts down; the
owner can still sign in with a passkey or by a link to set a new password.

Attempts count for the address as typed, whether there is such an account or not.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from accounts import known_browsers
from accounts.models import User
from core.client_address import client_address
from core.rate_limits import Slowdown, count, network_of, take_back

#: Wrong passwords from one browser or session, and from one network for one account.
FAILURES = "5/5m"
#: Wrong passwords from one address and from one network, for any accounts.
ADDRESS_FAILURES, NETWORK_FAILURES = "10/m", "60/m"
#: Passwords from one address, right ones included: each takes processor time to check.
ADDRESS_ATTEMPTS = "30/m"
#: Wrong passwords for one account, from all browsers that have not signed in to it before.
PASSWORD_SLOWDOWN = Slowdown(free=10, period=3600, longest=60)
#: Wrong codes for one account, from the same browsers. Whoever sends one knows the password.
CODE_SLOWDOWN = Slowdown(free=10, period=86_400, longest=3600)


@dataclass
class Attempt:
    """An attempt that has been counted; ``undo`` removes it from each count."""

    undo: list[Callable[[], None]] = field(default_factory=list)

    def succeeded(self) -> None:
        """Remove the attempt from the counts of failures."""
        for function in self.undo:
            function()


def begin_password(request, email: str) -> Attempt | None:
    """Count an attempt to sign in before the password is checked; None if there were too many.

    Counted first, so that simultaneous attempts cannot exceed the limit.
    """
    email = email.strip().lower()
    if browser := _known_browser(request, email):
        return _count([(f"password-{browser}", FAILURES)])
    address = client_address(request)
    network, account = network_of(address), _digest(email)
    if not count(f"attempts:{address}", ADDRESS_ATTEMPTS):
        return None
    rates = [
        (f"password:{account}:{network}", FAILURES),
        (f"password:{address}", ADDRESS_FAILURES),
        (f"password:{network}", NETWORK_FAILURES),
    ]
    return _count(rates, PASSWORD_SLOWDOWN, f"password:{account}")


def begin_code(request, user: User) -> Attempt | None:
    """Count a code of the second factor before it is checked; None if there were too many.

    allauth limits the codes per account as well, in all browsers.
    """
    if known_browsers.browser_id(request, user):
        return Attempt()
    return _count([], CODE_SLOWDOWN, f"code:{user.pk}")


def _count(
    rates: Iterable[tuple[str, str]], slowdown: Slowdown | None = None, name: str = ""
) -> Attempt | None:
    """Count an attempt under each name and in the slowdown; if one of them refuses it, under none."""
    attempt = Attempt()
    for counted, rate in rates:
        if not count(counted, rate):
            attempt.succeeded()
            return None
        attempt.undo.append(lambda counted=counted, rate=rate: take_back(counted, rate))
    if slowdown:
        if not slowdown.count(name):
            attempt.succeeded()
            return None
        attempt.undo.append(lambda: slowdown.take_back(name))
    return attempt


def _known_browser(request, email: str) -> str | None:
    """Return a name for the session or browser if it belongs to the account with this address."""
    if request.user.is_authenticated and request.user.email.lower() == email:
        return f"session:{_digest(request.session.session_key or '')}"
    if known_browsers.COOKIE not in request.COOKIES:
        return None
    user = User.objects.by_address(email)
    browser = known_browsers.browser_id(request, user) if user else None
    return f"browser:{browser}:{user.pk}" if browser else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
