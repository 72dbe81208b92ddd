"""Texts of the Django admin for our catalogue, which comes before those of Django.

Django has no Chinese for the first ones, and Chinese that reads badly ("选择 成员 来修改") for the others.
"""

from django.utils.translation import gettext_noop as _

NOT_TRANSLATED = (
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Error:"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
)
TRANSLATED_BADLY = (
    _(" By %(filter_title)s "),
    _("Select %s to change"),
    _("Select %s to view"),
    _("Add %s"),
    _("Add %(name)s"),
    _("Change %s"),
    _("View %s"),
    _("Recent actions"),
    _("My actions"),
    _("Log out"),
    _("Filter"),
)
