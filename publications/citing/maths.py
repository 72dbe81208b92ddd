"""Read formulas in titles, LaTeX between dollar signs, as plain Unicode text.

BibTeX has the source of formulas, and pages have MathML. Everywhere else, such as in `<title>`, URLs, feeds
and search, a reader gets text: "$\\mathcal{O}(n\\log n)$" is "O(n log n)". Any text gives a result.
"""

import re
import unicodedata
from functools import lru_cache

from .cleaning import one_line
from .maths_symbols import (
    ALL_SUBSCRIPTS,
    ALL_SUPERSCRIPTS,
    DOUBLE_STRUCK,
    FUNCTIONS,
    MATHS,
    MATHS_ACCENTS,
    MATHS_READ_ONLY,
    RELATIONS,
)

# As in pandoc: no space inside the dollar signs and no digit after them, so that "from $5 to $6" is money.
# With a command, a subscript or a superscript between the dollar signs, it is maths in any case.
_CONTENT = r"(?:[^$\\]|\\.)+"
#: A formula with its dollar signs, in a group, so that `split` gives the formulas at odd positions.
FORMULA = re.compile(
    rf"((?<!\\)\$(?:(?!\s){_CONTENT}(?<!\s)\$(?!\d)|(?=[^$]*[\\^_]){_CONTENT}\$))", re.DOTALL
)
_TOKEN = re.compile(r"\\([a-zA-Z]+)\*?[ \t\n]*|\\(.)|(\s+)|(.)", re.DOTALL)
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.)+)\$\$", re.DOTALL)
_MAX_LENGTH, _MAX_DEPTH = 2000, 30
_STYLES = frozenset(
    """
    bf bm boldsymbol bold cal dfrac displaystyle em emph ensuremath fbox hbox hphantom it left mathbf mathbin
    mathcal mathclap mathfrak mathit mathop mathord mathrel mathrm mathscr mathsf mathtt mbox middle
    operatorname pmb right rm sc scriptstyle sf small text textbf textit textmd textnormal textrm textsc
    textsf textstyle texttt textup tt unicode underline big Big bigg Bigg bigl bigr Bigl Bigr
    biggl biggr Biggl Biggr limits nolimits overbrace underbrace boxed nonumber mathstrut protect relax
    """.split()
)
_SPACES = frozenset(("quad", "qquad", "enspace", "thinspace", "space", "hspace"))
_FRACTIONS = frozenset(("frac", "tfrac", "dfrac", "cfrac", "nicefrac", "sfrac", "rfrac"))
_SECOND_ARGUMENT = frozenset(("overset", "underset", "stackrel", "textcolor", "color", "raisebox"))
_NO_ARGUMENT_PRINTED = frozenset(("phantom", "vphantom", "label", "tag", "cite", "footnote"))
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_COMBINED = re.compile(r"[\u0300-\u036f\u20d0-\u20ff]")


@lru_cache(maxsize=4096)
def readable_title(text: str) -> str:
    """Return a title with its formulas as plain Unicode: "$10^{-3}$" is "10⁻³"."""
    return one_line(readable_text(text)) if "$" in text else text


def readable_text(text: str) -> str:
    """Return running text, such as an abstract, with its formulas as plain Unicode."""
    if "$" not in text:
        return text
    pieces = FORMULA.split(_DISPLAY.sub(r"$\1$", text))
    return "".join(
        readable_formula(piece[1:-1]) if index % 2 else piece for index, piece in enumerate(pieces)
    )


def readable_formula(latex: str) -> str:
    """Return a formula, without its dollar signs, as plain Unicode text."""
    if len(latex) > _MAX_LENGTH:
        return latex
    text = _Reader(latex).read()
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


