"""Ask for pages without rendering them, which takes most of their time."""

from contextlib import contextmanager
from unittest.mock import patch

from django.template.backends.django import Template


@contextmanager
def without_rendering():
    """Let views choose a template and its context, and render nothing; yield a list of (name, context).

    For tests of what a view decides: who is refused, which rows are fetched, what a form contains. Others
    render each page: ``test_reading_pages`` in two roles, ``test_admin`` the pages of the admin.
    """
    chosen = []

    def render(template, context=None, request=None):
        chosen.append((template.template.name, context))
        return ""

    with patch.object(Template, "render", render):
        yield chosen
