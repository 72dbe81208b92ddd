"""Prepare Markdown of static site generators for CommonMark, and mark the line of every HTML tag.

Nothing here adds or removes a line, so that the lines of the result are those of the file.
"""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt

_INVISIBLE = "\u200b"
#: The attribute that carries the line of a tag.
LINE = "data-line"

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?(?:\{%-?\s*endcomment\s*-?%\}|\Z)", re.DOTALL)
_PROGRAM = re.compile(r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]*>(.*?)(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"([\"'`])([^\"'`\n\\<>]{20,400})\1")
_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?=[\s>/])(?!\s+" + LINE + ")")
#: Texts with tags, which scripts show in one language or the other.
_TEXT_ATTRIBUTE = re.compile(r"\sdata-(?:lang-|i18n-)?(?:en|zh|cn|es|fr|de)\s*=\s*\"[^\"]*\"", re.IGNORECASE)
#: "<b><center>…</center></b>": what browsers show in bold, parsers of XML do not.
_STYLE_AROUND_BLOCK = re.compile(
    r"<(b|strong|i|em)>[ \t]*<(center|p|div)>([^<>]*)</\2>[ \t]*</\1>", re.IGNORECASE
)
#: Browsers read "</br>" as "<br>".
_CLOSED_BREAK = re.compile(r"</br\s*>", re.IGNORECASE)
_BACKSLASH_TAG = re.compile(r"<\\(?=[a-zA-Z]+\s*>)")
_ATTRIBUTE_LIST = re.compile(r"\{:(?!:)[^{}\n]*\}|^\{::[^{}\n]*/?\}[ \t]*$", re.MULTILINE)
#: Tags before which a line ends on a page.
_BEGINS_LINE = re.compile(
    r"(?<!\n)<(?:!--|/?(?:address|article|body|dd|div|dl|dt|footer|h[1-6]|header|head|hr|li|main|nav|ol|p|script"
    r"|section|style|table|tbody|td|th|tr|ul)\b|br\b)",
    re.IGNORECASE,
)
_DATA = re.compile(r"data:[\w/+.-]+(?:;[\w=-]+)*,[^\"'\s()<>]{100,}")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\(\s*<?(?P<address>[^()\s<>\"]*)[^()\n]*\)(?:\{[^{}\n]*\})?")
_NESTED_LINK = re.compile(r"\]\(\[[^\]\n]*\]\(([^()\s]*)\)\)")
_LINK_WITHOUT_START = re.compile(
    r"^([ \t]*(?:[-*+]|\d+\.)[ \t]+)([^\[\]\n]+)\]\((https?://[^()\s]+)\)", re.MULTILINE
)
#: Text that formulas set in a colour: "$\\color{red}{2022.10}$".
_COLORED = re.compile(r"\$\\(?:text)?color\{[^{}$\n]*\}\{([^{}$\n]*)\}\$")
#: Numbers as formulas: "$2^{nd}$ place".
_ORDINAL = re.compile(r"\$\{?(\d+)\}?\^\{?(?:\\(?:text|rm|mathrm)\s*\{?)?(st|nd|rd|th)\}{0,2}\$")
_HEADING_WITHOUT_SPACE = re.compile(r"^(#{1,6})(?=[^\s#\d!\[{:])", re.MULTILINE)
_BACKSLASHES = re.compile(r"(?:\\\\|\\newline)[ \t]*$", re.MULTILINE)
_BOLD = re.compile(r"(?<![*\\])\*\*(?=[^\s*])((?:[^*\n`]|\\\*)*?[^\s*\\]|(?:[^*\n`]|\\\*)*?\\\*)\*\*(?!\*)")
_MARKDOWN_INSIDE = re.compile(
    r"(</?[a-zA-Z][^<>]*?\smarkdown\s*=\s*[\"']?(?:1|block|span)[\"']?[^<>]*>)", re.IGNORECASE
)
_MARKDOWN_ROW = re.compile(r"\s*(?:#{1,6}\s+\S|[-*+]\s+\S|\d+\.\s+\S|\|.*\|)")
_TAG_ROW = re.compile(r"\s*<.*>\s*$")
_INDENTED_TAG = re.compile(r"^[ \t]{4,}(?=</?[a-zA-Z])", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")


def with_short_lines(text: str, longest: int) -> str:
    """Return HTML in which longer lines begin anew at tags that begin a line on the page.

    Programs write a whole page on one line, and pictures as text into their addresses, which are left out.
    """
    return "\n".join(
        _BEGINS_LINE.sub(r"\n\g<0>", _DATA.sub("data:,", line)) if len(line) > longest else line
        for line in text.split("\n")
    )


def without_comments(text: str) -> str:
    """Blank out comments and programs, which no visitor sees, and keep the lines."""
    for form in (_LIQUID_COMMENT, _COMMENT, _PROGRAM):
        text = form.sub(_blank, text)
    return text


def texts_in_programs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences and titles in the quotes of scripts, each with its line counted from 0."""
    for program in _SCRIPT.finditer(_COMMENT.sub(_blank, text)):
        for quoted in _QUOTED.finditer(program[1]):
            words = re.findall(r"[^\W\d_]{2,}", quoted[2])
            if (
                len(words) > 3
                and quoted[2].count(" ") > 2
                and not re.search(r"://|[{}=;]|\b(?:px|rgba?|var)\b", quoted[2])
            ):
                line = text.count("\n", 0, program.start(1) + quoted.start())
                yield line, quoted[2]


def to_html(text: str, first_line: int) -> str:
    """Render Markdown, HTML included, as HTML in which each tag has its line in the file.

    ``text`` begins on ``first_line`` of the file and has no comments and no Liquid.
    """
    text = _outside_code(text, _prepared)
    text = _number_tags(text, first_line)
    text, lines = _separated(text, first_line)
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "html_block":
            token.attrSet(LINE, str(lines[min(token.map[0], len(lines) - 1)]))
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return html


def number_html(text: str, first_line: int = 1) -> str:
    """Return HTML in which each tag has its line in the file."""
    text = _TEXT_ATTRIBUTE.sub(lambda value: value[0].replace("<", "&lt;").replace(">", "&gt;"), text)
    text = _CLOSED_BREAK.sub("<br>", text)
    text = _STYLE_AROUND_BLOCK.sub(r"<\2><\1>\3</\1></\2>", text)
    return _number_tags(_BACKSLASH_TAG.sub("</", text), first_line)


def _blank(match: re.Match[str]) -> str:
    """Return as many lines as a comment has. One between two lines of a paragraph does not end it."""
    text, lines = match.string, match[0].count("\n")
    before = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : match.start()]
    is_alone = before.endswith("\n") and text[match.end() : match.end() + 1] == "\n"
    if is_alone and before.strip() and not before.lstrip().startswith("<"):
        return "\n".join([_INVISIBLE] * (lines + 1))
    return "\n" * lines


def _prepared(text: str) -> str:
    """Rewrite forms of kramdown, and common mistakes, as CommonMark."""
    text = _BACKSLASH_TAG.sub("</", _CLOSED_BREAK.sub("<br>", text))
    text = _ATTRIBUTE_LIST.sub("", text)
    # The invisible blank keeps a picture alone on its line from beginning a block of HTML.
    text = _IMAGE.sub('<img src="\\g<address>">\u200b', text)
    text = _NESTED_LINK.sub(r"](\1)", text)
    text = _LINK_WITHOUT_START.sub(r"\1[\2](\3)", text)
    text = _ORDINAL.sub(r"\1\2", _COLORED.sub(r"\1", text))
    text = _HEADING_WITHOUT_SPACE.sub(r"\1 ", text)
    text = _BACKSLASHES.sub("<br>", text)
    text = _BOLD.sub(r"<b>\1</b>", text)
    return _INDENTED_TAG.sub("", text)


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a function to everything but fenced blocks of code."""
    parts, behind = [], 0
    for fence in _FENCE.finditer(text):
        parts += [change(text[behind : fence.start()]), fence[0]]
        behind = fence.end()
    return "".join([*parts, change(text[behind:])])


def _number_tags(text: str, first_line: int) -> str:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if "<" in line:
            lines[index] = _TAG.sub(rf'<\1 {LINE}="{first_line + index}"', line)
    return "\n".join(lines)


def _separated(text: str, first_line: int) -> tuple[str, list[int]]:
    """Put an empty line where Markdown begins after a tag, which CommonMark needs.

    Return the text, and the line in the file for each of its lines.
    """
    rows: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), first_line):
        begins = _MARKDOWN_ROW.match(line) and rows and _TAG_ROW.match(rows[-1])
        for row in ([""] if begins else []) + _MARKDOWN_INSIDE.sub("\\1\n\n", line).split("\n"):
            rows.append(row)
            numbers.append(number)
    return "\n".join(rows), numbers
