"""Signing in with an LDAP directory. A small one stands in for python-ldap, which needs a compiler."""

import sys
from importlib.machinery import ModuleSpec
from threading import Event
from types import ModuleType

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from accounts.university import directory as module
from core.audit.models import AuditEvent
from core.background import TimeLimit
from tests import factories
from tests.accounts.steps import is_signed_in
from tests.accounts.university.conftest import leave

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADA = "uid=ada,ou=people,dc=example,dc=org"
ENTRY = {"entryUUID": [b"7A6E-01"], "mail": [b"ada@elsewhere.example", b"Ada@example.org"]}


class LDAPError(Exception):
    pass


#: The names of python-ldap's exceptions that the site tells apart, and some others.
REFUSALS = [
    *["INVALID_CREDENTIALS", "CONSTRAINT_VIOLATION", "UNWILLING_TO_PERFORM", "INAPPROPRIATE_AUTH"],
    "SIZELIMIT_EXCEEDED",
]
FAULTS = ["SERVER_DOWN", "TIMEOUT", "CONNECT_ERROR", "NO_SUCH_OBJECT", "BUSY"]


class Directory(ModuleType):
    """A module and a connection in one. ``entries`` are attributes by DN, ``passwords`` by DN as well."""

    def __init__(self):
        super().__init__("ldap")
        self.__spec__ = ModuleSpec("ldap", None)
        self.LDAPError = LDAPError
        for name in [*REFUSALS, *FAULTS]:
            setattr(self, name, type(name, (LDAPError,), {}))
        for number, name in enumerate(["VERSION3", "SCOPE_BASE", "SCOPE_SUBTREE", "OPT_X_TLS_DEMAND"]):
            setattr(self, name, number)
        for name in ("PROTOCOL_VERSION", "REFERRALS", "NETWORK_TIMEOUT", "TIMEOUT"):
            setattr(self, f"OPT_{name}", name)
        for name in module.KEEPALIVE:
            setattr(self, f"OPT_X_KEEPALIVE_{name}", name)
        for name in ("REQUIRE_CERT", "CACERTFILE", "NEWCTX"):
            setattr(self, f"OPT_X_TLS_{name}", name)
        self.filter = ModuleType("ldap.filter")
        self.filter.escape_filter_chars = lambda text: text.replace("*", r"\2a").replace(")", r"\29")
        self.entries, self.passwords = {ADA: ENTRY}, {ADA: "right", "": ""}
        self.answers = Event()
        self.answers.set()
        self.options, self.filters, self.bound, self.fault, self.hidden = {}, [], None, None, []

    def initialize(self, url):
        self.url = url
        return self

    def set_option(self, name, value):
        self.options[name] = value

    def start_tls_s(self):
        self.is_encrypted = True

    def simple_bind_s(self, dn, password):
        self.answers.wait(30)
        if self.fault:
            raise getattr(self, self.fault)({"desc": self.fault})
        if self.passwords.get(dn) != password:
            raise self.INVALID_CREDENTIALS
        self.bound = dn

    def search_ext_s(self, base, scope, pattern, names, sizelimit=0):
        self.filters.append(pattern)
        hidden = self.hidden if not self.bound else []
        found = [
            (dn, {name: values for name, values in entry.items() if name not in hidden})
            for dn, entry in self.entries.items()
            if pattern.lower() == f"({dn.partition(',')[0]})" or dn == base
        ]
        if len(found) > sizelimit > 0:
            raise self.SIZELIMIT_EXCEEDED
        return [*found, (None, ["ldap://other.example.org"])]  # a reference to another directory

    def unbind_ext_s(self):
        self.bound = None


@pytest.fixture
def directory(monkeypatch):
    stand_in = Directory()
    monkeypatch.setitem(sys.modules, "ldap", stand_in)
    monkeypatch.setitem(sys.modules, "ldap.filter", stand_in.filter)
    return stand_in


@pytest.fixture
def ldap(directory, configure):
    configure("ldap", URL="ldaps://ldap.example.org", BASE="ou=people,dc=example,dc=org")
    return directory


def submit(client, username="ada", password="right", **more):
    return client.post(leave(client, **more), {"username": username, "password": password})


def connected(user, uid="7a6e-01"):
    return SocialAccount.objects.create(user=user, provider="campus", uid=uid)


def test_username_and_password_sign_in(visitor, ldap):
    connected(factories.user())
    assert submit(visitor, "Ada ").url == "/me/"
    assert is_signed_in(visitor)
    assert ldap.options["REQUIRE_CERT"] == ldap.OPT_X_TLS_DEMAND


def test_sign_in_leads_to_the_page_that_asked_for_it(visitor, ldap):
    connected(factories.user())
    assert submit(visitor, next="/me/profile/").url == "/me/profile/"
    assert submit(visitor, next="https://evil.example.com/").url == "/me/"


