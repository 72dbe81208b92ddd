"""Declining, one or many: the mail is written, looked at as each will get it, and only then sent."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from labsite.lib.characters import printable
from labsite.lib.keys import as_keys
from labsite.lib.languages import local
from moderation.models import NotPossible
from people.models import Lab
from recruiting import mails
from recruiting.access import for_deciders
from recruiting.application_form import LongText, Text
from recruiting.models import Application

SALT = "recruiting.declining"
MOST = 500
#: How many of the mails the preview shows.
SHOWN = 5

SUBJECT = gettext_lazy("Your application: {notice}")
BODY = gettext_lazy(
    "Dear {name},\n\n"
    "thank you for your application for “{notice}” and for your interest in our work. We have looked at it "
    "with care. This time we have decided for others, and we are sorry that we cannot offer you a place.\n\n"
    "We wish you all the best.\n\n"
    "{lab}"
)


class DeclineForm(forms.Form):
    """The mail, in each of the languages that those who get it have applied in."""

    def __init__(self, *args, languages, **options):
        super().__init__(*args, **options)
        for language, label in languages:
            with translation.override(language):
                subject, body = str(SUBJECT), str(BODY)
            marks = {"lang": "zh-Hans" if language.startswith("zh") else "en"}
            self.fields[f"subject-{language}"] = Text(
                label=_("Subject, %(language)s") % {"language": label}, max_length=200, initial=subject
            )
            self.fields[f"body-{language}"] = LongText(
                10,
                label=_("Text, %(language)s") % {"language": label},
                max_length=5000,
                initial=body,
                help_text=_("{name}, {notice} and {lab} are filled in."),
            )
            for name in ("subject", "body"):
                self.fields[f"{name}-{language}"].widget.attrs |= marks

    def mail_for(self, application: Application, lab: Lab) -> "Written":
        """Returns the mail as this applicant gets it."""
        with translation.override(application.language):
            words = {
                "{name}": application.name,
                "{notice}": local(application.notice, "title").text,
                "{lab}": local(lab, "name").text,
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
def decline(request):
    """The mail and how it will look; with ``do=send``, and only as it was looked at, it is sent."""
    keys = as_keys(request.POST.getlist("application"))[:MOST]
    undecided = Application.objects.reviewable_by(request.user).undecided()
    chosen = list(undecided.filter(pk__in=keys).select_related("notice").order_by("name", "pk"))
    if not chosen:
        messages.error(request, _("Choose applications that are not decided yet."))
        return redirect("applications")
    do, languages = request.POST.get("do", ""), _languages_of(chosen)
    form = DeclineForm(request.POST if do else None, languages=languages)
    is_valid = form.is_valid() if do else False
    lab = Lab.load()
    written = [form.mail_for(application, lab) for application in chosen] if is_valid else []
    if do == "send" and written:
        if _is_as_seen(request, written):
            return _send(request, written)
        messages.info(request, _("This is not what you have looked at. Look once more, then send."))
    context = {
        "form": form,
        "chosen": chosen,
        "written": _samples(written),
        "more": max(len(written) - SHOWN, 0),
        "seen": _seal(written) if written else "",
    }
    return render(request, "recruiting/decline.html", context, status=422 if do and not is_valid else 200)


def _languages_of(chosen: list[Application]) -> list[tuple[str, str]]:
    used = {application.language for application in chosen}
    return [(code, label) for code, label in settings.LANGUAGES if code in used]


def _samples(written: list[Written]) -> list[Written]:
    """Returns some of the mails to look at, one in each language at least."""
    first = {mail.application.language: mail for mail in reversed(written)}
    others = [mail for mail in written if mail not in first.values()]
    shown = [*first.values(), *others][:SHOWN]
    return [mail for mail in written if mail in shown]


def _content(written: list[Written]) -> list[list]:
    return [[mail.application.pk, mail.subject, mail.body] for mail in written]


def _seal(written: list[Written]) -> str:
    """Returns a signature of all mails as they stand."""
    return signing.Signer(salt=SALT).signature(printable(str(_content(written))))


def _is_as_seen(request, written: list[Written]) -> bool:
    return request.POST.get("seen", "") == _seal(written)


def _send(request, written: list[Written]):
    """Declines each with its mail, in one transaction per application; the worker sends them."""
    now, done = timezone.now(), 0
    for mail in written:
        try:
            with transaction.atomic():
                mail.application.decline(by=request.user, now=now)
                mails.put_decision(mail.application, mail.subject, mail.body, now)
        except NotPossible:
            continue  # decided by somebody else, or withdrawn, meanwhile
        done += 1
    text = ngettext("%(number)d declined, with a mail.", "%(number)d declined, with a mail each.", done)
    messages.success(request, text % {"number": done})
    if left := len(written) - done:
        text = ngettext("%(number)d was decided meanwhile.", "%(number)d were decided meanwhile.", left)
        messages.warning(request, text % {"number": left})
    return redirect("applications")
