"""Private links: secret URLs that give applicants access without an account."""

import hashlib
import secrets

from django.db import models
from django.utils.crypto import salted_hmac


def token_for(key: str) -> str:
    """Return the secret part of the URL for a row's link key."""
    return salted_hmac("recruiting.links", key, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    """Return the digest by which a row is looked up."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_private_link() -> dict[str, str]:
    """Return the field values of a new private link."""
    key = secrets.token_hex(16)
    return {"key": key, "digest": digest_of(token_for(key))}


class PrivateLinkQuerySet(models.QuerySet):
    """Rows with a private link."""

    def by_token(self, token: str):
        """Return the row that the link leads to, as a queryset of at most one."""
        return self.filter(digest=digest_of(token))


class PrivateLinkModel(models.Model):
    """Abstract model with a private link.

    The database stores a random key and the digest of the token. The token itself is computed from the key
    and the site's ``SECRET_KEY``, so a copy of the database does not reveal any link.
    """

    key = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        return token_for(self.key)
