"""Personal data of applicants and reviewers."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, StoredFile, counted, record_of
from recruiting.applications.retention import delete_application, delete_draft
from recruiting.models import Application, CVView, Draft, Note, Notice, NoticeReviewer, Star, StateChange


class ApplicationData(PersonalData):
    """The applications of a person who became a member, or was accepted or applied with the same address."""

    name = "applications"
    label = _("Your applications with CVs, without the reviewers’ notes")
    fields = (
        "recruiting.Application.person",
        "recruiting.Application.email",
        "recruiting.Draft.emailed_to",
    )

    def records(self, subject):
        for application in _applications_of(subject).select_related("notice"):
            yield record_of(
                application,
                without=["person", "key", "digest", "form_key", "state_since"],
                # As the applicant may see it, who is not told about each step.
                state=application.applicant_label,
                opening=application.notice.title,
            )
        for draft in _drafts_of(subject):
            yield record_of(draft, without=["key", "digest"])

    def files(self, subject):
        for application in _applications_of(subject):
            yield StoredFile(f"{application.pk}.pdf", application.open_cv)
        for draft in _drafts_of(subject).exclude(cv=""):
            yield StoredFile(f"draft-{draft.pk}.pdf", lambda cv=draft.cv: cv.storage.open(cv.name))

    def deleted(self, subject):
        yield from counted(
            _applications_of(subject),
            ngettext_lazy(
                "%(count)d application by this person, with CV and notes",
                "%(count)d applications by this person, with CVs and notes",
                "count",
            ),
        )

    def erase(self, subject):
        for application in _applications_of(subject):
            delete_application(application)
        for draft in _drafts_of(subject):
            delete_draft(draft)


def _applications_of(subject):
    own = Q(person=subject.profile.pk) if subject.profile else Q(pk=None)
    if subject.address:
        own |= Q(email__iexact=subject.address)
    return Application.objects.filter(own).order_by("pk")


def _drafts_of(subject):
    return (
        Draft.objects.filter(emailed_to__iexact=subject.address) if subject.address else Draft.objects.none()
    )


class ReviewerData(PersonalData):
    """What the account did as a reviewer of applications, and the openings that name the person."""

    name = "recruiting"
    label = _("Openings with you as the contact, and your activity as a reviewer of applications")
    fields = (
        "recruiting.Notice.contact",
        "recruiting.Notice.contact_email",
        "recruiting.NoticeReviewer.user",
        "recruiting.Note.by",
        "recruiting.Star.by",
        "recruiting.StateChange.by",
        "recruiting.CVView.by",
    )

    def records(self, subject):
        for notice in _notices_of(subject):
            yield {"model": notice._meta.label, "id": notice.pk, "title": notice.title}
        if subject.account is None:
            return
        for reviewer in NoticeReviewer.objects.filter(user=subject.account):
            yield record_of(reviewer, without=["user"])
        # What is said in applications and notes is about the applicants, so it is left out.
        for note in Note.objects.filter(by=subject.account):
            yield record_of(note, without=["by", "text"])
        for model in (Star, StateChange, CVView):
            for row in model.objects.filter(by=subject.account).iterator():
                yield record_of(row, without=["by"])

    def remaining(self, subject):
        yield from counted(
            _notices_of(subject),
            ngettext_lazy(
                "%(count)d opening, without this person as the contact",
                "%(count)d openings, without this person as the contact",
                "count",
            ),
        )
        account = subject.account
        if account:
            yield from counted(
                Note.objects.filter(by=account),
                ngettext_lazy(
                    "%(count)d note on applications of others, without the name of its author",
                    "%(count)d notes on applications of others, without the name of their author",
                    "count",
                ),
            )

    def erase(self, subject):
        notices = _notices_of(subject)
        if subject.address:
            notices.filter(contact_email__iexact=subject.address).update(contact_email="")
        Notice.objects.filter(contact=subject.profile).update(contact=None)


def _notices_of(subject):
    own = Q(contact=subject.profile.pk) if subject.profile else Q(pk=None)
    if subject.address:
        own |= Q(contact_email__iexact=subject.address)
    return Notice.objects.filter(own).order_by("pk")
