"""Storing submitted applications and drafts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.outbox import queue
from recruiting.applications import emails
from recruiting.applications.form_token import FormToken
from recruiting.applications.forms import ApplicationForm
from recruiting.models import Application, ApplicationState, Draft, Notice
from recruiting.models.private_links import new_private_link


@dataclass(frozen=True)
class SubmissionContext:
    """The site's origin, the language of the form and the time of a submission."""

    site: str
    language: str
    now: datetime


class NoticeClosed(InvalidState):
    """The opening takes no applications any more."""


class DraftMissing(InvalidState):
    """The draft that held the CV has been submitted or deleted."""


class AlreadyConfirmed(InvalidState):
    """The application made with this form has been confirmed or withdrawn, so it may have been read."""


def existing_application(token: FormToken) -> Application | None:
    """Return the application that this form has already made, as when the button is pressed twice."""
    return Application.objects.filter(form_key=token.form_key).first()


def has_same_content(application: Application, form: ApplicationForm) -> bool:
    """Return whether a valid form has the same content as the application it made before."""
    file = form.cleaned_data["cv"]
    if file and not _is_stored_cv(application, file):
        return False
    values = _field_values(form)
    is_same = all(getattr(application, name) == value for name, value in values.items())
    return is_same and application.answers == form.answers


def _is_stored_cv(application: Application, file: File) -> bool:
    """Return whether an uploaded CV has the same bytes as the stored one, which may be missing."""
    if file.size != application.cv_bytes:
        return False
    try:
        with application.open_cv() as stored:
            return _digest(stored) == _digest(file)
    except OSError:
        return False


def _digest(file: File) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def _field_values(form: ApplicationForm) -> dict:
    names = "name", "email", "institution", "degree", "starting", "links", "statement"
    return {name: form.cleaned_data[name] for name in names}


def submit(
    notice: Notice, form: ApplicationForm, token: FormToken, draft: Draft | None, context: SubmissionContext
) -> None:
    """Store the application of a valid form and email the link to confirm it.

    An unconfirmed application that the same form made before is replaced and its link becomes void; that is
    how an applicant corrects a mistyped address. Raise NoticeClosed, DraftMissing or AlreadyConfirmed.
    """
    try:
        with transaction.atomic():
            _store(notice, form, token, draft, context)
    except IntegrityError:  # another request has submitted the same form
        if not existing_application(token):
            raise


def _store(
    notice: Notice, form: ApplicationForm, token: FormToken, draft: Draft | None, context: SubmissionContext
) -> None:
    """Store the application and enqueue the email, within a transaction."""
    # Locked, so that nobody closes the opening at the same time.
    locked_notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if not locked_notice.takes_applications(context.now):
        raise NoticeClosed(
            _("This opening has closed, so your application was not submitted. What you entered is below.")
        )
    # Locked, so that its file goes to one application only.
    draft = draft and Draft.objects.select_for_update().filter(pk=draft.pk).first()
    application = _lock_existing(token) or Application(form_key=token.form_key, notice=notice)
    if not (form.cleaned_data["cv"] or (draft and draft.has_cv) or (application.pk and application.has_cv)):
        raise DraftMissing(_("Your draft has already been submitted or deleted. Please choose the CV again."))
    values = {
        "answers": form.answers,
        "language": context.language,
        "consent": form.consent_text,
        "submitted": context.now,
        "state_since": context.now,
        **new_private_link(),
        **_field_values(form),
    }
    for name, value in values.items():
        setattr(application, name, value)
    _attach_cv(application, form.cleaned_data["cv"], draft)
    application.save()
    application.changes.update_or_create(state=application.state, defaults={"at": context.now})
    queue.discard(emails.subject_key(application))
    emails.enqueue_confirmation(application, context.site, context.now)


def _lock_existing(token: FormToken) -> Application | None:
    """Return the application that this form made before, locked. Raise AlreadyConfirmed."""
    application = Application.objects.select_for_update().filter(form_key=token.form_key).first()
    if application and (application.confirmed or application.state != ApplicationState.NEW):
        raise AlreadyConfirmed(
            _(
                "The application you submitted with this form has been confirmed or withdrawn, so it was not "
                "changed. To change it, delete it using the link in our email, then submit this form again."
            )
        )
    return application


def _attach_cv(application: Application, uploaded, draft: Draft | None) -> None:
    """Give the application the uploaded CV, or else the draft's; delete the draft and a replaced file."""
    storage, previous = application.cv.storage, application.cv.name
    if uploaded:
        application.cv, application.cv_bytes = uploaded, uploaded.size
    elif draft and draft.has_cv:
        application.cv, application.cv_bytes = draft.cv.name, draft.cv.size
    if draft and draft.cv != application.cv:
        draft.delete_with_cv()
    elif draft:
        draft.delete()
    if previous and previous != application.cv.name:
        transaction.on_commit(lambda: storage.discard(previous))


def store_cv(notice: Notice, draft: Draft | None, file, now: datetime) -> Draft:
    """Store the CV of an invalid form in a draft, so that it need not be chosen again. Return the draft."""
    draft = draft or Draft(notice=notice, **new_private_link())
    draft.save_cv(file, now)
    return draft


def save_draft(notice: Notice, draft: Draft | None, data, email: str, context: SubmissionContext) -> Draft:
    """Store the posted values as a draft; email its link unless this address already has it."""
    draft = draft or Draft(notice=notice, **new_private_link())
    has_link = draft.pk is not None and draft.emailed_to == email
    draft.form_data, draft.updated, draft.emailed_to = (
        ApplicationForm.storable_data(data),
        context.now,
        email,
    )
    draft.save()
    if not has_link:
        emails.enqueue_draft_link(draft, email, context.language, context.site, context.now)
    return draft
