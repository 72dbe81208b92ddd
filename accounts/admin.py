"""Accounts in the Django admin: signing in to it, and what an admin can do for those locked out."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401  (registers what is taken off below)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

from core.model_admin import TolerantAdmin

# Through the sign-in of the site, so that its limits and the second factor hold for the admin too.
admin.site.login = secure_admin_login(admin.site.login)

# allauth shows all its tables, with the secrets of second factors, and lets them be written.
for model in (Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


@admin.register(Authenticator)
class SecondFactorAdmin(TolerantAdmin):
    """Second factors, to be removed for people who have lost them. Their secrets are shown to nobody."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
