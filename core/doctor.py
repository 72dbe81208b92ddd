"""The checks of ``manage.py doctor``: what is not set up right on this installation, and what to do about it.

Unlike Django's system checks, which run with every command and look at settings only, these may ask the
database, the disk and other servers. An app registers its checks in ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.checks import CheckMessage, Error

#: Returns what is wrong, as Django's ``Error`` and ``Warning`` with a hint; nothing if all is well.
Check = Callable[[], Iterable[CheckMessage]]


@dataclass(frozen=True)
class NamedCheck:
    """A check and the name under which ``doctor`` reports it."""

    name: str
    check: Check

    def problems(self) -> list[CheckMessage]:
        """Run the check. A check that fails itself is a problem as well."""
        try:
            return list(self.check())
        except Exception as error:  # doctor is asked when things are broken, and has to tell the rest
            return [Error(f"This could not be checked: {type(error).__name__}: {error}")]


_checks: dict[str, NamedCheck] = {}


def register(name: str, check: Check) -> None:
    """Add a check; a second one of the same name replaces the first."""
    _checks[name] = NamedCheck(name, check)


def checks() -> list[NamedCheck]:
    """Return all checks, in the order of their registration."""
    return list(_checks.values())
