from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import doctor
from core.function_paths import FunctionAt
from core.personal_data import register_personal_data


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from core.outbox import queue
        from people.invitations import record_sent
        from people.personal_data import InvitationData, ProfileData

        register_personal_data(InvitationData(), ProfileData())
        doctor.register("Former members", FunctionAt("people.doctor_checks.check_former_members"))
        queue.after_sending(record_sent)
