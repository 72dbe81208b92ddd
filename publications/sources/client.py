"""HTTP client for the web services: limits time and size, retries, and reports every failure one way."""

import json
import math
import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import requests
import urllib3
from django.conf import settings
from django.utils.translation import gettext as _

from core.version import VERSION

NAMES = {
    "crossref": "Crossref",
    "arxiv": "arXiv",
    "orcid": "ORCID",
    "dblp": "DBLP",
    "datacite": "DataCite",
    "pubmed": "PubMed",
    "acl": "ACL Anthology",
    "pmlr": "PMLR",
    "openreview": "OpenReview",
    "openreview_v1": "OpenReview",
    "openalex": "OpenAlex",
    "semanticscholar": "Semantic Scholar",
    "github": "GitHub",
}
#: Maximum size of a response. The largest real ones, a thousand works of one author, have about 10 MB.
MAX_BYTES = 32 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
MAX_REDIRECTS = 3
#: Seconds to connect, enough to send a lost packet a second time.
CONNECT_TIMEOUT = 2.5
#: Seconds that one request of a scheduled job may take, including the pauses that a service asks for, and
#: seconds of them that it may spend on failures.
JOB_TIMEOUT = 120
JOB_PATIENCE = 5
#: HTTP statuses after which a repeated request may succeed.
RETRYABLE_STATUSES = {408, 425, 429, 500, 502, 503, 504}

_ERROR_BYTES = 4096
_RATE_LIMIT = re.compile(rb"rate limit", re.IGNORECASE)
#: GitHub's answer for a repository that it has disabled: {"message": "Repository access blocked", …}.
_BLOCKED = re.compile(rb"access blocked|access to this repository has been disabled", re.IGNORECASE)

#: Why there is no result. "unrecognised": the text is not an identifier; "unreachable": no connection;
#: "unavailable": a server error; "forbidden": the key is wrong; "blocked": the service gives nobody access to
#: this; "bad request": the service rejected the request; "bad response": it cannot be read.
Reason = Literal[
    "unrecognised",
    "not found",
    "rate limited",
    "timeout",
    "unreachable",
    "unavailable",
    "forbidden",
    "blocked",
    "bad request",
    "bad response",
]


class SourceError(Exception):
    """A service gave no usable response. The message is for users; ``reason`` is one of the codes above."""

    def __init__(self, reason: Reason, message: str):
        super().__init__(message)
        self.reason = reason

    @property
    def is_temporary(self) -> bool:
        """Whether the same request may succeed later."""
        return self.reason in {"rate limited", "timeout", "unreachable", "unavailable"}

    @property
    def ends_requests(self) -> bool:
        """Whether the service would refuse or miss any other request now as well."""
        return self.reason in {"rate limited", "unreachable"}


def source_error(reason: Reason, source: str, subject: str = "") -> SourceError:
    """Return an error with the message for its reason; ``subject`` names what was requested."""
    messages = {
        "not found": _("%(source)s has no record of %(subject)s."),
        "rate limited": _("%(source)s is receiving too many requests from us. Try again later."),
        "timeout": _("%(source)s took too long to respond. Try again later."),
        "unreachable": _("%(source)s is unavailable right now. Try again later."),
        "unavailable": _("%(source)s is unavailable right now. Try again later."),
        "forbidden": _("%(source)s refused the request. Check the API key."),
        "blocked": _("%(source)s does not give access to %(subject)s."),
        "bad request": _("%(source)s rejected the request as invalid."),
        "bad response": _("%(source)s sent a response that cannot be read."),
    }
    return SourceError(reason, messages[reason] % {"source": NAMES[source], "subject": subject})


