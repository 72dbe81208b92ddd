"""Pages, the menu and uploads in the Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.model_admin import RowInline, TolerantAdmin
from moderation.admin import RecordedAdmin
from pages.models import Menu, MenuItem, Page, Upload


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

    def delete_model(self, request, obj):
        self.delete_queryset(request, Page.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        queryset.delete_and_keep_subpages_hidden()


class MenuItemInline(RowInline, admin.TabularInline):
    model = MenuItem
    fields = ["position", "section", "page", "url", "label", "label_zh", "is_below"]
    autocomplete_fields = ["page"]


@admin.register(Menu)
class MenuAdmin(RecordedAdmin):
    """The admin of the only menu."""

    inlines = [MenuItemInline]
    fields = []

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Menu.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Upload)
class UploadAdmin(TolerantAdmin):
    """Uploads, whose descriptions can be corrected; the library at the dashboard adds and deletes them."""

    list_display = ["__str__", "picture", "file", "uploader", "created"]
    list_select_related = ["uploader"]
    search_fields = ["alt", "alt_zh", "uploader__email"]
    search_help_text = _("Searches descriptions and the email address of the uploader.")
    fields = [("alt", "alt_zh"), "picture", "file", "uploader", "created"]
    readonly_fields = ["picture", "file", "uploader", "created"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
