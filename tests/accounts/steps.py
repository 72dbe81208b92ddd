"""What people do to get in, and the codes that their telephones show."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.urls import reverse

PASSWORD = "labsite-test"  # of every account that the factories make


def sign_in(client, email, password=PASSWORD, **more):
    """Sends the sign-in form."""
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def confirm_password(client):
    """Answers the question that stands before every page that decides who gets in."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str, steps: int = 0) -> str:
    """The code that an authenticator app shows now, or ``steps`` half minutes later (RFC 6238)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def set_up_app(client) -> str:
    """Sets up an authenticator app for who is signed in; returns its secret."""
    confirm_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


def link_in(mail) -> str:
    """The path of the link that a mail is about."""
    return re.search(r"https?://[^/]+(/\S*/accounts/\S+|/accounts/\S+)", mail.body)[1]
