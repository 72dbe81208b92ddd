"""Author lists. Written in Python, for a list page has hundreds of authors."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publications.models.publication import Byline

register = template.Library()

#: A longer list of authors is folded: the first ones, the lab's members and the last one stay.
UNFOLDED, FIRST = 14, 8


@register.simple_tag
def authors(publication, person=None, whole: bool = False) -> SafeString:
    """The authors in order, members linked, ``person`` in bold, with the marks of their roles."""
    bylines = publication.bylines
    me = person.pk if person else None
    shown = range(len(bylines)) if whole or len(bylines) <= UNFOLDED else _folded(bylines)
    parts, last = [], -1
    for index in shown:
        if index - last > 1:
            parts.append(_more(publication, index - last - 1))
        parts.append(_author(bylines[index], me))
        last = index
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _folded(bylines: list[Byline]) -> list[int]:
    end = len(bylines) - 1
    return [
        index for index, byline in enumerate(bylines) if index < FIRST or index == end or byline.person_id
    ]


def _more(publication, number: int) -> SafeString:
    text = ngettext("%(number)d more", "%(number)d more", number) % {"number": number}
    return format_html('<a class="more-authors" href="{}">… {} …</a>', publication.get_absolute_url(), text)


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
def author_legend(publications) -> SafeString:
    """What the marks mean, for those of them that occur."""
    notes = []
    if any(row.has_equal_contribution for row in publications):
        notes.append(format_html("<sup>*</sup> {}", _("equal contribution")))
    if any(row.has_corresponding_author for row in publications):
        notes.append(format_html("<sup>✉</sup> {}", _("corresponding author")))
    if not notes:
        return mark_safe("")
    return format_html('<p class="legend">{}</p>', format_html_join(" · ", "{}", ((note,) for note in notes)))
