"""A SAML identity provider with one user, built on pysaml2.

    saml_idp.py metadata|serve FOLDER PORT ADDRESS_OF_THE_METADATA_OF_THE_SITE

Its key and certificate lie in the folder; ``metadata`` prints its description, ``serve`` answers /sso, /login
and /logout. Runs in an environment of its own, without the packages of this project.
"""

import sys
from html import escape
from pathlib import Path
from urllib.parse import parse_qs
from urllib.request import urlopen
from wsgiref.simple_server import make_server

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORD
from saml2.config import IdPConfig
from saml2.metadata import create_metadata_string
from saml2.saml import NAME_FORMAT_URI, NAMEID_FORMAT_TRANSIENT, NameID
from saml2.server import Server
from saml2.sigver import get_xmlsec_binary
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

folder, port, sp_metadata_url = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
base = f"http://127.0.0.1:{port}"
ATTRIBUTES = {
    "eduPersonPrincipalName": ["Ada@example.edu"],
    "mail": ["ada@elsewhere.example", "ada@example.org"],
    "eduPersonAffiliation": ["staff", "member"],
}


def configuration(sp_metadata=None):
    return {
        "entityid": f"{base}/metadata",
        "xmlsec_binary": get_xmlsec_binary([str(folder / "bin")]),
        "key_file": str(folder / "key.pem"),
        "cert_file": str(folder / "certificate.pem"),
        "metadata": {"local": [str(sp_metadata)]} if sp_metadata else {},
        "service": {
            "idp": {
                "endpoints": {
                    "single_sign_on_service": [(f"{base}/sso", BINDING_HTTP_REDIRECT)],
                    "single_logout_service": [(f"{base}/slo", BINDING_HTTP_REDIRECT)],
                },
                "name_id_format": [NAMEID_FORMAT_TRANSIENT],
                "policy": {"default": {"attribute_restrictions": None, "name_form": NAME_FORMAT_URI}},
                "sign_response": True,
                "sign_assertion": True,
            }
        },
    }


class Provider:
    """The server, and the sessions that it has begun."""

    def __init__(self):
        self.sessions, self.server = [], None

    def load(self):
        """Read the description of the site, once it is there."""
        if self.server is None:
            path = folder / "sp.xml"
            path.write_bytes(urlopen(sp_metadata_url).read())
            self.server = Server(config=IdPConfig().load(configuration(path)))
        return self.server

    def sso(self, query):
        self.load().parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT)
        return (
            f'<form method="post" action="/login"><input type="hidden" name="SAMLRequest" '
            f'value="{escape(query["SAMLRequest"])}"><input name="username"><input name="password" '
            'type="password"><button>Sign in</button></form>'
        )

    def login(self, query):
        server = self.load()
        request = server.parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT)
        arguments = server.response_args(request.message, [BINDING_HTTP_POST])
        response = server.create_authn_response(
            ATTRIBUTES,
            userid=query["username"],
            authn={"class_ref": PASSWORD, "authn_auth": base},
            sign_response=True,
            sign_assertion=True,
            # SHA-1 is the default, which the site refuses.
            sign_alg=SIG_RSA_SHA256,
            digest_alg=DIGEST_SHA256,
            **arguments,
        )
        statement = self.last_assertion(str(response))
        self.sessions.append((arguments["sp_entity_id"], statement))
        posted = server.apply_binding(
            BINDING_HTTP_POST, str(response), arguments["destination"], "", response=True
        )
        return posted["data"]

    def last_assertion(self, response):
        """Return the name and the session index of the assertion in a response."""
        from saml2.samlp import response_from_string

        assertion = response_from_string(response).assertion[0]
        return assertion.subject.name_id, assertion.authn_statement[0].session_index

    def logout(self, query):
        """Send the browser to the site with a signed request to end the last session, or all of its name."""
        server = self.load()
        entity_id, (name_id, index) = self.sessions[-1]
        _binding, destination = server.pick_binding(
            "single_logout_service", [BINDING_HTTP_REDIRECT], "spsso", entity_id=entity_id
        )
        _id, request = server.create_logout_request(
            destination,
            entity_id,
            name_id=NameID(text=name_id.text, format=name_id.format),
            session_indexes=None if "by" in query else [index],
        )
        sent = server.apply_binding(
            BINDING_HTTP_REDIRECT,
            str(request),
            destination,
            sign=True,
            sigalg=SIG_RSA_SHA256,
        )
        return dict(sent["headers"])["Location"]

    def __call__(self, environ, start_response):
        text = environ["QUERY_STRING"]
        if environ["REQUEST_METHOD"] == "POST":
            text = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        query = {name: values[0] for name, values in parse_qs(text).items()}
        path = environ["PATH_INFO"]
        if path == "/logout":
            start_response("302 Found", [("Location", self.logout(query))])
            return [b""]
        start_response("200 OK", [("Content-Type", "text/html")])
        pages = {"/sso": self.sso, "/login": self.login}
        page = pages[path](query) if path in pages else "Signed out"
        return [page.encode() if isinstance(page, str) else page]


if sys.argv[1] == "metadata":
    text = create_metadata_string(None, config=IdPConfig().load(configuration()))
    print(text.decode() if isinstance(text, bytes) else text)
else:
    make_server("127.0.0.1", port, Provider()).serve_forever()
