from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from labsite.lib.page_cache import turns_at


class RecruitingConfig(AppConfig):
    name = "recruiting"
    verbose_name = _("Recruiting")

    def ready(self):
        from recruiting.models import Notice  # there are models only now
        from recruiting.models.deadline import renew_deadlines

        turns_at(Notice.objects.next_deadline)
        post_migrate.connect(renew_deadlines, sender=self, dispatch_uid="deadlines of notices")
