"""Links that are as good as a password: whoever has one in a mail may see and do what it is for."""

import hashlib
import secrets

from django.db import models
from django.utils.crypto import salted_hmac


def token_of(key: str) -> str:
    """Returns the end of the address that a row with this key has."""
    return salted_hmac("recruiting.links", key, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_link() -> dict[str, str]:
    """Returns the columns of a new private link."""
    key = secrets.token_hex(16)
    return {"key": key, "digest": digest_of(token_of(key))}


class PrivatelyLinkedQuerySet(models.QuerySet):
    def by_token(self, token: str):
        """The row that the link leads to, as a queryset of at most one."""
        return self.filter(digest=digest_of(token))


class PrivatelyLinked(models.Model):
    """Something with a private link.

    The database has a key, from which only the site's secret makes the token, and a digest of the token
    for finding the row. So a copy of the database opens nothing.
    """

    key = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        return token_of(self.key)
