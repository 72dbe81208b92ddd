"""Signing in with real servers: python -m tests.sso, or make sso-test.

A CAS server (django-mama-cas), a SAML identity provider (pysaml2), a directory (OpenLDAP's slapd) and Apache
with mod_auth_cas as the proxy in front of the site; Chromium signs in through each. All of them are installed
into a folder of their own, from PyPI and from Debian's packages.

- ``programs``: installs them, and says what is missing
- ``servers``: their configuration, and starting them
- ``saml_idp``: the identity provider, run by its own Python
- ``site``: the site in front of which they stand
- ``steps``: what the browser does and what has to come of it
"""
