"""The tag for the bar of a public page, with what the signed-in user can do there."""

from django import template
from django.template import Context

from labsite.page_actions import addition_url
from labsite.page_actions import page_actions as actions_of_page

register = template.Library()


@register.inclusion_tag("_page_actions.html", takes_context=True)
def page_actions(context: Context) -> dict:
    """Render what the user can do from the page in view, or nothing."""
    return {"actions": actions_of_page(context["request"], context)}


@register.inclusion_tag("_add_first.html", takes_context=True)
def add_first(context: Context, model: str) -> dict:
    """Render the link to add the first object to an empty list, for those who may add one."""
    user = context["request"].user
    return {"model": model, "url": addition_url(user, model) if user.is_authenticated else ""}
