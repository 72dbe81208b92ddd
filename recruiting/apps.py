from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core.caching.page_cache import turns_with

#: When the next notice closes by itself.
NEXT_DEADLINE = "SELECT MIN(deadline) FROM recruiting_notice WHERE is_published AND deadline > %s"


class RecruitingConfig(AppConfig):
    name = "recruiting"
    verbose_name = _("Recruiting")

    def ready(self):
        from recruiting.models.deadline import renew_deadlines

        turns_with(NEXT_DEADLINE)
        post_migrate.connect(renew_deadlines, sender=self, dispatch_uid="deadlines of notices")
