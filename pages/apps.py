from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.personal_data import register_personal_data


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from pages.personal_data import UploadData

        register_personal_data(UploadData())
