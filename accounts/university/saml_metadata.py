"""What the site needs to know from a file with the metadata of a SAML identity provider."""

from pathlib import Path
from typing import Any

from lxml import etree

NAMESPACES = {"md": "urn:oasis:names:tc:SAML:2.0:metadata", "ds": "http://www.w3.org/2000/09/xmldsig#"}
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"


def read(path: str) -> dict[str, Any]:
    """Return ``entity_id``, ``sso_url``, ``slo_url`` ("" without one) and ``certificates`` for signatures.

    Raises ValueError if the file cannot be read, or describes no provider or several ones.
    """
    if not Path(path).is_file():
        raise ValueError(f"names a file that does not exist: {path}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ValueError(f"names a file that is not XML: {path}") from error
    providers = root.xpath("descendant-or-self::md:IDPSSODescriptor", namespaces=NAMESPACES)
    if len(providers) != 1:
        raise ValueError(f"names a file with {len(providers)} identity providers instead of one: {path}")
    provider = providers[0]
    certificates = [
        "".join(certificate.text.split())
        for certificate in provider.xpath(
            "md:KeyDescriptor[not(@use) or @use='signing']//ds:X509Certificate", namespaces=NAMESPACES
        )
    ]
    sso_url = _location(provider, "SingleSignOnService")
    if not certificates or not sso_url:
        raise ValueError(f"names a file without a signing certificate or an address to sign in: {path}")
    return {
        "entity_id": provider.getparent().get("entityID"),
        "sso_url": sso_url,
        "slo_url": _location(provider, "SingleLogoutService"),
        "certificates": certificates,
    }


def _location(provider: Any, service: str) -> str:
    """Return where a service takes requests by redirect; "" if the provider does not offer that."""
    path = f"md:{service}[@Binding='{REDIRECT}']/@Location"
    return next(iter(provider.xpath(path, namespaces=NAMESPACES)), "")
