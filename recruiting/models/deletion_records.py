"""Records that stay after an application is deleted: who viewed a CV, and how many applied."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruiting.models.application import Application
from recruiting.models.application_states import ApplicationState
from recruiting.models.notice import Notice


class CVView(models.Model):
    """Log entry for a CV that somebody opened or exported.

    It outlives the application, without saying whose CV it was.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name=_("opening"))
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, related_name="cv_views", verbose_name=_("application")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("viewed by")
    )
    at = models.DateTimeField(_("when"))
    is_export = models.BooleanField(_("in an export"), default=False)

    class Meta:
        verbose_name = _("CV view")
        verbose_name_plural = _("CV access log")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class DeletedApplicationCount(models.Model):
    """Number of deleted applications to an opening that were last in one state."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="deleted_application_counts", verbose_name=_("opening")
    )
    state = models.CharField(_("status"), max_length=11, choices=ApplicationState)
    number = models.PositiveIntegerField(pgettext_lazy("count", "number"), default=0)

    class Meta:
        verbose_name = _("number of deleted applications")
        verbose_name_plural = _("numbers of deleted applications")
        constraints = [
            models.UniqueConstraint(fields=["notice", "state"], name="unique_deleted_count_per_state")
        ]

    def __str__(self):
        return f"{self.notice_id}, {self.state}: {self.number}"
