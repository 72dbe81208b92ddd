"""Reading the setting SITE_URL."""

import ipaddress
import re
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def parse_site_url(text: str) -> str:
    """Return the URL of the site as browsers write an origin: ``https://lab.example.edu:8443``.

    In lower case, without a slash at the end and without the port that its scheme has anyway. Raises
    ValueError with a sentence about what is wrong.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"it is not a URL: {error}") from error
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise ValueError("it must begin with https:// or http:// and a host name")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it must end after the host name or the port")
    suffix = f":{port}" if port and port != DEFAULT_PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{_host(host)}{suffix}"


def _host(name: str) -> str:
    """Return a host name in ASCII, and an IPv6 address in brackets. Raises ValueError."""
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    try:
        ascii_name = name.encode("idna").decode()
    except UnicodeError as error:
        raise ValueError("its host name is not valid") from error
    if not HOST.fullmatch(ascii_name):
        raise ValueError("its host name is not valid")
    return ascii_name
