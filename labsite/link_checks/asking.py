"""One request for an address of another site: short, and never to a machine of the site's own network.

The host name is resolved here, and the connection goes to the IP address that was checked, so that a second
lookup cannot lead elsewhere (DNS rebinding). Only the status of the response is read.
"""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import certifi
import urllib3
from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.sources.client import CONNECT_TIMEOUT, user_agent

TIMEOUT = urllib3.Timeout(connect=CONNECT_TIMEOUT, read=10)
MAX_REDIRECTS = 5
#: Statuses of servers that work but refuse programs, or refuse them at the moment.
REFUSALS = {401, 402, 403, 405, 406, 418, 425, 429, 451, 999}
REDIRECTS = {301, 302, 303, 307, 308}


class Problem(models.TextChoices):
    """Why an address does not work."""

    GONE = "gone", _("The page does not exist.")
    NO_HOST = "no host", _("The host does not exist.")
    NO_ANSWER = "no answer", _("The server does not answer.")
    CERTIFICATE = "certificate", _("The certificate is not valid.")
    ERROR = "error", _("The server reports an error.")
    REDIRECTS = "redirects", _("The address redirects too often.")
    PRIVATE = "private", _("The address leads to a machine that visitors cannot reach.")


class _Failed(Exception):
    def __init__(self, problem: Problem):
        super().__init__(problem)
        self.problem = problem


def ask(url: str) -> Problem | None:
    """Return why an address with http or https does not work, or None if it does."""
    try:
        for _hop in range(MAX_REDIRECTS + 1):
            status, location = _status(url, "HEAD")
            if status >= 400 and status not in REFUSALS:  # some servers know GET only
                status, location = _status(url, "GET")
            if status not in REDIRECTS or not location:
                return _problem_of(status)
            url = urljoin(url, location)
    except _Failed as failed:
        return failed.problem
    return Problem.REDIRECTS


def _problem_of(status: int) -> Problem | None:
    if status in {404, 410}:
        return Problem.GONE
    return Problem.ERROR if status >= 400 and status not in REFUSALS else None


def _status(url: str, method: str) -> tuple[int, str]:
    """Return the status and the header Location of the answer. Raises _Failed."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise _Failed(Problem.NO_HOST) from None
    is_https = parts.scheme == "https"
    address = public_address(host, port or (443 if is_https else 80))
    path = urllib3.util.Url(path=parts.path or "/", query=parts.query or None).url
    headers = {"Host": parts.netloc.rpartition("@")[2].encode("idna").decode(), "User-Agent": user_agent()}
    options = {"timeout": TIMEOUT, "retries": False, "maxsize": 1}
    pool = (
        urllib3.HTTPSConnectionPool(
            address, port, server_hostname=host, assert_hostname=host, ca_certs=certifi.where(), **options
        )
        if is_https
        else urllib3.HTTPConnectionPool(address, port, **options)
    )
    with pool:
        try:
            answer = pool.urlopen(method, path, headers=headers, redirect=False, preload_content=False)
            answer.close()
        except urllib3.exceptions.SSLError:
            raise _Failed(Problem.CERTIFICATE) from None
        except (urllib3.exceptions.HTTPError, OSError, ValueError):
            raise _Failed(Problem.NO_ANSWER) from None
    return answer.status, answer.headers.get("Location", "")


def public_address(host: str, port: int) -> str:
    """Return an IP address of a host. Raises _Failed if it has none, or one that is not public."""
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Failed(Problem.NO_HOST) from None
    addresses = [str(address[0]) for *_rest, address in infos]
    if not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise _Failed(Problem.PRIVATE)
    return addresses[0]
