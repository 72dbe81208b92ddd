"""Signing in with SAML 2.0, by which Shibboleth and most federations of universities work."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from lxml import etree

from accounts.university import single_sign_out
from accounts.university.provider import Identity, UniversityProvider, sole_value, values_of
from core.sessions import SessionStore

#: Common attributes and their formal names. Some identity providers send the short name instead, or the one
#: with MACE in front that SAML 1 had.
FORMAL_NAMES = {
    "subject-id": "urn:oasis:names:tc:SAML:attribute:subject-id",
    "pairwise-id": "urn:oasis:names:tc:SAML:attribute:pairwise-id",
    "eduPersonPrincipalName": "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",
    "eduPersonTargetedID": "urn:oid:1.3.6.1.4.1.5923.1.1.1.10",
    "eduPersonUniqueId": "urn:oid:1.3.6.1.4.1.5923.1.1.1.13",
    "eduPersonAffiliation": "urn:oid:1.3.6.1.4.1.5923.1.1.1.1",
    "eduPersonScopedAffiliation": "urn:oid:1.3.6.1.4.1.5923.1.1.1.9",
    "mail": "urn:oid:0.9.2342.19200300.100.1.3",
    "uid": "urn:oid:0.9.2342.19200300.100.1.1",
}
MACE = "urn:mace:dir:attribute-def:"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings:"
#: The name of a checked answer in the session that hands it over, for this long.
ANSWER = "saml_answer"
ANSWER_SECONDS = 60


def _texts(values: list[Any] | None) -> list[str]:
    """Return the values of an attribute; those of eduPersonTargetedID are elements with a name."""
    return [value["NameID"]["value"] if isinstance(value, dict) else value for value in values or []]


class SAMLProvider(UniversityProvider):
    id = "saml"
    callback_methods: ClassVar[list[str]] = ["GET", "POST"]

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        auth = self._auth({})
        url = auth.login(return_to="")
        self.stash(request, process, next_url, data, state_id=auth.get_last_request_id(), **kwargs)
        return HttpResponseRedirect(url)

    def callback(self, request):
        """Check the answer, which another site posts without our cookies; then continue with them."""
        if request.method == "POST":
            return self._receive(request)
        if "SAMLRequest" in request.GET:
            return self._sign_out(request)
        handover = SessionStore(request.GET.get("answer"))
        answer = handover.get(ANSWER)
        if answer is None:
            return self.refuse(request, "unknown answer")
        handover.delete()
        try:
            state = self.recall(request, answer["in_response_to"])
        except PermissionDenied:
            return self.refuse(request, "unknown state")
        return self.sign_in(request, Identity(**answer["identity"]), state, *answer["session_indexes"])

    def metadata(self) -> str:
        """Return the description of this site for the identity provider, as XML."""
        from onelogin.saml2.settings import OneLogin_Saml2_Settings

        text = OneLogin_Saml2_Settings(self._settings(), sp_validation_only=True).get_sp_metadata()
        return text.decode() if isinstance(text, bytes) else text

    # ---- the answer -----------------------------------------------------------------------------

    def _receive(self, request):
        from onelogin.saml2.errors import OneLogin_Saml2_Error

        auth = self._auth({"SAMLResponse": request.POST.get("SAMLResponse", "")})
        try:
            # The state in the session, looked up later, tells whether the answer was asked for here.
            auth.process_response()
            problems = auth.get_errors()
        except (OneLogin_Saml2_Error, etree.XMLSyntaxError, ValueError) as error:
            return self.refuse(request, f"invalid answer: {type(error).__name__}")
        if problems or not auth.is_authenticated():
            return self.refuse(request, f"invalid answer: {auth.get_last_error_reason() or problems}"[:200])
        in_response_to = auth.get_last_response_in_response_to()
        if not in_response_to:
            # Begun on a page of the university. Nobody is signed in unasked, but may be after a press here.
            return HttpResponseRedirect(self.get_login_url(request))
        # A request to sign out may name the session, or only the person.
        names = filter(None, (auth.get_session_index(), auth.get_nameid()))
        answer = {
            "in_response_to": in_response_to,
            "identity": asdict(self._identity(auth)),
            "session_indexes": [single_sign_out.index_of(self.sub_id, name) for name in names],
        }
        # In a row of the database, as nothing else is shared with the worker that continues.
        handover = SessionStore()
        handover[ANSWER] = answer
        handover.set_expiry(ANSWER_SECONDS)
        handover.create()
        return HttpResponseRedirect(self.url("university_callback", answer=handover.session_key))

    def _identity(self, auth) -> Identity:
        attributes = auth.get_attributes()

        def values(option: str) -> list[str]:
            name = self.options[option]
            names = (FORMAL_NAMES.get(name, name), name, f"{MACE}{name}")
            return next(filter(None, (values_of(_texts(attributes.get(sent))) for sent in names)), [])

        if self.options["id"] == "nameid":
            # Any other format of name is a new one each time, or may be given to another person.
            is_stable = auth.get_nameid_format() == PERSISTENT
            uid = (auth.get_nameid() or "").strip() if is_stable else ""
        else:
            uid = sole_value(values("id"))
        return Identity(
            uid=uid,
            addresses=values("email"),
            affiliations=[value.lower() for value in values("affiliation")],
            received=list(attributes),
        )

    # ---- signing out ----------------------------------------------------------------------------

    def _sign_out(self, request):
        """End the sessions that a signed request of the identity provider names, and return there."""
        from onelogin.saml2.errors import OneLogin_Saml2_Error
        from onelogin.saml2.logout_request import OneLogin_Saml2_Logout_Request

        if "Signature" not in request.GET:
            return self.refuse(request, "unsigned sign-out")

        def end() -> None:
            xml = auth.get_last_request_xml()
            sessions = OneLogin_Saml2_Logout_Request.get_session_indexes(xml)
            key = self._settings()["sp"].get("privateKey")
            for name in sessions or [OneLogin_Saml2_Logout_Request.get_nameid(xml, key)]:
                single_sign_out.end_session(request, single_sign_out.index_of(self.sub_id, name))

        auth = self._auth({}, request.GET.dict(), request.META.get("QUERY_STRING", ""))
        try:
            url = auth.process_slo(delete_session_cb=end)
        except (OneLogin_Saml2_Error, etree.XMLSyntaxError, ValueError):
            return self.refuse(request, "unreadable sign-out")
        if not url or auth.get_errors():
            return self.refuse(request, "invalid sign-out")
        return HttpResponseRedirect(url)

    # ---- the library ----------------------------------------------------------------------------

    def _auth(self, post_data: dict, get_data: dict | None = None, query: str = "") -> Any:
        """Return the library's object for a request, whose URL is that of SITE_URL and never its Host."""
        # Only where SAML is configured: the package needs libraries in C.
        from onelogin.saml2.auth import OneLogin_Saml2_Auth

        callback = urlsplit(self.url("university_callback"))
        data = {
            "https": "on" if callback.scheme == "https" else "off",
            "http_host": callback.netloc,
            "script_name": callback.path,
            "get_data": get_data or {},
            "post_data": post_data,
            "query_string": query,
            "validate_signature_from_qs": True,
        }
        return OneLogin_Saml2_Auth(data, self._settings())

    def _settings(self) -> dict[str, Any]:
        idp, callback = self.options["metadata"], self.url("university_callback")
        has_key = bool(self.options["key"])
        sp = {
            "entityId": self.url("university_metadata"),
            "assertionConsumerService": {"url": callback, "binding": f"{BINDINGS}HTTP-POST"},
            "singleLogoutService": {"url": callback, "binding": f"{BINDINGS}HTTP-Redirect"},
        }
        if has_key:
            sp["x509cert"] = Path(self.options["certificate"]).read_text()
            sp["privateKey"] = Path(self.options["key"]).read_text()
        return {
            "strict": True,
            "sp": sp,
            "idp": {
                "entityId": idp["entity_id"],
                "singleSignOnService": {"url": idp["sso_url"], "binding": f"{BINDINGS}HTTP-Redirect"},
                **({"singleLogoutService": {"url": idp["slo_url"]}} if idp["slo_url"] else {}),
                "x509certMulti": {"signing": idp["certificates"]},
            },
            "security": {
                "authnRequestsSigned": has_key,
                "logoutResponseSigned": has_key,
                "requestedAuthnContext": False,
                "wantNameId": False,
                "allowRepeatAttributeName": True,
                "rejectDeprecatedAlgorithm": True,
                "allowSingleLabelDomains": True,  # such as localhost
                "signatureAlgorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "digestAlgorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
            },
        }
