"""What the browser does, and what has to come of it. Each function raises AssertionError with a reason."""

import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page

from .servers import Servers
from .site import EMAIL, PASSWORD

ANSWER_SECONDS = 2.0


class Visitor:
    """A browser without cookies, and the steps of signing in."""

    def __init__(self, browser: Browser, servers: Servers, **options):
        self.page: Page = browser.new_context(**options).new_page()
        self.page.set_default_timeout(10_000)
        self.servers, self.problems = servers, []
        self.page.on(
            "console", lambda message: self.problems.append(message.text) if message.type == "error" else None
        )

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.servers.site_url}{path}")
        return self.page

    def leave_for(self, name: str) -> Page:
        """Press the button of a service on the sign-in page."""
        self.open("/accounts/login/").get_by_role("button", name=f"Sign in with {name}").click()
        return self.page

    def fill(self, username: str = "ada", password: str = "right") -> None:
        """Fill in the username and password of the university, and submit."""
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_load_state()

    def check_in(self, expected: bool = True) -> None:
        """Check who is signed in at the site, and that no policy of the site was violated."""
        self.page.wait_for_timeout(300)
        where = f"{self.page.url}: {self.page.inner_text('body')[:300]}"
        self.open("/accounts/")
        assert (EMAIL in self.page.content()) == expected, where
        violations = [problem for problem in self.problems if "Content Security Policy" in problem]
        assert not violations, violations


def check_cas(new: Callable[..., Visitor], servers: Servers) -> None:
    """First sign-in by an address, second by the identifier in other case, replay, and sign-out."""
    cas = f"http://127.0.0.1:{servers.ports['cas']}"
    first = new()
    first.leave_for("Campus")
    first.fill(password="wrong")
    assert first.page.url.startswith(cas), "a wrong password does not leave the CAS server"
    answers = []
    first.page.on(
        "request", lambda request: answers.append(request.url) if "ticket=" in request.url else None
    )
    first.fill()
    first.check_in()
    again = new()
    again.page.goto(next(url for url in answers if servers.site_url in url))
    again.check_in(expected=False)
    again.leave_for("Campus")
    again.fill("ADA")
    again.check_in()
    again.page.goto(f"{cas}/logout")
    again.check_in(expected=False)
    first.check_in()


def check_ldap(new: Callable[..., Visitor], servers: Servers) -> None:
    """A wrong password, the right one, and a directory that is down."""
    visitor = new()
    visitor.leave_for("Physics")
    for username, password in (("ada", "wrong"), ("*", "right"), ("nobody", "right")):
        visitor.fill(username, password)
        assert "Incorrect username or password" in visitor.page.inner_text("body"), (username, password)
    servers.stop("ldap")
    start = time.monotonic()
    visitor.fill()
    assert "does not answer" in visitor.page.inner_text("body"), visitor.page.inner_text("body")[:300]
    assert time.monotonic() - start < ANSWER_SECONDS + 1, "the page takes too long without the directory"
    servers.start_ldap()
    visitor.fill()
    visitor.check_in()


def check_saml(new: Callable[..., Visitor], servers: Servers) -> None:
    """Two sign-ins with different transient names, ended at the identity provider by session and by name."""
    for query in ("", "?by=name"):
        visitor = new()
        visitor.leave_for("Federation")
        visitor.fill()
        visitor.check_in()
        visitor.page.goto(f"http://127.0.0.1:{servers.ports['saml']}/logout{query}")
        assert "Signed out" in visitor.page.inner_text("body"), visitor.page.url
        visitor.check_in(expected=False)


def check_header(new: Callable[..., Visitor], servers: Servers) -> None:
    """A header that the browser sends does nothing; that of Apache connects the account, then signs in."""
    forger = new(extra_http_headers={"Remote-User": "eve"})
    forger.open("/accounts/university/portal/callback/?state=x")
    assert forger.page.url.startswith(f"http://127.0.0.1:{servers.ports['cas']}"), forger.page.url
    member = new()
    page = member.open("/accounts/login/?next=/accounts/3rdparty/")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.get_by_role("button", name="Connect Portal").click()
    member.fill()
    page.wait_for_load_state()
    if page.locator("form[action*=reauthenticate]").count():
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
    assert "Portal" in member.open("/accounts/").inner_text("main"), page.url
    visitor = new(extra_http_headers={"Remote-User": "eve"})
    visitor.leave_for("Portal")
    visitor.fill()
    visitor.check_in()


CHECKS = {"CAS": check_cas, "LDAP": check_ldap, "SAML": check_saml, "header": check_header}
#: The account and its identifiers at the end; that of the directory is a random one.
STORED = "1 [('campus', 'ada'), ('federation', 'ada@example.edu'), ('physics', '"
