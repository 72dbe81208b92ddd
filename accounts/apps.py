from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        # It imports models, which cannot be imported before the apps are ready.
        from accounts.sign_in_audit import observe_accounts

        observe_accounts()
