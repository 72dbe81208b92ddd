"""Render titles and abstracts as HTML, with formulas as MathML, which browsers show without JavaScript."""

import re
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert

from core import markdown
from core.placeholders import placeholder, split_at_placeholders, without_placeholders
from publications.citing.maths import FORMULA, readable_formula
from publications.citing.maths_symbols import FUNCTIONS

_MAX_LENGTH = 300
MATHML_TAGS = set(
    """
    math mfrac mi mmultiscripts mn mo mover mpadded mroot mrow mspace msqrt mstyle msub msubsup msup mtable
    mtd mtext mtr munder munderover
    """.split()
)
MATHML_ATTRIBUTES = {
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence"},
    "mover": {"accent"},
    "mspace": {"width"},
}
# latex2mathml prints one upright letter in italics, unknown fonts as their command, and no name with a space
# as a function.
_UPRIGHT = re.compile(r"\\(?:mathrm|operatorname\*?|textsc|textsf|texttt|textrm|textnormal|mbox)\{([\w ]+)\}")
# MathML has no space beside the name of a function, as in "n log n".
_NAMES = "|".join(sorted(FUNCTIONS))
_BEFORE_FUNCTION = re.compile(rf"(?<=[A-Za-z0-9)}}])\s*(?=\\(?:{_NAMES})(?![A-Za-z]))")
_AFTER_FUNCTION = re.compile(
    rf"(\\(?:{_NAMES})(?![A-Za-z])(?:[\^_](?:\w|\{{[^{{}}]*\}}))?)\s*(?=[A-Za-z0-9]|\\[A-Za-z])"
)
_THIN_SPACE = re.compile(r"(?<=\\operatorname)(\*?\{\w+)\\,(\w+\})")


def title_html(title: str) -> SafeString:
    """Return a title as HTML: its formulas as MathML, or as text where they cannot be converted."""
    return _with_formulas(title) if "$" in title else escape(title)


@lru_cache(maxsize=4096)
def _with_formulas(title: str) -> SafeString:
    pieces = FORMULA.split(title.replace("$$", "$"))
    parts = (formula_html(piece[1:-1]) if index % 2 else escape(piece) for index, piece in enumerate(pieces))
    return mark_safe("".join(parts))  # each part is escaped or sanitised


@lru_cache(maxsize=512)
def abstract_html(abstract: str) -> SafeString:
    """Return an abstract, which is Markdown, as HTML with its formulas as MathML."""
    if "$" not in abstract:
        return markdown.render(abstract)
    formulas: list[str] = []

    def mark(match: re.Match[str]) -> str:
        formulas.append(match[0][1:-1])
        return placeholder(len(formulas) - 1)

    # Placeholders take the place of formulas, in which Markdown would read "_" and "*" as emphasis.
    text = FORMULA.sub(mark, without_placeholders(abstract).replace("$$", "$"))
    pieces = split_at_placeholders(markdown.render(text), formulas)
    # Rendered Markdown is sanitised, and so is each formula.
    return mark_safe("".join(piece + (formula_html(latex) if latex else "") for piece, latex in pieces))


def formula_html(latex: str) -> str:
    """Return a formula, without its dollar signs, as MathML, or else as escaped text."""
    return _mathml(latex) or escape(readable_formula(latex) or latex)


def _mathml(latex: str) -> str:
    """Return sanitised MathML; "" for a formula with commands that latex2mathml does not know."""
    if len(latex) > _MAX_LENGTH:
        return ""
    prepared = _UPRIGHT.sub(r"\\text{\1}", _THIN_SPACE.sub(r"\1 \2", latex))
    prepared = _AFTER_FUNCTION.sub(r"\1\\,", _BEFORE_FUNCTION.sub(r"\\,", prepared))
    try:
        mathml = convert(prepared)
    except Exception:  # any text may stand between dollar signs, and errors have no common class
        return ""
    # A backslash is a command that was copied instead of converted.
    clean = nh3.clean(mathml, tags=MATHML_TAGS, attributes=MATHML_ATTRIBUTES)
    is_complete = clean.startswith("<math") and clean.endswith("</math>") and "\\" not in clean
    return clean if is_complete else ""
