"""The head of the Django admin. The pages of each model are in ``admin.py`` of its app."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

import labsite.accounts.admin  # noqa: F401  (accounts have no app of their own that Django would look into)

admin.site.site_header = "Labsite"
admin.site.site_title = "Labsite"
admin.site.index_title = _("Everything in the database")
