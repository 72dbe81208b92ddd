"""How a list of publications is brought in: as files, as text."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from publications import bibtex

#: Bytes of all files together; 10,000 entries with abstracts take about 15 MB.
LARGEST = 25 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """The entries of one file or text, and what it is called."""

    source: str
    reading: bibtex.Reading


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files if file]
        if sum(file.size for file in cleaned) > LARGEST:
            raise forms.ValidationError(_("The files are larger than 25 MB together."))
        return cleaned


class ImportForm(forms.Form):
    """Files, or text; each becomes one list to decide on."""

    files = FilesField(
        label=_("BibTeX files"),
        required=False,
        widget=FilesInput({"accept": ".bib,.bibtex,.txt"}),
        help_text=_("Such as Zotero, Google Scholar, DBLP or Overleaf give. In any encoding."),
    )
    text = forms.CharField(
        label=_("or BibTeX to paste"),
        required=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "code"}),
    )

    def clean(self):
        cleaned = super().clean()
        found = [self._read(file.name, *bibtex.decode(file.read())) for file in cleaned.get("files") or []]
        if text := cleaned.get("text"):
            found.append(self._read(str(_("Pasted text")), text))
        self.found = [item for item in found if item.reading.entries]
        self.empty = [item.source for item in found if not item.reading.entries]
        if not found and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste some text."))
        if not self.found and not self.errors:
            text = _("There is no BibTeX entry in it: none that begins with “@”.")
            raise forms.ValidationError({"text" if cleaned.get("text") else "files": text})
        return cleaned

    @staticmethod
    def _read(source: str, text: str, _encoding: str = "") -> Found:
        return Found(source, bibtex.read(text))
