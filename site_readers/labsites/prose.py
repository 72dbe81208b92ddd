"""The text of pages: paragraphs without Liquid, shortcodes and layout."""

import re
from collections.abc import Iterator
from html import unescape

from site_readers.items import Result
from site_readers.labsites import samples

_COMMENT = re.compile(
    r"<!--.*?-->|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    # A link that nothing refers to: "[//]: # (not shown)".
    r"|^\[(?://|comment)\]:[ \t]*(?:<>|#)[ \t]*[(\"'][^\n]*$",
    re.DOTALL | re.MULTILINE,
)
_CODE = re.compile(
    r"\{%.*?%\}|\{\{[<%].*?[>%]\}\}|\{\{.*?\}\}|<(script|style|iframe|svg)\b.*?</\1>|\{:[^{}\n]*\}",
    re.DOTALL | re.IGNORECASE,
)
_PROGRAM = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"""["'](?!fa-)([^"'\n]*[^\W\d_]{2,}\s+[^"'\n]*[^\W\d_]{2,}[^"'\n]*)["']""")
_LINK = re.compile(
    r"<a\b[^<>]*?\shref\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:a|span|font|u|small|big|sup|sub|center|mark|ins)\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"[ \t]*</?(?:p|div|blockquote|li|ul|ol|h[1-6]|section)\b[^<>]*>[ \t]*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3400-\u9fff]")


def without_comments(text: str) -> str:
    """Blank out comments, keeping the line breaks."""
    return (
        _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
        if "<!--" in text or "comment" in text or "[//]:" in text
        else text
    )


def clean(text: str) -> str:
    """Return Markdown without comments, Liquid, shortcodes and empty lines at the ends."""
    text = _CODE.sub("", without_comments(text)) if "{" in text or "<" in text else text
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", text).strip()


def without_code(text: str) -> str:
    """Blank out Liquid, shortcodes and programs, keeping the line breaks."""
    return _CODE.sub(lambda match: "\n" * match[0].count("\n"), text)


def as_markdown(text: str) -> str:
    """Return Markdown with links and emphasis of HTML as its own, and without other inline tags."""
    if "<" not in text:
        return text
    text = _LINK.sub(lambda match: f"[{match[2].strip()}]({match[1].strip()})", text)
    for tag, sign in (("b|strong", "**"), ("i|em", "*")):
        text = re.sub(rf"</?(?:{tag})(?:\s[^<>]*)?>", sign, text, flags=re.IGNORECASE)
    return _INLINE.sub("", text)


def without_html(text: str) -> str:
    """Return the Markdown of a text in HTML, such as an embedded post: its words, links and line breaks."""
    if "<" not in text:
        return text
    text = as_markdown(_PROGRAM.sub("", text))
    text = re.sub(r"\s*<img\b[^<>]*>", "", _BLOCK.sub("\n\n", text), flags=re.IGNORECASE)
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    return re.sub(r"\n{3,}", "\n\n", unescape(text)).strip()


def paragraphs(text: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text, each with its line; of Liquid without text, what it quotes."""
    blanked = _PROGRAM.sub(lambda match: "\n" * match[0].count("\n"), without_comments(text))
    number = first_line
    for block in re.split(r"\n[ \t]*\n", blanked):
        stripped = block.lstrip("\n")
        line = number + len(block) - len(stripped)
        plain = _CODE.sub("", stripped).strip()
        if _WORD.search(_TAG.sub("", plain)):
            yield line, plain
        elif (quoted := _QUOTED.search(stripped)) and "{{" not in quoted[1]:
            yield line, quoted[1]
        number += block.count("\n") + 2


def has_words(text: str) -> bool:
    """Return whether a text says anything besides markup."""
    return bool(_WORD.search(_TAG.sub("", _CODE.sub("", without_comments(text)))))


def report(result: Result, file: str, first_line: int, text: str, why: str) -> None:
    """Report each paragraph of a text, with another reason for those of a template."""
    for line, paragraph in paragraphs(text, first_line):
        if not samples.is_placeholder(paragraph):
            result.report(file, line, paragraph, samples.WHY if samples.is_text(paragraph) else why)
