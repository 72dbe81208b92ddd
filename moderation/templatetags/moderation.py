"""The review queue on the start page of the Django admin."""

from django import template

from moderation.models import Proposal

register = template.Library()


@register.simple_tag
def pending_proposals() -> int:
    """Return the number of proposals that wait for review."""
    return Proposal.objects.pending().count()
