"""Author lists and references. Written in Python, for a list page has hundreds of authors."""

from html import escape
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.icons import icon
from core.templatetags.core import long_date
from publications.bylines import Byline, Folded, folded, others_in_words

register = template.Library()


@register.simple_tag
def authors(publication, me: int | None = None, whole: bool = False) -> SafeString:
    """The authors in order with the marks of their roles, members linked, ``me`` (a key) in bold."""
    if whole:
        short = Folded(list(publication.bylines), 0)
    else:
        short = folded(publication.bylines)
    parts = [_author(byline, me) if byline else "…" for byline in short.shown]
    if short.others:
        text = others_in_words(short.others)
        parts.append(format_html('<a href="{}#all-authors">{}</a>', publication.get_absolute_url(), text))
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _author(byline: Byline, me: int | None) -> SafeString:
    marks = ("*" if byline.is_equal else "") + ("✉" if byline.is_corresponding else "")
    name = format_html("{}{}", byline.name, _marks(marks)) if marks else byline.name
    if me and byline.person_id == me:
        return format_html("<strong>{}</strong>", name)
    if byline.url:
        return format_html('<a href="{}">{}</a>', byline.url, name)
    return format_html("{}", name)


def _marks(marks: str) -> SafeString:
    return format_html('<sup class="author-mark">{}</sup>', marks)


@register.simple_tag
def formatted(runs, own=None, marks: bool = False) -> SafeString:
    """A reference with its italics and links, the ``own`` author in bold, who contributed equally marked.

    Put together here without ``format_html``, which takes most of the time of a page with many of them.
    """
    return mark_safe("".join([_run(run, own, marks) for run in runs]))  # each part is escaped


def _run(run, own, marks: bool) -> str:
    text = escape(run.text)
    if run.author:
        mark = _marks("*") if marks and run.author.equal_contribution else ""
        return f"<strong>{text}</strong>{mark}" if run.author == own else f"{text}{mark}"
    if run.href:
        return f'<a href="{escape(run.href)}">{text}</a>'
    return f"<i>{text}</i>" if run.italic else text


@register.simple_tag
def list_option(filters, name: str, value: str) -> str:
    """The query string that sets one option of a list to this value and leaves the others as they are."""
    return urlencode(filters.parameters | {name: value})


@register.simple_tag
def author_legend(publications, equal_only: bool = False) -> SafeString:
    """What the marks mean, for those of them that occur."""
    notes = []
    if any(row.has_equal_contribution for row in publications):
        notes.append(format_html("<sup>*</sup> {}", _("equal contribution")))
    if not equal_only and any(row.has_corresponding_author for row in publications):
        notes.append(format_html("<sup>✉</sup> {}", _("corresponding author")))
    if not notes:
        return mark_safe("")
    return format_html('<p class="legend">{}</p>', format_html_join(" · ", "{}", ((note,) for note in notes)))


@register.simple_tag
def links(publication) -> SafeString:
    """The row of links, with stars where they have been counted."""
    rows = format_html_join(
        "", "<li>{}{}</li>", ((_link(link), _stars(link)) for link in publication.link_list)
    )
    return format_html('<ul class="entry-links">{}</ul>', rows) if rows else rows


def _link(link) -> SafeString:
    return format_html('<a href="{}">{}</a>', link.url, link.text)


def _stars(link) -> SafeString:
    if link.stars is None:
        return mark_safe("")
    day = link.stars_on.isoformat() if link.stars_on else ""
    return format_html(
        ' <span class="stars" title="{}">{}<span class="visually-hidden">{} </span>{}</span>',
        " ".join(filter(None, [_("Stars"), day])),
        icon("star"),
        _("Stars:"),
        link.stars,
    )


@register.simple_tag
def citations(publication) -> SafeString:
    """How often it has been cited, and when that was counted; nothing where it is not known."""
    number, day = publication.citations, publication.citations_on
    if number is None:
        return mark_safe("")
    text = ngettext("Cited once", "Cited %(number)d times", number) % {"number": number}
    if day is None:
        return format_html('<span class="citations">{}</span>', text)
    return format_html(
        '<span class="citations">{} <span class="as-of">{} {}</span></span>', text, _("as of"), long_date(day)
    )
