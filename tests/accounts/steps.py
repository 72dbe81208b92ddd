"""Steps of signing in, and the codes of an authenticator app."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.urls import reverse

PASSWORD = "labsite-test"  # the default of factories.user


def sign_in(client, email, password=PASSWORD, **more):
    """Submit the sign-in form."""
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def confirm_password(client):
    """Confirm the password, which security settings require."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str, steps: int = 0) -> str:
    """Return the code that an authenticator app shows in ``steps`` half minutes (RFC 6238)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def set_up_app(client) -> str:
    """Set up an authenticator app for the signed-in user and return its secret."""
    confirm_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


def link_in(message) -> str:
    """Return the path of the account link in an email."""
    return re.search(r"https?://[^/]+(/\S*/accounts/\S+|/accounts/\S+)", message.body)[1]
