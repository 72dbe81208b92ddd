"""Taking an application in, and keeping one that is not finished."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labsite import outbox
from moderation.models import NotPossible
from recruiting import mails
from recruiting.application_form import CONSENT, ApplicationForm
from recruiting.models import Application, Draft, Notice
from recruiting.models.links import new_link
from recruiting.seal import Seal


@dataclass(frozen=True)
class Arrival:
    """How a form has come in: at which address of the site, in which language, when."""

    site: str
    language: str
    now: datetime


class DraftGone(NotPossible):
    """The draft with the file has been sent, or deleted, meanwhile."""


class Closed(NotPossible):
    """The notice takes no applications any more."""


def is_received(seal: Seal) -> bool:
    """Says whether this very form has come in already."""
    return Application.objects.filter(form=seal.form).exists()


def receive(notice: Notice, form: ApplicationForm, seal: Seal, draft: Draft | None, arrival: Arrival) -> None:
    """Stores a valid form and writes the mail that asks to confirm it. Raises Closed, DraftGone.

    A form that has come in already, as after a second press of the button, changes nothing.
    """
    values = {
        name: form.cleaned_data[name]
        for name in ("name", "email", "institution", "degree", "starting", "links", "statement")
    }
    now = arrival.now
    try:
        with transaction.atomic():
            # The notice is held, so that closing it and applying do not pass each other by.
            held = Notice.objects.select_for_update().get(pk=notice.pk)
            if not held.takes_applications(now):
                raise Closed(_("This notice is closed by now, so nothing was sent. What you typed is below."))
            # So is the draft: its file goes to one application only.
            draft = draft and Draft.objects.select_for_update().filter(pk=draft.pk).first()
            if not (form.cleaned_data["cv"] or draft):
                raise DraftGone(_("Your draft has been sent or deleted meanwhile. Choose the CV once more."))
            application = Application(
                notice=notice,
                answers=form.answers,
                language=arrival.language,
                consent=str(CONSENT),
                form=seal.form,
                sent=now,
                moved=now,
                **new_link(),
                **values,
            )
            _take_cv(application, form.cleaned_data["cv"], draft)
            application.save()
            application.changes.create(state=application.state, at=now)
            mail = mails.ask_to_confirm(application, arrival.site, now)
    except IntegrityError:
        if not is_received(seal):
            raise
        return
    outbox.send_now([mail], now)


def _take_cv(application: Application, uploaded, draft: Draft | None) -> None:
    """Gives the application its file; a draft is over with that."""
    if uploaded:
        application.cv, application.cv_bytes = uploaded, uploaded.size
        if draft:
            draft.forget()
    else:
        application.cv, application.cv_bytes = draft.cv.name, draft.cv.size
        draft.delete()


def keep_file(notice: Notice, draft: Draft | None, file, now: datetime) -> Draft:
    """Keeps the file of a form that has to be sent once more."""
    draft = draft or Draft(notice=notice, **new_link())
    draft.keep(file, now)
    return draft


def keep_draft(notice: Notice, draft: Draft | None, data, email: str, arrival: Arrival) -> Draft:
    """Keeps what was typed, and mails the link to it where this address has not got it yet."""
    draft = draft or Draft(notice=notice, **new_link())
    has_link = draft.pk is not None and draft.mailed_to == email
    draft.typed, draft.updated, draft.mailed_to = ApplicationForm.typed(data), arrival.now, email
    draft.save()
    if not has_link:
        mail = mails.send_draft(draft, email, arrival.language, arrival.site, arrival.now)
        outbox.send_now([mail], arrival.now)
    return draft
