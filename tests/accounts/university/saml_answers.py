"""Answers of a SAML identity provider, signed with a key of its own."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ISSUER = "https://idp.example.edu/saml"
SSO = "https://idp.example.edu/sso"
SLO = "https://idp.example.edu/slo"
CALLBACK = "http://testserver/accounts/university/campus/callback/"
AUDIENCE = "http://testserver/accounts/university/campus/metadata/"
SUBJECT_ID = "urn:oasis:names:tc:SAML:attribute:subject-id"
EPPN = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
FORMATS = "urn:oasis:names:tc:SAML:2.0:nameid-format:"


@cache
def key_pair(name="idp.example.edu"):
    """Return a private key and its certificate as PEM."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


def metadata(*key_names):
    """Return the description of the identity provider, with one or several signing keys."""
    keys = "".join(
        "<md:KeyDescriptor use='signing'><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
        + "".join(key_pair(name)[1].split("\n")[1:-2])
        + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        for name in key_names or ["idp.example.edu"]
    )
    return (
        "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' "
        f"xmlns:ds='http://www.w3.org/2000/09/xmldsig#' entityID='{ISSUER}'><md:IDPSSODescriptor "
        f"protocolSupportEnumeration='urn:oasis:names:tc:SAML:2.0:protocol'>{keys}"
        "<md:SingleLogoutService Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect' "
        f"Location='{SLO}'/><md:SingleSignOnService "
        f"Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect' Location='{SSO}'/>"
        "</md:IDPSSODescriptor></md:EntityDescriptor>"
    )


def moment(minutes=0):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Answer:
    """An answer that signs in; each field can be set to something else."""

    in_response_to: str = ""
    attributes: dict[str, list[str]] = field(default_factory=lambda: {SUBJECT_ID: ["Ada@example.edu"]})
    audience: str = AUDIENCE
    destination: str = CALLBACK
    issuer: str = ISSUER
    minutes: int = 5
    key: str = "idp.example.edu"
    name_id: str = "_random"
    name_format: str = f"{FORMATS}transient"

    def encoded(self) -> str:
        asked = f"InResponseTo='{self.in_response_to}'" if self.in_response_to else ""
        attributes = "".join(
            f"<saml:Attribute Name='{name}'>"
            + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        xml = (
            "<samlp:Response xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' "
            f"xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion' ID='_r1' Version='2.0' {asked} "
            f"IssueInstant='{moment()}' Destination='{self.destination}'>"
            f"<saml:Issuer>{self.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode "
            "Value='urn:oasis:names:tc:SAML:2.0:status:Success'/></samlp:Status>"
            f"<saml:Assertion ID='_a1' Version='2.0' IssueInstant='{moment()}'>"
            f"<saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>"
            f"<saml:NameID Format='{self.name_format}'>{self.name_id}</saml:NameID>"
            "<saml:SubjectConfirmation Method='urn:oasis:names:tc:SAML:2.0:cm:bearer'>"
            f"<saml:SubjectConfirmationData {asked} NotOnOrAfter='{moment(self.minutes)}' "
            f"Recipient='{self.destination}'/></saml:SubjectConfirmation></saml:Subject>"
            f"<saml:Conditions NotBefore='{moment(-60)}' NotOnOrAfter='{moment(self.minutes)}'>"
            f"<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience>"
            "</saml:AudienceRestriction></saml:Conditions>"
            f"<saml:AuthnStatement AuthnInstant='{moment()}' SessionIndex='session-1'><saml:AuthnContext>"
            "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
            "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            f"<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"
            "</samlp:Response>"
        )
        signed = OneLogin_Saml2_Utils.add_sign(xml, *key_pair(self.key)) if self.key else xml.encode()
        return base64.b64encode(signed).decode()
