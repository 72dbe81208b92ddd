"""News in the Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.model_admin import YearFilter
from moderation.admin import RecordedAdmin
from news.models import NewsItem


@admin.register(NewsItem)
class NewsItemAdmin(RecordedAdmin):
    list_display = ["date", "__str__", "kind", "is_pinned", "is_public", "updated"]
    list_display_links = ["__str__"]
    list_filter = [YearFilter, "kind", "is_pinned", "is_public"]
    ordering = ["-date", "-pk"]
    search_fields = ["title", "title_zh", "body", "body_zh"]
    search_help_text = _("Searches title and text in both languages.")
    autocomplete_fields = ["people", "publications", "projects"]
    readonly_fields = ["created", "updated"]
    fieldsets = [
        (None, {"fields": [("date", "kind"), ("title", "title_zh"), ("body", "body_zh")]}),
        (_("Picture"), {"fields": ["picture", ("picture_alt", "picture_alt_zh")]}),
        (_("Links"), {"fields": ["people", "publications", "projects"]}),
        (_("Visibility"), {"fields": [("is_public", "is_pinned"), "slug"]}),
        (_("Record"), {"fields": [("created", "updated")]}),
    ]

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None
