"""Markdown text to safe HTML, and to plain text.

The dialect is CommonMark (https://spec.commonmark.org) without raw HTML, plus tables, strikethrough
and links from bare URLs and email addresses. Hostile text is stopped twice: the parser escapes HTML and
refuses unknown URL schemes, and its output passes an allow-list. A rendered text never makes a browser
load anything from another site: a picture from another site becomes a link to it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token

from core.http import site_path

# The parser takes about 3 ms for 1,000 characters, but disproportionately long for many brackets. No text
# written for a page reaches either limit; texts beyond are displayed without formatting.
MAX_LENGTH = 100_000
MAX_BRACKETS = 5_000

_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ALLOWED = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    **{name: set() for name in ("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "li")},
    **{name: set() for name in ("em", "strong", "s", "code", "pre")},
    **{name: set() for name in ("table", "thead", "tbody", "tr", "th", "td")},
}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}


def render(text: str, top_heading: int = 3) -> SafeString:
    """Render a Markdown text as HTML blocks.

    The largest heading level of the text becomes ``<h{top_heading}>`` (2 to 6), the next one that it uses
    becomes the level below, and so on, so that the outline of the page has no gaps. Aligned table cells
    have the class ``align-left``, ``align-center`` or ``align-right``.
    """
    return _render(text, top_heading)


class Lead(NamedTuple):
    """The first paragraph of a text as HTML, and whether more text follows."""

    html: SafeString
    is_shortened: bool


@lru_cache(maxsize=2048)
def lead(text: str) -> Lead:
    """Return the first paragraph, heading or list item of a Markdown text as inline HTML."""
    if exceeds_limits(text):
        return Lead(_shortened(text), True)
    tokens = [token for token in _parser.parse(text) if token.content]
    if not tokens:
        return Lead(mark_safe(""), False)
    first, *rest = tokens
    if first.type != "inline":
        return Lead(_shortened(text), True)
    html = _parser.renderer.render([first], _parser.options, {})
    return Lead(mark_safe(_cleaner.clean(html)), bool(rest))


def _shortened(text: str) -> SafeString:
    return mark_safe(escape(plain(text, limit=200)))


@lru_cache(maxsize=4096)
def plain(text: str, limit: int | None = None) -> str:
    """Return the text of Markdown on one line, without markup and not escaped for HTML.

    With a limit, the result has at most that many characters, is cut between two words if possible, and then
    ends with "…".
    """
    line = " ".join(text.split()) if exceeds_limits(text) else _one_line(_parser.parse(text))
    return line if limit is None else _shorten(line, limit)


def _one_line(tokens: list[Token]) -> str:
    blocks: list[str] = []
    previous = ""
    for token in tokens:
        if token.type == "list_item_open" and previous == "list_item_close" and blocks:
            blocks[-1] = _with_stop(blocks[-1])
        if token.content:
            blocks.append(_plain_text(token.children or [token]))
        previous = token.type
    return " ".join(_join_blocks(iter(blocks)).split())


def _with_stop(item: str) -> str:
    """Return an item of a list with a semicolon, unless it ends with punctuation."""
    item = item.rstrip()
    if not item or item[-1] in _STOPS:
        return item
    return item + ("；" if "\u4e00" <= item[-1] <= "\u9fff" else ";")


def _shorten(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    head = line[: max(limit - 1, 0)]
    # Chinese has no blanks between words, so cutting at the last blank could remove most of the text.
    space = head.rfind(" ")
    if line[len(head)] != " " and space >= len(head) - 30 and space > 0:
        head = head[:space]
    return head.rstrip(" ,.;:，。；：、") + "…"


@lru_cache(maxsize=4096)
def introduction(text: str, limit: int) -> str:
    """Return the paragraphs at the beginning of a Markdown text as plain text, shortened as by ``plain``.

    Headings above them are left out. Lists and tables, which make no sense on one line, are kept only in a
    text without paragraphs of its own. "…" replaces the colon before a list.
    """
    if exceeds_limits(text):
        return plain(text, limit)
    paragraphs, inside = [], False
    for token in _parser.parse(text):
        if inside and token.type == "inline":
            paragraphs.append(token)
        elif paragraphs and token.level == 0 and token.nesting >= 0 and token.type != "paragraph_open":
            break
        inside = token.type == "paragraph_open" and token.level == 0
    if not paragraphs:
        return plain(text, limit)
    return _shorten(re.sub("[:：]$", "…", _one_line(paragraphs)), limit)


@lru_cache(maxsize=2048)
def _render(text: str, top_heading: int) -> SafeString:
    if exceeds_limits(text):
        html = linebreaks(text, autoescape=True)
    else:
        html = _parser.render(text, {"top_heading": top_heading})
    return mark_safe(_cleaner.clean(html))


def _join_blocks(blocks: Iterator[str]) -> str:
    """Join blocks with blanks, except after Chinese punctuation, which includes its own space."""
    line = ""
    for block in blocks:
        line += block if not line or line[-1] in _CHINESE_STOPS else f" {block}"
    return line


def exceeds_limits(text: str) -> bool:
    """Return whether a text is too long to be parsed."""
    return len(text) > MAX_LENGTH or text.count("[") > MAX_BRACKETS


# ---- allow-list -------------------------------------------------------------------------------


def _drop_external_pictures(tag: str, name: str, value: str) -> str | None:
    return None if (tag, name) == ("img", "src") and not _is_same_site(value) else value


def _is_same_site(url: str) -> bool:
    """Return whether a URL is a path of this site. Browsers read "//host" and "/\\host" as other hosts."""
    return not _SCHEME.match(url) and not re.search(r"^\s*[/\\]{2}|[\x00-\x20\\]", url)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute; None for a picture of another site and for ids not made here."""
    if name == "id":
        return value if re.fullmatch(r"fn(ref)?\d+(:\d+)?", value) else None
    return _drop_external_pictures(tag, name, value)


