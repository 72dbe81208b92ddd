"""What is kept about applications when they are gone: who has opened CVs, and how many there were."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recruiting.models.application import Application, State
from recruiting.models.notice import Notice


class CvLook(models.Model):
    """Somebody has opened a CV. It stays when the application is forgotten, without saying whose it was."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name=_("notice"))
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, related_name="looks", verbose_name=_("application")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))
    is_export = models.BooleanField(_("in an export"), default=False)

    class Meta:
        verbose_name = _("look at a CV")
        verbose_name_plural = _("looks at CVs")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class ForgottenCount(models.Model):
    """How many applications for a notice have been forgotten, by their last state."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="forgotten", verbose_name=_("notice"))
    state = models.CharField(_("state"), max_length=11, choices=State)
    number = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("forgotten applications")
        verbose_name_plural = _("forgotten applications")
        constraints = [models.UniqueConstraint(fields=["notice", "state"], name="one_count_of_a_state")]

    def __str__(self):
        return f"{self.notice_id}, {self.state}: {self.number}"