class Client:
    """HTTP client of the services. Raises SourceError, and no other exception, without a usable response.

    Times are in seconds. ``timeout`` limits one request together with its retries, ``total_timeout`` all
    requests of this client, for a page that somebody waits for. ``backoff`` is the pause after the first
    failure and doubles each time; a longer pause that the service asks for (Retry-After) is respected within
    the timeout. ``patience`` limits what a request spends on failures, except where the service asks us to
    wait. A service that cannot be reached is not asked again by this client.
    """

    def __init__(
        self,
        timeout: float | None = None,
        total_timeout: float = math.inf,
        backoff: float = 0.5,
        sleep: Callable[[float], None] = time.sleep,
        max_bytes: int = MAX_BYTES,
        patience: float = math.inf,
    ):
        self.timeout = 2 * settings.SOURCES_TIMEOUT if timeout is None else timeout
        self.end = time.monotonic() + total_timeout
        self.backoff, self.sleep, self.max_bytes = backoff, sleep, max_bytes
        self.patience = patience
        self.unreachable: set[str] = set()
        self.session = requests.Session()
        self.session.max_redirects = MAX_REDIRECTS
        self.session.headers["User-Agent"] = user_agent()

    @classmethod
    def of_page(cls, timeouts: int) -> "Client":
        """Return the client for a page that somebody waits for: an unavailable service is not asked again.

        All requests together take at most this many times the setting SOURCES_TIMEOUT.
        """
        timeout = settings.SOURCES_TIMEOUT
        return cls(timeout, total_timeout=timeouts * timeout, backoff=math.inf)

    @classmethod
    def of_job(cls, sleep: Callable[[float], None] = time.sleep) -> "Client":
        """Return the client for a scheduled job, which waits for busy services but not for missing ones."""
        return cls(JOB_TIMEOUT, patience=JOB_PATIENCE, sleep=sleep)

    def fetch_json(self, source: str, path: str, subject: str = "", **options: Any) -> Any:
        """Return the decoded JSON response. Options as for :meth:`fetch`."""
        body = self.fetch(source, path, subject, **options)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise source_error("bad response", source) from None

    def fetch(
        self,
        source: str,
        path: str,
        subject: str = "",
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        json_body: Any = None,
    ) -> bytes:
        """Return the body of the response to GET, or to POST where there is a ``json_body``.

        ``source`` is a key of settings.SOURCES; ``subject`` names in messages what was requested. An HTTP 404
        with a subject means "not found".
        """
        if source in self.unreachable:
            raise source_error("unreachable", source)
        url = settings.SOURCES[source].rstrip("/") + path
        request = requests.Request(
            "GET" if json_body is None else "POST", url, params=params, headers=headers, json=json_body
        )
        deadline = min(time.monotonic() + self.timeout, self.end)
        pause, spent = self.backoff, 0.0
        while True:
            begin, wait, is_asked_to_wait = time.monotonic(), pause, False
            try:
                status, response_headers, body = self._send(request, deadline, source)
            except requests.ConnectionError:  # before Timeout: ConnectTimeout is both
                error = source_error("unreachable", source)
            except (requests.Timeout, TimeoutError, urllib3.exceptions.TimeoutError):
                error = source_error("timeout", source)
            except (urllib3.exceptions.HTTPError, OSError):
                error = source_error("unavailable", source)
            except (requests.RequestException, ValueError):
                raise source_error("bad response", source) from None
            else:
                if status < 300:
                    return body
                error = _http_error(status, response_headers, body, source, subject)
                if not error.is_temporary:
                    raise error
                asked_pause = _retry_after(response_headers)
                wait = max(pause, asked_pause)
                is_asked_to_wait = bool(asked_pause) or error.reason == "rate limited"
            now = time.monotonic()
            spent += now - begin + (0 if is_asked_to_wait else pause)
            if now + wait >= deadline or spent > self.patience:
                if error.reason == "unreachable":
                    self.unreachable.add(source)
                raise error
            self.sleep(wait)
            pause *= 2

    def _send(
        self, request: requests.Request, deadline: float, source: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and body of one response; of an error response, the start of its body."""
        remaining = max(deadline - time.monotonic(), 0.05)
        timeout = min(settings.SOURCES_TIMEOUT, remaining)
        timeouts = (min(CONNECT_TIMEOUT, timeout), timeout)
        prepared = self.session.prepare_request(request)
        options = self.session.merge_environment_settings(prepared.url or "", {}, True, None, None)
        with self.session.send(prepared, timeout=timeouts, **options) as response:
            if response.status_code >= 300:
                return response.status_code, response.headers, _start_of_body(response)
            body = bytearray()
            # read1 returns as soon as any bytes arrive, so a slow trickle cannot outlast the deadline.
            while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
                body += chunk
                if len(body) > self.max_bytes:
                    raise source_error("bad response", source)
                if time.monotonic() > deadline:
                    raise TimeoutError
            return response.status_code, response.headers, bytes(body)


def user_agent() -> str:
    """Return the User-Agent header: name and version, the site's URL and a contact address."""
    contact = f"mailto:{settings.SOURCES_CONTACT}" if settings.SOURCES_CONTACT else ""
    details = "; ".join(filter(None, (settings.SITE_URL, contact)))
    return f"Labsite/{VERSION}" + (f" ({details})" if details else "")


def _start_of_body(response: requests.Response) -> bytes:
    """Return the first bytes of an error message; b"" where it cannot be read."""
    try:
        return response.raw.read1(_ERROR_BYTES, decode_content=True)
    except (urllib3.exceptions.HTTPError, OSError):
        return b""


def _http_error(
    status: int, headers: Mapping[str, str], body: bytes, source: str, subject: str
) -> SourceError:
    if status == 429 or (status == 403 and _is_rate_limited(headers, body)):
        return source_error("rate limited", source)
    if status == 451 or (status == 403 and _BLOCKED.search(body)):
        return source_error("blocked", source, subject)
    if status in {404, 410}:
        # Without a subject the request is a search, which always has a result: the URL must be wrong.
        return source_error("not found", source, subject) if subject else source_error("bad response", source)
    if status >= 500 or status in RETRYABLE_STATUSES:
        return source_error("unavailable", source)
    return source_error("forbidden" if status in {401, 403} else "bad request", source)


def _is_rate_limited(headers: Mapping[str, str], body: bytes) -> bool:
    """Return whether an HTTP 403 means "too many requests", as from GitHub.

    Its primary limit shows in X-RateLimit-Remaining, its secondary limits in Retry-After or only in the text.
    """
    is_spent = headers.get("X-RateLimit-Remaining") == "0"
    return is_spent or "Retry-After" in headers or bool(_RATE_LIMIT.search(body))


def _retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that the service asks us to wait, 0 without such a header.

    Retry-After is a number of seconds or an HTTP date.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value[:9])
    if value:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return 0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - datetime.now(UTC)).total_seconds(), 0)
    # GitHub sends the Unix time at which the rate limit is reset.
    reset = headers.get("X-RateLimit-Reset", "")
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isdecimal():
        return max(float(reset[:12]) - time.time(), 0)
    return 0
