"""Base class for Django admin pages whose saves, deletions and bulk actions are recorded as revisions."""

from django.contrib.admin import helpers
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from core.batches import batches
from core.model_admin import TolerantAdmin
from core.primary_keys import as_key, as_keys
from moderation import revisions
from moderation.forms.spec import editor_for_model
from moderation.referrers import log_deletions


class RecordedAdmin(TolerantAdmin):
    """The admin of a model that has an editor."""

    change_form_template = "admin/recorded_change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            extra_context = {**(extra_context or {}), "history_url": self._history_url(request, object_id)}
            return super().changeform_view(request, object_id, form_url, extra_context)
        self._ensure_recorded([as_key(object_id)])
        with revisions.record(request.user, _("In the Django admin"), only_added=True):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and record the object with them."""
        super().save_related(request, form, formsets, change)
        revisions.add(form.instance)

    def changelist_view(self, request, extra_context=None):
        """Run the changelist or a bulk action, and record those of the selected rows that it has changed."""
        selected = as_keys(request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))
        if request.method != "POST" or not selected:
            return super().changelist_view(request, extra_context)
        self._ensure_recorded(selected)
        with transaction.atomic():
            response = super().changelist_view(request, extra_context)
        # After the action, so that the database is not locked while the versions of many rows are computed.
        self._ensure_recorded(selected, request.user, _("In the Django admin"))
        return response

    def delete_view(self, request, object_id, extra_context=None):
        if request.method == "POST":
            self._ensure_recorded([as_key(object_id)])
        return super().delete_view(request, object_id, extra_context)

    def log_deletions(self, request, queryset):
        log_deletions(queryset, by=request.user)

    def _ensure_recorded(self, keys, by=None, comment=""):
        for batch in batches(key for key in keys if key is not None):
            revisions.ensure_all_recorded(self.model, list(batch), by, comment)

    def _history_url(self, request, object_id) -> str:
        """Return the URL of the version history; "" for a new object or without permission to review."""
        editor = editor_for_model(self.model)
        if not (editor and object_id and request.user.has_perm("moderation.review_proposal")):
            return ""
        try:
            return reverse("history", args=[editor.key, object_id])
        except NoReverseMatch:
            return ""