class _Reader:
    """Reads a formula from left to right; `read` is called again for the content of braces."""

    def __init__(self, latex: str) -> None:
        self.tokens = [match.groups() for match in _TOKEN.finditer(latex)]
        self.position = 0
        self.depth = 0

    def read(self, closing: str = "") -> str:
        """Return the text up to the closing character, which is read too, or up to the end."""
        self.depth += 1
        parts: list[str] = []
        is_after_function = False
        while self.position < len(self.tokens):
            character = self.tokens[self.position][3]
            if closing and character == closing:
                self.position += 1
                break
            if character in ("^", "_"):
                self.position += 1
                parts.append(_scripted(self._argument(), character))
                continue
            text = self._item()
            before = next((part[-1] for part in reversed(parts) if part), "")
            if (is_after_function and text[:1].isalnum()) or (text in FUNCTIONS and before.isalnum()):
                parts.append(" ")
            is_after_function = text in FUNCTIONS or (is_after_function and not text.strip())
            parts.append(text)
        self.depth -= 1
        return "".join(parts)

    def _item(self) -> str:
        """Return the text of the next token with its arguments."""
        word, escaped, space, character = self.tokens[self.position]
        self.position += 1
        if word is not None:
            return self._command(word)
        if escaped is not None:
            return " " if escaped in ",;:> \\\n" else "" if escaped in "!()[]/" else escaped
        if space is not None:
            return " " if self._is_beside_operator() else ""
        if character == "{":
            return self.read("}") if self.depth < _MAX_DEPTH else ""
        if character == "}" or character == "$":
            return ""
        if character in RELATIONS and self.depth == 1 and self._has_spaces():
            return f" {character} "
        return {"~": " ", "&": " ", "'": "′"}.get(character, character)

    def _is_beside_operator(self) -> bool:
        """Return whether the space just read is beside an operator or comma; TeX ignores others."""
        neighbours = (self.position - 2, self.position)
        return any(
            (self.tokens[index][3] or "") in "+-=<>,;:|/×·" and bool(self.tokens[index][3])
            for index in neighbours
            if 0 <= index < len(self.tokens)
        )

    def _has_spaces(self) -> bool:
        before, after = self.position - 2, self.position
        return (before >= 0 and self.tokens[before][2] is not None) or (
            after < len(self.tokens) and self.tokens[after][2] is not None
        )

    def _argument(self) -> str:
        """Return the text of the next argument: a group or one token."""
        self._skip_spaces()
        if self.position >= len(self.tokens):
            return ""
        if self.tokens[self.position][3] in ("^", "_", "}"):
            return ""
        return self._item().strip()

    def _optional_argument(self) -> str:
        self._skip_spaces()
        if self.position < len(self.tokens) and self.tokens[self.position][3] == "[":
            self.position += 1
            return self.read("]") if self.depth < _MAX_DEPTH else ""
        return ""

    def _skip_spaces(self) -> None:
        while self.position < len(self.tokens) and self.tokens[self.position][2] is not None:
            self.position += 1

    def _command(self, name: str) -> str:
        if name in FUNCTIONS:
            return name
        if name in _FRACTIONS:
            return f"{_operand(self._argument())}/{_operand(self._argument())}"
        if name in ("binom", "tbinom", "dbinom"):
            return f"({self._argument()} choose {self._argument()})"
        if name == "sqrt":
            index = self._optional_argument().strip()
            root = _ROOTS.get(index) or f"{_scripted(index, '^').removeprefix('^')}√"
            return root + _operand(self._argument())
        if name in MATHS_ACCENTS:
            return _accented(self._argument(), MATHS_ACCENTS[name])
        if name == "mathbb" or name == "Bbb":
            return "".join(DOUBLE_STRUCK.get(letter, letter) for letter in self._argument())
        if name == "not":
            return self._argument() + "\u0338"
        if name == "pmod":
            return f" (mod {self._argument()})"
        if name == "ce":
            return re.sub(r"(?<=[A-Za-z)\]])\d+", lambda m: m[0].translate(ALL_SUBSCRIPTS), self._argument())
        if name in ("xrightarrow", "xleftarrow"):
            self._optional_argument()
            self._argument()
            return " → " if name == "xrightarrow" else " ← "
        if name in _SECOND_ARGUMENT:
            self._argument()
            return self._argument()
        if name in _NO_ARGUMENT_PRINTED:
            self._argument()
            return ""
        if name in _SPACES:
            return " "
        if name in ("left", "right", "middle"):
            self._skip_spaces()
            if self.position < len(self.tokens) and self.tokens[self.position][3] == ".":
                self.position += 1
            return ""
        if name in _STYLES:
            return ""  # the argument follows as a group of its own
        character = MATHS.get(name) or MATHS_READ_ONLY.get(name, "")
        return f" {character} " if character in RELATIONS and self.depth == 1 else character


def _scripted(text: str, mark: str) -> str:
    """Return a superscript ("^") or subscript ("_") as characters, or "^(n+1)" where Unicode lacks them."""
    text = text.strip()
    compact = text.replace(" ", "").replace("*", "∗")
    if not text:
        return ""
    if mark == "^" and text in {"′", "″", "∘", "°", "*", "⋆", "†", "‡", "′′", "⊤"}:
        return "°" if text == "∘" else text
    table = {**ALL_SUPERSCRIPTS, ord("∗"): "*"} if mark == "^" else ALL_SUBSCRIPTS
    if all(ord(character) in table for character in compact) and (len(compact) == 1 or not compact.isalpha()):
        return compact.translate(table)
    return mark + (text if text.isalnum() or len(text) == 1 else f"({text})")


def _operand(text: str) -> str:
    """Return the operand of a fraction or root, in parentheses if it needs them."""
    is_single = _COMBINED.sub("", text).isalnum() or len(text) <= 1
    return text if is_single else f"({text})"


def _accented(text: str, accent: str) -> str:
    """Return text with an accent on its character; a longer text has none."""
    text = {"ı": "i", "ȷ": "j"}.get(text, text)
    return unicodedata.normalize("NFC", text + accent) if len(_COMBINED.sub("", text)) == 1 else text