def new_cleaner(
    more: Mapping[str, set[str]] | None = None, classes: Mapping[str, set[str]] | None = None
) -> nh3.Cleaner:
    """Return a cleaner with the allow-list of the dialect, and ``more`` attributes and classes by tag."""
    allowed = {
        tag: _ALLOWED.get(tag, set()) | (more or {}).get(tag, set()) for tag in {*_ALLOWED, *(more or {})}
    }
    return nh3.Cleaner(
        tags=set(allowed),
        attributes={tag: names for tag, names in allowed.items() if names},
        allowed_classes={"th": _ALIGNMENTS, "td": _ALIGNMENTS, **(classes or {})},
        attribute_filter=_keep_attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )


_cleaner = new_cleaner()


# ---- the parser -------------------------------------------------------------------------------


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:
        link = super().normalizeLink(url)
        return site_path(link) if link.startswith("/") and not link.startswith("//") else link

    def validateLink(self, url: str) -> bool:
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in _SCHEMES


# Ideographs, kana and their punctuation; compatibility forms; full-width forms; rare ideographs.
_CJK = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))
_CHINESE_STOPS = "。，、；：！？）】》"
_STOPS = ".,;:!?…。，、；：！？"


def _is_cjk(char: str) -> bool:
    """Return whether a character belongs to a script without blanks between words."""
    return any(first <= char <= last for first, last in _CJK)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Parse emphasis as CommonMark does, and also next to Chinese characters: ``**注意：**请``.

    In CommonMark, ``**`` next to punctuation opens or closes emphasis only next to a blank or more
    punctuation. Here a Chinese character counts as such, too.
    """
    start, delimiter_count = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        for delimiter in state.delimiters[delimiter_count:]:
            delimiter.open = delimiter.open or (_is_cjk(before) and not after.isspace())
            delimiter.close = delimiter.close or (_is_cjk(after) and not before.isspace())
    return True


_HTTP_BEFORE = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
# ASCII only, so that a URL within Chinese text ends at the next Chinese character.
_URL_TAIL = re.compile(r"://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+/-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)


def _bare_url(state: StateInline, silent: bool) -> bool:
    """Turn ``https://…`` in running text into a link.

    The text rule stops at ":", when the scheme has already been added to ``state.pending``.
    """
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _HTTP_BEFORE.search(state.pending[-6:])
    tail = _URL_TAIL.match(state.src, state.pos, state.posMax)
    if not scheme or not tail:
        return False
    url_tail = _without_closing_punctuation(tail[0])
    state.pending = state.pending[: -len(scheme[0])]
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(scheme[0] + url_tail)}
    state.push("text", "", 0).content = scheme[0] + url_tail
    state.push("link_close", "a", -1)
    state.pos += len(url_tail)
    return True


def _without_closing_punctuation(url: str) -> str:
    """Remove the punctuation of the sentence: "(see https://a.org/x_(y))." gives "https://a.org/x_(y)"."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while url[end - 1] in ".,;:!?'*_~" or (url[end - 1] == ")" and surplus > 0):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def _for_inline_tokens(transform: Callable[[list[Token]], Iterator[Token]]) -> Callable[[StateCore], None]:
    def rule(state: StateCore) -> None:
        for token in state.tokens:
            if token.children:
                token.children = list(transform(token.children))

    return rule


