"""Fixtures for tests that drive a real browser against a running site."""

import os

# Playwright's loop runs in this thread, and Django would refuse to query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.running import NotAvailable, browser
from tests.views.full_lab import make_full_lab

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


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Pages do not scroll smoothly: a click would land where the button was a moment ago."""
    return {**browser_context_args, "reduced_motion": "reduce"}


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
        session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}]
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


# ---- the same rows for all tests of a module --------------------------------------------------


@pytest.fixture(scope="session")
def server(django_db_setup):
    """A running site that, unlike ``live_server``, leaves the rows alone when a test ends."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def db(django_db_setup):
    """Here no transaction around the test: it would hide the rows from the running site, or lock them."""


@pytest.fixture(scope="module")
def stored(server, django_db_blocker):
    """``stored(make)`` has ``make`` store rows that stay until the last test of the module has run.

    The tests of such a module store nothing themselves.
    """

    def store(make):
        with transaction.atomic():
            make()

    with django_db_blocker.unblock():
        yield store
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def full_lab(stored):
    """Two of everything, at the addresses of tests/views/full_lab.py, and enough papers for a second page."""

    def make():
        make_full_lab(2)
        for number in range(20):
            factories.publication(f"Plain Paper {number}", year=2019)

    stored(make)


@pytest.fixture(scope="session")
def windows(browser):
    """Windows that have been opened, by what they were asked to be like: opening one takes long."""
    windows = {}
    yield windows
    for window in windows.values():
        window.page.context.close()


@pytest.fixture
def browse(db, server, browser, windows, settings):
    """``browse(width=375, color_scheme="dark")`` is a window on the running site, as good as new.

    With ``fresh=True`` the browser has not even files of the site in its cache. Further options are
    those of a context of playwright; asking twice for the same ones in a test gives the same window.
    An error that a window meets fails the test, unless that clears ``problems`` of what it got.
    """
    settings.MEDIA_ROOT = django_settings.DATA_DIR / "media"  # where rows of a module have their pictures
    used = []

    def open_window(width=1440, height=900, fresh=False, **options):
        options = {"reduced_motion": "reduce", "color_scheme": "light", **options}
        key = repr(sorted(options.items()))
        if fresh and key in windows:
            windows.pop(key).page.context.close()
        if key not in windows:
            windows[key] = Site(server.url, browser.new_context(**options).new_page())
        window = windows[key]
        used.append(window)
        window.page.goto("about:blank")
        window.page.context.clear_cookies()
        window.page.emulate_media(media="null", color_scheme=options["color_scheme"])
        window.page.set_viewport_size({"width": width, "height": height})
        window.problems.clear()
        return window

    yield open_window
    assert [problem for window in used for problem in window.problems] == []
