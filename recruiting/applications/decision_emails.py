"""Emails that announce a decision: the form to write them, and the resulting email to each applicant."""

import re
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from core.characters import printable
from core.languages import HTML_LANG, local
from people.models import Lab
from recruiting.applications.decisions import Decision
from recruiting.applications.fields import LongTextField, TextField
from recruiting.models import Application
from recruiting.models.application_states import APPLICANT_LABELS

SALT = "recruiting.deciding"
#: How many emails the preview shows before it is unfolded.
PREVIEWS = 5


@dataclass(frozen=True)
class DecisionEmail:
    """A decision email as one applicant will get it."""

    application: Application
    subject: str
    body: str


class DecisionForm(forms.Form):
    """Subject and body of the email in each language of the selected applications.

    ``languages`` are pairs of a language code and its name.
    """

    def __init__(self, *args, decision: Decision, languages, **options):
        super().__init__(*args, **options)
        for language, label in languages:
            with translation.override(language):
                subject, body = str(decision.subject), str(decision.body)
            self.fields[f"subject-{language}"] = TextField(
                label=_("Subject (%(language)s)") % {"language": label}, max_length=200, initial=subject
            )
            self.fields[f"body-{language}"] = LongTextField(
                10,
                label=_("Text (%(language)s)") % {"language": label},
                max_length=5000,
                initial=body,
                help_text=_("{name}, {notice}, {lab} and {contact} are replaced for each applicant."),
            )
            for name in ("subject", "body"):
                self.fields[f"{name}-{language}"].widget.attrs["lang"] = HTML_LANG[language]

    def email_for(self, application: Application, lab: Lab, by) -> DecisionEmail:
        """Return the email to one applicant.

        {contact} becomes the contact address of the opening, or else the address of ``by``, the sender.
        """
        with translation.override(application.language):
            values = {
                "{name}": application.name,
                "{notice}": local(application.notice, "title").text,
                "{lab}": local(lab, "name").text,
                "{contact}": application.notice.email or by.email,
            }
        texts = [self.cleaned_data[f"{part}-{application.language}"] for part in ("subject", "body")]
        return DecisionEmail(application, *(fill_placeholders(text, values) for text in texts))


def fill_placeholders(text: str, values: dict[str, str]) -> str:
    """Replace each placeholder by its value in one pass, so that a value cannot contain a placeholder."""
    pattern = "|".join(map(re.escape, values))
    return re.sub(pattern, lambda match: values[match[0]], text)


def select_previews(emails: list[DecisionEmail]) -> list[DecisionEmail]:
    """Return up to ``PREVIEWS`` of the emails in their order, at least one in each language."""
    first_in_language = {email.application.language: email for email in reversed(emails)}
    others = [email for email in emails if email not in first_in_language.values()]
    previews = [*first_in_language.values(), *others][:PREVIEWS]
    return [email for email in emails if email in previews]


def preview_signature(decision: Decision, emails: list[DecisionEmail]) -> str:
    """Return a signature of all emails and of what each applicant has been told so far.

    The preview carries it, so that only emails that were previewed are sent.
    """
    content = [
        [email.application.pk, announced_state(email.application), email.subject, email.body]
        for email in emails
    ]
    return signing.Signer(salt=SALT).signature(printable(f"{decision.verb} {content}"))


def announced_state(application: Application) -> str:
    """Return the state that the applicant knows of; "" while the application is under review."""
    return "" if application.state in APPLICANT_LABELS else application.state
