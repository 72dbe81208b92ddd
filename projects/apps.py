from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.personal_data import register_personal_data


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from projects import publication_filters
        from projects.personal_data import ProjectData

        register_personal_data(ProjectData())
        publication_filters.register()
