from django.apps import AppConfig


class LabsiteConfig(AppConfig):
    name = "labsite"

    def ready(self):
        # These need the models, which are there only now.
        import labsite.editors  # noqa: F401
        from moderation.revisions import register_all

        register_all()
