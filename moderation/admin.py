"""Base class for Django admin pages whose saves, deletions and bulk actions are recorded as revisions."""

import reversion
from django.contrib.admin import helpers
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from core.model_admin import TolerantAdmin
from core.primary_keys import as_key, as_keys
from moderation import revisions
from moderation.forms.spec import editor_for_model


class RecordedAdmin(TolerantAdmin):
    """The admin of a model that has an editor."""

    change_form_template = "admin/recorded_change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            extra_context = {**(extra_context or {}), "history_url": self._history_url(request, object_id)}
            return super().changeform_view(request, object_id, form_url, extra_context)
        self._ensure_recorded(self.model._base_manager.filter(pk=as_key(object_id)))
        with revisions.record(request.user, _("In the Django admin")):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        """Run the changelist or a bulk action, and record the selected rows, which an action may not save."""
        selected = as_keys(request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))
        if request.method != "POST" or not selected:
            return super().changelist_view(request, extra_context)
        rows = self.model._base_manager.filter(pk__in=selected)
        self._ensure_recorded(rows)
        with revisions.record(request.user, _("In the Django admin")):
            response = super().changelist_view(request, extra_context)
            for row in rows.all():
                reversion.add_to_revision(row)
        return response

    def delete_view(self, request, object_id, extra_context=None):
        if request.method == "POST":
            self._ensure_recorded(self.model._base_manager.filter(pk=as_key(object_id)))
        return super().delete_view(request, object_id, extra_context)

    @staticmethod
    def _ensure_recorded(rows):
        for row in rows:
            revisions.ensure_recorded(row)

    def _history_url(self, request, object_id) -> str:
        """Return the URL of the version history; "" for a new object or without permission to review."""
        editor = editor_for_model(self.model)
        if not (editor and object_id and request.user.has_perm("moderation.review_proposal")):
            return ""
        try:
            return reverse("history", args=[editor.key, object_id])
        except NoReverseMatch:
            return ""
