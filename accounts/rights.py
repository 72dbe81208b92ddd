"""Compare, remove and restore the rights of accounts, so that nobody gives or takes rights they do not hold.

Rights are the superuser and staff status, groups, permissions, and what other apps register as
``OtherRights``. Rights on one's own objects are not among them; ``labsite/permissions.py`` decides those.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import RemovedRights, User

#: Permissions that have a name of their own in interface texts.
PERMISSION_TEXTS = {"moderation.publish_directly": lambda: _("publishing without review")}


@dataclass(frozen=True)
class OtherRights:
    """Rights that an app keeps in a table of its own, such as reading the applications to one opening.

    ``keys`` returns the primary keys of what the account has rights on, ``right_names`` the names of these
    rights for users.
    """

    name: str
    permission: str  # whoever holds it may restore these rights
    keys: Callable[[User], list[int]]
    remove: Callable[[User], None]
    restore: Callable[[User, Collection[int]], None]
    right_names: Callable[[Collection[int]], list[str]]


OTHER_RIGHTS: list[OtherRights] = []


# ---- comparing ----------------------------------------------------------------------------------


def permission_names(permissions: QuerySet[Permission]) -> set[str]:
    """Return the permissions as ``has_perm`` takes them: "app.codename"."""
    rows = permissions.order_by().values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def permissions_of(user: User) -> set[str]:
    """Return the permissions that are stored for the account and its groups, even if it is deactivated."""
    stored = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return permission_names(stored)


def holds(user: User, permissions: Iterable[str]) -> bool:
    """Return whether the user holds all of these permissions, and so may give them to others."""
    return user.is_active and (user.is_superuser or user.has_perms(list(permissions)))


def holds_rights_of(user: User, other: User) -> bool:
    """Return whether the user holds every right of the other account, and so may change or remove it."""
    if not user.is_active:
        return False
    if user.is_superuser or user.pk == other.pk:
        return True
    if other.is_superuser or (other.is_staff and not user.is_staff):
        return False
    return holds(user, permissions_of(other))


def holds_removed_rights_of(user: User, other: User) -> bool:
    """Return whether the user holds every right that a departure or deactivation took from the account.

    Somebody else may give them back, to whoever can sign in to the account by then.
    """
    removed = RemovedRights.objects.filter(user=other).first()
    return removed is None or not _refused(user, removed.rights)


def may_set(by: User, user: User, values: dict) -> bool:
    """Return whether ``by`` may give the account these values of its fields, as a form has cleaned them."""
    if by.is_superuser and by.is_active:
        return True
    stored = User.objects.filter(pk=user.pk).first()
    if stored and not holds_rights_of(by, stored):
        return False
    if values.get("is_superuser") or (values.get("is_staff") and not by.is_staff):
        return False
    permissions = permission_names(Permission.objects.filter(pk__in=values.get("user_permissions") or []))
    permissions |= permission_names(Permission.objects.filter(group__in=values.get("groups") or []))
    return holds(by, permissions)


def groups_held_by(user: User) -> QuerySet[Group]:
    """Return the groups all of whose permissions the user holds."""
    groups = Group.objects.prefetch_related("permissions__content_type")
    if user.is_active and user.is_superuser:
        return Group.objects.all()
    held = user.get_all_permissions()
    keys = [
        group.pk
        for group in groups
        if all(f"{row.content_type.app_label}.{row.codename}" in held for row in group.permissions.all())
    ]
    return Group.objects.filter(pk__in=keys)


def permissions_held_by(user: User) -> QuerySet[Permission]:
    """Return the permissions that the user holds."""
    if user.is_active and user.is_superuser:
        return Permission.objects.all()
    held = user.get_all_permissions()
    rows = Permission.objects.select_related("content_type").order_by()
    keys = [row.pk for row in rows if f"{row.content_type.app_label}.{row.codename}" in held]
    return Permission.objects.filter(pk__in=keys)


# ---- removing and restoring ---------------------------------------------------------------------


def current_rights(user: User, ordinary_groups: Collection[str]) -> dict[str, object]:
    """Return the rights of the account as stored in ``RemovedRights``, without the ordinary groups."""
    groups = user.groups.exclude(name__in=ordinary_groups).order_by("name")
    rights: dict[str, object] = {
        "superuser": user.is_superuser,
        "staff": user.is_staff,
        "groups": list(groups.values_list("name", flat=True)),
        "permissions": sorted(permission_names(user.user_permissions.all())),
    }
    rights |= {other.name: other.keys(user) for other in OTHER_RIGHTS}
    return {name: value for name, value in rights.items() if value}


def remove_rights(user: User, ordinary_groups: Collection[str]) -> list[str]:
    """Remove all rights of the account except the ordinary groups, and return their names.

    They are stored, together with any removed before, so that ``restore_rights`` can give them back.
    """
    with transaction.atomic():
        rights = current_rights(user, ordinary_groups)
        if rights:
            row, _is_new = RemovedRights.objects.select_for_update().get_or_create(user=user)
            row.rights = _union(row.rights, rights)
            row.save()
        user.is_superuser = user.is_staff = False
        user.save(update_fields=["is_superuser", "is_staff"])
        user.groups.remove(*user.groups.exclude(name__in=ordinary_groups))
        user.user_permissions.clear()
        for other in OTHER_RIGHTS:
            other.remove(user)
    return right_names(rights)


def restore_rights(user: User, by: User) -> list[str]:
    """Give back the removed rights that ``by`` holds, and return the names of the others."""
    with transaction.atomic():
        row = RemovedRights.objects.select_for_update().filter(user=user).first()
        if row is None:
            return []
        refused = _restore(user, by, row.rights)
        row.delete()
    return right_names(refused)


def _refused(by: User, rights: dict) -> dict:
    """Return those of the removed rights that ``by`` does not hold."""
    refused: dict[str, object] = {}
    for name, is_held in (("superuser", by.is_superuser), ("staff", by.is_staff or by.is_superuser)):
        refused[name] = bool(rights.get(name)) and not (is_held and by.is_active)
    held = groups_held_by(by).filter(name__in=rights.get("groups", []))
    refused["groups"] = sorted({*rights.get("groups", [])} - {group.name for group in held})
    refused["permissions"] = sorted(name for name in rights.get("permissions", []) if not holds(by, [name]))
    for other in OTHER_RIGHTS:
        refused[other.name] = [] if holds(by, [other.permission]) else rights.get(other.name, [])
    return {name: value for name, value in refused.items() if value}


def _restore(user: User, by: User, rights: dict) -> dict:
    """Give the account those of the removed rights that ``by`` holds, and return the others."""
    refused = _refused(by, rights)

    def returned(name: str) -> set:
        return {*rights.get(name, [])} - {*refused.get(name, [])}

    for name in ("superuser", "staff"):
        if rights.get(name) and name not in refused:
            setattr(user, f"is_{name}", True)
    user.save(update_fields=["is_superuser", "is_staff"])
    user.groups.add(*Group.objects.filter(name__in=returned("groups")))
    for name in returned("permissions"):
        app, codename = name.split(".", 1)
        user.user_permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    for other in OTHER_RIGHTS:
        if keys := sorted(returned(other.name)):
            other.restore(user, keys)
    return refused


def forget_removed_rights(user: User) -> None:
    """Delete the stored rights of the account, which then no longer can be restored."""
    RemovedRights.objects.filter(user=user).delete()


def _union(earlier: dict, later: dict) -> dict:
    union = dict(earlier)
    for name, value in later.items():
        union[name] = sorted({*union.get(name, []), *value}) if isinstance(value, list) else value
    return union


# ---- texts --------------------------------------------------------------------------------------


def right_names(rights: dict) -> list[str]:
    """Return the names of rights for users; ``rights`` is as ``current_rights`` returns them."""
    texts = [
        _("superuser status") if rights.get("superuser") else "",
        _("access to the Django admin") if rights.get("staff") else "",
        *(_("the group “%(name)s”") % {"name": name} for name in rights.get("groups", [])),
        *(_permission_text(name) for name in rights.get("permissions", [])),
    ]
    for other in OTHER_RIGHTS:
        texts += other.right_names(rights[other.name]) if rights.get(other.name) else []
    return [text for text in texts if text]


def _permission_text(name: str) -> str:
    if text := PERMISSION_TEXTS.get(name):
        return text()
    return _("the permission “%(name)s”") % {"name": name}
