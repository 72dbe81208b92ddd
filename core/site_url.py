"""Reading the setting SITE_URL, and serving a site below its path."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

#: A WSGI application.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

DEFAULT_PORTS = {"http": 80, "https": 443}
PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def parse_site_url(text: str) -> str:
    """Return the URL of the site as browsers write it: ``https://lab.example.edu:8443``, or with a path.

    The host is in lower case; there is no slash at the end, and no port that its scheme has anyway. Raises
    ValueError with a sentence about what is wrong.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"it is not a URL: {error}") from error
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise ValueError("it must begin with https:// or http:// and a host name")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it must end after the host name, the port or the path")
    path = parts.path.rstrip("/")
    if not PATH.fullmatch(path):
        raise ValueError("its path may have letters, digits, and - _ . ~ between slashes")
    suffix = f":{port}" if port and port != DEFAULT_PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{_host(host)}{suffix}{path}"


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


def below(path: str, application: Application) -> Application:
    """Return the application for a site at a path such as "/lab", "" for the root.

    Proxies may pass requests on with this path or without it; Django expects them without.
    """

    def below_path(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if f"{environ['PATH_INFO']}/".startswith(f"{path}/"):
            environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(path) or "/"
        return application(environ, start_response)

    return below_path if path else application
