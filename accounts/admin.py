"""Accounts in the Django admin: signing in to the admin, and help for users who are locked out."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401  (registers the models unregistered below)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from accounts import rights
from accounts.admin_audit import AuditedEdits, AuditedSecondFactors
from accounts.models import User
from core import audit
from core.audit import Event
from core.model_admin import ChoiceFilter, TolerantAdmin

# ---- signing in: the site's own pages, so that their limits and second factor apply here as well --------


@never_cache
@login_not_required
@secure_admin_login
def open_requested_page(request, extra_context=None):
    """Redirect an administrator to the page asked for; others are sent to the site's sign-in page.

    Django's own page would let somebody who is signed in try passwords of other accounts.
    """
    return HttpResponseRedirect(get_next_redirect_url(request) or reverse("admin:index"))


def change_password(request, extra_context=None):
    """Redirect to the site's page, which limits guesses of the current password and sends a notification."""
    return redirect("account_change_password")


admin.site.login = open_requested_page
admin.site.password_change = change_password

# ---- accounts and what belongs to them --------------------------------------------------------

# allauth's admin shows all its tables, including the secrets of second factors, and allows editing them.
for model in (Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


def lacks_rights(request, user: User | None) -> bool:
    """Return whether the account has, or may get back, rights that the signed-in user does not have."""
    if user is None:
        return False
    by = request.user
    return not (rights.holds_rights_of(by, user) and rights.holds_removed_rights_of(by, user))


@admin.register(Authenticator)
class AuthenticatorAdmin(AuditedSecondFactors, TolerantAdmin):
    """Second factors, which can be deleted for users who have lost them. Their secrets are never shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not lacks_rights(request, obj and obj.user)


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


class AccountChangeForm(UserChangeForm):
    """The form of an account. Whatever was submitted, nobody gives rights that they do not hold."""

    by: User  # the signed-in user, set by ``get_form`` of the admin

    class Meta:
        model = User
        fields = "__all__"

    def clean(self):
        cleaned = super().clean()
        if not rights.may_set(self.by, self.instance, cleaned):
            raise ValidationError(_("You can only give and take away rights that you have."))
        return cleaned


#: The names of the site's own groups in the language of the page.
GROUP_LABELS = {
    "Member": pgettext_lazy("group", "Member"),
    "PI": pgettext_lazy("group", "PI"),
    "Admin": pgettext_lazy("group", "Admin"),
}


def group_label(group: Group) -> str:
    """Return the name of a group; in the language of the page, if it is one of the site's own groups."""
    return str(GROUP_LABELS.get(group.name, group.name))


class GroupFilter(ChoiceFilter):
    """Filter accounts by group."""

    title = _("group")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        return [(str(group.pk), group_label(group)) for group in Group.objects.order_by("name")]

    def filter_rows(self, queryset, value):
        return queryset.filter(groups=value)


@admin.register(User)
class AccountAdmin(AuditedEdits, TolerantAdmin, UserAdmin):
    """Accounts, whose login is the email address. ``people.admin`` extends it with the person."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    list_display = ["email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", GroupFilter]
    ordering = ["email"]
    search_fields = ["email", "first_name", "last_name"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", ("first_name", "last_name")]}),
        (
            _("Permissions"),
            {"fields": [("is_active", "is_staff", "is_superuser"), "groups", "user_permissions"]},
        ),
        (_("Record"), {"fields": [("last_login", "date_joined")]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]})
    ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not lacks_rights(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not lacks_rights(request, obj)

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            audit.record(Event.PASSWORD_CHANGED, request=request, target=self.get_object(request, id))
        return response

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Offer only the groups and permissions that the signed-in user holds."""
        if db_field.name == "groups":
            kwargs["queryset"] = rights.groups_held_by(request.user)
        elif db_field.name == "user_permissions":
            kwargs["queryset"] = rights.permissions_held_by(request.user).select_related("content_type")
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = group_label
        return field


admin.site.unregister(Group)


@admin.register(Group)
class TolerantGroupAdmin(AuditedEdits, TolerantAdmin, GroupAdmin):
    """Groups, whose permissions can be given and taken away by users who hold all of them."""

    list_display = ["label"]

    @admin.display(description=_("name"), ordering="name")
    def label(self, group):
        return group_label(group)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._holds(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._holds(request, obj)

    @staticmethod
    def _holds(request, group: Group | None) -> bool:
        if group is None:
            return True
        return rights.holds(request.user, rights.permission_names(group.permissions.all()))

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            kwargs["queryset"] = rights.permissions_held_by(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
