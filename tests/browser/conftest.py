"""Fixtures for tests that drive a real browser against a running site."""

import os
import threading

# Playwright runs an event loop in this thread, in which Django refuses to query the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from core.outbox import queue
from people.models import Role
from tests import factories
from tests.conftest import actor
from tests.running import NotAvailable, browser
from tests.views.full_lab import make_full_lab

# As long as other calls of playwright wait; the machine may be busy.
expect.set_options(timeout=30_000)

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
    """Use the browser that ``make test`` has found, or one that is installed."""
    try:
        installed = browser.find()
    except NotAvailable as error:
        pytest.fail(str(error), pytrace=False)
    if not installed:
        pytest.fail("No browser found. `make test` installs one.", pytrace=False)
    return {**browser_type_launch_args, "executable_path": installed[0], "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Turn off smooth scrolling, else a click misses a button that is still moving."""
    return {**browser_context_args, "reduced_motion": "reduce"}


def follow(element):
    """Click a link or a button, and wait until the page that it opens has loaded and its scripts have run.

    A click alone waits for the first part of the page; its heading can be visible, and its buttons pressed,
    before its scripts have run.
    """
    with element.page.expect_navigation():
        element.click()


def copy(button):
    """Press a button that copies, and wait until it says "Copied".

    It does so for two seconds, which a busy machine may miss; here until the page is left.
    """
    button.page.evaluate("window.setTimeout = () => 0")
    button.click()
    button.page.get_by_text("Copied").first.wait_for()


class Site:
    """The running site in one browser window."""

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
        """Sign the user in without the form."""
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
def site(live_server, page, settings):
    """The running site. An error in the browser fails the test unless it clears ``site.problems``."""
    settings.SITE_URL = live_server.url
    site = Site(live_server.url, page)
    yield site
    assert site.problems == []


@pytest.fixture
def pia(site):
    """The principal investigator, signed in to the browser."""
    pi = actor("Pia Principal", Role.PI)
    site.sign_in(pi.user)
    return pi


@pytest.fixture
def sent_emails(monkeypatch):
    """``sent_emails(2)`` returns all emails as soon as there are two.

    A request sends them after its response, when the browser may show the next page already.
    """
    sending, send_due_now = threading.Condition(), queue.send_due_now

    def send_and_tell():
        with sending:
            send_due_now()
            sending.notify_all()

    def wait_for(number):
        with sending:
            assert sending.wait_for(lambda: len(mail.outbox) >= number, timeout=30), len(mail.outbox)
        assert len(mail.outbox) == number
        return mail.outbox

    monkeypatch.setattr(queue, "send_due_now", send_and_tell)
    return wait_for


# ---- rows shared by all tests of a module -----------------------------------------------------


@pytest.fixture(scope="session")
def server(django_db_setup):
    """A running site that, unlike ``live_server``, keeps the rows after each test."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def db(django_db_setup):
    """Run tests without a transaction, which would hide the rows from the running site or lock them."""


@pytest.fixture(scope="module")
def stored(server, django_db_blocker):
    """``stored(create_rows)`` creates rows that are kept until the last test of the module.

    The tests of such a module create no rows themselves.
    """

    def store(create_rows):
        with transaction.atomic():
            create_rows()

    with django_db_blocker.unblock():
        yield store
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def full_lab(stored):
    """Two rows of each kind at the URLs of tests/views/full_lab.py, and papers for a second page."""

    def create_rows():
        make_full_lab(2)
        for number in range(20):
            factories.publication(f"Plain Paper {number}", year=2019)

    stored(create_rows)


@pytest.fixture(scope="session")
def windows(browser):
    """Open windows by their options, reused because opening one takes long."""
    windows = {}
    yield windows
    for window in windows.values():
        window.page.context.close()


@pytest.fixture
def browse(db, server, browser, windows, settings):
    """``browse(width=375, color_scheme="dark")`` returns a reset window on the running site.

    With ``fresh=True`` the browser cache is empty, too. Other options are those of a playwright context; the
    same options give the same window within a test. An error in a window fails the test unless it clears
    ``problems``.
    """
    settings.MEDIA_ROOT = django_settings.DATA_DIR / "media"  # where pictures of shared rows are stored
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
