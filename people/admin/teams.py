"""Teams in the Django admin."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.admin import RecordedAdmin
from people.admin.inlines import MembershipInline
from people.models import Team


class PeopleOfTeamInline(MembershipInline):
    fields = ["person", "start", "end", "is_lead"]
    autocomplete_fields = ["person"]


@admin.register(Team)
class TeamAdmin(RecordedAdmin):
    list_display = ["name", "name_zh", "leads", "head_count", "position", "is_public", "updated"]
    list_filter = ["is_public"]
    ordering = ["position", "name", "pk"]
    search_fields = ["name", "name_zh", "slug"]
    readonly_fields = ["updated"]
    fieldsets = [
        (None, {"fields": [("name", "name_zh"), "slug", ("position", "is_public")]}),
        (_("Content"), {"fields": [("description", "description_zh"), ("call", "call_zh")]}),
        (_("Record"), {"fields": ["updated"]}),
    ]
    inlines = [PeopleOfTeamInline]

    def get_queryset(self, request):
        today = timezone.localdate()
        return super().get_queryset(request).with_head_counts(today).with_leads(today)

    @admin.display(description=_("led by"))
    def leads(self, team):
        return ", ".join(lead.name for lead in team.current_leads)

    @admin.display(description=_("members"), ordering="head_count")
    def head_count(self, team):
        return team.head_count

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None
