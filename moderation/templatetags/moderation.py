"""The review queue on the start page of the Django admin, and the text of a difference."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from moderation.models import Proposal

register = template.Library()


@register.simple_tag
def pending_proposals() -> int:
    """Return the number of proposals that wait for review."""
    return Proposal.objects.pending().count()


@register.simple_tag
def difference_text(pieces, mark: str) -> SafeString:
    """Render the pieces of a text without white space in between.

    ``mark`` is the element of the changed pieces, "del" or "ins"; "" marks none. The page shows the line
    breaks of the text, so it would show those of a template too.
    """
    rendered = (
        format_html("<{0}>{1}</{0}>", mark, piece.text) if mark and piece.is_changed else escape(piece.text)
        for piece in pieces
    )
    return format_html('<span class="preserve-lines">{}</span>', SafeString("".join(rendered)))
