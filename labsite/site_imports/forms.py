"""The form for the source of an import, and what the page of an import submits."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from django import forms
from django.core.files.base import ContentFile, File
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.characters import printable
from core.file_widgets import size_limit_attrs
from labsite.site_imports.members import form_values
from labsite.site_imports.models import SiteItem
from labsite.site_imports.targets import TARGETS, Target
from moderation.forms.base import has_preset_value
from moderation.forms.snapshot import Values
from publications.models.imports import PASTED_TEXT
from site_readers.files import LIMITS

#: Extensions of a file that holds a whole source.
EXTENSIONS = ("zip", "md", "markdown", "qmd", "rmd", "html", "htm", "csv", "xlsx", "json")
MAX_BYTES = LIMITS.total_size
TOO_LARGE = _("The file is larger than 60 MB. Leave out pictures and papers.")


class SourceForm(forms.Form):
    """A file or pasted text. After validation, ``source`` is the file and ``name`` what to call it."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(
            {
                "accept": ",".join(f".{extension}" for extension in EXTENSIONS),
                **size_limit_attrs(MAX_BYTES, TOO_LARGE),
            }
        ),
        help_text=_(
            "The .zip of the site’s repository (GitHub: Code, Download ZIP), or a page as Markdown or HTML. "
            "At most 60 MB, each text file at most 8 MB."
        ),
    )
    text = forms.CharField(
        label=_("Or paste a page"),
        required=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "class": "code"}),
        help_text=_("Markdown or HTML."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        if PurePosixPath(file.name).suffix[1:].lower() not in EXTENSIONS:
            raise forms.ValidationError(_("Choose a .zip, Markdown, HTML, CSV, XLSX or JSON file."))
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self):
        super().clean()
        has_text = bool(self.cleaned_data.get("text", "").strip())
        if not self.errors and bool(self.cleaned_data.get("file")) == has_text:
            raise forms.ValidationError(_("Choose a file or paste a page."))

    @property
    def source(self) -> File:
        text = self.cleaned_data["text"]
        if self.cleaned_data["file"]:
            return self.cleaned_data["file"]
        is_html = re.match(r"\s*<(?:!doctype|html|head|body)\b", text, re.IGNORECASE)
        return ContentFile(text.encode(), "page.html" if is_html else "page.md")

    @property
    def name(self) -> str:
        file = self.cleaned_data["file"]
        return str(file.name) if file else PASTED_TEXT


def read_items(items: Iterable[SiteItem], data: QueryDict) -> list[SiteItem]:
    """Set the submitted values of the items of a page, valid or not, and return the items that changed."""
    selected = set(data.getlist("selected"))
    changed = []
    for item in items:
        before = (item.target, dict(item.values), item.is_selected)
        item.is_selected = str(item.pk) in selected
        if target := TARGETS.get(item.target):
            item.values = {**item.values, **_typed(target, f"item{item.pk}", data)}
        moved = data.get(f"target-{item.pk}", item.target)
        if moved != item.target and (not moved or (moved in TARGETS and TARGETS[moved].layout)):
            item.values = _moved(item, moved)
            item.target, item.is_selected = moved, bool(moved)
        if before != (item.target, item.values, item.is_selected):
            changed.append(item)
    return changed


def _typed(target: Target, prefix: str, data: QueryDict) -> Values:
    return {
        name: [printable(text) for text in data.getlist(f"{prefix}-{name}")]
        for name in target.names
        if f"{prefix}-{name}" in data
    }


def _moved(item: SiteItem, name: str) -> Values:
    """Return the values of an item in another target: its text in the field that identifies it there."""
    texts = [text for values in form_values(item).values() for text in values if text]
    text = max(texts, key=len, default=item.raw)
    if not name:
        return {"text": [text]}
    target = TARGETS[name]
    fields = target.form_class.base_fields
    presets = {
        field: [str(fields[field].initial)]
        for field in target.names
        if has_preset_value(fields[field]) and fields[field].initial not in (None, "")
    }
    return {**presets, target.text[0]: [text]}
