"""What the reader of BibTeX files could not read as it stands, in words."""

from django.utils.translation import gettext as _

from publications.bibtex.problems import ProblemCode


def words(code: ProblemCode, field: str = "", text: str = "") -> str:
    """Returns what is wrong, with the field that it is about and what was found there."""
    about = ": ".join(part for part in (field, text[:160]) if part)
    said = _texts().get(code, code.replace("_", " "))
    return f"{said} ({about})" if about else said


def _texts() -> dict[str, str]:
    return {
        "text_outside": _("text that belongs to no entry"),
        "entry_without_brace": _("an entry without a brace"),
        "commented_out": _("commented out"),
        "unreadable_character": _("a character that the encoding of the file does not have"),
        "no_key": _("an entry without a key"),
        "odd_key": _("a key with a space in it"),
        "duplicate_key": _("this key was there before; both entries are kept"),
        "not_closed": _("the entry has no end"),
        "extra_brace": _("a brace too many"),
        "unbalanced_value": _("a value without an end"),
        "missing_comma": _("a comma is missing"),
        "unread_text": _("text between fields"),
        "duplicate_field": _("a field twice; the first one counts"),
        "empty_entry": _("an entry without fields"),
        "undefined_string": _("an abbreviation that is not defined; kept as text"),
        "string_before_definition": _("an abbreviation before its definition"),
        "expansion_too_long": _("abbreviations that multiply themselves"),
        "missing_parent": _("the entry that it refers to is not there"),
        "circular_parent": _("entries that refer to each other in a circle"),
        "unused_data": _("data that no entry uses"),
        "volume_of_others": _("only a volume that other entries are in; not brought in by itself"),
        "unknown_macro": _("a LaTeX command that is not known; kept as it is"),
        "no_title": _("no title"),
        "no_year": _("no year"),
        "bad_date": _("a date that cannot be read"),
        "bad_doi": _("a DOI that is none"),
        "bad_arxiv_id": _("an arXiv identifier that is none"),
        "bad_url": _("an address that is none"),
        "empty_author": _("an author without a name"),
        "odd_name": _("a name with too many commas"),
        "authors_without_and": _("authors that are not separated by “and”"),
        "ambiguous_marks": _("marks of authors that may mean several things"),
        "unknown_mark": _("a mark of an author that is not known"),
    }
