"""Tags for author lists, references, links and citations.

Written in Python rather than as template fragments, because a list page has hundreds of authors.
"""

import re
from html import escape
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.caching import row_fragment
from core.icons import icon
from core.templatetags.core import long_date
from publications import title_markup
from publications.bylines import Byline, FoldedAuthors, editor_mark, fold_authors, others_text
from publications.citing.maths import readable_title
from publications.citing.phrases import CONTAINED_KINDS

register = template.Library()

#: The fragment of a publication in a list.
ENTRY = "publications/_publication.html"


@register.filter
def title_html(title: str) -> SafeString:
    """Render a title with its formulas as MathML."""
    return title_markup.title_html(title)


@register.filter
def title_text(title: str) -> str:
    """Return a title as plain text, with readable formulas, for attributes and sentences."""
    return readable_title(title)


@register.simple_tag(takes_context=True)
def entries(context, rows, html_lang: str, person=None) -> SafeString:
    """Render the entries of a list. All lists share each of them, which takes longer to render than to find.

    The name of ``person``, if any, is in bold.
    """
    others = {"html_lang": html_lang, "index": reverse("publications")}
    parts = [row_fragment(context, ENTRY, row, others, may_name=not person) for row in rows]
    if person:
        parts = [_with_bold_name(part, person) for part in parts]
    return mark_safe("".join(parts))  # each part is a template that has been rendered


@register.simple_tag
def authors(publication, whole: bool = False) -> SafeString:
    """Render the authors with their marks, members linked.

    ``whole`` renders all authors of a list that would otherwise be folded. The editors of a book without
    authors stand in their place.
    """
    if publication.is_edited_book:
        bylines, has_more = publication.editor_bylines, publication.has_more_editors
        mark = " " + editor_mark(len(bylines) + has_more)
    else:
        bylines, has_more, mark = publication.bylines, publication.has_more_authors, ""
    folded = FoldedAuthors(list(bylines), 0) if whole else fold_authors(bylines)
    parts = [_author(byline) if byline else "…" for byline in folded.entries]
    if folded.others:
        text = others_text(folded.others)
        parts.append(_linked(f"{publication.get_absolute_url()}#all-authors", escape(text)))
    return mark_safe(_listed(parts, has_more) + escape(mark))  # each part is escaped


@register.simple_tag
def editors(publication) -> SafeString:
    """Render who edited the work, or the book that it stands in, unless editors are in place of authors."""
    bylines = publication.editor_bylines
    if not bylines or publication.is_edited_book:
        return mark_safe("")
    names = _listed([_author(byline) for byline in bylines], publication.has_more_editors)
    venue = publication.venue.name if publication.kind in CONTAINED_KINDS and publication.venue else ""
    text = _("In %(venue)s, edited by %(names)s") if venue else _("Edited by %(names)s")
    return mark_safe(escape(text) % {"venue": escape(venue), "names": names})  # each part is escaped


# The names of a list are put together without ``format_html``, which would take most of the time of an entry.
def _listed(parts: list[str], has_more: bool) -> str:
    if parts and has_more:
        parts = [*parts, escape(_("et al."))]
    return ", ".join(parts)


def _author(byline: Byline) -> str:
    marks = ("*" if byline.is_equal else "") + ("✉" if byline.is_corresponding else "")
    name = escape(byline.name) + (_marks(marks) if marks else "")
    return _linked(url, name) if (url := byline.url) else name


def _linked(url: str, html: str) -> str:
    return f'<a href="{escape(url)}">{html}</a>'


def _with_bold_name(entry: SafeString, person) -> SafeString:
    """Return the entry of a publication with the name of an author in bold in place of the link."""
    start, line, rest = entry.partition('<p class="entry-authors">')
    names, end, rest = rest.partition("</p>")
    link = rf'<a href="{re.escape(escape(person.get_absolute_url()))}">(.*?)</a>'
    return mark_safe("".join([start, line, re.sub(link, r"<strong>\1</strong>", names), end, rest]))


def _marks(marks: str) -> SafeString:
    return format_html('<sup class="author-mark">{}</sup>', marks)


@register.simple_tag
def listed_references(items, html_lang: str) -> SafeString:
    """Render the items of a list of references, with numbers in numbered styles.

    Not with ``format_html``, as in ``formatted``.
    """
    return mark_safe("".join([_listed_reference(item, html_lang) for item in items]))  # each part is escaped


def _listed_reference(item, html_lang: str) -> str:
    language = item.publication.language
    lang = "" if language == html_lang else f' lang="{escape(language)}"'
    number = f'<span class="reference-number">[{item.number}]</span>\n' if item.number else ""
    text = formatted(item.text, own=item.own, marks=True)
    return f'<li class="reference"{lang}>{number}<span>{text}</span></li>'


@register.simple_tag
def formatted(runs, own=None, marks: bool = False) -> SafeString:
    """Render a reference with italics and links, the ``own`` author in bold, and marks where wanted.

    ``format_html`` would take most of the time of a page with many references, so parts are escaped singly.
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
    """Return the query string with this parameter changed and the others kept."""
    return urlencode(filters.parameters | {name: value})


@register.simple_tag
def author_legend(publications, equal_only: bool = False) -> SafeString:
    """Render the legend of the author marks that occur in these publications."""
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
    """Render the list of links, with stars where known."""
    rows = [
        f"<li>{_linked(link.url, escape(str(link.text)))}{_stars(link)}</li>"
        for link in publication.link_list
    ]
    return mark_safe(f'<ul class="entry-links">{"".join(rows)}</ul>' if rows else "")  # each part is escaped


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
    """Render the citation count and its date; nothing if it is unknown or zero."""
    number, day = publication.citations, publication.citations_on
    if not number:
        return mark_safe("")
    text = ngettext("Cited once", "Cited %(number)d times", number) % {"number": number}
    if day is None:
        return format_html('<span class="citations">{}</span>', text)
    dated = escape(_("%(citations)s as of %(day)s")) % {"citations": escape(text), "day": long_date(day)}
    return format_html('<span class="citations">{}</span>', mark_safe(dated))  # each part is escaped
