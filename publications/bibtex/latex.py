"""Convert the LaTeX in BibTeX files to plain Unicode text.

Braces are removed; accents and commands become characters, "--" a dash, "~" a space. "%" is a percent sign,
because it starts no comment in a BibTeX value. Maths without Latin letters becomes text ("$\\alpha$" → "α",
"$_2$" → "₂"); other maths stays as `$…$`, as in `publications.citing`. The code does not recurse, so that
braces may be nested to any depth.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from html.entities import html5

from publications.citing.cleaning import one_line
from publications.citing.latex import has_balanced_braces
from publications.citing.markup import without_tags
from publications.citing.maths_symbols import (
    ALL_SUBSCRIPTS,
    ALL_SUPERSCRIPTS,
    COMPOUNDS,
    MATHS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)

from .symbols import (
    ACCENTS,
    BARE_ACCENTS,
    CHARACTERS,
    DROPPED,
    SILENT,
    TRANSPARENT,
    WORDS,
)

_SPECIAL = re.compile(r"[\\{}$~`<&]|--|''")
_TOKEN = re.compile(
    r"\\([a-zA-Z]++)\*?\s*+|\\(.)|([{}])|(\$\$?)|(~)|(-{2,}+)|(``|''|[?!]`)|([^\\{}$~\-`'?!]++|.)", re.DOTALL
)
_REST_OF_MATHS = re.compile(r"[^$\\]*+(?:\\.[^$\\]*+)*+\$", re.DOTALL)
_MATHS_TOKEN = re.compile(r"\\([a-zA-Z]++)\s*+|\\(.)|(.)", re.DOTALL)
_ESCAPED_IN_MATHS = re.compile(r"(?<!\\)((?:\\\\)*)\\([%#])")
_ESCAPED_TWICE = re.compile(r"\$\\backslash\$\{(\\[&%#$_])\}")
#: A font that DBLP has escaped twice, often after the same text: `NC{\textbackslash}textsf\{NC\}`.
_FONT_ESCAPED_TWICE = re.compile(
    r"(\w{0,40})\{\\textbackslash\}(?:emph|text(?:it|bf|sc|sl|sf|tt|rm|up))\\\{([^{}\\]*)\\\}"
)
# A style that lost the braces of its argument: "\\textitVicia".
_GLUED = re.compile(r"(?:emph|text(?:it|bf|sc|sl|sf|tt|rm|up))([A-Z]\w*)")
# The start of an environment with Chinese, Japanese or Korean text, with its encoding and font, or its end.
_CJK = re.compile(
    r"\\(?:begin\s*\{CJK\*?\}\s*(?:\[[^][{}]*\]\s*)?\{[^{}]*\}\s*\{[^{}]*\}\s*|end\s*\{CJK\*?\})"
)
_SINGLE_QUOTES = re.compile(r"(?<![\w`])`(?!\{\})([^`']++)'(?![\w'])")
_ENTITY = re.compile(r"\\?&(?:[a-zA-Z]{2,8}\d{0,2}|\\?#\d{2,6}|\\?#x[0-9a-fA-F]{2,5});")
_ESCAPED_TAG = re.compile(r"\\?&(?:amp;)*(lt|gt);")
_ORDINAL = re.compile(r"\^\{?\s*(?:\\(?:mathrm|text|rm|textrm)\s*\{?)?(st|nd|rd|th)\}*\s*")
# Signs as our own export writes them: roots of nothing, and a double prime.
_SIGNS = {r"\sqrt[3]{}": "∛", r"\sqrt[4]{}": "∜", r"{}^{\prime\prime}": "″"}
# One letter alone in a script, as our own export writes "ⁿ".
_LETTER_SCRIPT = re.compile(r"([\^_])\{([a-z])\}")
_MAX_EFFECTS = 50  # nested effects; each copies its text, so the number is limited
_LIGATURES = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
#: The text of commands for space.
_MATHS_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "!": ""}
_PLAIN_IN_MATHS = frozenset("0123456789+-=<>/().,:;|!*'[] \n\t†‡✉§¶")

# The characters allowed in a superscript or subscript: those that Unicode has in that form, and those that
# look the same in any position.
_SCRIPTED = frozenset([*SUPERSCRIPTS.values(), *SUBSCRIPTS.values(), *"*†‡✉⋆,′ "])

#: What a command does to the text of its argument.
Effect = Callable[[str], str]


def latex_to_text(text: str, unknown: list[str] | None = None, *, markup: bool = False) -> str:
    """Return the text that LaTeX would print, on one line. Never raises an error.

    The names of unknown commands are appended to `unknown`. Their argument is kept; without an argument the
    command itself is kept as text. With `markup`, HTML copied from web pages (`<i>`, `&#58;`, `\\&amp;`) is
    converted too.
    """
    if not _SPECIAL.search(text):
        return one_line(text)
    if markup and ("<" in text or "&" in text):
        text = _without_html(text)
    if r"$\backslash$" in text:  # another program has escaped the LaTeX itself
        text = _ESCAPED_TWICE.sub(r"\1", text)
        text = text.replace(r"$\backslash$", "\\").replace("${$", "{").replace("$}$", "}")
    if r"{\textbackslash}" in text:
        text = _FONT_ESCAPED_TWICE.sub(_without_font, text)
    if "`" in text and "'" in text:
        text = _SINGLE_QUOTES.sub("‘\\1’", text)
    return one_line(_Decoder(text, unknown if unknown is not None else []).decode())


def verbatim_text(text: str) -> str:
    """Return the value of a DOI or URL field without escapes, braces and `\\url`."""
    if "\\" in text or "{" in text:
        text = re.sub(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}", r"\1", text)
        text = re.sub(r"\\(?:url|path|nolinkurl|texttt|doi)\b\s*", "", text)
        text = re.sub(r"\\~\{\}|\{?\\textasciitilde\s*(?:\{\})?\}?|\$\\sim\$|\\~", "~", text)
        text = re.sub(r"\{?\\(?:textunderscore|_)\s*(?:\{\})?\}?", "_", text)
        text = re.sub(r"\\(?:textless)\s*(?:\{\})?", "<", text)
        text = re.sub(r"\\(?:textgreater)\s*(?:\{\})?", ">", text)
        text = re.sub(r"\\([%&#$^{}/-])", r"\1", text).replace("{", "").replace("}", "")
    return one_line(text)


def without_entities(text: str) -> str:
    """Replace HTML entities such as "&eacute;" and "&#39;" by their characters."""
    return _ENTITY.sub(_entity, text) if "&" in text and ";" in text else text


def _without_html(text: str) -> str:
    text = without_entities(_ESCAPED_TAG.sub(r"&\1;", text))
    return without_tags(text, formulas=True) if "<" in text else text


def _without_font(match: re.Match[str]) -> str:
    before, text = match.groups()
    return before if before == text else before + text


def _entity(match: re.Match[str]) -> str:
    entity = match[0].replace("\\", "")
    character = html.unescape(entity) if "#" in entity else html5.get(entity[1:], "")
    if not character:
        return match[0]
    return f"\\{character}" if character in "&{}\\$" and character != "\\" else character


def simple_maths(content: str) -> str | None:
    """Return maths as text if it has no Latin letters and Unicode has all its characters, else None.

    Examples: "^{-3}" → "⁻³", "3\\times 3" → "3×3", "^{th}" → "th".
    """
    if len(content) > 200:
        return None
    if match := _ORDINAL.fullmatch(content):
        return match[1]
    if sign := _SIGNS.get(content) or COMPOUNDS.get(content):
        return sign
    if match := _LETTER_SCRIPT.fullmatch(content):
        return match[2].translate(ALL_SUPERSCRIPTS if match[1] == "^" else ALL_SUBSCRIPTS)
    output: list[str] = []
    script: dict[int, str] | None = None  # the table for the next character or group
    groups: list[tuple[int, dict[int, str] | None]] = []  # the open braces: start in the output, script
    for match in _MATHS_TOKEN.finditer(content):
        word, escaped, character = match.groups()
        if word:
            text = MATHS.get(word)
        elif escaped:
            text = escaped if escaped in "%#&_$" else _MATHS_SPACES.get(escaped)
        elif character in "^_":
            if script is not None:
                return None
            script = SUPERSCRIPTS if character == "^" else SUBSCRIPTS
            continue
        elif character == "{":
            groups.append((len(output), script))
            script = None
            continue
        elif character == "}":
            if not groups:
                return None
            start, script = groups.pop()
            text = "".join(output[start:])
            del output[start:]
        else:
            is_plain = character in _PLAIN_IN_MATHS or not character.isascii()
            text = character if is_plain else None
        if text is None:
            return None
        if script is not None:
            text = text.strip().translate(script)
            if not _SCRIPTED.issuperset(text):
                return None
            script = None
        output.append(text)
    return None if groups or script is not None else "".join(output)


class _Decoder:
    """Converts LaTeX to text in one pass over its tokens.

    - `output`: the text so far.
    - `groups`: the open braces, each with the length of the output at its start and the effects on its text.
    - `pending`: the effects of commands that wait for their argument.
    - `effect_count`: the number of effects of all open groups.
    """

    def __init__(self, text: str, unknown: list[str]) -> None:
        self.text = text
        self.unknown = unknown
        self.output: list[str] = []
        self.groups: list[tuple[int, list[Effect]]] = []
        self.effect_count = 0
        self.pending: list[Effect] = []
        self.has_maths_ends = True
        #: The number of parts that have been printed up to the last formula.
        self.formula_end = 0

    def decode(self) -> str:
        position, text = 0, self.text
        while position < len(text):
            match = _TOKEN.match(text, position)
            assert match is not None  # the last alternative of the pattern matches any character
            word, escaped, brace, dollar, tie, dashes, ligature, other = match.groups()
            position = match.end()
            if other is not None:
                self._text(other)
            elif word is not None:
                position = self._command(word, match, position)
            elif escaped is not None:
                position = self._escaped(escaped, position)
            elif brace == "{":
                self.groups.append((len(self.output), self.pending))
                self.effect_count += len(self.pending)
                self.pending = []
            elif brace == "}":
                self._close_group()
            elif dollar is not None:
                position = self._maths(dollar, position)
            elif tie is not None:
                self._text(" ")
            elif dashes is not None:
                self._text({2: "–", 3: "—"}.get(len(dashes), dashes))
            else:
                self._text(_LIGATURES[ligature])
        while self.groups:
            self._close_group()
        return "".join(self.output)

    def _text(self, text: str) -> None:
        """Print text; its first character is the argument of a command that waits for one."""
        if self.pending:
            stripped = text.lstrip()
            if not stripped:
                return
            self._argument(stripped[0])
            text = stripped[1:]
        self.output.append(text)

    def _argument(self, text: str) -> None:
        """Print the argument of the pending commands."""
        for effect in reversed(self.pending):
            text = effect(text)
        self.pending = []
        self.output.append(text)

    def _close_group(self) -> None:
        if not self.groups:
            return  # an unmatched closing brace
        if self.pending:
            self._argument("")
        start, effects = self.groups.pop()
        if effects:
            self.effect_count -= len(effects)
            text = "".join(self.output[start:])
            for effect in reversed(effects):
                text = effect(text)
            self.output[start:] = [text]

    def _await_argument(self, effect: Effect) -> None:
        """Keep the effect for the argument that follows."""
        if self.effect_count + len(self.pending) < _MAX_EFFECTS:
            self.pending.append(effect)

    def _command(self, name: str, match: re.Match[str], position: int) -> int:
        """Print a command whose name consists of letters. Return the position after it.

        `match` is the token of the command, `position` the position after the token.
        """
        next_character = self.text[position : position + 1]
        if name in WORDS or (name in MATHS and next_character != "{"):
            text = WORDS.get(name) or MATHS[name]
            if self.pending:
                self._argument(text)
            else:
                self.output.append(text)
        elif name in ACCENTS:
            self._await_argument(lambda text: accented(text, name))
        elif name == "ensuremath" and next_character == "{":
            return self._ensured_maths(position)
        elif name in DROPPED:
            self._await_argument(lambda text: "")
        elif name in _EFFECTS:
            self._await_argument(_EFFECTS[name])
        elif glued := _GLUED.fullmatch(name):
            self._text(match[0].replace(name, glued[1], 1).removeprefix("\\"))
        elif environment := _CJK.match(self.text, match.start()):
            return environment.end()
        elif name not in SILENT and name not in TRANSPARENT:
            self.unknown.append(name)
            if next_character != "{":
                self._text(match[0])
        return position

    def _escaped(self, character: str, position: int) -> int:
        """Print a command whose name is one character that is not a letter. Return the position after it."""
        if character in ACCENTS:
            self._await_argument(lambda text: accented(text, character))
        elif character in "([" and self.has_maths_ends:
            closing = {"(": "\\)", "[": "\\]"}[character]
            end = self.text.find(closing, position)
            if end < 0:
                self.has_maths_ends = False
                self._text(character)
            else:
                self._print_maths(self.text[position:end])
                return end + 2
        else:
            self._text(CHARACTERS.get(character, character))
        return position

    def _maths(self, dollar: str, position: int) -> int:
        """Print maths that starts with "$" or "$$" before `position`. Return the position after it."""
        match = _REST_OF_MATHS.match(self.text, position)
        if not match or not has_balanced_braces(match[0]):
            self._text(dollar)
            return position
        end = match.end()
        if len(dollar) == 2 and len(match[0]) > 1 and self.text[end : end + 1] == "$":
            end += 1
        elif len(dollar) == 2:
            self._text(dollar)
            return position
        self._print_maths(match[0][:-1])
        return end

    def _ensured_maths(self, position: int) -> int:
        """Print the argument of `\\ensuremath`, which starts at `position`. Return the position after it."""
        depth = 0
        for match in re.compile(r"[{}]").finditer(self.text, position):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                self._print_maths(self.text[position + 1 : match.start()])
                return match.end()
        return position

    def _print_maths(self, content: str) -> None:
        content = content.replace(r"\ensuremath", "")
        text = simple_maths(content)
        if text is None:
            if 0 < self.formula_end == len(self.output) and self.output[-1].endswith("$"):
                content = self.output.pop()[1:-1] + content  # "$$" between two formulas would end neither
            maths = content if re.search(r"[\\^_]", content) else content.strip()
            maths = _ESCAPED_IN_MATHS.sub(r"\1\2", maths)
            text = f"${maths}$" if maths.strip() else ""
        if self.pending:
            self._argument(text)
        else:
            self.output.append(text)
            self.formula_end = len(self.output) if text.startswith("$") else 0


def accented(text: str, accent: str) -> str:
    """Put an accent on the first letter; `accent` is the name of LaTeX's command, such as `'` or `v`."""
    stripped = text.strip()
    if not stripped:
        return BARE_ACCENTS.get(accent, "")
    if accent == "t":
        return stripped[0] + ACCENTS[accent] + stripped[1:]
    first = stripped[0]
    if accent not in "cdbk":
        first = {"ı": "i", "ȷ": "j"}.get(first, first)
    end = 1
    while end < len(stripped) and unicodedata.combining(stripped[end]):
        end += 1
    composed = unicodedata.normalize("NFC", first + stripped[1:end] + ACCENTS[accent])
    return composed + stripped[end:]


def _script(table: dict[int, str]) -> Effect:
    return lambda text: text.translate(table) if all(ord(c) in table for c in text) else text


def _unmatched(code: str) -> str:
    """Return the character that LaTeX::Encode of Perl has no command for: "0151" is "ő"."""
    character = chr(int(code, 16)) if re.fullmatch(r"[0-9a-f]{4,5}", code) else ""
    return character if character and character.isprintable() else code


_EFFECTS: dict[str, Effect] = {
    "textsuperscript": _script(SUPERSCRIPTS),
    "textsubscript": _script(SUBSCRIPTS),
    "MakeUppercase": str.upper,
    "uppercase": str.upper,
    "MakeLowercase": str.lower,
    "lowercase": str.lower,
    "enquote": "“{}”".format,
    "mkbibquote": "“{}”".format,
    "mkbibparens": "({})".format,
    "unmatched": _unmatched,
}
