"""Form fields for what applicants and reviewers type, with what the database cannot store cleaned away."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core.characters import printable
from core.pdf import validate_plain_pdf

MAX_CV_BYTES = 10 * 1024 * 1024
MAX_CV_MEGABYTES = MAX_CV_BYTES // (1024 * 1024)
MAX_LINKS = 10


def clean_text(text: str) -> str:
    """Return the text without unprintable characters and with one character for each line break.

    Browsers count a line break as one character for ``maxlength``, but submit two.
    """
    return printable(text).replace("\r\n", "\n")


class TextField(forms.CharField):
    """A text without unprintable characters."""

    def to_python(self, value):
        return clean_text(super().to_python(value))


class LongTextField(TextField):
    """A text of several lines, in a textarea of ``rows`` rows."""

    def __init__(self, rows: int = 5, **options):
        super().__init__(widget=forms.Textarea({"rows": rows}), **options)


class WebAddressField(forms.URLField):
    """An HTTP or HTTPS address."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **options):
        super().__init__(max_length=500, assume_scheme="https", **options)


class WebAddressListField(LongTextField):
    """Up to ``MAX_LINKS`` web addresses separated by white space; cleans to a list."""

    def clean(self, value):
        addresses = super().clean(value).split()
        if len(addresses) > MAX_LINKS:
            raise ValidationError(_("Please enter at most %(number)d links."), params={"number": MAX_LINKS})
        return [self._clean_address(address) for address in addresses]

    def _clean_address(self, address: str) -> str:
        try:
            return WebAddressField().clean(address)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s” is not a valid URL."), params={"line": address[:60]}
            ) from None


class CVFileInput(forms.FileInput):
    """A file input that names the file stored from an earlier submission of the form."""

    template_name = "forms/cv.html"
    stored_filename = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["stored_filename"] = self.stored_filename
        return context

    def render(self, name, value, attrs=None, renderer=None):
        return super().render(name, value, attrs, TemplatesSetting())


class CVField(forms.FileField):
    """A PDF without active content. Only its bytes count, not its name or declared content type."""

    widget = CVFileInput

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if data:
            validate_plain_pdf(data, MAX_CV_BYTES)
        return file

    def to_python(self, data):
        return data or None  # FileField would refuse an empty file with a message of its own
