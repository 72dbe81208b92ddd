"""Plain text as LaTeX that BibTeX can hold.

BibTeX counts braces without regard to backslashes, so a lone brace is written by name and only a balanced
pair as `\\{…\\}`. Accents and other letters stay UTF-8.
"""

import re

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
# Signs that LaTeX would join: two hyphens to a dash, a backtick and what follows to a quotation mark.
_LIGATURE = re.compile(r"-(?=-)|`|'(?=')|[?!](?=`)")
_PAIRED = str.maketrans(_SPECIAL | {"{": r"\{", "}": r"\}"})
_LONE = str.maketrans(_SPECIAL | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
# As in pandoc: no space inside the dollars and no digit behind, so that "from $5 to $6" is money. With a
# command or an index between them it is maths all the same.
_CONTENT = r"(?:[^$\\]|\\.)+"
_MATHS = re.compile(rf"((?<!\\)\$(?:(?!\s){_CONTENT}(?<!\s)\$(?!\d)|(?=[^$]*[\\^_]){_CONTENT}\$))")
_UNESCAPED_IN_MATHS = re.compile(r"(?<!\\)((?:\\\\)*)([%#])")
# A word starts with a letter or digit: BibTeX changes the case of what stands in braces behind a command.
# Chinese and Japanese have no capitals and no spaces, so a Latin word ends where they begin.
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(rf"[^\W_{_CJK}](?:[^\s\-–—/{_CJK}]*(?:[^\W{_CJK}]|[+#*)]))?")


def escape(text: str) -> str:
    """The text with LaTeX's special characters escaped and `$…$` kept as maths."""
    if not _ANY_SPECIAL.search(text):
        return text
    table = _brace_table(text)
    return "".join(
        _maths(segment) if _is_maths(segment) else _printed(segment, table) for segment in _MATHS.split(text)
    )


def escape_title(text: str) -> str:
    """`escape`, with words in braces whose capitals no style may lower: {GPU}, {SpecEE}, {C++}, {GPT}-4."""
    table = _brace_table(text)
    written = []
    for segment in _MATHS.split(text):
        if _is_maths(segment):
            maths = _maths(segment)
            written.append(maths if maths == maths.lower() else f"{{{maths}}}")
            continue
        end = 0
        for match in _WORD.finditer(segment):
            word = _without_closing(match[0])
            if _has_fixed_capitals(word):
                written.append(_printed(segment[end : match.start()], table))
                written.append(f"{{{_printed(word, table)}}}")
                end = match.start() + len(word)
        written.append(_printed(segment[end:], table))
    return "".join(written)


def _printed(text: str, table: dict[int, str]) -> str:
    return _LIGATURE.sub(r"\g<0>{}", text.translate(table))


def _is_maths(segment: str) -> bool:
    """Whether a piece that `_MATHS` split off can stay: its braces must balance, however one counts them."""
    if not _MATHS.fullmatch(segment) or re.search(r"\\\\[{}]", segment):
        return False
    return _balanced(segment) and _balanced(re.sub(r"\\.", "", segment))


def _maths(segment: str) -> str:
    return _UNESCAPED_IN_MATHS.sub(r"\1\\\2", segment)


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _brace_table(text: str) -> dict[int, str]:
    if "{" not in text and "}" not in text:
        return _PAIRED
    outside = "".join(segment for segment in _MATHS.split(text) if not _is_maths(segment))
    return _PAIRED if _balanced(outside) else _LONE


def _without_closing(word: str) -> str:
    """The word without a closing bracket that was opened before it: "GPU)" → "GPU", but "O(N)" stays."""
    surplus = word.count(")") - word.count("(")
    at_the_end = len(word) - len(word.rstrip(")"))
    return word[: len(word) - max(0, min(surplus, at_the_end))]


def _has_fixed_capitals(word: str) -> bool:
    """Capitals beyond the first letter, or nothing but capitals; the article "A" is neither."""
    return word != "A" and (word[1:] != word[1:].lower() or (word != word.lower() and word == word.upper()))
