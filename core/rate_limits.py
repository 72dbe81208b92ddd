"""How often one address, and one network, may do something. Counted where the tries to sign in are."""

import ipaddress
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

#: What counts as one network: as much as one customer of a provider, or one building, has.
NETWORK_PREFIX = {4: 24, 6: 48}


@dataclass(frozen=True)
class Limit:
    """Rates as allauth writes them, like "10/h"; a comma between several."""

    of_address: str
    of_network: str


def network_of(address: str) -> str:
    """Returns the network that an address belongs to; what is no address stays as it is."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = getattr(known, "ipv4_mapped", None)
    known = mapped or known
    return str(ipaddress.ip_network(f"{known}/{NETWORK_PREFIX[known.version]}", strict=False))


def within(request: HttpRequest, action: str, limit: Limit) -> bool:
    """Counts one more of this action and says whether that is within the limit."""
    rates = {f"{action}-address": f"{limit.of_address}/ip", f"{action}-network": f"{limit.of_network}/key"}
    if not consume(request, app="labsite", action=f"{action}-address", config=rates, limit_get=True):
        return False
    network = network_of(get_adapter().get_client_ip(request))
    key = {"key": network, "limit_get": True}
    return bool(consume(request, app="labsite", action=f"{action}-network", config=rates, **key))
