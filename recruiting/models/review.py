"""Reviewers of an opening, and the notes and stars that they give to applications."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruiting.models.application import Application
from recruiting.models.notice import Notice


class NoticeReviewer(models.Model):
    """A member whom the PI allows to read the applications to one opening."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reviewers", verbose_name=_("opening"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviewed_notices", verbose_name=_("account")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("reviewer of an opening")
        verbose_name_plural = _("reviewers of openings")
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="unique_reviewer_per_notice")]

    def __str__(self):
        return f"#{self.pk}"


class Note(models.Model):
    """A note on an application, visible to everybody who can read the application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    created = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("application", "note")
        verbose_name_plural = _("notes")
        ordering = ["created", "pk"]

    def __str__(self):
        return f"#{self.pk}"


class Star(models.Model):
    """A reviewer's star on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="stars")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("star")
        verbose_name_plural = pgettext_lazy("application", "stars")
        constraints = [models.UniqueConstraint(fields=["application", "by"], name="unique_star_per_reviewer")]

    def __str__(self):
        return f"#{self.pk}"
