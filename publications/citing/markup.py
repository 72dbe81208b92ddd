"""Turn HTML, JATS and escaped HTML in titles into text: tags go, scripts become characters or formulas.

Publishers send titles such as "CO<sub>2</sub>", "&lt;i&gt;H. pylori&lt;/i&gt;" or, through Crossref, with
line breaks and blanks around each tag.
"""

import html
import re
from html.entities import html5

from .maths_symbols import SUBSCRIPTS, SUPERSCRIPTS

# Tags of HTML and JATS, and any tag with a prefix ("mml:mi"). "<5 nm" and "x<y and z>w" are text.
_NAMES = (
    "a|abbr|article-title|b|bdi|big|bold|br|center|cite|code|dfn|div|em|email|ext-link|fixed-case|font|h[1-6]"
    "|i|inf|inline-formula|ins|italic|li|list|list-item|mark|monospace|named-content|ol|overline|p|q|roman"
    "|sans-serif|sc|scp|sec|small|span|strike|strong|styled-content|sub|sup|title|tt|u|ul|underline|xref"
    "|math|semantics|m(?:row|i|n|o|text|sup|sub|subsup|sqrt|frac|over|under|space|fenced|table|tr|td)"
    r"|[a-z]{2,5}:[a-z][\w-]*"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>|<!--(?:(?!<!--).)*?-->", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"\s{2,}")
_BREAK = re.compile(r"</?(?:br|p|div|title|li)\b[^<>]*>", re.IGNORECASE)
_SCRIPT = re.compile(
    r"(?P<before>\s*)<(?:jats:)?(?P<tag>su[bp]|inf)\b[^<>]*>\s*(?P<content>(?:[^<>]|</?(?:jats:)?(?:i|em|b|italic|bold)>)*?)\s*</(?:jats:)?(?:su[bp]|inf)>"
    r"(?P<after>\s*)",
    re.IGNORECASE,
)
# Crossref puts line breaks around tags; the title itself may have no blank there.
_BROKEN = re.compile(r"\s*\n\s*(?=</?\w[^<>]*>)|(?<=>)\s*\n\s*")
_DOUBTFUL = "\x00"
_NO_BLANK = re.compile(r"(?<=[(\[{“‘«/‐‑–-])\x00|\x00(?=[)\]}”’».,;:?!%/‐‑–-])")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MAX_ESCAPES = 3
# Symbols of elements that are no English word.
_ELEMENT = re.compile(
    r"(?:A[cglru]|B[ahikr]?|C[adelorsu]?|D[by]?|E[rsu]|F[er]?|G[ade]|H[fgs]?|Ir|K|L[airu]|M[gno]|N[abdi]?|O[s]?"
    r"|P[abdortu]?|R[abehu]|S[bceimnr]?|T[abehilm]|U|V|W|Xe|Yb?|Z[nr])(?![a-z])"
)


def unescape(text: str) -> str:
    """Return text with its HTML entities as characters, also those that were escaped twice."""
    for _ in range(_MAX_ESCAPES):
        if "&" not in text or ";" not in text:
            break
        text = _ENTITY.sub(_entity, text)
    return text


def _entity(match: re.Match[str]) -> str:
    entity = match[0]
    return html.unescape(entity) if "#" in entity else html5.get(entity[1:], entity)


def without_markup(text: str, *, formulas: bool = False) -> str:
    """Return text without tags and entities, and without the blanks that Crossref adds around tags.

    Sub- and superscripts become characters ("CO₂"). What Unicode has no characters for becomes a formula in
    LaTeX with `formulas` ("$_{\\mathrm{eff}}$"), and "_eff" without.
    """
    text = unescape(text)
    return without_tags(text, formulas=formulas) if "<" in text else text


def without_tags(text: str, *, formulas: bool = False) -> str:
    """Return text without tags, as `without_markup` does; entities stay."""
    # The patterns below would take quadratic time for long runs of blanks.
    text = _BLANKS.sub(lambda match: "\n" if "\n" in match[0] else " ", text)
    text = _BREAK.sub(" ", text)
    text = _SCRIPT.sub(lambda match: _script(match, formulas), text)
    if "\n" not in text:
        return _TAG.sub("", text)
    text = _TAG.sub("", _BROKEN.sub(_DOUBTFUL, text))
    return _NO_BLANK.sub("", re.sub("\x00+", _DOUBTFUL, text)).replace(_DOUBTFUL, " ")


def _script(match: re.Match[str], formulas: bool) -> str:
    """Return a subscript or superscript with the blanks around it that belong to the text."""
    content, text = _TAG.sub("", match["content"]), match.string
    previous, following = text[: match.start()][-1:], text[match.end() : match.end() + 40].lstrip()
    is_super = match["tag"].lower() == "sup"
    element_follows = _ELEMENT.match(following) is not None
    is_isotope = is_super and content.isdigit() and int(content) > 1 and element_follows
    is_isotope = is_isotope and not (previous.isalnum() and not match["before"])
    before, after = " " * bool(match["before"]), " " * bool(match["after"])
    if is_isotope:
        before, after = ("" if previous in "([-" else before), ""
    elif match["before"] and previous:  # nobody separates a script from its letter: the blanks were added
        before = ""
        after = "" if following[:1] in ")].,;:" or (element_follows and not is_super) else after
    return before + _written(content, is_super, formulas) + after


def _written(content: str, is_super: bool, formulas: bool) -> str:
    table = SUPERSCRIPTS if is_super else SUBSCRIPTS
    if all(ord(character) in table for character in content):
        return content.translate(table)
    mark = "^" if is_super else "_"
    if content in {"*", "†", "‡", "°", "′"} or (is_super and content in {"st", "nd", "rd", "th", "®", "™"}):
        return content
    if formulas and not re.search(r"[$\\{}%#&~_^]", content):
        return f"${mark}{{\\mathrm{{{content}}}}}$"
    return mark + (content if content.isalnum() else f"({content})")
