"""Taking an application in, and keeping one that is not finished."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.outbox import queue
from recruiting.applications import emails
from recruiting.applications.form_token import Seal
from recruiting.applications.forms import CONSENT, ApplicationForm
from recruiting.models import Application, Draft, Notice, State
from recruiting.models.private_links import new_link


@dataclass(frozen=True)
class Arrival:
    """How a form has come in: at which address of the site, in which language, when."""

    site: str
    language: str
    now: datetime


class DraftGone(InvalidState):
    """The draft with the file has been sent, or deleted, meanwhile."""


class ReadAlready(InvalidState):
    """What has come by this form is confirmed, so somebody may have read it."""


class Closed(InvalidState):
    """The notice takes no applications any more."""


def sent_before(seal: Seal) -> Application | None:
    """Returns what has come in by this very form already, as before a second press of the button."""
    return Application.objects.filter(form=seal.form).first()


def says_the_same(earlier: Application, form: ApplicationForm) -> bool:
    """Says whether a valid form that has come in before has nothing new in it."""
    file = form.cleaned_data["cv"]
    if file and file.size != earlier.cv_bytes:
        return False
    same = all(getattr(earlier, name) == value for name, value in _values(form).items())
    return same and earlier.answers == form.answers


def _values(form: ApplicationForm) -> dict:
    names = "name", "email", "institution", "degree", "starting", "links", "statement"
    return {name: form.cleaned_data[name] for name in names}


def receive(notice: Notice, form: ApplicationForm, seal: Seal, draft: Draft | None, arrival: Arrival) -> None:
    """Stores a valid form and writes the mail that asks to confirm it. Raises Closed, DraftGone, ReadAlready.

    What has come by the same form before, as when somebody went back to correct the address, is replaced,
    with its link, as long as nobody has confirmed it.
    """
    now = arrival.now
    try:
        with transaction.atomic():
            # The notice is held, so that closing it and applying do not pass each other by.
            held = Notice.objects.select_for_update().get(pk=notice.pk)
            if not held.takes_applications(now):
                raise Closed(_("This notice is closed by now, so nothing was sent. What you typed is below."))
            # So is the draft: its file goes to one application only.
            draft = draft and Draft.objects.select_for_update().filter(pk=draft.pk).first()
            application = _held_earlier(seal) or Application(form=seal.form, notice=notice)
            if not (form.cleaned_data["cv"] or (draft and draft.cv) or application.pk):
                raise DraftGone(_("Your draft has been sent or deleted meanwhile. Choose the CV once more."))
            written = {
                "answers": form.answers,
                "language": arrival.language,
                "consent": str(CONSENT),
                "sent": now,
                "moved": now,
                **new_link(),
                **_values(form),
            }
            for name, value in written.items():
                setattr(application, name, value)
            _take_cv(application, form.cleaned_data["cv"], draft)
            application.save()
            application.changes.update_or_create(state=application.state, defaults={"at": now})
            queue.discard(emails.about(application))
            mail = emails.ask_to_confirm(application, arrival.site, now)
    except IntegrityError:
        if not sent_before(seal):
            raise
        return
    queue.send_now([mail], now)


def _held_earlier(seal: Seal) -> Application | None:
    """Returns what has come by this form before, held until the transaction ends. Raises ReadAlready."""
    earlier = Application.objects.select_for_update().filter(form=seal.form).first()
    if earlier and (earlier.confirmed or earlier.state != State.NEW):
        raise ReadAlready(
            _(
                "What you have sent by this form is confirmed or withdrawn by now, so it was not changed. To "
                "change it, delete it by the link in your mail, then send this form again."
            )
        )
    return earlier


def _take_cv(application: Application, uploaded, draft: Draft | None) -> None:
    """Gives the application its file, which may have one from before; a draft is over with that."""
    storage, old = application.cv.storage, application.cv.name
    if uploaded:
        application.cv, application.cv_bytes = uploaded, uploaded.size
    elif draft and draft.cv:
        application.cv, application.cv_bytes = draft.cv.name, draft.cv.size
    if draft and draft.cv != application.cv:
        draft.forget()
    elif draft:
        draft.delete()
    if old and old != application.cv.name:
        transaction.on_commit(lambda: storage.delete(old))


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
        mail = emails.send_draft(draft, email, arrival.language, arrival.site, arrival.now)
        queue.send_now([mail], arrival.now)
    return draft
