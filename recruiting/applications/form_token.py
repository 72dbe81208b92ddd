"""Signed token of an application form: which opening it is for, when it was opened, and its draft."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core import signing

from recruiting.models import Draft, Notice

SALT = "recruiting.apply"
#: A form submitted sooner looks like a bot, because no person fills it in that fast.
MIN_AGE = timedelta(seconds=3)
#: Older forms have to be submitted a second time.
MAX_AGE = timedelta(days=2)


@dataclass(frozen=True)
class FormToken:
    """The token of one form.

    ``form_key`` identifies the form, so that submitting it twice makes one application. ``issued`` is a
    POSIX timestamp. ``months`` is the retention period that the consent named. ``is_genuine`` is False if
    the posted token was missing or forged.
    """

    notice_pk: int
    form_key: str
    issued: float
    draft_pk: int | None = None
    months: int | None = None
    is_genuine: bool = True

    @classmethod
    def issue(cls, notice: Notice, now: datetime, draft: Draft | None = None) -> "FormToken":
        """Return a token for a form that is opened now."""
        return cls(notice.pk, secrets.token_hex(16), now.timestamp(), draft and draft.pk)

    @classmethod
    def parse(cls, text: str, notice: Notice, now: datetime) -> "FormToken":
        """Return the posted token.

        If the token is missing, forged or for another opening, return a new one with ``is_genuine`` False.
        """
        try:
            token = cls(*signing.loads(text, salt=SALT))
        except (signing.BadSignature, TypeError):
            token = None
        if token is None or token.notice_pk != notice.pk:
            return cls(notice.pk, secrets.token_hex(16), now.timestamp(), is_genuine=False)
        return token

    def __str__(self):
        return signing.dumps(
            [self.notice_pk, self.form_key, self.issued, self.draft_pk, self.months], salt=SALT
        )

    def with_draft(self, draft: Draft) -> "FormToken":
        return replace(self, draft_pk=draft.pk)

    def with_months(self, months: int) -> "FormToken":
        return replace(self, months=months)

    def renewed(self, now: datetime) -> "FormToken":
        """Return the token with its age reset."""
        return replace(self, issued=now.timestamp())

    def is_too_new(self, now: datetime) -> bool:
        return now.timestamp() - self.issued < MIN_AGE.total_seconds()

    def is_expired(self, now: datetime) -> bool:
        return now.timestamp() - self.issued > MAX_AGE.total_seconds()
