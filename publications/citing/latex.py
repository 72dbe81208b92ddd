"""Escape plain text as LaTeX for a BibTeX value.

BibTeX counts braces even after a backslash. So `\\{…\\}` is used only if all braces of the text balance;
otherwise each becomes `\\textbraceleft{}` or `\\textbraceright{}`. Letters that are not ASCII stay UTF-8,
except for initials of given names. Symbols that pdfLaTeX stops at, such as "α", "₂" and "≲", become maths,
as far as LaTeX has them without a package; others, such as "✉", stay UTF-8 too.
"""

import re
import unicodedata

from .maths import FORMULA
from .maths_symbols import ALL_SUBSCRIPTS, ALL_SUPERSCRIPTS, COMPOUNDS, MATHS

_SPECIAL = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_ANY_SPECIAL = re.compile(r"[&%#_$~^\\{}]|--|`|''")
# Characters that LaTeX joins with the next: two hyphens to a dash, two backticks to a quotation mark.
_LIGATURE = re.compile(r"-(?=-)|`|'(?=')|[?!](?=`)")
_BALANCED_BRACES = str.maketrans(_SPECIAL | {"{": r"\{", "}": r"\}"})
_UNBALANCED_BRACES = str.maketrans(_SPECIAL | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_UNESCAPED_IN_MATHS = re.compile(r"(?<!\\)((?:\\\\)*)([%#])")
# A word that braces protect starts with a letter or digit, because BibTeX changes the case of a group that
# starts with a command. A Latin word ends where Chinese or Japanese text begins, since that has no spaces.
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(rf"[^\W_{_CJK}](?:[^\s\-–—/{_CJK}]*(?:[^\W{_CJK}]|[+#*)]))?")
# Where a capital belongs to the sentence and not to the word. Programs keep it there by themselves.
_START_OF_SENTENCE = re.compile(r"(?:^|[:.?!—–])[^\w$]*$")
# Words that are in lower case in titles of either style.
_FUNCTION_WORDS = frozenset(
    "about above after against along amid among around based before behind below beneath between beyond"
    " despite during from into like near onto over past since than that through toward towards under"
    " until upon using versus when where while with within without".split()
)
# The commands for accents that every font encoding of LaTeX has, by combining character.
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u ",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r ",
    "\u030b": "H ",
    "\u030c": "v ",
    "\u0323": "d ",
    "\u0327": "c ",
}
# Symbols that LaTeX has only in maths, by character. The others of `MATHS` are known to it as text, need a
# package, or have another place in maths.
_SYMBOLS = {
    "′": r"{}^{\prime}",
    "″": r"{}^{\prime\prime}",
    "−": "-",
    "∗": r"\ast",
    "∆": r"\Delta",
    "⋅": r"\cdot",
    "∙": r"\bullet",
    "★": r"\star",
    "☆": r"\star",
    "∛": r"\sqrt[3]{}",
    "∜": r"\sqrt[4]{}",
} | {
    character: f"\\{command}"
    for command, character in reversed(MATHS.items())
    if not character.isascii() and character not in "§°±²³¶·¹×÷†‡•…←↑→↓⟨⟩′≲≳✉"
}
# Formulas that stand alone between dollar signs, so that they are read as one character again.
_ALONE = {character: formula for formula, character in COMPOUNDS.items()}
_OF_SUPERSCRIPT = {ord(script): chr(base) for base, script in ALL_SUPERSCRIPTS.items() if script != "°"}
_OF_SUBSCRIPT = {ord(script): chr(base) for base, script in ALL_SUBSCRIPTS.items()}
_OF_SCRIPT = _OF_SUPERSCRIPT | _OF_SUBSCRIPT | {ord("⁻"): "-", ord("₋"): "-"}
_SUPERSCRIPT, _SUBSCRIPT = ("".join(map(chr, table)) for table in (_OF_SUPERSCRIPT, _OF_SUBSCRIPT))
_ONLY_IN_MATHS = re.compile(
    # Greek words are text; LaTeX knows "¹²³" as such too, unless they belong to a longer superscript.
    rf"(?P<text>[\u0370-\u03ff\u1f00-\u1fff]{{3,}}|[¹²³]+(?![{_SUPERSCRIPT}]))"
    rf"|(?P<sup>[{_SUPERSCRIPT}]+)|(?P<sub>[{_SUBSCRIPT}]+)|[{''.join(_ALONE)}]|[{''.join(_SYMBOLS)}]+"
)
_LETTERS = {"Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L"}
_INITIAL = re.compile(r"(?:(?<=^)|(?<=[\s\-‐]))[^\W\d_\x00-\x7f]")


def escape(text: str) -> str:
    """Escape LaTeX's special characters, except in maths (`$…$`)."""
    if not _ANY_SPECIAL.search(text) and (text.isascii() or not _ONLY_IN_MATHS.search(text)):
        return text
    table = _brace_table(text)
    return "".join(
        _escape_in_maths(segment) if _is_maths(segment) else _escape_text(segment, table)
        for segment in FORMULA.split(text)
    )


