"""Signing in by a header that a proxy in front of the site sets, such as Apache with mod_auth_cas.

The proxy protects the callback URL only, and removes the header from all requests that it passes on.
"""

import re
from ipaddress import ip_address, ip_network

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from accounts.university.provider import Identity, UniversityProvider


def is_from(peer: str, listed: list[str]) -> bool:
    """Return whether the connection comes from a listed address, network or, with "unix", a socket file."""
    if not peer:
        return "unix" in listed
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ip_network(network) for network in listed if network != "unix")


def header_text(request, name: str) -> str:
    """Return a header as text: servers read the bytes of UTF-8 as Latin-1. Raises ValueError."""
    value = request.META.get("HTTP_" + name.upper().replace("-", "_"), "") if name else ""
    return value.encode("latin-1").decode().strip()


class HeaderProvider(UniversityProvider):
    id = "header"

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        state_id = self.stash(request, process, next_url, data, **kwargs)
        return HttpResponseRedirect(self.url("university_callback", state=state_id))

    def callback(self, request):
        # The peer of the connection: the address of the client is what headers say.
        if not is_from(request.META.get("REMOTE_ADDR", ""), self.options["from"]):
            return self.refuse(request, "not from the proxy")
        try:
            state = self.recall(request, request.GET.get("state", ""))
            uid = header_text(request, self.options["header"])
            addresses = header_text(request, self.options["email_header"])
            affiliations = header_text(request, self.options["affiliation_header"])
        except PermissionDenied:
            return self.refuse(request, "unknown state")
        except ValueError:
            return self.refuse(request, "unreadable header")
        if any("," in value for value in (uid, addresses, affiliations)):
            # Servers join repeated headers with commas, and one of them may come from the visitor.
            return self.refuse(request, "repeated header")
        identity = Identity(
            uid.lower(), _separate(addresses), [value.lower() for value in _separate(affiliations)]
        )
        return self.sign_in(request, identity, state)


def _separate(values: str) -> list[str]:
    """Return the values that Shibboleth joins by semicolons; those within a value have a backslash before."""
    separate = re.split(r"(?<!\\);", values)
    return [value.strip().replace(r"\;", ";") for value in separate if value.strip()]
