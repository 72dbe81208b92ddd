"""User accounts: signing in, passwords, two-factor authentication and the account's email address.

Built on django-allauth.

- ``models``: the account, ``User``; its login is an email address
- ``rights``: comparing, removing and restoring the rights of accounts
- ``backend``: authentication by email address and password
- ``views``, ``urls``, ``forms``: the pages under ``/accounts/``
- ``sign_in_limits``, ``known_browsers``: limits on guessing passwords that lock nobody out
- ``sign_in_audit``: what happens to accounts, in the audit log
- ``other_services``: ORCID and the university: not configured, or not answering
- ``university``, ``provider``: CAS, SAML, LDAP and a proxy's header
- ``other_sessions``: ends other sessions when a second factor changes
- ``email_change``: changing the email address of an account
- ``personal_data``: what is held about an account
- ``admin``, ``admin_audit``: accounts and their second factors in the Django admin
- ``password_reset``: requests for a link to set a new password

Invitations need a person and are in ``people``; allauth's adapters need the lab's name and are in
``labsite.allauth_adapters``.
"""
