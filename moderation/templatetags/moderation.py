"""What the first page of the Django admin says about the queue."""

from django import template

from moderation.models import Proposal

register = template.Library()


@register.simple_tag
def pending_proposals() -> int:
    """Returns how many proposals wait for review."""
    return Proposal.objects.pending().count()
