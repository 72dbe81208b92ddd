"""Steps of somebody who applies."""

import re
from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from recruiting.applications.form_token import Seal
from recruiting.models import Application, Notice
from tests import factories

#: What an applicant types who does everything right.
TYPED = {
    "name": "Ann Applicant 安",
    "email": "ann@example.org",
    "institution": "Example University",
    "degree": "phd",
    "starting": "September 2099",
    "links": "https://example.org/ann",
    "statement": "I like engines.",
    "consent": "on",
}


def seal(notice: Notice, minutes_ago: float = 5, **more) -> str:
    """What a form brings back that was opened some minutes ago."""
    return str(Seal.new(notice, timezone.now() - timedelta(minutes=minutes_ago), **more))


def send(client, notice: Notice, do: str = "send", cv="a plain one", network: str = "198.51.100.7", **typed):
    """Sends the form; ``cv`` is a file, or None for a form without one."""
    data = {"seal": seal(notice), "do": do, **TYPED, **typed}
    if cv:
        data["cv"] = factories.cv() if cv == "a plain one" else cv
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(reverse("apply", args=[notice.slug]), data, REMOTE_ADDR=network)


def seal_in(response) -> str:
    """The seal of the form that came back."""
    return re.search(r'name="seal" value="([^"]+)"', response.content.decode()).group(1)


def link_in_mail(number: int = -1) -> str:
    """The path that a mail leads to."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[number].body).group(1)


def cv_of(application: Application) -> bytes:
    with application.cv.storage.open(application.cv.name) as file:
        return file.read()
