"""How sources elsewhere on the web are asked: politely, patiently within bounds, and trusting no answer."""

import json
import math
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
    "openalex": "OpenAlex",
    "semanticscholar": "Semantic Scholar",
    "github": "GitHub",
}
#: Bytes of an answer. The longest real ones, a thousand works of one author, have some 10 MB.
MOST_BYTES = 32 * 1024 * 1024
PIECE = 64 * 1024
MOST_REDIRECTS = 3
#: Answers after which the same question may well be answered the next time.
PASSING = {408, 425, 429, 500, 502, 503, 504}

#: Why there is no answer. "unclear": nothing to ask a source for; "busy": asked too often; "slow": no answer
#: in time; "down": not reached, or broken at their end; "refused": not allowed; "bad question": not
#: understood; "rubbish": an answer that makes no sense.
Reason = Literal["unclear", "not found", "busy", "slow", "down", "refused", "bad question", "rubbish"]


class SourceError(Exception):
    """There is nothing to be had from a source. Its text says so to a person; ``reason`` to a program."""

    def __init__(self, reason: Reason, text: str):
        super().__init__(text)
        self.reason = reason

    @property
    def is_passing(self) -> bool:
        """Whether to ask again later may help."""
        return self.reason in {"busy", "slow", "down"}


def failure(reason: Reason, source: str, what: str = "") -> SourceError:
    """Returns the error with the text that goes with its reason; ``what`` was asked for."""
    texts = {
        "not found": _("%(source)s does not know %(what)s."),
        "busy": _("%(source)s asks us to wait. Try again later."),
        "slow": _("%(source)s does not answer in time. Try again later."),
        "down": _("%(source)s cannot be reached just now. Try again later."),
        "refused": _("%(source)s does not let us ask. Is the key right?"),
        "bad question": _("%(source)s does not understand the question."),
        "rubbish": _("%(source)s gives an answer that makes no sense."),
    }
    return SourceError(reason, texts[reason] % {"source": NAMES[source], "what": what})


class Client:
    """Asks sources. Raises SourceError, and nothing else, where there is no answer.

    ``patience`` is how many seconds one question may take with all that is tried again, ``pause`` how long
    to wait after the first failure; the wait doubles each time. A source that says itself how long to wait
    is obeyed where patience lasts. ``total`` is how many seconds all questions may take together, for
    somebody who waits for a page.
    """

    def __init__(
        self,
        patience: float | None = None,
        total: float = math.inf,
        pause: float = 0.5,
        sleep: Callable[[float], None] = time.sleep,
        most_bytes: int = MOST_BYTES,
    ):
        self.patience = 2 * settings.SOURCES_TIMEOUT if patience is None else patience
        self.end = time.monotonic() + total
        self.pause, self.sleep, self.most_bytes = pause, sleep, most_bytes
        self.session = requests.Session()
        self.session.max_redirects = MOST_REDIRECTS
        self.session.headers["User-Agent"] = user_agent()

    def json(self, source: str, path: str, what: str = "", **options: Any) -> Any:
        """Returns the answer to a question, which is JSON. Options as for ``ask``."""
        answer = self.ask(source, path, what, **options)
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise failure("rubbish", source) from None

    def ask(
        self,
        source: str,
        path: str,
        what: str = "",
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        send: Any = None,
    ) -> bytes:
        """Returns the answer of a source to GET, or to POST with ``send`` as JSON.

        ``source`` is a name in settings.SOURCES, ``what`` names to a person what was asked for.
        """
        url = settings.SOURCES[source].rstrip("/") + path
        question = requests.Request(
            "GET" if send is None else "POST", url, params=params, headers=headers, json=send
        )
        deadline = min(time.monotonic() + self.patience, self.end)
        pause = self.pause
        while True:
            wait, error = pause, failure("down", source)
            try:
                status, answer_headers, body = self._once(question, deadline, source)
            except (requests.Timeout, TimeoutError, urllib3.exceptions.TimeoutError):
                error = failure("slow", source)
            except (requests.ConnectionError, urllib3.exceptions.HTTPError, OSError):
                pass
            except (requests.RequestException, ValueError):
                raise failure("rubbish", source) from None
            else:
                if status < 300:
                    return body
                error = _refusal(status, answer_headers, source, what)
                if not error.is_passing:
                    raise error
                wait = max(pause, _asked_to_wait(answer_headers))
            if time.monotonic() + wait >= deadline:
                raise error
            self.sleep(wait)
            pause *= 2

    def _once(
        self, question: requests.Request, deadline: float, source: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Returns status, headers and body. Of a refusal the body is left unread."""
        left = max(deadline - time.monotonic(), 0.05)
        timeout = min(settings.SOURCES_TIMEOUT, left)
        prepared = self.session.prepare_request(question)
        settled = self.session.merge_environment_settings(prepared.url or "", {}, True, None, None)
        with self.session.send(prepared, timeout=timeout, **settled) as response:
            if response.status_code >= 300:
                return response.status_code, response.headers, b""
            body = bytearray()
            # Each piece comes as soon as anything has arrived, so a trickle does not outlast the deadline.
            while piece := response.raw.read1(PIECE, decode_content=True):
                body += piece
                if len(body) > self.most_bytes:
                    raise failure("rubbish", source)
                if time.monotonic() > deadline:
                    raise TimeoutError
            return response.status_code, response.headers, bytes(body)


def user_agent() -> str:
    """Returns how the site introduces itself, with an address to complain to."""
    contact = f"mailto:{settings.SOURCES_CONTACT}" if settings.SOURCES_CONTACT else ""
    about = "; ".join(filter(None, (settings.SITE_URL, contact)))
    return f"Labsite/{VERSION}" + (f" ({about})" if about else "")


def _refusal(status: int, headers: Mapping[str, str], source: str, what: str) -> SourceError:
    # GitHub answers 403 when it has been asked too often.
    if status == 429 or (status == 403 and headers.get("X-RateLimit-Remaining") == "0"):
        return failure("busy", source)
    if status in {404, 410}:
        # A search always has an answer, so there the address is wrong.
        return failure("not found", source, what) if what else failure("rubbish", source)
    if status >= 500 or status in PASSING:
        return failure("down", source)
    return failure("refused" if status in {401, 403} else "bad question", source)


def _asked_to_wait(headers: Mapping[str, str]) -> float:
    """The seconds that the source asks us to wait: Retry-After, which is a number or a moment."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked[:9])
    if asked:
        try:
            moment = parsedate_to_datetime(asked)
        except ValueError:
            return 0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - datetime.now(UTC)).total_seconds(), 0)
    # GitHub's own way: the second since 1970 from which on questions are answered again.
    reset = headers.get("X-RateLimit-Reset", "")
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isdecimal():
        return max(float(reset[:12]) - time.time(), 0)
    return 0