@pytest.mark.parametrize(
    ("username", "password"),
    [("ada", "wrong"), ("eve", "right"), ("*", "right"), ("ada)(uid=*", "right"), ("ada", "right\0x")],
)
def test_wrong_username_or_password_is_refused(visitor, ldap, username, password):
    connected(factories.user())
    response = submit(visitor, username, password)
    assert response.status_code == 200 and not is_signed_in(visitor)
    if "\0" not in password:
        assert "Incorrect username or password." in response.content.decode()
        assert not any("*" in pattern for pattern in ldap.filters)
        assert AuditEvent.objects.get().details == {"service": "campus", "reason": "wrong password"}


def test_empty_password_is_not_sent_to_the_directory(visitor, ldap):
    """Directories answer an empty password as if it were right (RFC 4513, section 5.1.2)."""
    ldap.passwords[ADA] = ""
    connected(factories.user())
    assert submit(visitor, password="").status_code == 200
    assert not is_signed_in(visitor) and ldap.bound is None and not ldap.filters


@pytest.mark.parametrize("fault", FAULTS)
def test_directory_that_is_down_does_not_look_like_a_wrong_password(visitor, ldap, fault):
    connected(factories.user())
    ldap.fault = fault
    for _attempt in range(7):  # none of them counts as a guess
        response = submit(visitor)
    page = response.content.decode()
    assert response.status_code == 503
    assert "Example University does not answer" in page and "Incorrect" not in page
    ldap.fault = None
    assert submit(visitor).url == "/me/"


def test_wrong_password_of_the_site_itself_is_not_blamed_on_the_user(visitor, directory, configure):
    configure("ldap", URL="ldaps://ldap.example.org", BASE="dc=example", BIND_DN="cn=site", BIND_PASSWORD="x")
    assert submit(visitor).status_code == 503


def test_page_waits_less_than_two_seconds(visitor, ldap):
    connected(factories.user())
    submit(visitor)
    assert 0 < ldap.options["NETWORK_TIMEOUT"] < 2 and 0 < ldap.options["TIMEOUT"] < 2


def test_page_does_not_wait_for_a_library_that_waits_without_end(visitor, ldap, monkeypatch):
    connected(factories.user())
    monkeypatch.setattr(module, "_calls", TimeLimit(0.01))
    ldap.answers.clear()
    try:
        assert submit(visitor).status_code == 503
    finally:
        ldap.answers.set()


def test_guesses_are_limited(visitor, ldap):
    connected(factories.user())
    for _attempt in range(5):
        submit(visitor, password="wrong")
    response = submit(visitor)
    assert "Too many attempts" in response.content.decode() and not is_signed_in(visitor)


def test_any_of_several_addresses_finds_the_account_and_the_second_sign_in_works_too(visitor, ldap):
    user = factories.user("ada@example.org")
    submit(visitor)
    assert is_signed_in(visitor)
    visitor.post("/accounts/logout/")
    ldap.entries[ADA] = {**ENTRY, "mail": [b"ada.new@example.org"]}
    submit(visitor)
    assert is_signed_in(visitor)
    assert SocialAccount.objects.get().user == user and User.objects.count() == 1


def test_unknown_person_gets_no_account(visitor, ldap):
    assert submit(visitor).status_code == 403
    assert not User.objects.exists()


def test_identifier_that_only_the_user_may_read_is_read_by_the_user(visitor, ldap):
    ldap.hidden = ["entryUUID"]
    connected(factories.user())
    assert submit(visitor).url == "/me/"


def test_identifier_of_bytes_is_stored_as_digits(visitor, directory, configure):
    configure("ldap", URL="ldaps://ad.example.org", BASE="dc=example", ID="objectGUID")
    directory.entries[ADA] = {"objectGUID": [b"\x00\xff\x10 Ab"]}
    connected(factories.user(), "00ff10204162")
    assert submit(visitor).url == "/me/"


@pytest.mark.parametrize("values", [[], [b"a", b"b"]])
def test_entry_without_one_identifier_is_refused(visitor, ldap, values):
    ldap.entries[ADA] = {"entryUUID": values}
    assert submit(visitor).status_code == 401


@pytest.mark.parametrize("others", [["guests"], ["guests", "staff"]])
def test_username_that_stands_for_several_entries_is_refused(visitor, ldap, caplog, others):
    """With more than two, the directory raises an error."""
    for unit in others:
        ldap.entries[f"uid=ada,ou={unit},dc=example,dc=org"] = {"entryUUID": [b"2"]}
    connected(factories.user())
    assert "Incorrect username or password." in submit(visitor).content.decode()
    assert not is_signed_in(visitor) and "several entries" in caplog.text


def test_connection_is_encrypted_before_the_password_is_sent(visitor, directory, configure):
    configure("ldap", URL="ldap://ldap.example.org", START_TLS="1", BASE="dc=example")
    connected(factories.user())
    submit(visitor)
    assert directory.is_encrypted and is_signed_in(visitor)


def test_form_of_another_site_is_refused(ldap):
    connected(factories.user())
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/accounts/university/campus/password/", {"username": "ada", "password": "right"})
    assert answer.status_code == 403 and not ldap.filters


def test_page_is_in_both_languages(visitor, ldap):
    assert "University password" in visitor.get("/accounts/university/campus/password/").content.decode()
    assert "示例大学" in visitor.get("/zh-hans/accounts/university/campus/password/").content.decode()
