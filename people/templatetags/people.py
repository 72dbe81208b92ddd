"""Portraits and institutions. In Python instead of templates, because a people page renders dozens."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.languages import closed_up, in_chinese, local
from core.templatetags.core import picture

register = template.Library()

#: The number of background tints for initials (CSS classes); the name selects one.
TINTS = 6


@register.simple_tag
def portrait(person, sizes: str = "96px", css_class: str = "portrait", eager: bool = False) -> SafeString:
    """Render the photo of a person, or the initials if there is no visible photo."""
    if person.visible_photo:
        alt = closed_up(_("Photo of %(name)s") % {"name": person.leading_name.text})
        return picture(person.photo, sizes, alt, css_class, eager)
    tint = sum(map(ord, person.name)) % TINTS
    return format_html(
        '<span class="{} initials tint-{}" aria-hidden="true">{}</span>', css_class, tint, person.initials
    )


@register.simple_tag
def hero_picture(lab, sizes: str) -> SafeString:
    """Render the picture of the home page, cropped around its focus, or nothing without a picture.

    The focus is a pair of classes in steps of 10 percent, because the content security policy forbids the
    attribute ``style``.
    """
    focus = f"focus-x-{round(lab.hero_focus_x, -1)} focus-y-{round(lab.hero_focus_y, -1)}"
    return picture(lab.hero, sizes, local(lab, "hero_alt"), f"home-hero {focus}", eager=True)


@register.simple_tag
def place(row, institution: str = "institution") -> SafeString:
    """Render department and institution of an affiliation or of education, in the order of their language."""
    texts = local(row, institution), local(row, "department")
    name, department = (text.html() for text in texts)
    if row.url:
        name = format_html('<a href="{}">{}</a>', row.url, name)
    if not department:
        return name
    is_other_language = all(text.lang for text in texts)
    if in_chinese() != is_other_language:
        return format_html("{} {}", name, department)
    return format_html("{}, {}", department, name)