def _link(href: str, text: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield Token("text", "", 0, content=text)
    yield Token("link_close", "a", -1)


def _email_addresses(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.tag == "a" else 0
        if token.type != "text" or depth or "@" not in token.content:
            yield token
            continue
        end = 0
        for match in _EMAIL.finditer(token.content):
            yield Token("text", "", 0, content=token.content[end : match.start()])
            yield from _link(f"mailto:{match[0]}", match[0])
            end = match.end()
        yield Token("text", "", 0, content=token.content[end:])


def _pictures(tokens: list[Token]) -> Iterator[Token]:
    """Turn a picture from another site into a link to it, or into its alt text if it is inside a link."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.tag == "a" else 0
        source = str(token.attrs.get("src", ""))
        if token.type != "image":
            yield token
        elif source and _is_same_site(source):
            token.attrs["loading"] = "lazy"
            yield token
        elif depth or not source:
            yield Token("text", "", 0, content=_plain_text([token]))
        else:
            yield from _link(source, _plain_text([token]) or source)


def _chinese_line_breaks(tokens: list[Token]) -> Iterator[Token]:
    """Drop line breaks between two Chinese characters, which browsers would display as blanks."""
    for i, token in enumerate(tokens):
        if token.type == "softbreak" and 0 < i < len(tokens) - 1:
            before, after = tokens[i - 1].content[-1:], tokens[i + 1].content[:1]
            if before and after and _is_cjk(before) and _is_cjk(after):
                continue
        yield token


def _headings(state: StateCore) -> None:
    top = state.env.get("top_heading", 3)
    used = sorted({token.tag for token in state.tokens if token.type == "heading_open"})
    tags = {tag: f"h{min(top + step, 6)}" for step, tag in enumerate(used)}
    for token in state.tokens:
        token.tag = tags.get(token.tag, token.tag)


def _alignments(state: StateCore) -> None:
    """Replace style attributes by classes, because the Content-Security-Policy forbids inline styles."""
    for token in state.tokens:
        if style := token.attrs.pop("style", None):
            token.attrs["class"] = str(style).replace("text-align:", "align-")


def _plain_text(tokens: list[Token]) -> str:
    """Return the text of a list of tokens and their children, without markup."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_plain_text(token.children or []) or token.content)
        else:
            parts.append(token.content)
    return "".join(parts)


def new_parser() -> MarkdownIt:
    """Return a parser of the dialect, which other modules extend. ``new_cleaner`` sanitises its output."""
    parser = _Parser("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.after("text", "bare_url", _bare_url)
    for name, transform in (
        ("email_addresses", _email_addresses),
        ("pictures", _pictures),
        ("chinese_line_breaks", _chinese_line_breaks),
    ):
        parser.core.ruler.push(name, _for_inline_tokens(transform))
    parser.core.ruler.push("headings", _headings)
    parser.core.ruler.push("alignments", _alignments)
    return parser


_parser = new_parser()
