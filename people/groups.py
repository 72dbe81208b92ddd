"""Which group of permissions an account belongs to, by the person's role in the lab.

``labsite/groups.py`` declares what each group may do.
"""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import holds, permission_names
from core.exceptions import InvalidState
from people.models import Role

MEMBER, PI, ADMIN = "Member", "PI", "Admin"
#: The groups that give no right above the person's own page.
ORDINARY = (MEMBER,)


def group_of(role: int) -> Group:
    """Return the group for an account of somebody with this role."""
    return Group.objects.get(name=PI if role == Role.PI else MEMBER)


def may_give_role(by: User, role: int) -> bool:
    """Return whether ``by`` holds every permission that an account gets with this role."""
    return role != Role.PI or holds(by, permission_names(group_of(role).permissions.all()))


def ensure_may_give_role(by: User, role: int) -> None:
    """Raise InvalidState if the role would give rights that ``by`` does not hold."""
    if not may_give_role(by, role):
        raise InvalidState(
            _("This role gives rights that you do not have. Ask a PI or an administrator to assign it.")
        )


def set_group(user: User, role: int) -> None:
    """Move an account into the group of a role. Administrators stay in their own group as well."""
    user.groups.remove(*Group.objects.filter(name__in=[MEMBER, PI]))
    user.groups.add(group_of(role))
