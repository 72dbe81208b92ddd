"""Openings and applications in the Django admin."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core.model_admin import ChoiceFilter, ReadOnlyAdmin, RowInline, TolerantAdmin
from core.primary_keys import as_key
from moderation.admin import RecordedAdmin
from recruiting.applications import retention
from recruiting.models import (
    Application,
    CVView,
    Notice,
    NoticeReviewer,
    NoticeStatus,
    Position,
    Question,
    StateChange,
)
from recruiting.models.application import REVIEW_PERMISSION


class PositionInline(RowInline, admin.TabularInline):
    model = Position
    fields = ["kind", "openings"]


class QuestionInline(RowInline, admin.StackedInline):
    model = Question
    fields = ["position", "kind", "required", "text", "text_zh", "choices", "choices_zh"]


class StatusFilter(ChoiceFilter):
    """Filter by the status, which is computed from the dates."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return NoticeStatus.choices

    def filter_rows(self, queryset, value):
        return queryset.in_status(NoticeStatus(value))


@admin.register(Notice)
class NoticeAdmin(RecordedAdmin):
    """Openings, with an action to close them."""

    actions = ["close_today"]
    list_display = [
        "title",
        "status",
        "team",
        "position_kinds",
        "opens",
        "closes",
        "closed_on",
        "contact",
        "updated",
    ]
    list_filter = [
        StatusFilter,
        "is_published",
        ("team", admin.RelatedOnlyFieldListFilter),
        "positions__kind",
    ]
    date_hierarchy = "opens"
    search_fields = ["title", "title_zh"]
    search_help_text = _("Searches the title and the text in both languages.")
    autocomplete_fields = ["team", "project", "contact"]
    readonly_fields = ["status", "created", "updated"]
    fieldsets = [
        (None, {"fields": [("title", "title_zh"), ("body", "body_zh"), ("to_send", "to_send_zh")]}),
        (_("Related"), {"fields": [("team", "project")]}),
        (_("Time"), {"fields": [("opens", "closes", "closes_at", "closed_on"), ("starting", "starting_zh")]}),
        (pgettext_lazy("notice", "Place"), {"fields": [("is_remote", "remote_from")]}),
        (_("Contact"), {"fields": ["contact", "contact_email", "url"]}),
        (_("Publishing"), {"fields": [("is_published", "status"), "slug"]}),
        (_("Record"), {"fields": [("created", "updated")]}),
    ]
    inlines = [PositionInline, QuestionInline]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("status"))
    def status(self, notice):
        return notice.status().label

    @admin.display(description=_("positions"))
    def position_kinds(self, notice):
        return ", ".join(str(position) for position in notice.positions.all())

    @admin.action(description=_("Close from today"), permissions=["change"])
    def close_today(self, request, queryset):
        today = timezone.localdate()
        notices = [notice for notice in queryset if notice.status() == NoticeStatus.OPEN]
        for notice in notices:
            notice.close(on=today)
            self.log_change(request, notice, [{"changed": {"fields": [str(_("closed early on"))]}}])
        text = ngettext("%(number)d opening closed.", "%(number)d openings closed.", len(notices))
        self.message_user(
            request, text % {"number": len(notices)}, messages.SUCCESS if notices else messages.WARNING
        )

    def delete_view(self, request, object_id, extra_context=None):
        """Say what to do about applications, which keep an opening from being deleted."""
        if request.method == "GET" and Application.objects.filter(notice=as_key(object_id)).exists():
            text = _(
                "This opening has applications, so it can’t be deleted. Close it instead, or first delete "
                "its applications in the list of applications."
            )
            self.message_user(request, text, messages.WARNING)
        return super().delete_view(request, object_id, extra_context)

    def view_on_site(self, obj):
        is_visible = obj.status() in (NoticeStatus.OPEN, NoticeStatus.CLOSED)
        return obj.get_absolute_url() if is_visible else None


# ---- applications, read-only and for those who may review them ----------------------------------


class ReviewOnlyAdmin(ReadOnlyAdmin, TolerantAdmin):
    """Read-only rows, visible with the permission to review all applications."""

    def has_module_permission(self, request):
        return request.user.has_perm(REVIEW_PERMISSION)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(REVIEW_PERMISSION)


class StateChangeInline(ReadOnlyAdmin, admin.TabularInline):
    model = StateChange
    fields = readonly_fields = ["state", "by", "at"]
    extra = 0

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(REVIEW_PERMISSION)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


@admin.register(Application)
class ApplicationAdmin(ReviewOnlyAdmin):
    """Applications without their CV, which is opened on the dashboard, where each view is logged."""

    list_display = ["pk", "name", "notice", "institution", "state", "submitted", "confirmed"]
    list_filter = ["state", ("notice", admin.RelatedOnlyFieldListFilter), "submitted"]
    list_select_related = ["notice"]
    search_fields = ["name", "email", "institution"]
    fields = readonly_fields = [
        "name",
        "email",
        "notice",
        "institution",
        "degree",
        "starting",
        "links",
        "statement",
        "answers",
        "consent",
        "language",
        "submitted",
        "confirmed",
        "state",
        "state_since",
        "person",
    ]
    inlines = [StateChangeInline]
    actions = ["delete_with_data"]

    @admin.action(description=_("Delete the selected applications with their CVs, emails and notes"))
    def delete_with_data(self, request, queryset):
        applications = list(queryset)
        for application in applications:
            retention.delete_application(application)
        text = ngettext(
            "%(number)d application deleted. If its address was confirmed, it remains in the counts.",
            "%(number)d applications deleted. Those with a confirmed address remain in the counts.",
            len(applications),
        )
        self.message_user(request, text % {"number": len(applications)})


@admin.register(CVView)
class CVViewAdmin(ReviewOnlyAdmin):
    list_display = ["at", "by", "application", "notice", "is_export"]
    list_filter = ["is_export", "at"]
    list_select_related = ["by", "application", "notice"]
    search_fields = ["by__email"]
    fields = readonly_fields = ["at", "by", "application", "notice", "is_export"]


@admin.register(NoticeReviewer)
class NoticeReviewerAdmin(ReviewOnlyAdmin):
    list_display = ["user", "notice", "since"]
    list_select_related = ["user", "notice"]
    search_fields = ["user__email", "notice__title"]
    fields = readonly_fields = ["user", "notice", "since"]
