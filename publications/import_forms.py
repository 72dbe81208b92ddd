"""How a list of publications is brought in: as files, as text."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.file_widgets import size_limit_attrs
from publications import bibtex, sources

#: Bytes of all files together; 10,000 entries with abstracts take about 15 MB.
LARGEST = 25 * 1024 * 1024
TOO_LARGE = _("The files are larger than 25 MB together.")
#: Of one file. More take longer to read than a person waits for a page.
MOST_ENTRIES = 20_000
#: Braces and the like of all files together, 150 for each of so many entries; a file of nothing else, of
#: the size that is allowed, takes a minute to read and is no bibliography.
MOST_SIGNS = 150 * MOST_ENTRIES
#: Each may take a source some seconds.
MOST_ASKED = 10


@dataclass(frozen=True)
class Found:
    """The entries of one file or text, and what it is called."""

    source: str
    reading: bibtex.ParseResult


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files if file]
        if sum(file.size for file in cleaned) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return cleaned


class ImportForm(forms.Form):
    """Files, text, or what is known elsewhere; each file becomes one list to decide on."""

    known = forms.CharField(
        label=_("DOI, arXiv, ORCID or DBLP"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_(
            "DOIs, arXiv identifiers, an ORCID iD or the address of a person at DBLP, one per line; "
            "the sources are asked."
        ),
    )
    files = FilesField(
        label=_("BibTeX files"),
        required=False,
        widget=FilesInput({"accept": ".bib,.bibtex,.txt", **size_limit_attrs(LARGEST, TOO_LARGE)}),
        help_text=_("Such as Zotero, Google Scholar, DBLP or Overleaf give. In any encoding."),
    )
    text = forms.CharField(
        label=_("BibTeX to paste"),
        required=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "class": "code"}),
    )

    def clean_known(self):
        lines = [line.strip() for line in self.cleaned_data["known"].splitlines() if line.strip()]
        if len(lines) > MOST_ASKED:
            raise forms.ValidationError(
                _("At most %(number)d at a time."), params={"number": MOST_ASKED}, code="many"
            )
        return lines

    def clean(self):
        """Collects what there is in ``found``, and what there is not in ``failures``."""
        cleaned = super().clean()
        self.found: list[Found] = []
        self.failures: list[tuple[str, str]] = []
        self.signs = 0
        if self.errors:
            return cleaned
        self._ask(cleaned["known"])
        for file in cleaned["files"]:
            text, _encoding = bibtex.decode(file.read())
            self._read("files", str(file.name), text)
        if cleaned["text"]:
            self._read("text", str(_("Pasted text")), cleaned["text"])
        if not self.found and not self.failures:
            raise forms.ValidationError(_("Name a publication, choose a file, or paste some text."))
        if not self.found:
            for field, message in self.failures:
                self.add_error(field, message)
        return cleaned

    def _read(self, field: str, source: str, text: str) -> None:
        if bibtex.count_blocks(text) > MOST_ENTRIES:
            message = _("%(source)s has more than %(number)d entries. Bring it in in parts.")
            self.failures.append((field, message % {"source": source, "number": MOST_ENTRIES}))
            return
        self.signs += bibtex.count_syntax_characters(text)
        if self.signs > MOST_SIGNS:
            message = _("%(source)s has too many braces and signs to be a bibliography.")
            self.failures.append((field, message % {"source": source}))
            return
        reading = bibtex.parse(text)
        if reading.entries:
            self.found.append(Found(source, reading))
        else:
            message = _("%(source)s has no BibTeX entry in it, none that begins with “@”.")
            self.failures.append((field, message % {"source": source}))

    def _ask(self, lines: list[str]) -> None:
        """Asks the sources; what they answer becomes one list, and who does not answer stops no other."""
        entries: list[bibtex.Entry] = []
        client = sources.Client(total=3 * settings.SOURCES_TIMEOUT)  # somebody waits for the page
        for line in lines:
            try:
                entries += sources.find(line, client)
            except sources.SourceError as problem:
                self.failures.append(("known", str(problem)))
        if entries:
            name = lines[0] if len(lines) == 1 else _("%(first)s and others") % {"first": lines[0]}
            self.found.append(Found(name, bibtex.ParseResult(tuple(entries), ())))
        elif lines and not self.failures:
            self.failures.append(("known", str(_("Nothing is known there."))))
