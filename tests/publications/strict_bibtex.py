"""Read BibTeX by its own rules, unlike `publications.bibtex.parse`, which accepts broken files."""

import re

ESCAPED_CHARACTER = r"\\text(backslash|asciitilde|asciicircum|braceleft|braceright)\{\}|\\([&%#_${}])|[{}]"
CHARACTER_BY_NAME = {
    "backslash": "\\",
    "asciitilde": "~",
    "asciicircum": "^",
    "braceleft": "{",
    "braceright": "}",
}


def parse_strictly(text: str) -> list[dict[str, str]]:
    """Return the entries of a BibTeX file as BibTeX reads them: a backslash does not escape a brace."""
    entries = []
    at = 0
    while match := re.compile(r"\s*@([a-z]+)\{([^\s\"#%'(),={}]+)").match(text, at):
        entry = {"type": match[1], "key": match[2]}
        at = match.end()
        while match := re.compile(r",\n  ([^\s\"#%'(),={}]+) *= ").match(text, at):
            assert match[1] not in entry, "a field is repeated"
            assert match[1][0].isalpha()
            entry[match[1]], at = parse_value(text, match.end())
        end = "\n}\n" if len(entry) > 2 else ",\n}\n"
        assert text[at : at + len(end)] == end
        at += len(end)
        entries.append(entry)
    assert not text[at:].strip()
    keys = [entry["key"].lower() for entry in entries]
    assert len(keys) == len(set(keys))
    return entries


def parse_value(text: str, at: int) -> tuple[str, int]:
    if macro := re.compile("[a-z]{3}(?=[,\n])").match(text, at):
        return macro[0], macro.end()
    assert text[at] == "{"
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        assert text[end] != "\n", "a value has several lines"
        if depth == 0:
            return text[at + 1 : end], end + 1
    raise AssertionError("braces do not balance")


def unescape(value: str) -> str:
    """Return the text that LaTeX prints for a value without maths."""
    return re.sub(ESCAPED_CHARACTER, lambda match: CHARACTER_BY_NAME.get(match[1], match[2] or ""), value)
