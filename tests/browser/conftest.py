"""Fixtures for tests that drive a real browser against a running site."""

import os

# Playwright's loop runs in this thread, and Django would refuse to query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings
from django.test import Client

from tests.running import NotAvailable, browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The browser that `make test` chose, or one that is already there when pytest is run by hand."""
    try:
        found = browser.find()
    except NotAvailable as problem:
        pytest.fail(str(problem), pytrace=False)
    if not found:
        pytest.fail("No browser found. `make test` installs one.", pytrace=False)
    return {**browser_type_launch_args, "executable_path": found[0], "args": FLAGS}


class Site:
    """The running site as one person sees it in one browser window."""

    def __init__(self, url, page):
        self.url = url
        self.page = page
        self.problems = []  # errors in the console, failed scripts, requests to other hosts
        page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self._note_other_hosts(request.url))

    def visit(self, path="/"):
        """Open a page of the site by its path, and return the playwright page."""
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, user):
        """Give this browser a session of that user, without going through the form."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}]
        )

    def _note_other_hosts(self, url):
        if not url.startswith((self.url, "data:", "blob:", "about:")):
            self.problems.append(f"request to another host: {url}")


@pytest.fixture
def site(live_server, page):
    """The running site. An error that the browser met fails the test, unless it clears `site.problems`."""
    site = Site(live_server.url, page)
    yield site
    assert site.problems == []
