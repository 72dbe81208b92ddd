"""Template tags and filters of the whole site. The settings make them available without {% load %}."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.db import models
from django.template import Context
from django.template.base import NodeList, Parser, Token
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import caching, colours, icons, languages, markdown, partial_dates
from core.images.fields import Picture
from core.paging import once_per_list

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(partial_dates.period_html, name="period")
register.filter("dotted", partial_dates.html)
register.filter("with_colon", languages.with_colon, is_safe=True)
register.filter("in_parentheses", languages.in_parentheses, is_safe=True)
register.filter("closed_up", stringfilter(languages.closed_up), is_safe=True)


@register.filter
def local(instance: models.Model, field: str) -> SafeString:
    """Return a bilingual field in the language of the page, with ``lang`` if only the other exists."""
    return languages.local(instance, field).html()


@register.filter
def local_text(instance: models.Model, field: str) -> str:
    """Return a bilingual field as plain text, for attributes and titles."""
    return languages.local(instance, field).text


@register.filter
def localized(instance: models.Model, field: str) -> languages.LocalText:
    """Return a bilingual field for a tag that marks its language, such as ``picture``."""
    return languages.local(instance, field)


@register.filter
def html(text: languages.LocalText) -> SafeString:
    """Return a LocalText as HTML, with ``lang`` if it is not in the language of the page."""
    return text.html()


@register.filter
def headline(row: models.Model) -> SafeString:
    """Return what names a row in the language of the page, with ``lang`` if only the other exists."""
    return languages.headline(row).html()


@register.filter
def headline_text(row: models.Model) -> str:
    """Return what names a row as plain text, for attributes and titles."""
    return languages.headline(row).text


@register.filter
def local_markdown(instance: models.Model, field: str, top_heading: int = 3) -> SafeString:
    """Render a bilingual Markdown field, with ``lang`` if only the other language exists."""
    text = languages.local(instance, field)
    rendered = markdown.render(text.text, top_heading)
    return format_html('<div lang="{}">{}</div>', text.lang, rendered) if text.lang and rendered else rendered


@register.simple_tag
def local_markdown_below(level: int, instance: models.Model, field: str) -> SafeString:
    """Render a bilingual Markdown field whose headings start one level below ``level``."""
    return local_markdown(instance, field, level + 1)


@register.simple_tag
def local_lead(instance: models.Model, field: str, url: str) -> SafeString:
    """Render the first paragraph of a Markdown field inline, with a link to the full text if it is longer."""
    text = languages.local(instance, field)
    html, is_shortened = markdown.lead(text.text)
    if text.lang and html:
        html = format_html('<span lang="{}">{}</span>', text.lang, html)
    if not is_shortened:
        return html
    return format_html('{} <a class="read-more" href="{}">{}</a>', html, url, _("Read more"))


@register.filter(name="markdown")
def markdown_filter(text: str) -> SafeString:
    """Render Markdown as HTML."""
    return markdown.render(text)


@register.filter
def summary(instance: models.Model, field: str) -> str:
    """Return the beginning of a bilingual Markdown field as plain text, for meta descriptions."""
    return _summary(instance, field).text


@register.filter
def local_summary(instance: models.Model, field: str) -> SafeString:
    """Return the same for the page, with ``lang`` if only the other language exists."""
    return _summary(instance, field).html()


def _summary(instance: models.Model, field: str) -> languages.LocalText:
    text = languages.local(instance, field)
    return languages.LocalText(markdown.introduction(text.text, limit=200), text.lang)


@register.filter
def plain(text: str) -> str:
    """Return the beginning of a Markdown text as plain text."""
    return markdown.plain(text, limit=200)


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Join the lines of a text by single spaces, for a title or attribute written over several lines.

    Full-width punctuation includes its own space.
    """
    return re.sub(r"(?<=[：，。]) ", "", re.sub(r"[ \n]+", " ", text)).strip()


@register.filter(is_safe=True)
def unbroken(text: str) -> str:
    """Remove line breaks and indentation, for text with punctuation that is written over several lines."""
    return re.sub(r"\n *", "", text)


@register.filter
def long_date(day: "date | partial_dates.PartialDate | str | None") -> SafeString:
    """Return a date, a PartialDate or an ISO date in words: ``<time datetime="2025-09">Sep 2025</time>``.

    Of a moment, the date in the lab's time zone.
    """
    if not day:
        return mark_safe("")
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    partial = partial_dates.PartialDate.from_date(day) if isinstance(day, date) else day
    return format_html('<time datetime="{}">{}</time>', partial.iso, partial.formatted())


@register.filter
def moment(time: datetime | None) -> SafeString:
    """Return a time in the lab's time zone, to the minute: ``<time datetime="…">2026-05-31 17:00</time>``."""
    if not time:
        return mark_safe("")
    text = f"{timezone.localtime(time):%Y-%m-%d %H:%M}"
    return format_html('<time datetime="{}">{}</time>', time.isoformat(), text)


@register.simple_tag
def picture(
    image: Picture | None,
    sizes: str,
    alt: str | languages.LocalText = "",
    css_class: str = "",
    eager: bool = False,
) -> SafeString:
    """Return an ``<img>`` with all stored widths, whose size is known before it is loaded.

    ``sizes`` is the HTML attribute: how wide the picture is displayed. A LocalText as ``alt`` is marked with
    its language.
    """
    if not image or not image.width:
        return mark_safe("")
    text = alt if isinstance(alt, languages.LocalText) else languages.LocalText(alt)
    return format_html(
        '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" '
        'alt="{}"{}{} decoding="async">',
        css_class,
        image.url_for(384),
        image.srcset,
        sizes,
        image.width,
        image.height,
        text.text,
        format_html(' lang="{}"', text.lang) if text.text and text.lang else "",
        mark_safe("" if eager else ' loading="lazy"'),
    )


@register.simple_tag(takes_context=True)
def cached_include(context: Context, template_name: str, **variables: Any) -> SafeString:
    """Include a fragment ``only`` with these variables, rendered once for the same content."""
    return caching.cached_include(context, template_name, variables)


@register.simple_tag(takes_context=True)
def include_each(
    context: Context, template_name: str, rows: Iterable[models.Model], **variables: Any
) -> SafeString:
    """Include a fragment for each of the rows, as ``row``, ``only`` with these variables."""
    fragments = [caching.row_fragment(context, template_name, row, variables) for row in rows]
    return mark_safe("".join(fragments))


class SamePartNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return caching.name_or_text(once_per_list(context["request"], self, lambda: self._part(context)))

    def _part(self, context: Context) -> caching.Part:
        with caching.whole_texts():
            return caching.Part(self.nodelist.render(context))


@register.tag
def on_all_pages(parser: Parser, token: Token) -> SamePartNode:
    """Mark a part that is the same on all pages of a list, up to ``{% end_on_all_pages %}``.

    It must depend on nothing but the list: neither on its rows nor on the number of the page.
    """
    nodelist = parser.parse(("end_on_all_pages",))
    parser.delete_first_token()
    return SamePartNode(nodelist)


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """Return schema.org data as a JSON-LD script element for search engines."""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(
        {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def accent_url(accent: str) -> str:
    """Return the address of the style sheet that sets the accent colour, given as "#1f4e8c"."""
    return reverse("accent", args=[accent[1:].lower(), colours.accent_digest(accent)])
