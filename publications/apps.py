from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        from publications.author_claims import rematch_saved_person  # models can only be imported now

        # A signal, for people are saved in many places, all of them below this app.
        post_save.connect(rematch_saved_person, "people.Person", dispatch_uid="publications.rematch")
