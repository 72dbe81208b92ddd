from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from labsite.lib.page_cache import install_triggers
from labsite.lib.search import drop_search_indexes, install_search_indexes


class LabsiteConfig(AppConfig):
    name = "labsite"

    def ready(self):
        # These need the models, which are there only now.
        import labsite.editors  # noqa: F401
        from moderation.revisions import register_all

        register_all()
        post_migrate.connect(install_triggers, dispatch_uid="page cache triggers")
        pre_migrate.connect(drop_search_indexes, dispatch_uid="search indexes")
        post_migrate.connect(install_search_indexes, dispatch_uid="search indexes")
