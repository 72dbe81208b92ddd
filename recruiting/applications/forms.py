"""The form with which somebody applies."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core.characters import printable
from core.file_widgets import size_limit_attrs
from core.languages import local
from core.pdf import TOO_LARGE
from core.storages.site_storage import FILE_NOT_STORED
from recruiting.applications.fields import (
    MAX_CV_BYTES,
    MAX_CV_MEGABYTES,
    CVField,
    LongTextField,
    TextField,
    WebAddressField,
    WebAddressListField,
)
from recruiting.models import Draft, Notice, PositionKind, Question, QuestionKind
from recruiting.models.answers import Answer

#: A field that is invisible to people and that bots fill in.
HONEYPOT = "website"


def consent_text(months: int) -> str:
    """Return what applicants agree to, for a retention period of so many months."""
    text = ngettext(
        "I agree that the lab may store and read my application in order to decide on it. It will be "
        "deleted %(number)d month after the opening closes or, if the opening has no closing date, after "
        "the decision. I can withdraw and delete it at any time before.",
        "I agree that the lab may store and read my application in order to decide on it. It will be "
        "deleted %(number)d months after the opening closes or, if the opening has no closing date, after "
        "the decision. I can withdraw and delete it at any time before.",
        months,
    )
    return text % {"number": months}


class ApplicationForm(forms.Form):
    """The standard fields of an application, followed by the opening's own questions.

    ``retention_months`` is named in the consent. ``draft`` may hold a CV from an earlier submission of the
    form, and ``has_cv`` says that an application made with this form already has one. ``oversized_files``
    are the names of file fields whose upload was dropped because it was too large, ``lost_files`` of those
    whose upload the server could not receive.
    """

    name = TextField(
        label=pgettext_lazy("person", "Name"),
        max_length=120,
        help_text=_("In Latin letters, given name first. A Chinese name can follow, e.g. Ming Li 李明."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("We’ll send you a link to confirm this address."),
        error_messages={"invalid": _("Enter a valid email address.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    institution = TextField(
        label=_("Current institution"),
        max_length=200,
        help_text=_("Where you study or work now."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    degree = forms.ChoiceField(label=_("Position you are applying for"))
    starting = TextField(
        label=_("Possible start"), max_length=80, required=False, help_text=_("E.g. September 2027.")
    )
    links = WebAddressListField(
        rows=2,
        label=_("Links"),
        max_length=3000,
        required=False,
        help_text=_("Your homepage, papers or code; one link per line."),
    )
    statement = LongTextField(
        8,
        label=_("Personal statement (why you’d like to join us)"),
        max_length=6000,
        help_text=_("A few paragraphs, at most 6,000 characters."),
    )
    cv = CVField(label=_("CV"), help_text=_("A PDF of at most 10 MB."))
    consent = forms.BooleanField(
        error_messages={
            "required": _("Please agree. Without your consent we cannot store your application.")
        },
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self,
        notice: Notice,
        *args,
        retention_months: int,
        draft: Draft | None = None,
        has_cv: bool = False,
        oversized_files=frozenset(),
        lost_files=frozenset(),
        **options,
    ):
        super().__init__(*args, **options)
        self.oversized_files, self.lost_files = oversized_files, lost_files
        self.retention_months = retention_months
        self.questions = list(notice.questions.all())
        self._set_up_position(notice)
        for question in self.questions:
            self.fields[field_name(question)] = _field_for(question)
        self.order_fields([name for name in self.fields if name not in ("cv", "consent", HONEYPOT)])
        self._set_up_cv(draft, has_cv)
        self.consent_text = self.fields["consent"].label = consent_text(retention_months)
        self.fields["consent"].short_label = _("Consent")

    def _set_up_position(self, notice: Notice) -> None:
        choices = _position_choices(notice)
        self.fields["degree"].choices = choices
        if len(choices) == 1:
            self.fields["degree"].initial = choices[0][0]

    def _set_up_cv(self, draft: Draft | None, has_cv: bool) -> None:
        field = self.fields["cv"]
        is_in_draft = draft is not None and draft.has_cv
        if has_cv or is_in_draft:
            field.required = False
            field.widget.stored_filename = draft.cv_name if is_in_draft else "cv.pdf"
        field.widget.attrs |= {
            "accept": "application/pdf,.pdf",
            **size_limit_attrs(MAX_CV_BYTES, TOO_LARGE % {"number": MAX_CV_MEGABYTES}),
        }

    def clean(self):
        cleaned = super().clean()
        if "cv" in self.oversized_files:
            self.errors.pop("cv", None)
            self.add_error("cv", ValidationError(TOO_LARGE, params={"number": MAX_CV_MEGABYTES}))
        elif "cv" in self.lost_files:
            self.errors.pop("cv", None)
            self.add_error("cv", FILE_NOT_STORED)
        return cleaned

    @property
    def displayed_fields(self):
        """All fields but the honeypot, which the template hides."""
        return [field for field in self if field.name != HONEYPOT]

    @property
    def is_honeypot_filled(self) -> bool:
        return bool(self.data.get(HONEYPOT))

    @property
    def answers(self) -> list[dict[str, str]]:
        """The answers to the opening's own questions, as ``Application.answers`` stores them."""
        return [
            _answer(question, self.cleaned_data[field_name(question)]).stored() for question in self.questions
        ]

    @classmethod
    def storable_data(cls, data) -> dict[str, str]:
        """Return the posted text values as a draft stores them, limited in number and length."""
        names = [name for name in data if name in cls.base_fields or name.startswith("question-")]
        return {name: printable(data[name])[:10_000] for name in names[:100] if name not in ("cv", HONEYPOT)}


def field_name(question: Question) -> str:
    """Return the name of the form field for a question."""
    return f"question-{question.pk}"


def _position_choices(notice: Notice) -> list[tuple[str, str]]:
    """Return the kinds of positions that the opening offers, or all kinds if it names none."""
    offered = [(position.kind, position.get_kind_display()) for position in notice.positions.all()]
    return offered or list(PositionKind.choices)


def _answer(question: Question, answer: str) -> Answer:
    chinese = dict(question.choice_list) if question.kind == QuestionKind.CHOICE else {}
    return Answer(question.text, question.kind, answer, question.text_zh, chinese.get(answer, ""))


def _field_for(question: Question) -> forms.Field:
    """Return the form field for a question; the values of a choice are its English options."""
    options = {"label": local(question, "text").text, "required": question.required}
    match question.kind:
        case QuestionKind.LONG:
            return LongTextField(5, max_length=4000, **options)
        case QuestionKind.CHOICE:
            choices = [(choice.text, local(choice, "text").text) for choice in question.choice_list]
            return forms.ChoiceField(choices=[("", "—"), *choices], **options)
        case QuestionKind.LINK:
            return WebAddressField(**options)
        case _:
            return TextField(max_length=300, **options)
