from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from core import doctor
from core.function_paths import FunctionAt
from core.jobs import register_job
from core.personal_data import register_personal_data
from core.tasks import register_task

#: The checks of ``manage.py doctor`` that concern the whole site, in their order.
DOCTOR_CHECKS = {
    "Settings": "labsite.doctor_checks.check_settings",
    "Address": "labsite.doctor_checks.check_address",
    "Proxy": "labsite.doctor_checks.check_proxy",
    "Database": "labsite.doctor_checks.check_database",
    "Files": "labsite.doctor_checks.check_folders",
    "Object store": "labsite.doctor_checks.check_object_store",
    "Redis": "labsite.doctor_checks.check_redis",
    "Stored files": "labsite.doctor_checks.check_stored_files",
    "Jobs": "labsite.doctor_checks.check_jobs",
    "Two-factor authentication": "labsite.second_factor.check_accounts",
}
TASKS = {
    "replace_former_names": "labsite.former_names.replacement.replace",
    "site_import": "labsite.site_imports.import_tasks.run",
}
DAY = timedelta(days=1)
#: How often each job is due, its function, and whether the settings want it.
JOBS = {
    "send_emails": (timedelta(minutes=1), "labsite.jobs.send_emails", True),
    "delete_unused_files": (DAY, "labsite.unused_files.delete_unused", True),
    "delete_old_site_imports": (DAY, "labsite.site_imports.retention.delete_old", True),
    "publish": (timedelta(minutes=1), "labsite.publishing.job.publish_site", settings.PUBLISH_TO),
    "backup": (DAY, "labsite.backups.back_up", settings.BACKUP_DIR),
    "check_links": (timedelta(hours=6), "labsite.link_checks.checking.check_links", settings.CHECK_LINKS),
    "find_updates": (timedelta(weeks=1), "labsite.jobs.find_updates", True),
}


class LabsiteConfig(AppConfig):
    name = "labsite"

    def ready(self):
        # These import models, which must be loaded first.
        import labsite.editors  # noqa: F401
        from labsite.groups import install_groups
        from labsite.site_imports.personal_data import SiteImportData
        from moderation.revisions import register_all

        register_all()
        post_migrate.connect(install_groups, dispatch_uid="install_groups")
        register_personal_data(SiteImportData())
        for name, path in DOCTOR_CHECKS.items():
            doctor.register(name, FunctionAt(path))
        for name, path in TASKS.items():
            register_task(name, FunctionAt(path))
        for name, (every, path, is_wanted) in JOBS.items():
            if is_wanted:
                register_job(name, every, FunctionAt(path))
