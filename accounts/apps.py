from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.personal_data import register_personal_data


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        # These import models, which cannot be imported before the apps are ready.
        from accounts.other_sessions import end_sessions_on_changes
        from accounts.password_reset import queue_links
        from accounts.personal_data import AccountData
        from accounts.sign_in_audit import observe_accounts
        from accounts.university.single_sign_out import remember_sessions
        from core.outbox import queue

        register_personal_data(AccountData())
        observe_accounts()
        end_sessions_on_changes()
        remember_sessions()
        queue.before_sending(queue_links)
