"""Personal data in the queue of emails."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.outbox.models import Email
from core.personal_data.declarations import DataSubject, PersonalData, Record, counted, record_of

#: Links in emails give access to an account or an application, so they do not belong in a file.
_LINK = re.compile(r"https?://\S+")


class EmailData(PersonalData):
    """The emails to the account that wait or were sent in the last weeks."""

    name = "emails"
    label = _("Emails to you from the last 30 days, without links")
    fields = ("core.Email.to", "core.Email.account")

    def records(self, subject: DataSubject) -> Iterable[Record]:
        for email in _emails_to(subject).iterator():
            yield record_of(email, without=["account", "about"], body=_LINK.sub("…", email.body))

    def deleted(self, subject: DataSubject) -> Iterator[str]:
        yield from counted(
            _emails_to(subject),
            ngettext_lazy("%(count)d queued or sent email", "%(count)d queued or sent emails", "count"),
        )

    def erase(self, subject: DataSubject) -> None:
        _emails_to(subject).delete()


def _emails_to(subject: DataSubject) -> "QuerySet[Email]":
    if subject.account is None:
        return Email.objects.none()
    return Email.objects.filter(Q(account=subject.account.pk) | Q(to__iexact=subject.address))
