"""A form field for a link that also takes an identifier or a user name, such as a bare ORCID iD.

The kind of a link says which site the identifier belongs to. Each app has its own kinds, and a function that
completes a text of a kind to a URL (``people.link_addresses``, ``publications.link_addresses``).
"""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import TextInput


class ShortAddressField(forms.URLField):
    """A URL field that leaves the check of its value to ``ShortAddressForm``, which knows the kind."""

    # Not type="url": browsers would refuse an identifier.
    widget = TextInput
    default_validators = []

    def to_python(self, value: Any) -> str:
        return str(forms.CharField.to_python(self, value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = {"inputmode": "url", "autocapitalize": "off", "spellcheck": "false"}
        return {**super().widget_attrs(widget), **attrs}


class ShortAddressForm:
    """Mixin for a ModelForm with the fields ``kind`` and ``url``, in this order."""

    cleaned_data: dict[str, Any]
    changed_data: list[str]

    @staticmethod
    def full_address(kind: str, text: str) -> str:
        """Return the URL that the text stands for, or the text. Raises ValueError with a message."""
        raise NotImplementedError

    def clean_url(self) -> str:
        text = self.cleaned_data["url"]
        if not text or "url" not in self.changed_data:
            return str(text)
        try:
            address = self.full_address(self.cleaned_data.get("kind", ""), text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
        return str(forms.URLField(assume_scheme="https").clean(address))


def completer(patterns: dict[str, list[tuple[str, str]]]) -> Callable[[str, str], str]:
    """Return a function from a kind and a text to a URL.

    ``patterns`` has, by kind, regular expressions and the URLs to put their groups into. The first that
    matches the whole text counts; a text that none matches is returned unchanged.
    """
    compiled = {
        kind: [(re.compile(pattern, re.IGNORECASE), url) for pattern, url in pairs]
        for kind, pairs in patterns.items()
    }

    def complete(kind: str, text: str) -> str:
        for pattern, url in compiled.get(kind, ()):
            if match := pattern.fullmatch(text):
                return url.format(*match.groups())
        return text

    return complete
