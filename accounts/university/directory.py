"""Signing in with a directory (LDAP): the site's own form, and a bind with what was typed into it."""

import logging
import time
from functools import partial
from typing import Any

from allauth.account.utils import get_next_redirect_url
from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.university.provider import Identity, UniversityProvider, sole_value, values_of
from core.background import TimeLimit

logger = logging.getLogger(__name__)

#: Seconds in which a page says that the directory does not answer.
PATIENCE = 1.7
#: libldap waits without end for a name server, and for the TLS handshake of a server that takes connections.
_calls = TimeLimit(PATIENCE)
#: Seconds after which the system ends the connection to a server that has gone, so that such a call ends.
KEEPALIVE = {"IDLE": 20, "INTERVAL": 10, "PROBES": 3}
#: Binary attributes.
BINARY = {"objectguid", "objectsid"}


class DirectoryUnavailable(Exception):
    """The directory could not check the password."""


class DirectoryForm(forms.Form):
    username = forms.CharField(
        label=_("University username"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("University password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class DirectoryProvider(UniversityProvider):
    id = "ldap"

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        query = urlencode({"process": process, "next": next_url or ""})
        return HttpResponseRedirect(f"{reverse('university_password', args=[self.sub_id])}?{query}")

    def callback(self, request):
        return self.refuse(request, "not a protocol with an answer")

    def state_of(self, request) -> dict[str, Any]:
        """Return what the user wants, from the URL of the form."""
        process = "connect" if request.GET.get("process") == "connect" else "login"
        return {"process": process, "next": get_next_redirect_url(request)}

    def identify(self, username: str, password: str) -> Identity | None:
        """Return who has this username and password, or None. Raises DirectoryUnavailable."""
        # Only where a directory is configured: the package needs libraries in C.
        import ldap

        try:
            return _calls.run(partial(_Search(self.options, self.sub_id).identify, username, password))
        except (ldap.LDAPError, TimeoutError) as error:
            logger.error("The directory %s could not check a password: %r", self.sub_id, error)
            raise DirectoryUnavailable from error


class _Search:
    """One connection to the directory. Each request ends after PATIENCE seconds at the latest."""

    def __init__(self, options: dict[str, Any], name: str) -> None:
        import ldap
        import ldap.filter

        self.ldap, self.options, self.name = ldap, options, name
        self.deadline = time.monotonic() + PATIENCE
        self.connection = ldap.initialize(options["url"])
        self._set("OPT_PROTOCOL_VERSION", ldap.VERSION3)
        self._set("OPT_REFERRALS", 0)
        for name, value in KEEPALIVE.items():
            self._set(f"OPT_X_KEEPALIVE_{name}", value)
        if not options["url"].startswith("ldapi:"):
            self._set("OPT_X_TLS_REQUIRE_CERT", ldap.OPT_X_TLS_DEMAND)
            if options["ca_file"]:
                self._set("OPT_X_TLS_CACERTFILE", options["ca_file"])
            self._set("OPT_X_TLS_NEWCTX", 0)  # has to come last: the options above take effect with it

    def _set(self, name: str, value: Any) -> None:
        self.connection.set_option(getattr(self.ldap, name), value)

    def identify(self, username: str, password: str) -> Identity | None:
        if not password or "\0" in username + password:
            return None  # many directories take an empty password for an anonymous visitor and accept it
        try:
            if self.options["start_tls"]:
                self._wait()
                self.connection.start_tls_s()
            self._wait()
            self.connection.simple_bind_s(self.options["bind_dn"], self.options["bind_password"])
            entry = self._find(username)
            if entry is None or not self._accepts(entry[0], password):
                return None
            return self._read(*entry)
        finally:
            self.connection.unbind_ext_s()

    def _wait(self) -> None:
        """Limit the next request to the remaining time."""
        left = max(self.deadline - time.monotonic(), 0.01)
        self._set("OPT_NETWORK_TIMEOUT", left)
        self._set("OPT_TIMEOUT", left)

    def _names(self) -> list[str]:
        return [self.options[name] for name in ("id", "email", "affiliation")]

    def _find(self, username: str) -> tuple[str, dict[str, list[bytes]]] | None:
        """Return the only entry with this username, ignoring references to other directories."""
        self._wait()
        pattern = self.options["filter"].replace(
            "{username}", self.ldap.filter.escape_filter_chars(username.strip())
        )
        try:
            results = self.connection.search_ext_s(
                self.options["base"], self.ldap.SCOPE_SUBTREE, pattern, self._names(), sizelimit=2
            )
            entries = [(dn, attributes) for dn, attributes, *_more in results if dn]
            has_several = len(entries) > 1
        except self.ldap.SIZELIMIT_EXCEEDED:
            has_several = True
        if has_several:
            logger.warning("The directory %s has several entries with the same username.", self.name)
            return None
        return entries[0] if entries else None

    def _accepts(self, dn: str, password: str) -> bool:
        """Return whether the directory accepts the password, and the account is not locked there."""
        self._wait()
        try:
            self.connection.simple_bind_s(dn, password)
        except (
            self.ldap.INVALID_CREDENTIALS,
            self.ldap.CONSTRAINT_VIOLATION,
            self.ldap.UNWILLING_TO_PERFORM,
            self.ldap.INAPPROPRIATE_AUTH,
        ):
            return False
        return True

    def _read(self, dn: str, attributes: dict[str, list[bytes]]) -> Identity:
        """Return the identity. Attributes that the search account could not see are read as the user."""
        fields = {name.lower(): values for name, values in attributes.items()}
        if self.options["id"].lower() not in fields:
            self._wait()
            own = self.connection.search_ext_s(dn, self.ldap.SCOPE_BASE, "(objectClass=*)", self._names())
            fields = {name.lower(): values for name, values in own[0][1].items()} if own else {}
        return Identity(
            uid=_identifier(self.options["id"].lower(), fields),
            addresses=values_of(fields.get(self.options["email"].lower())),
            affiliations=[v.lower() for v in values_of(fields.get(self.options["affiliation"].lower()))],
            received=list(fields),
        )


def _identifier(name: str, attributes: dict[str, list[bytes]]) -> str:
    """Return the only value of an attribute; "" without one or with several."""
    values = attributes.get(name, [])
    if name in BINARY:
        return values[0].hex() if len(values) == 1 else ""
    return sole_value(values_of(values))
