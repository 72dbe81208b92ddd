"""What an account may do: roles as groups with permissions, declared here and restored by every migrate.

The permissions are for everything of a kind. What a member may do with what is their own (the own page,
the own papers, the own team) is said by the rules in ``labsite/permissions.py``.
"""

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from people.models import Role

MEMBER, PI, ADMIN = "Member", "PI", "Admin"


def every(acts: str, *models: str) -> list[str]:
    """Returns the permissions for each of the acts on each of the models ("app.model")."""
    named = (model.split(".") for model in models)
    return [f"{app}.{act}_{model}" for app, model in named for act in acts.split()]


#: Group → what it may do, as "app.permission"; "app.*" is everything of an app.
GRANTS = {
    MEMBER: ["moderation.add_proposal"],
    PI: [
        "moderation.add_proposal",
        "moderation.publish_directly",
        "moderation.review_proposal",
        "people.manage_members",
        "recruiting.review_applications",
        *every("view add change", "people.person", "people.team", "people.teammembership"),
        *every("delete", "people.teammembership"),
        *every("view change", "people.lab"),
        *every(
            "view add change delete",
            "publications.publication",
            "publications.venue",
            "publications.topic",
            "news.newsitem",
            "recruiting.notice",
        ),
    ],
    ADMIN: ["accounts.*", "core.*", "moderation.*", "people.*", "publications.*", "news.*", "recruiting.*"],
}


def install_groups(app_config: AppConfig, using: str = "default", **kwargs) -> None:
    """Gives the groups what is declared of one app; a handler of post_migrate.

    Only adds: what an administrator has granted besides, such as to publish directly, stays.
    """
    app = app_config.label
    if not any(grant.startswith(f"{app}.") for grants in GRANTS.values() for grant in grants):
        return
    # Django makes the permissions in a handler of its own, which may come after this one.
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    of_app = Permission.objects.using(using).filter(content_type__app_label=app)
    for name, grants in GRANTS.items():
        names = [grant.split(".")[1] for grant in grants if grant.startswith(f"{app}.")]
        granted = of_app if "*" in names else of_app.filter(codename__in=names)
        Group.objects.using(using).get_or_create(name=name)[0].permissions.add(*granted)


def group_of(role: int) -> Group:
    """Returns the group for an account of somebody with this role in the lab."""
    return Group.objects.get(name=PI if role == Role.PI else MEMBER)


def set_group(user: User, role: int) -> None:
    """Puts an account into the group of a role in the lab; that of administrators stays."""
    user.groups.remove(*Group.objects.filter(name__in=[MEMBER, PI]))
    user.groups.add(group_of(role))
