"""Configuration of the recruiting app."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core.caching import vary_on_clock
from core.function_paths import FunctionAt
from core.jobs import register_job
from core.personal_data import register_personal_data


class RecruitingConfig(AppConfig):
    name = "recruiting"
    verbose_name = _("Recruiting")

    def ready(self):
        from recruiting.applications import reviewer_rights
        from recruiting.models.deadline import next_deadline, recompute_deadlines_after_migrate
        from recruiting.personal_data import ApplicationData, ReviewerData

        reviewer_rights.register()
        register_personal_data(ApplicationData(), ReviewerData())
        vary_on_clock(next_deadline)
        register_job(
            "delete_expired_applications",
            timedelta(days=1),
            FunctionAt("recruiting.applications.retention.delete_expired"),
        )
        post_migrate.connect(
            recompute_deadlines_after_migrate, sender=self, dispatch_uid="deadlines of notices"
        )
