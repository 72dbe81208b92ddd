"""Template filters of accounts."""

from django import template

from accounts import other_services

register = template.Library()


@register.filter
def service_name(app) -> str | None:
    """Return the name of a service in the language of the page; None for a service that is not configured."""
    return app and other_services.local_name(app)
