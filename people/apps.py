from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        from people.roles import install_groups  # needs the models, which are there only now

        post_migrate.connect(install_groups, dispatch_uid="groups of roles")
