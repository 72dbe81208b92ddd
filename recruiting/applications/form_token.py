"""What a form brings back signed: for which notice it was made, when, and which draft it goes on with."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from recruiting.models import Draft, Notice

SALT = "recruiting.apply"
#: Nobody fills the form in faster.
AT_LEAST = timedelta(seconds=3)
#: After so long the form has to be sent once more.
AT_MOST = timedelta(days=2)


@dataclass(frozen=True)
class Seal:
    """``form`` is the form's own number: sent twice, it makes one application."""

    notice: int
    form: str
    at: float
    draft: int | None = None
    is_genuine: bool = True

    @classmethod
    def new(cls, notice: Notice, now: datetime, draft: Draft | None = None) -> "Seal":
        return cls(notice.pk, secrets.token_hex(16), now.timestamp(), draft and draft.pk)

    @classmethod
    def read(cls, text: str, notice: Notice, now: datetime) -> "Seal":
        """Returns the seal of a form; a new one, not genuine, where it is missing or made up."""
        try:
            seal = cls(*signing.loads(text, salt=SALT))
        except (signing.BadSignature, TypeError):
            seal = None
        if seal is None or seal.notice != notice.pk:
            return cls(notice.pk, secrets.token_hex(16), now.timestamp(), is_genuine=False)
        return seal

    def __str__(self):
        return signing.dumps([self.notice, self.form, self.at, self.draft], salt=SALT)

    def with_draft(self, draft: Draft) -> "Seal":
        return Seal(self.notice, self.form, self.at, draft.pk)

    def renewed(self, now: datetime) -> "Seal":
        return Seal(self.notice, self.form, now.timestamp(), self.draft)

    def is_too_fresh(self, now: datetime) -> bool:
        return now.timestamp() - self.at < AT_LEAST.total_seconds()

    def is_too_old(self, now: datetime) -> bool:
        return now.timestamp() - self.at > AT_MOST.total_seconds()
