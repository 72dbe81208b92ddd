from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from core.jobs import register_job
from core.personal_data import register_personal_data
from core.tasks import register_task


class LabsiteConfig(AppConfig):
    name = "labsite"

    def ready(self):
        # These import models, which must be loaded first.
        import labsite.editors  # noqa: F401
        from labsite import backups, doctor_checks, former_name_replacement, jobs, unused_files
        from labsite.groups import install_groups
        from labsite.link_checks.checking import check_links
        from labsite.setup_steps import BACKUP
        from labsite.site_imports import retention, tasks
        from labsite.site_imports.personal_data import SiteImportData
        from moderation.revisions import register_all

        register_all()
        doctor_checks.register_all()
        post_migrate.connect(install_groups, dispatch_uid="install_groups")
        register_task(former_name_replacement.TASK, former_name_replacement.replace)
        register_job("send_emails", timedelta(minutes=1), jobs.send_emails)
        register_job("delete_unused_files", timedelta(days=1), unused_files.delete_unused)
        register_personal_data(SiteImportData())
        register_task(tasks.TASK, tasks.run)
        register_job("delete_old_site_imports", timedelta(days=1), retention.delete_old)
        if settings.PUBLISH_TO:
            from labsite.publishing.job import publish_site

            register_job("publish", timedelta(minutes=1), publish_site)
        if settings.BACKUP_DIR:
            register_job(BACKUP, timedelta(days=1), backups.back_up)
        if settings.CHECK_LINKS:
            register_job("check_links", timedelta(hours=6), check_links)
        register_job("find_updates", timedelta(weeks=1), jobs.find_updates)
