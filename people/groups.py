"""Which group of permissions an account belongs to, by the person's role in the lab.

``labsite/groups.py`` declares what each group may do.
"""

from django.contrib.auth.models import Group

from accounts.models import User
from people.models import Role

MEMBER, PI, ADMIN = "Member", "PI", "Admin"


def group_of(role: int) -> Group:
    """Return the group for an account of somebody with this role."""
    return Group.objects.get(name=PI if role == Role.PI else MEMBER)


def set_group(user: User, role: int) -> None:
    """Move an account into the group of a role. Administrators stay in their own group as well."""
    user.groups.remove(*Group.objects.filter(name__in=[MEMBER, PI]))
    user.groups.add(group_of(role))
