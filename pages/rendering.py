"""The Markdown of pages as HTML: that of the site, and more for long texts.

- footnotes: ``text[^1]`` and ``[^1]: note``
- formulas in dollar signs, ``$x^2$`` or ``$$ … $$``, as MathML
- figures: a picture with a title, alone in a paragraph; the title is the caption
- captions of tables: a paragraph ``Table: caption`` (or ``表：``) right after a table, or right before it
- callouts: a quotation that begins with ``[!NOTE]``, ``[!TIP]``, ``[!IMPORTANT]`` or ``[!WARNING]``
- live blocks: ``{{ members: team }}``, ``{{ publications: topic }}``, ``{{ news }}`` or ``{{ openings }}``
  alone in a paragraph. ``labsite/live_blocks.py`` fills them.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from core import markdown
from core.placeholders import placeholder, split_at_placeholders, without_placeholders
from publications.title_markup import MATHML_ATTRIBUTES, MATHML_TAGS, formula_html


class LiveBlock(NamedTuple):
    """A place in a text that is filled with rows of the site."""

    kind: str
    slug: str = ""


#: A page is shown with few queries, and each block needs one or two.
MAX_LIVE_BLOCKS = 3
#: Characters of LaTeX that fit on the narrowest screen.
MAX_FORMULA_ON_A_PHONE = 40
_LIVE_BLOCK = re.compile(r"\{\{\s*(?:(members|publications)\s*:\s*([\w-]+)|(news|openings))\s*\}\}")
_CALLOUT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING)\][ \t]*(?:\n|$)")
_CAPTION = re.compile(r"(?:Table:|表[：:])\s*(?=\S)")
_SIZED_PICTURE = re.compile(r"^/(?:media/\w+|files)/[0-9a-f]{32}-(\d{1,4})x(\d{1,4})\.webp$")


def render(text: str, top_heading: int = 2) -> list[SafeString | LiveBlock]:
    """Return the HTML of a text, split where its live blocks are."""
    return _render(text, top_heading, get_language())


def live_blocks(text: str) -> list[LiveBlock]:
    """Return the live blocks of a text."""
    return [part for part in render(text) if isinstance(part, LiveBlock)]


def prose(text: str) -> str:
    """Return the text without live blocks and other marks that only a page understands."""
    lines = (line for line in text.splitlines() if not _LIVE_BLOCK.fullmatch(line.strip()))
    return re.sub(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING)\]|\[\^[^\]\s]+\]:?", "", "\n".join(lines))


@lru_cache(maxsize=256)
def _render(text: str, top_heading: int, language: str) -> list[SafeString | LiveBlock]:
    if markdown.exceeds_limits(text):
        return [linebreaks(text, autoescape=True)]
    env: dict = {"top_heading": top_heading, "live_blocks": []}
    html = _cleaner.clean(_parser.render(without_placeholders(text), env))
    parts: list[SafeString | LiveBlock] = []
    for piece, block in split_at_placeholders(html, env["live_blocks"]):
        if piece.strip():
            parts.append(mark_safe(piece))  # sanitised above
        if block:
            parts.append(block)
    return parts


# ---- live blocks, callouts, figures -----------------------------------------------------------


def _mark_live_blocks(state: StateCore) -> None:
    for i, token in enumerate(state.tokens):
        is_paragraph = token.level == 1 and state.tokens[i - 1].type == "paragraph_open"
        if is_paragraph and (match := _LIVE_BLOCK.fullmatch(token.content.strip())):
            blocks = state.env["live_blocks"]
            mark = Token("live_block", "", 0, content=placeholder(len(blocks)))
            blocks.append(LiveBlock(match[1] or match[3], match[2] or ""))
            state.tokens[i - 1 : i + 2] = [mark, _nothing(), _nothing()]


def _nothing() -> Token:
    """Return a token without output, so that the positions of others stay."""
    return Token("live_block", "", 0)


def _mark_callouts(state: StateCore) -> None:
    labels = {"NOTE": _("Note"), "TIP": _("Tip"), "IMPORTANT": _("Important"), "WARNING": _("Warning")}
    tokens: list[Token] = []
    for i, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type != "blockquote_open" or state.tokens[i + 1].type != "paragraph_open":
            continue
        first_line = state.tokens[i + 2]
        if match := _CALLOUT.match(first_line.content):
            close = next(
                other
                for other in state.tokens[i:]
                if other.type == "blockquote_close" and other.level == token.level
            )
            token.tag = close.tag = "aside"
            token.attrSet("class", f"callout callout-{match[1].lower()}")
            first_line.content = first_line.content[match.end() :]
            tokens.append(Token("callout_label", "", 0, content=labels[match[1]]))
    state.tokens = tokens


def _mark_captions(state: StateCore) -> None:
    """Move the caption of each table, the paragraph right after or else right before it, into the table."""
    tokens, captions = state.tokens, {}
    for i, token in enumerate(tokens):
        if token.type != "table_open":
            continue
        end = next(j for j in range(i, len(tokens)) if tokens[j].type == "table_close")
        for start in (end + 1, i - 3):
            if 0 <= start < len(tokens) and _is_caption(tokens[start : start + 3]):
                captions[i] = tokens[start + 1]
                tokens[start : start + 3] = [_nothing(), _nothing(), _nothing()]
                break
    state.tokens = []
    for i, token in enumerate(tokens):
        state.tokens.append(token)
        if text := captions.get(i):
            text.content = _CAPTION.sub("", text.content, count=1)
            state.tokens += [Token("caption_open", "caption", 1), text, Token("caption_close", "caption", -1)]


def _is_caption(tokens: list[Token]) -> bool:
    return tokens[0].type == "paragraph_open" and bool(_CAPTION.match(tokens[1].content))


def _add_sizes(state: StateCore) -> None:
    """Tell browsers the size of an uploaded picture, which its name has, before they load it."""
    for token in state.tokens:
        for child in token.children or []:
            if child.type == "image" and (match := _SIZED_PICTURE.search(str(child.attrs.get("src", "")))):
                child.attrs |= {"width": match[1], "height": match[2]}


def _mark_figures(state: StateCore) -> None:
    for i, token in enumerate(state.tokens):
        children = token.children or []
        if len(children) == 1 and children[0].type == "image" and children[0].attrs.get("title"):
            caption = Token("text", "", 0, content=str(children[0].attrs.pop("title")))
            open_tag, close_tag = (
                Token("caption_open", "figcaption", 1),
                Token("caption_close", "figcaption", -1),
            )
            token.children = [children[0], open_tag, caption, close_tag]
            state.tokens[i - 1].tag = state.tokens[i + 1].tag = "figure"


# ---- the parser -------------------------------------------------------------------------------


def _back_link(renderer, tokens, index, options, env) -> str:
    name = renderer.rules["footnote_anchor_name"](tokens, index, options, env)
    use = tokens[index].meta["subId"]
    target = f"#fnref{name}:{use}" if use else f"#fnref{name}"
    label = escape(_("Back to the text"))
    return f' <a href="{target}" class="footnote-backref" aria-label="{label}">↩︎</a>'


def _display_formula(renderer, tokens, index, options, env) -> str:
    """Return a formula on lines of its own; a long one can be scrolled with the keyboard."""
    latex = tokens[index].content.strip()
    scrolled = ' tabindex="0"' if len(latex) > MAX_FORMULA_ON_A_PHONE else ""
    return f'<div class="math block"{scrolled}>{formula_html(latex)}</div>\n'


def _build_parser():
    parser = markdown.new_parser()
    footnote_plugin(parser, inline=False)
    dollarmath_plugin(
        parser,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        renderer=lambda latex, _options: formula_html(latex.strip()),
    )
    parser.add_render_rule("math_block", _display_formula)
    parser.core.ruler.after("block", "live_blocks", _mark_live_blocks)
    parser.core.ruler.after("block", "callouts", _mark_callouts)
    parser.core.ruler.after("block", "captions", _mark_captions)
    parser.core.ruler.push("sizes", _add_sizes)
    parser.core.ruler.push("figures", _mark_figures)
    parser.add_render_rule("live_block", lambda renderer, tokens, index, options, env: tokens[index].content)
    parser.add_render_rule(
        "callout_label",
        lambda renderer, tokens, index, options, env: (
            f'<p class="callout-label">{escape(tokens[index].content)}</p>'
        ),
    )
    parser.add_render_rule(
        "footnote_block_open",
        lambda renderer, tokens, index, options, env: '<section class="footnotes"><ol>\n',
    )
    parser.add_render_rule("footnote_anchor", _back_link)
    return parser


_parser = _build_parser()
_cleaner = markdown.new_cleaner(
    {
        **{tag: MATHML_ATTRIBUTES.get(tag, set()) for tag in MATHML_TAGS},
        **{
            tag: set()
            for tag in ("aside", "caption", "div", "figcaption", "figure", "section", "span", "sup")
        },
        "a": {"id", "aria-label"},
        "div": {"tabindex"},
        "img": {"width", "height"},
        "li": {"id"},
    },
    {
        "aside": {"callout", *(f"callout-{kind}" for kind in ("note", "tip", "important", "warning"))},
        "p": {"callout-label"},
        "section": {"footnotes"},
        "sup": {"footnote-ref"},
        "a": {"footnote-backref"},
        "div": {"math", "block"},
        "span": {"math", "inline"},
    },
)
