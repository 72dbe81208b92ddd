from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from core.function_paths import FunctionAt
from core.jobs import register_job
from core.personal_data import register_personal_data
from core.tasks import register_task


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from publications.author_linking import TASK, link_in_batches, rematch_saved_person
        from publications.personal_data import ImportData, PublicationData, TalkData

        register_personal_data(ImportData(), PublicationData(), TalkData())
        # A signal, because people are saved in many places, all of them in apps below this one.
        post_save.connect(rematch_saved_person, "people.Person", dispatch_uid="publications.rematch")
        register_task(TASK, link_in_batches)
        register_job("refresh_metrics", timedelta(days=1), FunctionAt("publications.refreshing.refresh"))
        register_job(
            "complete_imports", timedelta(hours=6), FunctionAt("publications.importing.complete_all")
        )
