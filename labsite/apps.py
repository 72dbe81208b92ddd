from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LabsiteConfig(AppConfig):
    name = "labsite"

    def ready(self):
        # These import models, which must be loaded first.
        import labsite.editors  # noqa: F401
        from labsite import doctor_checks
        from labsite.groups import install_groups
        from moderation.revisions import register_all

        register_all()
        doctor_checks.register_all()
        post_migrate.connect(install_groups, dispatch_uid="install_groups")
