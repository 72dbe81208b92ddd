from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.personal_data import register_personal_data


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from moderation.personal_data import SubmissionData, VersionData

        register_personal_data(SubmissionData(), VersionData())
