"""Turn the Markdown of Quarto into Markdown with HTML: divs, attributes, shortcodes and code.

Nothing here adds or removes a line, so that the lines of the result are those of the file.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIV = re.compile(r"^(?P<indent>[ \t]*):{3,}[ \t]*(?P<rest>.*?)[ \t]*:*[ \t]*$")
_CODE = re.compile(r"^[ \t]*(?P<fence>```+|~~~+)[ \t]*(?P<info>.*?)[ \t]*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\S")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s{}]+))|\.([\w-]+)|#([\w:.-]+)")
_ONE_ATTRIBUTE = r"(?:[.#][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)|-)"
_ATTRIBUTES = rf"\{{[ \t]*{_ONE_ATTRIBUTE}(?:[ \t]+{_ONE_ATTRIBUTE})*[ \t]*\}}"
_SPAN = re.compile(rf"(?<![!\]])\[((?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\]{_ATTRIBUTES}")
_TRAILING_ATTRIBUTES = re.compile(rf"[ \t]*(?<!\{{){_ATTRIBUTES}")
_INCLUDE = re.compile(r"\{\{<\s*include\s+[\"']?([^\s\"'>]+)[\"']?\s*>\}\}")
#: A tag alone on its line, after which Markdown goes on.
_TAG = re.compile(
    r"^(\s*</?(?:center|div|section|article|main|aside|details|figure|td|tr|table)\b[^<>]*?)>\s*$", re.I
)
#: Shortcodes without words, such as icons.
_ICON = re.compile(
    r"\{\{<\s*(?:fa|ai|bi|icon|iconify|academicons?|simpleicons|lordicon|video|pagebreak|brand|kbd|qrcode)\b[^{}]*>\}\}"
)
_ICON_OF_PANDOC = re.compile(r":(?:fa|bi)-[\w-]+:")
#: A callout of more lines is not an entry.
_MAX_CALLOUT = 100
#: What a page in HTML does not show.
_HTML = re.compile(r"\bhtml\b")


@dataclass
class _Div:
    """An open div: what closes it, and whether visitors see what is in it."""

    closing: str
    is_hidden: bool


def prepared(text: str) -> str:
    """Return a page of Quarto as Markdown with HTML. What a program of the page prints is not in it."""
    lines = text.split("\n")
    open_divs: list[_Div] = []
    for index, kind in enumerate(_kinds_of_lines(lines)):
        line = lines[index]
        is_hidden = bool(open_divs) and open_divs[-1].is_hidden
        if kind == "div" and (match := _DIV.match(line)):
            lines[index] = _opened_or_closed(match, lines, index, open_divs)
        elif kind in ("program", "fence") or is_hidden:
            lines[index] = ""
        elif kind == "text":
            lines[index] = _without_attributes(line)
    return "\n".join(lines)


def programs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the programs of a page, each with its line counted from 0."""
    lines = text.split("\n")
    kinds = list(_kinds_of_lines(lines))
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and kinds[end] == "program":
            end += 1
        if end > begin:
            yield begin, "\n".join(lines[begin + 1 : end - 1])
        begin = max(end, begin + 1)


def _kinds_of_lines(lines: list[str]) -> Iterator[str]:
    """Yield what each line is: "text", "div", "code", "program", or "fence" around raw HTML."""
    fence, kind = "", ""
    for line in lines:
        match = _CODE.match(line)
        if fence:
            is_end = bool(match and not match["info"] and match["fence"].startswith(fence))
            yield "fence" if is_end and kind == "html" else "text" if kind == "html" else kind
            fence = "" if is_end else fence
        elif match and not (match["fence"].startswith("`") and "`" in match["info"]):
            fence, info = match["fence"], match["info"]
            kind = "html" if info == "{=html}" else "program" if re.match(r"\{[\w=]", info) else "code"
            yield "fence" if kind == "html" else kind
        else:
            yield "div" if _DIV.match(line) else "text"


def _opened_or_closed(match: re.Match[str], lines: list[str], index: int, open_divs: list[_Div]) -> str:
    """Return the tag for a line of colons, and remember or forget the div that it opens or closes."""
    if not match["rest"]:
        return match["indent"] + open_divs.pop().closing if open_divs else ""
    values, classes, name = _attributes(match["rest"])
    if any(key.startswith("layout") for key in values):
        classes.append("quarto-layout-panel")
    if any(one.startswith("callout") for one in classes):
        classes += _of_callout(values, lines, index)
    title = values.get("title", "")
    title = f"##### {title}" if title and "card" in classes else f"**{title}**" if title else ""
    is_hidden = _is_hidden(classes, values) or (bool(open_divs) and open_divs[-1].is_hidden)
    open_divs.append(_Div('</div markdown="1">', is_hidden))
    identifier = f' id="{html.escape(name)}"' if name else ""
    tag = f'<div class="{html.escape(" ".join(classes))}"{identifier} markdown="1">'
    return match["indent"] + tag + ("" if is_hidden else title)


def _attributes(text: str) -> tuple[dict[str, str], list[str], str]:
    """Return the values, classes and name in "{#name .class key=value}", or the class in "name"."""
    if not text.startswith("{"):
        return {}, [text.split()[0].strip("{}")], ""
    values: dict[str, str] = {}
    classes: list[str] = []
    name = ""
    for match in _ATTRIBUTE.finditer(text):
        if match[1]:
            values[match[1]] = next(filter(None, match.groups()[1:4]), "")
        elif match[5]:
            classes.append(match[5])
        else:
            name = match[6]
    return values, classes, name


def _is_hidden(classes: list[str], values: dict[str, str]) -> bool:
    """Return whether a div is not shown on a page in HTML."""
    when, unless = values.get("when-format", ""), values.get("unless-format", "")
    holds = bool(_HTML.search(when)) if when else not (unless and _HTML.search(unless))
    if "content-visible" in classes:
        return not holds
    return holds if "content-hidden" in classes else "hidden" in classes


def _of_callout(values: dict[str, str], lines: list[str], index: int) -> list[str]:
    """Return "card" for a callout that is one entry: a title with paragraphs, without lists and headings.

    Its title, a heading above the text, is set below all headings of the page.
    """
    depth, inside = 1, []
    for at in range(index + 1, min(len(lines), index + _MAX_CALLOUT)):
        match = _DIV.match(lines[at])
        depth += (1 if match["rest"] else -1) if match else 0
        if not depth:
            break
        inside.append(at)
    texts = [at for at in inside if lines[at].strip()]
    headings = [at for at in texts if _HEADING.match(lines[at])]
    if headings and headings[0] == texts[0]:
        lines[headings[0]] = _HEADING.sub("##### ", lines[headings[0]])
    is_titled = bool(values.get("title") or (headings and headings[0] == texts[0]))
    has_list = any(_LIST_ITEM.match(lines[at]) for at in texts)
    return (
        ["card"] if is_titled and len(headings) <= 1 and len(texts) > len(headings) and not has_list else []
    )


def _without_attributes(line: str) -> str:
    """Return a line of text without attributes and icons, its includes in the form of Liquid."""
    line = _INCLUDE.sub(r"{% include_relative \1 %}", line)
    line = _TAG.sub(r'\1 markdown="1">', _ICON_OF_PANDOC.sub("", _ICON.sub("", line)))
    if "{" not in line:
        return line
    return _TRAILING_ATTRIBUTES.sub("", _SPAN.sub(r"\1", line))
