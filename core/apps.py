from datetime import timedelta

from django.apps import AppConfig
from django.core import checks
from django.db.models import IntegerField
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from core import doctor
from core.among import Among
from core.caching.triggers import install_triggers
from core.integer_lookups import IntegerIn
from core.jobs import register_job
from core.personal_data import register_personal_data
from core.schema import check_database_version
from core.search.fields import SearchTextField
from core.search.indexes import drop_search_indexes, install_search_indexes
from core.search.lookups import Has, HasInTitle


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Operation")

    def ready(self) -> None:
        # These import models, which cannot be imported before the apps are ready.
        from core.audit.personal_data import AuditData
        from core.audit.recording import delete_expired
        from core.outbox import mail_server
        from core.outbox.personal_data import EmailData
        from core.sessions import delete_expired_sessions
        from core.tasks.running import finish_all

        register_personal_data(AuditData(), EmailData())
        register_job("delete_expired_sessions", timedelta(days=1), delete_expired_sessions)
        register_job("delete_expired_audit_log", timedelta(days=1), delete_expired)
        register_job("finish_tasks", timedelta(minutes=10), finish_all)
        doctor.register("Mail server", mail_server.check_mail_server)
        doctor.register("Email queue", mail_server.check_queue)
        checks.register(check_database_version, checks.Tags.database)
        IntegerField.register_lookup(IntegerIn)
        IntegerField.register_lookup(Among)
        SearchTextField.register_lookup(Has)
        SearchTextField.register_lookup(HasInTitle)
        post_migrate.connect(install_triggers, dispatch_uid="page cache triggers")
        pre_migrate.connect(drop_search_indexes, dispatch_uid="search indexes")
        post_migrate.connect(install_search_indexes, dispatch_uid="search indexes")
