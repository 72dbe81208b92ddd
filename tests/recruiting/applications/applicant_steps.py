"""What applicants do in the tests: fill in the form, submit it, and follow the link in their email."""

import re
from datetime import timedelta
from pathlib import Path

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from recruiting.applications.form_token import FormToken
from recruiting.models import Application, Notice
from tests import factories

#: A valid form, without its CV.
VALID_ENTRIES = {
    "name": "Ann Applicant 安",
    "email": "ann@example.org",
    "institution": "Example University",
    "degree": "phd",
    "starting": "September 2099",
    "links": "https://example.org/ann",
    "statement": "I like engines.",
    "consent": "on",
}
DEFAULT_CV = object()


def form_token(notice: Notice, minutes_ago: float = 5, **options) -> str:
    """Return the token of a form that was opened some minutes ago."""
    return str(FormToken.issue(notice, timezone.now() - timedelta(minutes=minutes_ago), **options))


def post_form(
    client, notice: Notice, do: str = "send", cv=DEFAULT_CV, network: str = "198.51.100.7", **entries
):
    """Post the form. ``cv`` is a file, or None for a form without one; an entry of None is left out."""
    data = {"form_token": form_token(notice), "do": do, **VALID_ENTRIES, **entries}
    if cv:
        data["cv"] = factories.cv() if cv is DEFAULT_CV else cv
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(reverse("apply", args=[notice.slug]), data, REMOTE_ADDR=network)


def token_in(response) -> str:
    """Return the form token in the page of a form."""
    return re.search(r'name="form_token" value="([^"]+)"', response.content.decode()).group(1)


def path_in_email(index: int = -1) -> str:
    """Return the path of the link in an email that was sent."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[index].body).group(1)


def cv_content(application: Application) -> bytes:
    with application.cv.storage.open(application.cv.name) as file:
        return file.read()


def stored_files(settings):
    """Return the names of all stored CVs."""
    return sorted(path.name for path in (Path(settings.PRIVATE_ROOT) / "applications").glob("*"))
