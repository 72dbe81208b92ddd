"""The form in which somebody applies."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.characters import printable
from core.file_widgets import size_limit_attrs
from core.languages import local
from core.pdf import TOO_LARGE, validate_plain_pdf
from recruiting.models import Draft, Notice, PositionKind, Question, QuestionKind
from recruiting.models.answers import Answer

MAX_CV_BYTES = 10 * 1024 * 1024
MAX_LINKS = 10
#: A field that people do not see and programs like to fill in.
TRAP = "website"
CONSENT = _(
    "I agree that the lab stores what I send here and reads it to decide on my application. It is deleted "
    "when its time is over, and I can withdraw and delete it before."
)


class Text(forms.CharField):
    """A text without characters that no page can show."""

    def to_python(self, value):
        # A browser counts the end of a line as one character and sends two.
        return printable(super().to_python(value)).replace("\r\n", "\n")


class LongText(Text):
    def __init__(self, rows: int = 5, **options):
        super().__init__(widget=forms.Textarea({"rows": rows}), **options)


class Link(forms.URLField):
    """The address of a page, on the web and nowhere else."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **options):
        super().__init__(max_length=500, assume_scheme="https", **options)


class Links(LongText):
    """Addresses on the web, one on each line; cleaned to a list."""

    def clean(self, value):
        lines = [line for line in super().clean(value).split() if line]
        if len(lines) > MAX_LINKS:
            raise ValidationError(_("At most %(number)d links, please."), params={"number": MAX_LINKS})
        found = []
        for line in lines:
            try:
                found.append(Link().clean(line))
            except ValidationError:
                raise ValidationError(
                    _("“%(line)s” is not the address of a page."), params={"line": line[:60]}
                ) from None
        return found


class CvChooser(forms.FileInput):
    """A chooser that says which file is kept already."""

    template_name = "forms/cv.html"
    kept_name = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["kept_name"] = self.kept_name
        return context

    def render(self, name, value, attrs=None, renderer=None):
        return super().render(name, value, attrs, TemplatesSetting())


class Cv(forms.FileField):
    """A PDF that is looked into; how it is called, and what the browser says of it, does not matter."""

    widget = CvChooser

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if data:
            validate_plain_pdf(data, MAX_CV_BYTES)
        return file

    def to_python(self, data):
        return data or None  # an empty file is told apart from none in ``clean``


class ApplicationForm(forms.Form):
    """What every application says, and the notice's own questions.

    ``draft`` has a file that was kept earlier; ``has_cv`` says that this form has come with one before;
    ``dropped`` are fields whose files were too large to come in.
    """

    name = Text(
        label=pgettext_lazy("person", "Name"),
        max_length=120,
        help_text=_("In Latin letters, given name first. A Chinese name can follow, e.g. Ming Li 李明"),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("You get a mail there, with a link that you have to open."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    institution = Text(
        label=_("Where you study or work now"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    degree = forms.ChoiceField(label=_("Position you are looking for"))
    starting = Text(
        label=_("When you can start"), max_length=80, required=False, help_text=_("Like: September 2027")
    )
    links = Links(
        rows=2,
        label=_("Links"),
        max_length=3000,
        required=False,
        help_text=_("Your page, papers, code; one on each line."),
    )
    statement = LongText(
        8,
        label=_("Why you, why us"),
        max_length=6000,
        help_text=_("A few paragraphs; at most 6,000 characters."),
    )
    cv = Cv(label=_("CV"), help_text=_("A PDF of at most 10 MB."))
    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": _("Please agree; without that we may not keep what you send.")},
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
        draft: Draft | None = None,
        has_cv: bool = False,
        dropped=frozenset(),
        **options,
    ):
        super().__init__(*args, **options)
        self.dropped = dropped
        self.questions = list(notice.questions.all())
        self.fields["degree"].choices = _positions(notice)
        if len(self.fields["degree"].choices) == 1:
            self.fields["degree"].initial = self.fields["degree"].choices[0][0]
        for question in self.questions:
            self.fields[name_of(question)] = _field(question)
        self.order_fields([name for name in self.fields if name not in ("cv", "consent", TRAP)])
        if has_cv or (draft and draft.cv):
            self.fields["cv"].required = False
            self.fields["cv"].widget.kept_name = draft.cv_name if draft and draft.cv else "cv.pdf"
        self.fields["cv"].widget.attrs |= {
            "accept": "application/pdf,.pdf",
            **size_limit_attrs(MAX_CV_BYTES, TOO_LARGE % {"number": MAX_CV_BYTES // (1024 * 1024)}),
        }
        self.fields["consent"].short_label = _("Consent")

    def clean(self):
        cleaned = super().clean()
        if "cv" in self.dropped:
            self.errors.pop("cv", None)
            params = {"number": MAX_CV_BYTES // (1024 * 1024)}
            self.add_error("cv", ValidationError(TOO_LARGE, params=params))
        return cleaned

    @property
    def shown_fields(self):
        """All but what is not for people."""
        return [field for field in self if field.name != TRAP]

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    @property
    def answers(self) -> list[dict[str, str]]:
        """The notice's questions with what was answered, as they are stored."""
        return [
            _answer(question, self.cleaned_data[name_of(question)]).stored() for question in self.questions
        ]

    @classmethod
    def typed(cls, data) -> dict[str, str]:
        """Returns what was typed into a form that came from a browser, as it can be stored."""
        names = [name for name in data if name in cls.base_fields or name.startswith("question-")]
        return {name: printable(data[name])[:10_000] for name in names[:100] if name not in ("cv", TRAP)}


def name_of(question: Question) -> str:
    return f"question-{question.pk}"


def _positions(notice: Notice) -> list[tuple[str, str]]:
    offered = [(position.kind, position.get_kind_display()) for position in notice.positions.all()]
    return offered or list(PositionKind.choices)


def _answer(question: Question, answer: str) -> Answer:
    chinese = dict(question.choice_list) if question.kind == QuestionKind.CHOICE else {}
    return Answer(question.text, question.kind, answer, question.text_zh, chinese.get(answer, ""))


def _field(question: Question) -> forms.Field:
    options = {"label": local(question, "text").text, "required": question.required}
    match question.kind:
        case QuestionKind.LONG:
            return LongText(5, max_length=4000, **options)
        case QuestionKind.CHOICE:
            lines = ((choice.text, local(choice, "text").text) for choice in question.choice_list)
            choices = [("", "—"), *lines]
            return forms.ChoiceField(choices=choices, **options)
        case QuestionKind.LINK:
            return Link(**options)
        case _:
            return Text(max_length=300, **options)
