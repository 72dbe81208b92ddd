"""Projects and grants in the Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.model_admin import RowInline
from moderation.admin import RecordedAdmin
from projects.models import (
    Grant,
    GrantInvestigator,
    Project,
    ProjectLink,
    ProjectMember,
    ProjectOutput,
)


class MemberInline(RowInline, admin.TabularInline):
    model = ProjectMember
    fields = ["position", "person", "role", "role_zh"]
    autocomplete_fields = ["person"]


class LinkInline(RowInline, admin.TabularInline):
    model = ProjectLink
    fields = ["position", "kind", "url", "label"]


class OutputInline(RowInline, admin.TabularInline):
    model = ProjectOutput
    fields = ["position", "kind", "name", "version", "licence", "repository", "doi"]


@admin.register(Project)
class ProjectAdmin(RecordedAdmin):
    list_display = ["title", "title_zh", "start", "end", "team", "position", "is_public", "updated"]
    list_select_related = ["team"]
    list_filter = ["is_public", "team"]
    ordering = ["position", "-start", "-pk"]
    search_fields = ["title", "title_zh", "slug"]
    autocomplete_fields = ["team", "topics", "publications"]
    readonly_fields = ["created", "updated"]
    fieldsets = [
        (None, {"fields": [("title", "title_zh"), ("summary", "summary_zh"), ("body", "body_zh")]}),
        (_("Picture"), {"fields": ["picture", ("picture_alt", "picture_alt_zh")]}),
        (_("Period"), {"fields": [("start", "end")]}),
        (_("Related"), {"fields": ["team", "topics", "publications"]}),
        (_("Visibility"), {"fields": [("is_public", "position"), "slug"]}),
        (_("Record"), {"fields": [("created", "updated")]}),
    ]
    inlines = [MemberInline, LinkInline, OutputInline]

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None


class InvestigatorInline(RowInline, admin.TabularInline):
    model = GrantInvestigator
    fields = ["position", "person", "role", "role_zh"]
    autocomplete_fields = ["person"]


@admin.register(Grant)
class GrantAdmin(RecordedAdmin):
    list_display = ["number", "funder", "title", "start", "end", "is_public", "updated"]
    list_filter = ["is_public"]
    ordering = ["-start", "funder", "number", "pk"]
    search_fields = ["number", "funder", "funder_zh", "title", "title_zh"]
    autocomplete_fields = ["projects", "publications"]
    readonly_fields = ["created", "updated"]
    fieldsets = [
        (
            None,
            {"fields": [("funder", "funder_zh"), ("ror", "number"), ("title", "title_zh"), ("start", "end")]},
        ),
        (_("Amount"), {"fields": [("amount", "currency"), "shows_amount"]}),
        (_("Related"), {"fields": ["projects", "publications"]}),
        (_("Visibility"), {"fields": ["is_public", "slug"]}),
        (_("Record"), {"fields": [("created", "updated")]}),
    ]
    inlines = [InvestigatorInline]

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None