def escape_title(text: str, *, is_english: bool = True) -> str:
    """Escape a title and put words whose capitals must stay into braces: {GPU}, {SpecEE}, {C++}, {GPT}-4.

    BibTeX styles put titles into lower case. In a title that is in lower case itself ("A study of Bayesian
    learning") or not in English, this would be wrong for every word with a capital, so all get braces.
    """
    table = _brace_table(text)
    keeps_capitals = not is_english or _is_in_sentence_case(text)
    parts = []
    before = ""
    for segment in FORMULA.split(text):
        if _is_maths(segment):
            maths = _escape_in_maths(segment)
            parts.append(maths if maths == maths.lower() else f"{{{maths}}}")
        else:
            end = 0
            for match in _WORD.finditer(segment):
                word = _strip_unopened_brackets(match[0])
                if _has_fixed_capitals(word) or (
                    keeps_capitals
                    and word != word.lower()
                    and not _START_OF_SENTENCE.search(before + segment[: match.start()])
                ):
                    parts.append(_escape_text(segment[end : match.start()], table))
                    parts.append(f"{{{_escape_text(word, table)}}}")
                    end = match.start() + len(word)
            parts.append(_escape_text(segment[end:], table))
        before += segment
    return "".join(parts)


def escape_given_name(text: str) -> str:
    """Escape a given name, with commands for accents on initials: "{\\'E}lise", "Jean-{\\'E}mile".

    BibTeX's styles that abbreviate given names would cut such a letter in UTF-8 after its first byte.
    """
    parts = []
    end = 0
    for match in _INITIAL.finditer(text):
        if command := _letter_command(match[0]):
            parts += [escape(text[end : match.start()]), f"{{\\{command}}}"]
            end = match.end()
    return "".join([*parts, escape(text[end:])])


def _letter_command(letter: str) -> str:
    """Return the LaTeX command for a capital, without the backslash: "'E", "c S", "O"; "" if it has none."""
    base, *accents = tuple(unicodedata.normalize("NFD", letter))
    if letter in _LETTERS:
        return _LETTERS[letter]
    is_simple = "A" <= base <= "Z" and len(accents) == 1 and accents[0] in _ACCENTS
    return f"{_ACCENTS[accents[0]]}{base}" if is_simple else ""


def _escape_text(text: str, table: dict[int, str]) -> str:
    escaped = _LIGATURE.sub(r"\g<0>{}", text.translate(table))
    return escaped if escaped.isascii() else _ONLY_IN_MATHS.sub(_as_maths, escaped)


def _as_maths(match: re.Match[str]) -> str:
    """Return symbols as maths, in braces, because BibTeX would put the command of "Γ" into lower case."""
    if match["text"]:
        return match[0]
    scripts = match[0].translate(_OF_SCRIPT)
    if match["sup"] or match["sub"]:
        return f"{{${'^' if match['sup'] else '_'}{{{scripts}}}$}}"
    return f"{{${_ALONE.get(match[0]) or ''.join(map(_SYMBOLS.__getitem__, match[0]))}$}}"


def _is_maths(segment: str) -> bool:
    """Return whether a piece split off by `FORMULA` is maths with balanced braces.

    They must balance both as BibTeX counts them and as LaTeX does, which skips escaped ones.
    """
    if not FORMULA.fullmatch(segment) or re.search(r"\\\\[{}]", segment):
        return False
    return has_balanced_braces(segment) and has_balanced_braces(re.sub(r"\\.", "", segment))


def _escape_in_maths(segment: str) -> str:
    return _UNESCAPED_IN_MATHS.sub(r"\1\\\2", segment)


def has_balanced_braces(text: str) -> bool:
    """Return whether each brace has its counterpart; a backslash does not escape one, as in BibTeX."""
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _brace_table(text: str) -> dict[int, str]:
    """Return the table of escapes for a text, depending on whether its braces balance."""
    if "{" not in text and "}" not in text:
        return _BALANCED_BRACES
    outside = "".join(segment for segment in FORMULA.split(text) if not _is_maths(segment))
    return _BALANCED_BRACES if has_balanced_braces(outside) else _UNBALANCED_BRACES


def _strip_unopened_brackets(word: str) -> str:
    """Remove closing brackets that were opened before the word: "GPU)" → "GPU", but "O(N)" stays."""
    unopened = word.count(")") - word.count("(")
    trailing = len(word) - len(word.rstrip(")"))
    return word[: len(word) - max(0, min(unopened, trailing))]


def _has_fixed_capitals(word: str) -> bool:
    """Return whether a word has capitals beyond the first letter, or only capitals; false for "A"."""
    return word != "A" and (word[1:] != word[1:].lower() or (word != word.lower() and word == word.upper()))


def _is_in_sentence_case(title: str) -> bool:
    """Return whether an English title has its words in lower case: "A study of Bayesian learning".

    A third of them is enough, since a lost capital of a name is worse than one too many.
    """
    title = FORMULA.sub("$", title)
    lower, capitalized = 0, 0
    for match in _WORD.finditer(title):
        word = match[0]
        if len(word) < 4 or word.lower() in _FUNCTION_WORDS or _has_fixed_capitals(word):
            continue
        if word == word.lower():
            # "State-of-the-art" stands in titles of either style.
            lower += word.isalpha() and not title[: match.start()].endswith("-")
        elif not _START_OF_SENTENCE.search(title[: match.start()]):
            capitalized += 1
    return lower > 0 and capitalized <= 2 * lower
