"""What is done to accounts, groups and second factors in the Django admin, in the audit log."""

from django.contrib.auth.models import Group

from core import audit
from core.audit import Event

RIGHTS = {"is_active", "is_staff", "is_superuser", "groups", "user_permissions", "permissions"}


def _rights_of(form) -> dict:
    """Return the rights that the form has changed, as they are now."""
    changed = RIGHTS.intersection(form.changed_data)
    values = {name: form.cleaned_data[name] for name in sorted(changed)}
    return {
        name: value if isinstance(value, bool) else sorted(str(row) for row in value)
        for name, value in values.items()
    }


class AuditedEdits:
    """Mixin for the admin of accounts or groups: records who added, edited and deleted which."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if self.model is Group or (change and RIGHTS.intersection(form.changed_data)):
            event = Event.PERMISSIONS_CHANGED
        else:
            event = Event.ACCOUNT_EDITED if change else Event.ACCOUNT_ADDED
        details = {"fields": form.changed_data, **_rights_of(form)}
        if form.has_changed():
            audit.record(event, request=request, target=form.instance, details=details)

    def delete_model(self, request, obj):
        audit.record(self.event_of_deletion(), request=request, target=obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            audit.record(self.event_of_deletion(), request=request, target=row)
        super().delete_queryset(request, queryset)

    def event_of_deletion(self) -> Event:
        return Event.PERMISSIONS_CHANGED if self.model is Group else Event.ACCOUNT_DELETED


class AuditedSecondFactors:
    """Mixin for the admin of second factors: records who removed one of which account."""

    def delete_model(self, request, obj):
        self._record(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for row in queryset.select_related("user"):
            self._record(request, row)
        super().delete_queryset(request, queryset)

    @staticmethod
    def _record(request, factor):
        details = {"type": factor.type}
        audit.record(Event.SECOND_FACTOR_REMOVED, request=request, target=factor.user, details=details)
