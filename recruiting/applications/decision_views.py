"""Deciding on one or many with a mail: it is written, looked at as each will get it, and only then sent."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.characters import printable
from core.exceptions import InvalidState
from core.languages import local
from core.primary_keys import as_keys
from people.models import Lab
from recruiting.applications import emails
from recruiting.applications.decisions import Decision
from recruiting.applications.forms import LongText, Text
from recruiting.applications.permissions import for_deciders
from recruiting.models import Application
from recruiting.models.application import SHOWN

SALT = "recruiting.deciding"
MOST = 500
#: How many of the mails the preview shows before it is unfolded.
MOST_SHOWN = 5


class DecisionForm(forms.Form):
    """The mail, in each of the languages that those who get it have applied in."""

    def __init__(self, *args, decision: Decision, languages, **options):
        super().__init__(*args, **options)
        for language, label in languages:
            with translation.override(language):
                subject, body = str(decision.subject), str(decision.body)
            marks = {"lang": "zh-Hans" if language.startswith("zh") else "en"}
            self.fields[f"subject-{language}"] = Text(
                label=_("Subject, %(language)s") % {"language": label}, max_length=200, initial=subject
            )
            self.fields[f"body-{language}"] = LongText(
                10,
                label=_("Text, %(language)s") % {"language": label},
                max_length=5000,
                initial=body,
                help_text=_("{name}, {notice}, {lab} and {contact} are filled in."),
            )
            for name in ("subject", "body"):
                self.fields[f"{name}-{language}"].widget.attrs |= marks

    def mail_for(self, application: Application, lab: Lab, by) -> "Written":
        """Returns the mail as this applicant gets it; whom to answer is the notice's contact, else ``by``."""
        with translation.override(application.language):
            words = {
                "{name}": application.name,
                "{notice}": local(application.notice, "title").text,
                "{lab}": local(lab, "name").text,
                "{contact}": application.notice.email or by.email,
            }
        texts = [self.cleaned_data[f"{part}-{application.language}"] for part in ("subject", "body")]
        return Written(application, *(_filled(text, words) for text in texts))


@dataclass(frozen=True)
class Written:
    """A mail before it is put into the queue."""

    application: Application
    subject: str
    body: str


def _filled(text: str, words: dict[str, str]) -> str:
    """Returns the text with the words; what somebody has for a name is not looked through again."""
    parts = [text]
    for mark, word in words.items():
        parts = [piece for part in parts for piece in _split(part, mark, word)]
    return "".join(str(part) for part in parts)


class _Word(str):
    """A piece that is filled in already."""


def _split(part: str, mark: str, word: str) -> list[str]:
    if isinstance(part, _Word):
        return [part]
    pieces: list[str] = []
    for piece in part.split(mark):
        pieces += [_Word(word), piece]
    return pieces[1:]


@require_POST
@for_deciders
def decide(request, decision: Decision):
    """The mail and how it will look; with ``do=send``, and only as it was looked at, it is sent.

    With ``do=quiet`` nothing is, where the decision allows that.
    """
    keys = set(as_keys(request.POST.getlist("application"))[:MOST])
    chosen = _chosen(request, decision, keys)
    if not chosen:
        messages.error(request, _("Choose applications that are not decided yet."))
        return redirect("applications")
    do = request.POST.get("do", "")
    if do == "quiet" and decision.is_optional:
        return _carry_out(request, decision, [(application, None) for application in chosen])
    form = DecisionForm(request.POST if do else None, decision=decision, languages=_languages_of(chosen))
    is_valid = form.is_valid() if do else False
    lab = Lab.load()
    written = [form.mail_for(application, lab, request.user) for application in chosen] if is_valid else []
    if do == "send" and written:
        if request.POST.get("seen", "") == _seal(decision, written):
            return _carry_out(request, decision, [(mail.application, mail) for mail in written])
        messages.info(request, _("This is not what you have looked at. Look once more, then send."))
    samples = _samples(written)
    context = {
        "form": form,
        "decision": decision,
        "heading": decision.heading % {"number": len(chosen)},
        "here": reverse(f"{decision.verb}-applications"),
        "back": _back(chosen),
        "chosen": chosen,
        "left_out": len(keys) - len(chosen),
        "written": samples,
        "others": [mail for mail in written if mail not in samples],
        "seen": _seal(decision, written) if written else "",
    }
    return render(request, "recruiting/decide.html", context, status=422 if do and not is_valid else 200)


