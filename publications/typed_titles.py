"""Titles that are typed into a form, or copied into it from a BibTeX file."""

import re

from publications.bibtex.latex import latex_to_text
from publications.citing.maths import FORMULA

#: What shows that a title comes from a BibTeX file: a command, an accent, or capitals in braces. Other braces
#: may be meant, as in "{0,1}-matrices".
_LATEX = re.compile(r"""\\[A-Za-z"'`^~=.&%$#_{]|\{[A-Z][\w+-]*\}""")


def without_latex(title: str) -> str:
    """Return a title with the text that LaTeX would print, if there is any outside of its formulas."""
    return latex_to_text(title) if _LATEX.search(FORMULA.sub("", title)) else title
