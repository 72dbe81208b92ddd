"""Texts for the problems that the readers of bibliographies report."""

from django.utils.translation import gettext_lazy as _

from publications.bibtex.problems import ProblemCode

_TEXTS = {
    "text_outside": _("text outside any entry"),
    "entry_without_brace": _("opening brace missing"),
    "commented_out": _("commented out"),
    "unreadable_character": _("unreadable character: not in the file’s encoding"),
    "no_key": _("no citation key"),
    "odd_key": _("citation key contains a space"),
    "duplicate_key": _("duplicate citation key; both entries are kept"),
    "not_closed": _("closing brace of the entry missing"),
    "extra_brace": _("extra closing brace"),
    "unbalanced_value": _("closing brace or quote of a value missing"),
    "missing_comma": _("comma missing"),
    "unread_text": _("unexpected text between fields"),
    "duplicate_field": _("duplicate field; only the first one is used"),
    "empty_entry": _("entry without fields"),
    "undefined_string": _("undefined abbreviation; kept as text"),
    "string_before_definition": _("abbreviation used before its definition"),
    "expansion_too_long": _("abbreviations that expand to too much text"),
    "missing_parent": _("cross-referenced entry missing"),
    "circular_parent": _("circular cross-references"),
    "unused_data": _("data that no entry uses"),
    "volume_of_others": _("proceedings or book of other entries; not imported on its own"),
    "no_end": _("end of the entry missing"),
    "unknown_type": _("unknown type of work; imported as “other”"),
    "unknown_tag": _("unknown tag; its value is not imported"),
    "not_an_entry": _("not an entry"),
    "broken_json": _("invalid JSON; the rest of the file is not read"),
    "broken_xml": _("invalid XML; the rest of the file is not read"),
    "unknown_macro": _("unknown LaTeX command; kept unchanged"),
    "no_title": _("no title"),
    "no_year": _("no year"),
    "bad_date": _("invalid date"),
    "bad_doi": _("invalid DOI"),
    "bad_arxiv_id": _("invalid arXiv ID"),
    "bad_url": _("invalid URL"),
    "empty_author": _("author without a name"),
    "odd_name": _("name with too many commas"),
    "authors_without_and": _("authors not separated by “and”"),
    "ambiguous_marks": _("ambiguous author marks"),
    "unknown_mark": _("unknown author mark"),
}


def problem_text(code: ProblemCode, field: str = "", excerpt: str = "") -> str:
    """Return a problem as a sentence, with the field and the excerpt of the file in brackets."""
    details = ": ".join(part for part in (field, excerpt[:160]) if part)
    text = str(_TEXTS.get(code, code.replace("_", " ")))
    return f"{text} ({details})" if details else text