def _chosen(request, decision: Decision, keys: set[int]) -> list[Application]:
    """Returns those that were chosen, that are not decided, and of which this is not yet decided."""
    undecided = Application.objects.reviewable_by(request.user).undecided().exclude(state=decision.state)
    rows = undecided.filter(pk__in=keys).select_related("notice__contact")
    return list(rows.order_by("name", "pk"))


def _back(chosen: list[Application]) -> str:
    """Returns where to go then: to the one application, or to the list."""
    return chosen[0].get_absolute_url() if len(chosen) == 1 else reverse("applications")


def _languages_of(chosen: list[Application]) -> list[tuple[str, str]]:
    used = {application.language for application in chosen}
    return [(code, label) for code, label in settings.LANGUAGES if code in used]


def _samples(written: list[Written]) -> list[Written]:
    """Returns some of the mails to look at, one in each language at least."""
    first = {mail.application.language: mail for mail in reversed(written)}
    others = [mail for mail in written if mail not in first.values()]
    shown = [*first.values(), *others][:MOST_SHOWN]
    return [mail for mail in written if mail in shown]


def _seal(decision: Decision, written: list[Written]) -> str:
    """Returns a signature of all mails as they stand, and of what each applicant has been told before."""
    content = [[mail.application.pk, _told(mail.application), mail.subject, mail.body] for mail in written]
    return signing.Signer(salt=SALT).signature(printable(f"{decision.verb} {content}"))


def _carry_out(request, decision: Decision, mail_for: list[tuple[Application, Written | None]]):
    """Decides each with its mail, in one transaction per application; the worker sends the mails."""
    now, done = timezone.now(), 0
    for application, mail in mail_for:
        try:
            with transaction.atomic():
                if not _is_as_seen(application):
                    raise InvalidState
                getattr(application, decision.verb)(by=request.user, now=now)
                if mail:
                    emails.put_decision(application, mail.subject, mail.body, now)
        except InvalidState:
            continue  # decided by somebody else, or withdrawn, meanwhile
        done += 1
    has_mail = any(mail for _application, mail in mail_for)
    _say(request, decision, done, len(mail_for) - done, has_mail)
    return redirect(_back([application for application, _mail in mail_for]))


def _is_as_seen(application: Application) -> bool:
    """Holds the row until the transaction ends, and says whether nobody has told its sender something new."""
    now = Application.objects.select_for_update().filter(pk=application.pk).first()
    return now is not None and _told(now) == _told(application)


def _told(application: Application) -> str:
    """Returns the state that its sender was told of; "" while it is only looked at."""
    return "" if application.state in SHOWN else application.state


def _say(request, decision: Decision, done: int, left: int, has_mail: bool) -> None:
    values = {"state": decision.state.label, "number": done}
    if done and has_mail:
        text = ngettext(
            "Now “%(state)s”: %(number)d application. The mail is on its way.",
            "Now “%(state)s”: %(number)d applications. The mails are on their way.",
            done,
        )
        messages.success(request, text % values)
    elif done:
        text = ngettext(
            "Now “%(state)s”: %(number)d application. No mail was written.",
            "Now “%(state)s”: %(number)d applications. No mails were written.",
            done,
        )
        messages.success(request, text % values)
    if left:
        text = ngettext("%(number)d was decided meanwhile.", "%(number)d were decided meanwhile.", left)
        messages.warning(request, text % {"number": left})
