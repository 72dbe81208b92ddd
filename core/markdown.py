"""Markdown text to safe HTML, and to plain text.

The dialect is CommonMark (https://spec.commonmark.org) without raw HTML, plus tables, strikethrough
and bare addresses as links. Two walls stand against hostile text: the parser escapes HTML and refuses
unknown URL schemes, and what comes out passes an allow-list. No page that shows a text makes the
reader's browser ask another site for anything: a picture from elsewhere becomes a link to it.
"""

import re
from collections.abc import Callable, Iterator
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

# The parser needs about 3 ms for 1,000 characters, but more than a proportional time for many brackets.
# A text beyond either number is no text that a person wrote for a page: it is shown, but not formatted.
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
    """HTML blocks for a Markdown text.

    The largest heading of the text becomes ``<h{top_heading}>`` (2 to 6), the next one that it uses the
    level below, and so on: the page's outline has no gap, whatever the author began with.
    Aligned table cells have the class ``align-left``, ``align-center`` or ``align-right``.
    """
    return _render(text, top_heading)


class Lead(NamedTuple):
    """How a text begins: the HTML of its first paragraph, and whether it goes on after that."""

    html: SafeString
    goes_on: bool


@lru_cache(maxsize=2048)
def lead(text: str) -> Lead:
    """The first paragraph (or heading, or item) of a Markdown text, without the element around it."""
    if _is_too_much(text):
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
    """The words of a Markdown text on one line, without markup; not escaped for HTML.

    With a limit, the result has at most so many characters, ends between two words where there are
    words, and shows the cut as "…".
    """
    if _is_too_much(text):
        words = text
    else:
        tokens = _parser.parse(text)
        words = _in_one_line(_words(token.children or [token]) for token in tokens if token.content)
    words = " ".join(words.split())
    if limit is None or len(words) <= limit:
        return words
    head = words[: max(limit - 1, 0)]
    # Chinese has no blanks: a cut back to the last one must not cost more than one long word.
    space = head.rfind(" ")
    if words[len(head)] != " " and space >= len(head) - 30 and space > 0:
        head = head[:space]
    return head.rstrip(" ,.;:，。；：、") + "…"


@lru_cache(maxsize=2048)
def _render(text: str, top_heading: int) -> SafeString:
    if _is_too_much(text):
        html = linebreaks(text, autoescape=True)
    else:
        html = _parser.render(text, {"top_heading": top_heading})
    return mark_safe(_cleaner.clean(html))


def _in_one_line(blocks: Iterator[str]) -> str:
    """The blocks with a blank between them, but after Chinese punctuation, which brings its own."""
    line = ""
    for block in blocks:
        line += block if not line or line[-1] in _CHINESE_STOPS else f" {block}"
    return line


def _is_too_much(text: str) -> bool:
    return len(text) > MAX_LENGTH or text.count("[") > MAX_BRACKETS


# ---- the second wall --------------------------------------------------------------------------


def _only_our_pictures(tag: str, name: str, value: str) -> str | None:
    return None if (tag, name) == ("img", "src") and not _is_same_site(value) else value


def _is_same_site(url: str) -> bool:
    """Whether the URL names a path of this site. "//host" and "/\\host" are other hosts to a browser."""
    return not _SCHEME.match(url) and not re.search(r"^\s*[/\\]{2}|[\x00-\x20\\]", url)


_cleaner = nh3.Cleaner(
    tags=set(_ALLOWED),
    attributes={tag: names for tag, names in _ALLOWED.items() if names},
    allowed_classes={"th": _ALIGNMENTS, "td": _ALIGNMENTS},
    attribute_filter=_only_our_pictures,
    url_schemes=_SCHEMES,
    link_rel="noopener",
)


# ---- the parser -------------------------------------------------------------------------------


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in _SCHEMES


# Ideographs, kana and their punctuation; compatibility forms; full-width forms; the rare ideographs.
_CJK = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))
_CHINESE_STOPS = "。，、；：！？）】》"


def _is_cjk(char: str) -> bool:
    """Whether the character belongs to a script that is written without blanks between words."""
    return any(first <= char <= last for first, last in _CJK)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule, plus what Chinese needs: ``**注意：**请`` is strong without a blank after it.

    The specification lets a ``**`` next to punctuation open or close only at a blank or at more
    punctuation. A Chinese character counts like one of those here.
    """
    start, known = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or (_is_cjk(before) and not after.isspace())
            delimiter.close = delimiter.close or (_is_cjk(after) and not before.isspace())
    return True


_HTTP_BEFORE = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
# ASCII only, so that an address in the middle of Chinese text ends where the Chinese goes on.
_ADDRESS_TAIL = re.compile(r"://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+/-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Makes ``https://…`` in running text a link. The text rule stops at ":", the scheme lies behind."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _HTTP_BEFORE.search(state.pending[-6:])
    tail = _ADDRESS_TAIL.match(state.src, state.pos, state.posMax)
    if not scheme or not tail:
        return False
    rest = _without_closing_punctuation(tail[0])
    state.pending = state.pending[: -len(scheme[0])]
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(scheme[0] + rest)}
    state.push("text", "", 0).content = scheme[0] + rest
    state.push("link_close", "a", -1)
    state.pos += len(rest)
    return True


def _without_closing_punctuation(address: str) -> str:
    """Without what ends the sentence: "(see https://a.org/x_(y))." keeps only its own bracket."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in ".,;:!?'*_~" or (address[end - 1] == ")" and surplus > 0):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _each_inline(change: Callable[[list[Token]], Iterator[Token]]) -> Callable[[StateCore], None]:
    def rule(state: StateCore) -> None:
        for token in state.tokens:
            if token.children:
                token.children = list(change(token.children))

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
    """Turns a picture from another site into a link to it, or into its words where it is in a link."""
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
            yield Token("text", "", 0, content=_words([token]))
        else:
            yield from _link(source, _words([token]) or source)


def _chinese_line_breaks(tokens: list[Token]) -> Iterator[Token]:
    """Drops a line break between two Chinese characters, which browsers would show as a blank."""
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
    """Classes in place of style attributes, which the Content-Security-Policy forbids."""
    for token in state.tokens:
        if style := token.attrs.pop("style", None):
            token.attrs["class"] = str(style).replace("text-align:", "align-")


def _words(tokens: list[Token]) -> str:
    """The text in a list of tokens and their children, without markup."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_words(token.children or []) or token.content)
        else:
            parts.append(token.content)
    return "".join(parts)


def _build() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.after("text", "bare_address", _bare_address)
    for name, change in (
        ("email_addresses", _email_addresses),
        ("pictures", _pictures),
        ("chinese_line_breaks", _chinese_line_breaks),
    ):
        parser.core.ruler.push(name, _each_inline(change))
    parser.core.ruler.push("headings", _headings)
    parser.core.ruler.push("alignments", _alignments)
    return parser


_parser = _build()
