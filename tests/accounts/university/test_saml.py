"""Signing in with SAML. Signed answers stand in for an identity provider."""

import base64
import zlib
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from accounts.university import saml_metadata
from core.audit.models import AuditEvent
from tests import factories
from tests.accounts.steps import is_signed_in
from tests.accounts.university import saml_answers
from tests.accounts.university.conftest import leave, parameters
from tests.accounts.university.saml_answers import EPPN, MAIL, SUBJECT_ID, Answer

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CALLBACK = urlsplit(saml_answers.CALLBACK).path


@pytest.fixture
def metadata_file(tmp_path):
    path = tmp_path / "idp.xml"
    path.write_text(saml_answers.metadata())
    return path


@pytest.fixture
def idp(configure, metadata_file):
    configure("saml", METADATA=str(metadata_file))


def request_id(url):
    """Return the ID of the request in the URL that the browser is sent to."""
    return etree.fromstring(zlib.decompress(base64.b64decode(parameters(url)["SAMLRequest"]), -15)).get("ID")


def post(answer, path=CALLBACK):
    """Post an answer as the identity provider's page does: from another site, without the cookies of ours."""
    return Client(enforce_csrf_checks=True).post(path, {"SAMLResponse": answer.encoded()})


def come_back(client, **answer):
    """Sign in at the identity provider, and return the response to its answer."""
    response = post(Answer(request_id(leave(client)), **answer))
    return client.get(response.url) if response.status_code == 302 else response


def connected(user, uid="ada@example.edu"):
    return SocialAccount.objects.create(user=user, provider="campus", uid=uid)


def test_button_leads_to_the_identity_provider(visitor, idp):
    url = leave(visitor)
    assert url.startswith(f"{saml_answers.SSO}?SAMLRequest=")
    assert request_id(url)


def test_signed_answer_signs_in(visitor, idp):
    connected(factories.user())
    assert come_back(visitor).url == "/me/"
    assert is_signed_in(visitor)


def test_answer_needs_no_cache_that_all_workers_share(visitor, idp):
    connected(factories.user())
    url = post(Answer(request_id(leave(visitor)))).url
    cache.clear()
    visitor.get(url)
    assert is_signed_in(visitor)


def test_host_of_the_request_does_not_matter(visitor, idp):
    connected(factories.user())
    answer = Answer(request_id(leave(visitor)))
    path = f"/zh-hans{CALLBACK}"
    response = Client(headers={"host": "localhost"}).post(path, {"SAMLResponse": answer.encoded()})
    assert response.url.startswith(saml_answers.CALLBACK)
    visitor.get(response.url)
    assert is_signed_in(visitor)


WRONG = {
    "another audience": {"audience": "https://other.example.edu/"},
    "another address": {"destination": "https://other.example.edu/acs"},
    "another issuer": {"issuer": "https://other.example.edu/idp"},
    "expired": {"minutes": -10},
    "another key": {"key": "other.example.edu"},
    "unsigned": {"key": ""},
}


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_wrong_answer_is_refused(visitor, idp, answer):
    connected(factories.user())
    response = come_back(visitor, **answer)
    assert response.status_code == 401 and "Not signed in" in response.content.decode()
    assert not is_signed_in(visitor)
    assert AuditEvent.objects.get().details["reason"].startswith("invalid answer")


@pytest.mark.parametrize("text", ["", "x", "PGEvPg==", base64.b64encode(b"<!DOCTYPE a><a/>").decode()])
def test_unreadable_answer_is_refused(visitor, idp, text):
    assert visitor.post(CALLBACK, {"SAMLResponse": text}).status_code == 401
    query = {"SAMLRequest": text, "SigAlg": "x", "Signature": text}
    assert visitor.get(CALLBACK, query).status_code == 401


def test_answer_that_nobody_asked_for_is_refused(visitor, idp):
    connected(factories.user())
    response = post(Answer("_made_up"))
    assert visitor.get(response.url).status_code == 401 and not is_signed_in(visitor)


def test_sign_in_that_begins_at_the_university_asks_for_a_press(visitor, idp):
    connected(factories.user())
    url = post(Answer()).url
    assert "You are about to sign in with Example University" in visitor.get(url).content.decode()
    assert not is_signed_in(visitor)


def test_answer_signs_in_only_the_browser_that_asked_and_only_once(visitor, member, idp):
    connected(factories.user())
    answer = Answer(request_id(leave(visitor)))
    for_another = post(answer).url
    stranger = Client()
    assert stranger.get(for_another).status_code == 401
    assert visitor.get(for_another).status_code == 401  # used
    visitor.get(post(answer).url)
    assert is_signed_in(visitor)
    visitor.post("/accounts/logout/")
    visitor.get(post(answer).url)
    assert not is_signed_in(visitor)


def test_transient_name_is_never_stored(visitor, idp, configure, metadata_file):
    factories.user("ada@example.org")
    attributes = {MAIL: ["ada@example.org"]}
    assert come_back(visitor, attributes=attributes).status_code == 401
    configure("saml", METADATA=str(metadata_file), ID="nameid")
    assert come_back(visitor, attributes=attributes).status_code == 401
    assert not SocialAccount.objects.exists()
    come_back(visitor, attributes=attributes, name_format=f"{saml_answers.FORMATS}persistent", name_id="AbC=")
    assert SocialAccount.objects.get().uid == "AbC="


