"""Accounts in the Django admin, with the person of each."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin import AccountAdmin
from accounts.models import User


class PersonAccountAdmin(AccountAdmin):
    """The admin of accounts, with the person of each account."""

    list_display = ["email", "member", *AccountAdmin.list_display[1:]]
    list_select_related = ["person"]
    search_fields = [*AccountAdmin.search_fields, "person__name", "person__native_name"]
    readonly_fields = ["member", *AccountAdmin.readonly_fields]
    fieldsets = [
        (None, {"fields": ["email", "password", ("first_name", "last_name"), "member"]}),
        *AccountAdmin.fieldsets[1:],
    ]

    @admin.display(description=_("person"), ordering="person__name")
    def member(self, user):
        person = getattr(user, "person", None)
        if person is None:
            return "-"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:people_person_change", args=[person.pk]), person
        )


admin.site.unregister(User)
admin.site.register(User, PersonAccountAdmin)
