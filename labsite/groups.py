"""The permissions of each group, declared here and restored by every ``migrate``.

These permissions cover every object of a model. What members may do with objects of their own (profile,
papers, team) is decided in ``labsite/permissions.py``; which group a role has, in ``people/groups.py``.
"""

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from people.groups import ADMIN, MEMBER, PI


def model_permissions(actions: str, *models: str) -> list[str]:
    """Return the permissions for each of the actions ("view add") on each of the models ("app.model")."""
    labels = (model.split(".") for model in models)
    return [f"{app}.{action}_{model}" for app, model in labels for action in actions.split()]


#: Group → its permissions, as "app.permission"; "app.*" stands for all permissions of an app.
GRANTS = {
    MEMBER: ["moderation.add_proposal", "pages.read_members_pages"],
    PI: [
        "moderation.add_proposal",
        "moderation.publish_directly",
        "moderation.review_proposal",
        "pages.read_members_pages",
        "people.manage_members",
        "recruiting.review_applications",
        *model_permissions("view add change", "people.person", "people.team", "people.teammembership"),
        *model_permissions("delete", "people.team", "people.teammembership"),
        *model_permissions("view change", "people.lab"),
        *model_permissions(
            "view add change delete",
            "publications.publication",
            "publications.venue",
            "publications.topic",
            "projects.project",
            "projects.grant",
            "news.newsitem",
            "pages.page",
            "pages.menu",
            "pages.upload",
            "recruiting.notice",
        ),
    ],
    ADMIN: [
        "accounts.*",
        "core.*",
        "moderation.*",
        "people.*",
        "publications.*",
        "projects.*",
        "news.*",
        "pages.*",
        "recruiting.*",
    ],
}


def install_groups(app_config: AppConfig, using: str = "default", **kwargs) -> None:
    """Grant the groups the declared permissions of one app; a handler of ``post_migrate``.

    Permissions are only added: what an administrator has granted in addition is kept.
    """
    app = app_config.label
    if not any(grant.startswith(f"{app}.") for grants in GRANTS.values() for grant in grants):
        return
    # Django creates the permissions in a handler of its own, which may run after this one.
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    app_permissions = Permission.objects.using(using).filter(content_type__app_label=app)
    for name, grants in GRANTS.items():
        codenames = [grant.split(".")[1] for grant in grants if grant.startswith(f"{app}.")]
        granted = app_permissions if "*" in codenames else app_permissions.filter(codename__in=codenames)
        Group.objects.using(using).get_or_create(name=name)[0].permissions.add(*granted)