def test_second_sign_in_uses_the_same_row_although_the_name_changes(visitor, idp, configure, metadata_file):
    configure("saml", METADATA=str(metadata_file), ID="eduPersonPrincipalName")
    factories.user("ada@example.org")
    attributes = {EPPN: ["ada@example.edu"], MAIL: ["a@elsewhere.example", "ada@example.org"]}
    for number in range(2):
        come_back(visitor, attributes=attributes, name_id=f"_random{number}")
        assert is_signed_in(visitor)
        visitor.post("/accounts/logout/")
        attributes[MAIL] = ["new@example.org"]
    assert SocialAccount.objects.get().uid == "ada@example.edu"


PERSISTENT_NAME = f"<saml:NameID Format='{saml_answers.FORMATS}persistent'>OPAQUE1</saml:NameID>"
NAMES = {
    "short": ("mail", "subject-id", "opaque1"),
    "of SAML 1": ("urn:mace:dir:attribute-def:mail", "urn:mace:dir:attribute-def:subject-id", "Opaque1"),
    "name in an element": (MAIL, "urn:oid:1.3.6.1.4.1.5923.1.1.1.10", PERSISTENT_NAME),
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_attributes_are_known_by_each_of_their_names(visitor, idp, configure, metadata_file, names):
    mail, identifier, value = names
    if value == PERSISTENT_NAME:
        configure("saml", METADATA=str(metadata_file), ID="eduPersonTargetedID")
    factories.user("ada@example.org")
    come_back(visitor, attributes={mail: ["ada@example.org"], identifier: [value, value]})
    assert is_signed_in(visitor)
    assert SocialAccount.objects.get().uid == "opaque1"


def test_several_identifiers_are_refused_and_the_log_names_the_attributes(visitor, idp, caplog):
    response = come_back(visitor, attributes={SUBJECT_ID: ["a@x.edu", "b@x.edu"], MAIL: ["a@x.edu"]})
    assert response.status_code == 401
    assert "Example University did not tell this website who you are" in response.content.decode()
    assert f"Attributes: {SUBJECT_ID}, {MAIL}" in caplog.text and "a@x.edu" not in caplog.text


def test_either_of_two_keys_in_the_metadata_counts(visitor, configure, metadata_file):
    metadata_file.write_text(saml_answers.metadata("old.example.edu", "idp.example.edu"))
    configure("saml", METADATA=str(metadata_file))
    connected(factories.user())
    come_back(visitor)
    assert is_signed_in(visitor)


def test_metadata_with_several_providers_are_refused(metadata_file):
    both = f"<a>{saml_answers.metadata()}{saml_answers.metadata()}</a>"
    metadata_file.write_text(both)
    with pytest.raises(ValueError, match="2 identity providers instead of one"):
        saml_metadata.read(str(metadata_file))


def test_site_describes_itself_to_the_identity_provider(visitor, idp):
    response = visitor.get("/accounts/university/campus/metadata/")
    root = etree.fromstring(response.content)
    assert response.headers["Content-Type"] == "application/samlmetadata+xml"
    assert root.get("entityID") == saml_answers.AUDIENCE
    (consumer,) = root.iter("{*}AssertionConsumerService")
    assert consumer.get("Location") == saml_answers.CALLBACK


def sign_out(client, index, key="idp.example.edu", name="x"):
    """Let the identity provider ask the browser to sign out of a session, or of all that a person has."""
    xml = (
        "<samlp:LogoutRequest xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' "
        f"xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion' ID='_l1' Version='2.0' "
        f"IssueInstant='{saml_answers.moment()}' Destination='{saml_answers.CALLBACK}'>"
        f"<saml:Issuer>{saml_answers.ISSUER}</saml:Issuer><saml:NameID>{name}</saml:NameID>"
        + (f"<samlp:SessionIndex>{index}</samlp:SessionIndex>" if index else "")
        + "</samlp:LogoutRequest>"
    )
    message = OneLogin_Saml2_Utils.deflate_and_base64_encode(xml)
    algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    query = {"SAMLRequest": message, "SigAlg": algorithm}
    if key:
        signed = "&".join(f"{name}={OneLogin_Saml2_Utils.escape_url(value)}" for name, value in query.items())
        signature = OneLogin_Saml2_Utils.sign_binary(signed, saml_answers.key_pair(key)[0])
        query["Signature"] = base64.b64encode(signature).decode()
    return client.get(CALLBACK, query)


def test_signed_request_of_the_identity_provider_ends_the_session(visitor, member, idp):
    connected(member.user)
    come_back(visitor)
    for index, key, is_in in [
        ("session-2", "idp.example.edu", True),
        ("session-1", "", True),
        ("session-1", "other.example.edu", True),
        ("session-1", "idp.example.edu", False),
    ]:
        response = sign_out(Client(), index, key)
        assert (visitor.get("/me/").status_code == 200) == is_in
    assert response.url.startswith(f"{saml_answers.SLO}?SAMLResponse=")
    assert member.get("/me/").status_code == 200


def test_request_without_a_session_ends_those_of_the_person(visitor, idp):
    connected(factories.user())
    come_back(visitor, name_id="_ada")
    for name, is_in in [("_bob", True), ("_ada", False)]:
        sign_out(Client(), "", name=name)
        assert is_signed_in(visitor) == is_in
