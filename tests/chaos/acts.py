"""What members do over HTTP until the server is killed, with a note of everything that was acknowledged."""

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Event

import requests
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import User
from core.outbox import queue
from labsite.demo.load import STUDENT
from moderation.models import Proposal
from tests.editor_forms import form_data

CSRF = "c" * 32
#: Entries of an import.
ENTRIES = 30


@dataclass
class Acknowledged:
    """What the server has confirmed: news by body, imports by prefix of their texts, uploads."""

    news: list[str] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    accepted_imports: list[str] = field(default_factory=list)
    #: The number of news items by prefix.
    site_imports: dict[str, int] = field(default_factory=dict)
    uploads: int = 0
    emails: list[str] = field(default_factory=list)


class Browser:
    """A signed-in browser, whose session outlives the server."""

    def __init__(self, email: str):
        client = Client()
        client.force_login(User.objects.get(email=email), "accounts.backend.EmailBackend")
        self.session = requests.Session()
        self.session.cookies.set(
            settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value
        )
        self.session.cookies.set(settings.CSRF_COOKIE_NAME, CSRF)
        self.session.headers["X-CSRFToken"] = CSRF

    def get(self, url: str) -> requests.Response:
        return self.session.get(url, timeout=30)

    def post(self, url: str, data: dict, **options) -> requests.Response:
        return self.session.post(url, data, timeout=30, allow_redirects=False, **options)


def pending_news(round_number: int, index: int) -> tuple[int, str]:
    """Submit a news item of the student for review, and return its key and body."""
    body = f"approve {round_number}.{index}"
    proposal = Proposal(editor_key="news", author=User.objects.get(email=STUDENT))
    fields = {"date": ["2026-11-01"], "kind": ["other"], "body": [body]}
    proposal.save_draft({"fields": fields, "rows": {}})
    proposal.submit(timezone.now())
    return proposal.pk, body


def enqueue_emails(round_number: int, acknowledged: Acknowledged) -> None:
    for index in range(5):
        subject = f"chaos {round_number}.{index}"
        queue.enqueue(subject, "Text", "reader@example.org", timezone.now())
        acknowledged.emails.append(subject)


def approve(pi: Browser, site: str, pending: list[tuple[int, str]], acknowledged: Acknowledged) -> None:
    for key, body in pending:
        response = pi.post(f"{site}/desk/review/decide/", {"do": "approve", "proposal": key})
        if response.status_code == 302:
            acknowledged.decided.append(key)
            acknowledged.news.append(body)


def publish(pi: Browser, site: str, body: str, acknowledged: Acknowledged) -> None:
    url = f"{site}/me/news/add/"
    data = form_data(pi.get(url)) | {"date": "2026-11-01", "kind": "other", "body": body, "do": "send"}
    response = pi.post(url, data)
    if response.status_code == 302:
        acknowledged.news.append(body)


def import_papers(pi: Browser, site: str, prefix: str, acknowledged: Acknowledged) -> None:
    text = "".join(
        f"@article{{k{n}, title = {{{prefix} paper {n}}}, author = {{Example, Ada and Other, Ben}},"
        f" journal = {{Journal {n % 3}}}, year = 2020, doi = {{10.5555/{prefix.replace(' ', '.')}.{n}}}}}\n"
        for n in range(ENTRIES)
    )
    response = pi.post(f"{site}/me/publications/import/", {"text": text})
    if response.status_code != 302:
        return
    acknowledged.imports.append(prefix)
    response = pi.post(site + response.headers["Location"], {"do": "all", "show": "new"})
    if response.status_code == 302:
        acknowledged.accepted_imports.append(prefix)


def upload(student: Browser, site: str, number: int, acknowledged: Acknowledged) -> None:
    picture = io.BytesIO()
    Image.effect_noise((600, 800), 60 + number % 40).convert("RGB").save(picture, "JPEG")
    url = f"{site}/me/profile/"
    data = form_data(student.get(url)) | {"do": "draft"}
    response = student.post(url, data, files={"photo": (f"{number}.jpg", picture.getvalue(), "image/jpeg")})
    acknowledged.uploads += response.status_code == 302


def repeat(act: Callable[[int], None], stop: Event) -> None:
    """Repeat an act until told to stop; an act that the kill interrupts is not acknowledged."""
    for number in count():
        if stop.is_set():
            return
        with suppress(requests.RequestException):
            act(number)
            continue
        stop.wait(0.05)
