"""The setting SIGN_IN: what it accepts, and how it explains mistakes."""

import pytest

from accounts.university.configuration import read_services
from tests.test_settings import SAFE, run_python

CAS = {
    "SIGN_IN": "cas:campus",
    "SIGN_IN_CAMPUS_NAME": "U",
    "SIGN_IN_CAMPUS_URL": "https://cas.example.edu/cas",
}
LDAP = {
    "SIGN_IN": "ldap:lab",
    "SIGN_IN_LAB_NAME": "Lab",
    "SIGN_IN_LAB_BASE": "dc=example",
    "SIGN_IN_LAB_URL": "ldaps://ldap.example.edu",
}
HEADER = {"SIGN_IN": "header:portal", "SIGN_IN_PORTAL_NAME": "P", "SIGN_IN_PORTAL_FROM": "127.0.0.1,unix"}


def test_nothing_is_on_by_default():
    assert read_services({}) == read_services({"SIGN_IN": " "}) == []


def test_several_services_are_separated_by_spaces_or_commas():
    both = {**CAS, **HEADER, "SIGN_IN": " cas:campus, header:portal "}
    assert [(service.kind, service.name) for service in read_services(both)] == [
        ("cas", "campus"),
        ("header", "portal"),
    ]


def test_service_is_an_app_of_allauth():
    (service,) = read_services({**CAS, "SIGN_IN_CAMPUS_EMAIL_DOMAINS": "Example.edu example.org"})
    app = service.app()
    assert (app["provider_id"], app["name"]) == ("campus", "U")
    assert app["settings"]["verified_email"] == ["example.edu", "example.org"]
    assert app["settings"]["url"] == "https://cas.example.edu/cas/"
    assert service.origins() == ["https://cas.example.edu"]


MISTAKES = [
    (
        {"SIGN_IN": "kerberos:campus"},
        "SIGN_IN contains 'kerberos:campus': services are of the kinds cas, saml",
    ),
    ({"SIGN_IN": "cas"}, "a name of small letters and digits has to follow the colon, as in cas:campus"),
    ({"SIGN_IN": "cas:the-campus"}, "a name of small letters and digits"),
    ({"SIGN_IN": "cas:university"}, "the name 'university' is reserved"),
    ({**CAS, "SIGN_IN": "cas:campus cas:campus"}, "the name 'campus' is used twice"),
    ({"SIGN_IN": "cas:campus"}, "SIGN_IN_CAMPUS_NAME is not set.\nSIGN_IN_CAMPUS_URL is not set."),
    ({**CAS, "SIGN_IN_CAMPUS_URL": "http://cas.example.edu"}, "SIGN_IN_CAMPUS_URL must begin with https://"),
    ({**CAS, "SIGN_IN_CAMPUS_URL": "cas.example.edu"}, "SIGN_IN_CAMPUS_URL must be an address"),
    ({**CAS, "SIGN_IN_CAMPUS_RENEW": "maybe"}, "SIGN_IN_CAMPUS_RENEW must be 0 or 1"),
    ({**CAS, "SIGN_IN_CAMPUS_RENWE": "1"}, "SIGN_IN_CAMPUS_RENWE is not a setting of that service"),
    ({**CAS, "SIGN_IN_CAMPS_RENEW": "1"}, "SIGN_IN_CAMPS_RENEW belongs to no service in SIGN_IN"),
    ({**CAS, "SIGN_IN_CAMPUS_EMAIL_DOMAINS": "a@example.edu"}, "which is not a domain such as example.edu"),
    ({**CAS, "SIGN_IN_CAMPUS_SECOND_FACTOR": "yes"}, "SIGN_IN_CAMPUS_SECOND_FACTOR must be ask or trust"),
    ({**CAS, "SIGN_IN_CAMPUS_AFFILIATIONS": "staff"}, "AFFILIATIONS needs SIGN_IN_CAMPUS_EMAIL_DOMAINS"),
    ({**HEADER, "SIGN_IN_PORTAL_FROM": "proxy"}, "SIGN_IN_PORTAL_FROM 'proxy' does not appear to be"),
    (
        {**HEADER, "SIGN_IN_PORTAL_HEADER": "REMOTE_USER"},
        "SIGN_IN_PORTAL_HEADER must be the name of a header",
    ),
    ({**LDAP, "SIGN_IN_LAB_URL": "ldap://ldap.example.edu"}, "would send passwords unencrypted"),
    ({**LDAP, "SIGN_IN_LAB_URL": "ldap.example.edu"}, "SIGN_IN_LAB_URL must be an address such as ldaps://"),
    ({**LDAP, "SIGN_IN_LAB_FILTER": "(uid=x)"}, "SIGN_IN_LAB_FILTER has to contain {username}"),
    ({**LDAP, "SIGN_IN_LAB_CA_FILE": "/nowhere.pem"}, "SIGN_IN_LAB_CA_FILE names a file that does not exist"),
    ({"SIGN_IN": "saml:idp", "SIGN_IN_IDP_METADATA": "/nowhere.xml"}, "names a file that does not exist"),
    ({"SIGN_IN": "saml:idp", "SIGN_IN_IDP_METADATA": __file__}, "names a file that is not XML"),
]


@pytest.mark.parametrize(("variables", "explanation"), MISTAKES, ids=[text for _variables, text in MISTAKES])
def test_mistake_is_explained(variables, explanation):
    with pytest.raises(ValueError, match="SIGN_IN") as error:
        read_services(variables)
    assert explanation in str(error.value)


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setattr("accounts.university.configuration.find_spec", lambda name: None)
    with pytest.raises(ValueError, match="SIGN_IN_LAB needs the package python-ldap"):
        read_services(LDAP)


def test_site_starts_with_services_and_not_with_mistakes(tmp_path):
    program = (
        "from labsite.settings import *; "
        "print(list(SOCIALACCOUNT_PROVIDERS), CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][-1])"
    )
    start = run_python(program, **SAFE, **CAS, DATA_DIR=str(tmp_path))
    assert start.stdout.strip() == "['cas'] https://cas.example.edu", start.stderr
    start = run_python(program, **SAFE, SIGN_IN="cas:campus", DATA_DIR=str(tmp_path))
    assert start.returncode != 0 and "SIGN_IN_CAMPUS_URL is not set" in start.stderr
