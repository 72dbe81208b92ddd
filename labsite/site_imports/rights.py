"""Which targets an account may import items into."""

from django.db.models import Model

from labsite.editors import PROFILE
from labsite.permissions import editable_by
from labsite.site_imports.targets import OF_LAB, TARGETS
from people.models import Team


def may_add(by, target: str) -> bool:
    """Return whether an account may import items into this target, with or without review."""
    if by is None or target == "teaser" or TARGETS[target].editor is PROFILE:
        return True
    if target == "people":
        return by.has_perm("people.manage_members")
    if target == "call":
        return by.has_perm("people.change_team") or editable_by(by, Team).exists()
    if target in OF_LAB:
        return by.has_perm("people.change_lab")
    model = TARGETS[target].editor.model
    return by.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}", model)


def may_change(by, instance: Model) -> bool:
    """Return whether an account, or a command without one, may change an object that is there already."""
    return by is None or editable_by(by, type(instance)).filter(pk=instance.pk).exists()
