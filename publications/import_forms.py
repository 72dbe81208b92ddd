"""The form for importing publications: from identifiers, files of a reference manager, or pasted entries."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.file_widgets import size_limit_attrs
from publications import bibtex, readers, sources
from publications.importing.lookups import Answer, Question
from publications.models.imports import PASTED_TEXT
from publications.problem_texts import problem_text

#: Maximum size of all files together; 10,000 entries with abstracts take about 15 MB.
MAX_FILE_BYTES = 25 * 1024 * 1024
TOO_LARGE = _("Together, the files are larger than 25 MB.")
#: Maximum per file. Parsing more takes longer than anybody waits for a page.
MAX_ENTRIES = 20_000
#: Maximum braces, quotes and the like in all files together. A file of the allowed size with nothing
#: else would take a minute to parse; real entries have far fewer than 150 each.
MAX_SYNTAX_CHARACTERS = 150 * MAX_ENTRIES
#: Extensions of files, for the dialog that chooses them. The content decides which format a file has.
ACCEPTED_FILES = ".bib,.bibtex,.ris,.nbib,.enw,.ciw,.json,.xml,.txt"
#: Characters of a text of identifiers; they are looked for in each line.
MAX_IDENTIFIERS_LENGTH = 20_000
#: Each identifier can take a source several seconds.
MAX_IDENTIFIERS = 10


@dataclass(frozen=True)
class ImportSource:
    """A file, pasted text or list of identifiers: its name and its entries."""

    name: str
    result: bibtex.ParseResult


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field for several files with a limit on their total size."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files if file]
        if sum(file.size for file in cleaned) > MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return cleaned


class ImportForm(forms.Form):
    """Identifiers, files or text to import; after validation, ``sources`` has one list for each.

    A valid form may have a ``question`` to web services, whose answer becomes a source or an error.
    ``failures`` holds (field, message) of what could not be read or found. They are errors of the form only
    if there is no source at all.
    """

    question: Question | None = None
    #: What was entered as identifiers.
    typed = ""
    #: What was entered in place of identifiers: entries of a bibliography, or perhaps a title.
    pasted = title = ""
    #: The works with this title, to choose from.
    matches: tuple[bibtex.Entry, ...] = ()

    identifiers = forms.CharField(
        label=_("DOI, arXiv ID, address, title or BibTeX"),
        required=False,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_(
            "Paste what you have: DOIs, arXiv or PubMed IDs, an ORCID iD, the address of a paper or of an "
            "author on DBLP, references that contain them, or entries in BibTeX, RIS and other formats."
        ),
    )
    files = FilesField(
        label=_("Bibliography files"),
        required=False,
        widget=FilesInput({"accept": ACCEPTED_FILES, **size_limit_attrs(MAX_FILE_BYTES, TOO_LARGE)}),
        help_text=_(
            "BibTeX, RIS, CSL-JSON, NBIB, EndNote, RefWorks, NoteExpress or E-Study files, exported from "
            "Zotero, EndNote, Mendeley, PubMed, Google Scholar, DBLP, CNKI or Overleaf. Any encoding."
        ),
    )
    text = forms.CharField(
        label=_("Paste entries"),
        required=False,
        help_text=_("Any of these formats; the format is recognised automatically."),
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "class": "code"}),
    )

    def clean_identifiers(self):
        """Return the identifiers in order; ``unreadable`` has a message for each line without one.

        Entries of a bibliography are kept in ``pasted`` instead, and a single line without any of these,
        which may be a title, in ``title``.
        """
        identifiers: dict[sources.Identifier, None] = {}
        self.unreadable: list[str] = []
        self.typed = typed = self.cleaned_data["identifiers"]
        if readers.is_bibliography(typed):
            self.pasted = typed
            return []
        if len(typed) > MAX_IDENTIFIERS_LENGTH:
            raise forms.ValidationError(
                _("Enter at most %(number)d at a time."), params={"number": MAX_IDENTIFIERS}, code="many"
            )
        for line in typed.splitlines():
            try:
                in_line = sources.find_identifiers(line)
            except sources.SourceError as error:
                self.unreadable.append(str(error))
                continue
            identifiers |= dict.fromkeys(in_line)
            if line.strip() and not in_line:
                self.unreadable.append(str(sources.unrecognised(line)))
                self.title = line.strip()
        if len(identifiers) > MAX_IDENTIFIERS:
            raise forms.ValidationError(
                _("Enter at most %(number)d at a time."), params={"number": MAX_IDENTIFIERS}, code="many"
            )
        if "\n" in typed.strip() or "://" in typed:
            self.title = ""
        return list(identifiers)

    def clean(self):
        cleaned = super().clean()
        self.sources: list[ImportSource] = []
        self.failures: list[tuple[str, str]] = []
        self.syntax_character_count = 0
        if self.errors:
            return cleaned
        self.failures += [("identifiers", message) for message in self.unreadable]
        if self.pasted:
            self._parse("identifiers", str(_("Pasted text")), self.pasted, PASTED_TEXT)
        for file in cleaned["files"]:
            text, _encoding = bibtex.decode(file.read())
            self._parse("files", str(file.name), text)
        if cleaned["text"]:
            self._parse("text", str(_("Pasted text")), cleaned["text"], PASTED_TEXT)
        if identifiers := cleaned["identifiers"]:
            self.question = Question(tuple(identifiers))
        elif self.title and not self.sources:
            self.question = Question(title=self.title)
            self.unreadable.clear()
            self.failures = [failure for failure in self.failures if failure[0] != "identifiers"]
        elif not self.sources and not self.failures:
            raise forms.ValidationError(_("Enter an identifier, choose a file, or paste entries."))
        if not self.question:
            self._require_source()
        return cleaned

    def add_answer(self, answer: Answer) -> None:
        """Add what the services said. The form is invalid then if there is nothing to import."""
        if self.question is None:
            return
        if answer.entries:
            entries = bibtex.ParseResult(answer.entries, ())
            self.sources.insert(0, ImportSource(self.question.name, entries))
        self.matches = answer.matches
        after_unreadable = len(self.unreadable)
        self.failures[after_unreadable:after_unreadable] = [("identifiers", text) for text in answer.failures]
        self._require_source()

    def _require_source(self) -> None:
        if not self.sources:
            for field, message in self.failures:
                self.add_error(field, message)

    def _parse(self, field: str, name: str, text: str, stored_name: str = "") -> None:
        """Parse the text of a bibliography into a source, or note why it is rejected.

        Messages call it ``name``. The source is stored under ``stored_name`` if that is given.
        """
        code = readers.detect(text)
        if readers.count_entries(text, code) > MAX_ENTRIES:
            message = _("%(source)s has more than %(number)d entries. Import it in parts.")
            self.failures.append((field, message % {"source": name, "number": MAX_ENTRIES}))
            return
        if code == "bibtex":
            self.syntax_character_count += bibtex.count_syntax_characters(text)
        if self.syntax_character_count > MAX_SYNTAX_CHARACTERS:
            message = _("%(source)s has too many braces and quotes to be a bibliography.")
            self.failures.append((field, message % {"source": name}))
            return
        result = readers.parse(text, code)
        if result.entries:
            self.sources.append(ImportSource(stored_name or name, result))
        else:
            self.failures.append((field, _no_entries(name, code, result)))


def _no_entries(name: str, code: str, result: bibtex.ParseResult) -> str:
    """Return the message for a text without entries; one that is damaged says where."""
    if code != "bibtex" and result.problems:
        problem = result.problems[0]
        message = _("%(source)s is damaged at line %(line)d: %(problem)s. Export the file again.")
        text = problem_text(problem.code, problem.field, problem.text)
        return message % {"source": name, "line": problem.line, "problem": text}
    message = _(
        "%(source)s contains no publications. We read BibTeX, RIS, CSL-JSON, NBIB, EndNote, RefWorks, "
        "NoteExpress and E-Study."
    )
    return message % {"source": name}
