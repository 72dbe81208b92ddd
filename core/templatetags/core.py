"""What templates cannot say by themselves. These tags need no {% load %}."""

import json
from datetime import date
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import colours, icons, inline_style, languages, markdown, partial_dates
from core.caching import fragments

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(partial_dates.period_html, name="period")
register.filter("dotted", partial_dates.html)


@register.filter
def local(instance, field) -> SafeString:
    """The field in the language of the page, marked with ``lang`` where it falls back."""
    return languages.local(instance, field).html()


@register.filter
def local_text(instance, field) -> str:
    """The same without markup, for attributes and titles."""
    return languages.local(instance, field).text


@register.filter
def html(text: languages.LocalText) -> SafeString:
    """A LocalText with its ``lang``."""
    return text.html()


@register.filter
def local_markdown(instance, field, top_heading: int = 3) -> SafeString:
    """The rendered Markdown of the field, marked with ``lang`` where it falls back."""
    text = languages.local(instance, field)
    rendered = markdown.render(text.text, top_heading)
    return format_html('<div lang="{}">{}</div>', text.lang, rendered) if text.lang and rendered else rendered


@register.simple_tag
def local_markdown_below(level: int, instance, field) -> SafeString:
    """The same below a heading of another level than 2: the largest one of the text is a level below it."""
    return local_markdown(instance, field, level + 1)


@register.simple_tag
def local_lead(instance, field, url: str) -> SafeString:
    """The first paragraph of a Markdown field, bare, and a link to the rest if there is any."""
    text = languages.local(instance, field)
    html, goes_on = markdown.lead(text.text)
    if text.lang and html:
        html = format_html('<span lang="{}">{}</span>', text.lang, html)
    return format_html('{} <a class="go-on" href="{}">{}</a>', html, url, _("Read on")) if goes_on else html


@register.filter(name="markdown")
def markdown_filter(text: str) -> SafeString:
    return markdown.render(text)


@register.filter
def summary(instance, field) -> str:
    """The beginning of a Markdown field as plain text, for descriptions of the page."""
    return plain(languages.local(instance, field).text)


@register.filter
def plain(text: str) -> str:
    """The beginning of a Markdown text as plain text."""
    return markdown.plain(text, limit=200)


@register.filter
def long_date(day) -> SafeString:
    """A date, partial or not, or ISO text, in words: ``<time datetime="2025-09">Sep 2025</time>``."""
    if not day:
        return mark_safe("")
    if isinstance(day, str):
        day = date.fromisoformat(day)
    partial = partial_dates.PartialDate.from_date(day) if isinstance(day, date) else day
    return format_html('<time datetime="{}">{}</time>', partial.iso, partial.formatted())


@register.simple_tag
def picture(image, sizes: str, alt: str = "", css_class: str = "", eager: bool = False) -> SafeString:
    """An ``<img>`` that offers all stored widths and keeps its place while it loads.

    ``sizes`` is the attribute of that name: how wide the picture is shown.
    """
    if not image or not image.width:
        return mark_safe("")
    return format_html(
        '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}decoding="async">',
        css_class,
        image.url_for(384),
        image.srcset,
        sizes,
        image.width,
        image.height,
        alt,
        mark_safe("" if eager else 'loading="lazy" '),
    )


@register.simple_tag(takes_context=True)
def remember(context, template_name, **things) -> SafeString:
    """Includes a fragment ``only`` with these things, made once for the same content."""
    return fragments.remembered(context, template_name, things)


@register.simple_tag
def json_ld(data) -> SafeString:
    """schema.org data for search engines."""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(
        {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def accent_style(context, lab) -> SafeString:
    """The lab's own colour as CSS."""
    css = colours.accent_css(lab.accent)
    inline_style.allow_inline_style(context["request"], css)
    return format_html("<style>{}</style>", mark_safe(css))


@register.simple_tag
def options(list_filter) -> SafeString:
    """The options of a filter; in Python and without format_html, for some lists have hundreds."""
    chosen = list_filter.chosen
    return mark_safe(
        "".join(
            f'<option value="{escape(choice.value)}"{" selected" if choice is chosen else ""}>'
            f"{escape(choice.text)}</option>"
            for choice in list_filter.offered
        )
    )
