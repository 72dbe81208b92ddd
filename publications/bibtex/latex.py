"""LaTeX as it stands in BibTeX files, made plain Unicode text.

Braces go, accents and commands become characters, "--" a dash, "~" a space. "%" is a per cent sign, for in a
BibTeX file it starts no comment. Maths without Latin letters becomes text ("$\\alpha$" → "α", "$_2$" → "₂");
other maths stays as `$…$`, as `publications.citing` has it. Nothing recurses: any depth of braces will do.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from html.entities import html5

from publications.citing.cleaning import one_line

from .symbols import (
    ACCENTS,
    BARE_ACCENTS,
    CHARACTERS,
    DROPPED,
    MATHS,
    SHOWN,
    SILENT,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    WORDS,
)

_SPECIAL = re.compile(r"[\\{}$~`<&]|--|''")
_TOKEN = re.compile(
    r"\\([a-zA-Z]++)\*?\s*+|\\(.)|([{}])|(\$\$?)|(~)|(-{2,}+)|(``|''|[?!]`)|([^\\{}$~\-`'?!]++|.)", re.DOTALL
)
_MATHS_END = re.compile(r"[^$\\]*+(?:\\.[^$\\]*+)*+\$", re.DOTALL)
_MATHS_TOKEN = re.compile(r"\\([a-zA-Z]++)\s*+|\\(.)|(.)", re.DOTALL)
_ESCAPED_IN_MATHS = re.compile(r"(?<!\\)((?:\\\\)*)\\([%#])")
_SINGLE_QUOTES = re.compile(r"(?<![\w`])`(?!\{\})([^`']++)'(?![\w'])")
_ENTITY = re.compile(r"\\?&(?:[a-zA-Z]{2,8}\d{0,2}|\\?#\d{2,6}|\\?#x[0-9a-fA-F]{2,5});")
_TAG = re.compile(r"</?(?:b|i|em|strong|scp|u|su[bp])>")
_SCRIPT_TAG = re.compile(r"<(su[bp])>([0-9+\-−=()]++)</su[bp]>")
_ORDINAL = re.compile(r"\^\{?\s*(?:\\(?:mathrm|text|rm|textrm)\s*\{?)?(st|nd|rd|th)\}*\s*")
_DEEPEST = 50  # effects inside each other; more is no text, and every one costs a copy
_LIGATURES = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_PLAIN_IN_MATHS = frozenset("0123456789+-=<>/().,:;|!*'[] \n\t†‡✉§¶")

# What may stand raised or lowered: signs that Unicode has so, and those that look the same anyway.
_SCRIPTED = frozenset([*SUPERSCRIPTS.values(), *SUBSCRIPTS.values(), *"*†‡✉⋆,′ "])

Effect = Callable[[str], str]


def latex_to_text(text: str, unknown: list[str] | None = None, *, markup: bool = False) -> str:
    """The text that LaTeX prints, on one line. Never raises.

    Names of commands that are not known are appended to `unknown`; their argument stays, or they themselves
    as written where they have none. With `markup`, the HTML that web pages leave in titles and names
    (`<i>`, `&#58;`, `\\&amp;`) becomes text too.
    """
    if not _SPECIAL.search(text):
        return one_line(text)
    if markup and ("<" in text or "&" in text):
        text = _without_markup(text)
    if r"$\backslash$" in text:  # escaped once too often by another program
        text = text.replace(r"$\backslash$", "\\").replace("${$", "{").replace("$}$", "}")
    if "`" in text and "'" in text:
        text = _SINGLE_QUOTES.sub("‘\\1’", text)
    return one_line(_Decoder(text, unknown if unknown is not None else []).decode())


def verbatim_text(text: str) -> str:
    """A value of a field that LaTeX does not print (DOI, URL): without escapes, braces and `\\url`."""
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
    """The text with characters for what HTML writes as "&eacute;" or "&#39;"."""
    return _ENTITY.sub(_entity, text) if "&" in text and ";" in text else text


def _without_markup(text: str) -> str:
    text = without_entities(text)
    text = _SCRIPT_TAG.sub(lambda m: m[2].translate(SUPERSCRIPTS if m[1] == "sup" else SUBSCRIPTS), text)
    return _TAG.sub("", text)


def _entity(match: re.Match[str]) -> str:
    written = match[0].replace("\\", "")
    character = html.unescape(written) if "#" in written else html5.get(written[1:], "")
    if not character:
        return match[0]
    return f"\\{character}" if character in "&{}\\$" and character != "\\" else character


def simple_maths(content: str) -> str | None:
    """Maths as text where it has no Latin letters and Unicode has all its characters, else None.

    "^{-3}" → "⁻³", "3\\times 3" → "3×3"; "^{th}" → "th".
    """
    if len(content) > 200:
        return None
    if match := _ORDINAL.fullmatch(content):
        return match[1]
    out: list[str] = []
    script: dict[int, str] | None = None
    starts: list[tuple[int, dict[int, str] | None]] = []
    for match in _MATHS_TOKEN.finditer(content):
        word, escaped, character = match.groups()
        if word:
            shown = MATHS.get(word)
        elif escaped:
            shown = (
                escaped
                if escaped in "%#&_$"
                else (" " if escaped in ",;: " else "" if escaped == "!" else None)
            )
        elif character in "^_":
            if script is not None:
                return None
            script = SUPERSCRIPTS if character == "^" else SUBSCRIPTS
            continue
        elif character == "{":
            starts.append((len(out), script))
            script = None
            continue
        elif character == "}":
            if not starts:
                return None
            start, script = starts.pop()
            shown = "".join(out[start:])
            del out[start:]
        else:
            known = character in _PLAIN_IN_MATHS or not (character.isascii() or character in "{}")
            shown = character if known else None
        if shown is None:
            return None
        if script is not None:
            shown = shown.strip().translate(script)
            if not _SCRIPTED.issuperset(shown):
                return None
            script = None
        out.append(shown)
    return None if starts or script is not None else "".join(out)


class _Decoder:
    """One pass over the tokens. A group that has an effect remembers where its output starts."""

    def __init__(self, text: str, unknown: list[str]) -> None:
        self.text = text
        self.unknown = unknown
        self.out: list[str] = []
        self.groups: list[tuple[int, list[Effect]]] = []
        self.effects = 0
        self.pending: list[Effect] = []
        self.has_maths_ends = True

    def decode(self) -> str:
        at, text = 0, self.text
        while at < len(text):
            match = _TOKEN.match(text, at)
            assert match is not None  # its last alternative takes any character
            word, escaped, brace, dollar, tie, dashes, ligature, other = match.groups()
            at = match.end()
            if other is not None:
                self._text(other)
            elif word is not None:
                at = self._word(word, match, at)
            elif escaped is not None:
                at = self._escaped(escaped, at)
            elif brace == "{":
                self.groups.append((len(self.out), self.pending))
                self.effects += len(self.pending)
                self.pending = []
            elif brace == "}":
                self._close()
            elif dollar is not None:
                at = self._maths(dollar, at)
            elif tie is not None:
                self._text(" ")
            elif dashes is not None:
                self._text({2: "–", 3: "—"}.get(len(dashes), dashes))
            else:
                self._text(_LIGATURES[ligature])
        while self.groups:
            self._close()
        return "".join(self.out)

    def _text(self, shown: str) -> None:
        """Text; a command that waits for an argument takes the first character."""
        if self.pending:
            stripped = shown.lstrip()
            if not stripped:
                return
            self._argument(stripped[0])
            shown = stripped[1:]
        self.out.append(shown)

    def _argument(self, shown: str) -> None:
        for effect in reversed(self.pending):
            shown = effect(shown)
        self.pending = []
        self.out.append(shown)

    def _close(self) -> None:
        if not self.groups:
            return  # a brace too many
        if self.pending:
            self._argument("")
        start, effects = self.groups.pop()
        if effects:
            self.effects -= len(effects)
            shown = "".join(self.out[start:])
            for effect in reversed(effects):
                shown = effect(shown)
            self.out[start:] = [shown]

    def _wait(self, effect: Effect) -> None:
        if self.effects + len(self.pending) < _DEEPEST:
            self.pending.append(effect)

    def _word(self, word: str, match: re.Match[str], at: int) -> int:
        text = self.text
        if word in WORDS or (word in MATHS and text[at : at + 1] != "{"):
            shown = WORDS.get(word) or MATHS[word]
            if self.pending:
                self._argument(shown)
            else:
                self.out.append(shown)
        elif word in ACCENTS:
            self._wait(lambda shown: accented(shown, word))
        elif word == "ensuremath" and text[at : at + 1] == "{":
            return self._ensured_maths(at)
        elif word in DROPPED:
            self._wait(lambda shown: "")
        elif word in _EFFECTS:
            self._wait(_EFFECTS[word])
        elif word not in SILENT and word not in SHOWN:
            self.unknown.append(word)
            if text[at : at + 1] != "{":
                self._text(match[0])
        return at

    def _escaped(self, character: str, at: int) -> int:
        if character in ACCENTS:
            self._wait(lambda shown: accented(shown, character))
        elif character in "([" and self.has_maths_ends:
            closing = {"(": "\\)", "[": "\\]"}[character]
            end = self.text.find(closing, at)
            if end < 0:
                self.has_maths_ends = False
                self._text(character)
            else:
                self._show_maths(self.text[at:end])
                return end + 2
        else:
            self._text(CHARACTERS.get(character, character))
        return at

    def _maths(self, dollar: str, at: int) -> int:
        match = _MATHS_END.match(self.text, at)
        if not match or not _balanced(match[0]):
            self._text(dollar)
            return at
        end = match.end()
        if len(dollar) == 2 and len(match[0]) > 1 and self.text[end : end + 1] == "$":
            end += 1
        elif len(dollar) == 2:
            self._text(dollar)
            return at
        self._show_maths(match[0][:-1])
        return end

    def _ensured_maths(self, at: int) -> int:
        depth = 0
        for match in re.compile(r"[{}]").finditer(self.text, at):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                self._show_maths(self.text[at + 1 : match.start()])
                return match.end()
        return at

    def _show_maths(self, content: str) -> None:
        shown = simple_maths(content)
        if shown is None:
            kept = content if re.search(r"[\\^_]", content) else content.strip()
            kept = _ESCAPED_IN_MATHS.sub(r"\1\2", kept)
            shown = f"${kept}$" if kept.strip() else ""
        if self.pending:
            self._argument(shown)
        else:
            self.out.append(shown)


def accented(text: str, accent: str) -> str:
    """The text with LaTeX's accent (the name of its command, such as `'` or `v`) on its first letter."""
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
    return lambda shown: shown.translate(table) if all(ord(c) in table for c in shown) else shown


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
}


def _balanced(text: str) -> bool:
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0
