"""Pages in the Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from moderation.admin import RecordedAdmin
from pages.models import Page


@admin.register(Page)
class PageAdmin(RecordedAdmin):
    list_display = ["__str__", "slug", "parent", "is_members_only", "is_public", "updated"]
    list_filter = ["is_members_only", "is_public"]
    list_select_related = ["parent"]
    search_fields = ["title", "title_zh", "body", "body_zh"]
    search_help_text = _("Searches title and text in both languages.")
    autocomplete_fields = ["parent"]
    readonly_fields = ["created", "updated"]
    fieldsets = [
        (None, {"fields": [("title", "title_zh"), ("body", "body_zh")]}),
        (_("Place"), {"fields": ["slug", "parent", "position"]}),
        (_("Visibility"), {"fields": [("is_public", "is_members_only")]}),
        (_("Record"), {"fields": [("created", "updated")]}),
    ]

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None
