"""What those who read applications add to them, and who may read which."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recruiting.models.application import Application
from recruiting.models.notice import Notice


class NoticeReviewer(models.Model):
    """A member whom the PI lets read the applications for one notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reviewers", verbose_name=_("notice"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviewed_notices", verbose_name=_("account")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("reviewer of a notice")
        verbose_name_plural = _("reviewers of notices")
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="reviewer_once")]

    def __str__(self):
        return f"{self.user}: {self.notice}"


class Note(models.Model):
    """What a reviewer has noted on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    created = models.DateTimeField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["created", "pk"]

    def __str__(self):
        return f"#{self.pk}"


class Star(models.Model):
    """A reviewer's mark on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="stars")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("star")
        verbose_name_plural = _("stars")
        constraints = [models.UniqueConstraint(fields=["application", "by"], name="one_star_of_a_reviewer")]

    def __str__(self):
        return f"#{self.pk}"
