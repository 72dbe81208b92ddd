"""Personal data in the audit log."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.audit import recording
from core.audit.models import AuditEvent
from core.personal_data import DataSubject, PersonalData, Record, counted, record_of


class AuditData(PersonalData):
    """The entries of acts by the account, and of acts on the account or the profile."""

    name = "audit"
    label = _("Audit log: your sign-ins, security events and changes to your account")
    fields = ("core.AuditEvent.user",)

    def records(self, subject: DataSubject) -> Iterable[Record]:
        for entry in _entries_about(subject).iterator():
            # The address and the browser of somebody else who acted are not this person's data.
            is_own = entry.user_id is None or (subject.account and entry.user_id == subject.account.pk)
            without = ["user", "by"] if is_own else ["user", "by", "address", "user_agent", "details"]
            yield record_of(entry, without=without)

    def remaining(self, subject: DataSubject) -> Iterator[str]:
        yield from counted(
            _entries_about(subject),
            ngettext_lazy(
                "%(count)d audit log entry, without names, addresses and details",
                "%(count)d audit log entries, without names, addresses and details",
                "count",
            ),
        )

    def erase(self, subject: DataSubject) -> None:
        objects = [subject.profile] if subject.profile else []
        recording.forget(subject.account, *objects)
        texts = [text for text in (subject.address, *subject.names) if text]
        # Other entries name the person only in their text, such as a failed sign-in with the address.
        entries = AuditEvent.objects.annotate(details_text=Cast("details", TextField()))
        for text in texts:
            entries.filter(Q(target__icontains=text) | Q(by__iexact=text)).update(target="", by="")
            entries.filter(details_text__icontains=text).update(details={})


def _entries_about(subject: DataSubject) -> "QuerySet[AuditEvent]":
    objects = [subject.profile] if subject.profile else []
    return recording.about(subject.account, *objects).order_by("pk")
