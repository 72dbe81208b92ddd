"""The Django admin: its titles, the review queue, the email queue and the audit log.

The pages of other models are in the ``admin.py`` of their app. The review queue is here because it shares
its page with the PI's dashboard.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.audit.events import Event
from core.audit.models import AuditEvent
from core.http import posted_text
from core.model_admin import ChoiceFilter, ReadOnlyAdmin, TolerantAdmin
from core.outbox import queue
from core.outbox.models import Email
from labsite.views import review
from moderation.forms.spec import EDITORS
from moderation.models import Proposal
from people.models import Lab

admin.site.site_header = admin.site.site_title = lazy(lambda: Lab.load().usual_name or "Labsite", str)()
admin.site.index_title = _("Site administration")


class KindFilter(ChoiceFilter):
    """Filter submissions by the kind of object."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(key, editor.label) for key, editor in EDITORS.items()]

    def filter_rows(self, queryset, value):
        return queryset.filter(editor_key=value)


class DeliveryFilter(ChoiceFilter):
    """Filter emails by delivery: failed, or not sent yet."""

    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request, model_admin):
        return [("failed", _("failed")), ("waiting", _("waiting"))]

    def filter_rows(self, queryset, value):
        return queryset.failed() if value == "failed" else queryset.pending()


class EventFilter(ChoiceFilter):
    """Filter the audit log by the kind of act."""

    title = pgettext_lazy("audit log", "event")
    parameter_name = "event"

    def lookups(self, request, model_admin):
        return Event.choices

    def filter_rows(self, queryset, value):
        return queryset.filter(event=value)


class DecisionForm(ActionForm):
    reason = forms.CharField(label=_("Reason for returning"), max_length=2000, required=False)


@admin.register(Proposal)
class ProposalAdmin(TolerantAdmin):
    """The review queue, with the same page and the same actions as the PI's dashboard."""

    is_part_of_others = True  # deleted with the account of its author
    action_form = DecisionForm
    actions = ["approve_selected", "return_selected"]
    list_display = ["title", "kind", "author", "state", "submitted", "updated", "reviewer"]
    list_filter = ["state", KindFilter]
    list_select_related = ["author", "reviewer"]
    ordering = ["submitted", "pk"]
    search_fields = ["title", "author__email", "author__person__name"]

    @admin.display(description=_("kind"))
    def kind(self, proposal):
        return proposal.kind

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("moderation.review_proposal")

    has_view_permission = has_module_permission = has_change_permission

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what the submission would change, or apply the decision on it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404
        if request.method == "POST":
            if review.lacks_reason(request):
                return redirect(f"{request.path}?{review.LACKS_REASON}=on#reason")
            action, reason = request.POST.get("do", ""), posted_text(request, "reason")
            review.decide_all(request, [proposal], action, reason)
            return redirect("admin:moderation_proposal_changelist")
        context = {
            **self.admin_site.each_context(request),
            **review.review_context(request, proposal),
            "title": str(proposal),
            "opts": self.opts,
            "decide_url": reverse("admin:moderation_proposal_change", args=[proposal.pk]),
        }
        return TemplateResponse(request, "admin/moderation/proposal.html", context)

    @admin.action(description=_("Approve and publish"))
    def approve_selected(self, request, queryset):
        review.decide_all(request, queryset.pending(), "approve")

    @admin.action(description=_("Return to the authors with the reason"))
    def return_selected(self, request, queryset):
        review.decide_all(request, queryset.pending(), "return", posted_text(request, "reason"))


@admin.register(Email)
class EmailAdmin(TolerantAdmin):
    """The email queue, to see which emails fail. It shows neither their text nor full addresses."""

    actions = ["try_again"]
    list_display = [
        "pk",
        "domain",
        "about",
        "created",
        "sent",
        "attempts",
        "due",
        "expires",
        "given_up",
        "error",
    ]
    list_filter = [DeliveryFilter, "created"]
    search_fields = ["about", "error"]
    fields = readonly_fields = [*list_display[1:]]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=pgettext_lazy("email", "to"))
    def domain(self, email):
        return "…@" + email.to.rpartition("@")[2]

    @admin.action(description=_("Try again now"), permissions=["view"])
    def try_again(self, request, queryset):
        number = queue.retry(queryset, timezone.now())
        text = _("Emails being sent again: %(number)d. Those that fail again stay in this list.")
        self.message_user(request, text % {"number": number})


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin, TolerantAdmin):
    """The audit log, which nobody can change here."""

    list_display = ["at", "event_label", "by", "target", "address"]
    list_filter = [EventFilter, "at"]
    date_hierarchy = "at"
    search_fields = ["by", "target", "address", "user_agent"]
    show_full_result_count = False
    fields = readonly_fields = ["at", "event_label", "by", "target", "address", "user_agent", "details"]

    @admin.display(description=pgettext_lazy("audit log", "event"), ordering="event")
    def event_label(self, entry):
        return entry.label
