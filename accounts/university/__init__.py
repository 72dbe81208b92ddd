"""Signing in with the university: CAS, SAML, LDAP, or a header that a proxy sets.

Each service in the setting SIGN_IN is a provider of django-allauth, as ORCID and OpenID Connect are. So its
buttons, connecting and disconnecting, the second factor and the audit log are those of all services, and the
identifier that the university assigns to somebody is stored with the account (``SocialAccount``).

- ``configuration``: reads and checks the settings, without Django's apps
- ``provider``: what all services have in common
- ``cas``, ``saml``, ``directory``, ``header``: one protocol each
- ``views``: their URLs
- ``saml_metadata``: reads the file that describes a SAML identity provider
- ``single_sign_out``: ends the session here when the one at the university ends
"""
