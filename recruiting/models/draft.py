"""Drafts of applications."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from recruiting.models.cv_files import cv_field, display_name, is_stored
from recruiting.models.notice import Notice
from recruiting.models.private_links import PrivateLinkModel, PrivateLinkQuerySet


class Draft(PrivateLinkModel):
    """An application form that was not submitted: its text and CV. Only its private link opens it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    #: Field names and values as the browser sent them.
    form_data = models.JSONField(default=dict)
    cv = cv_field(blank=True)
    cv_name = models.CharField(max_length=100, blank=True)
    #: The address to which the link was emailed; empty while the draft only holds a file between two tries.
    emailed_to = models.EmailField(blank=True)
    updated = models.DateTimeField()

    objects = PrivateLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("application draft")
        verbose_name_plural = _("application drafts")

    def __str__(self):
        return f"#{self.pk}"

    @property
    def has_cv(self) -> bool:
        """Whether the draft has a CV, and its file is stored on this server."""
        return is_stored(self.cv)

    def save_cv(self, file, now: datetime) -> None:
        """Save a CV that has passed validation, and delete the previous file."""
        with transaction.atomic():
            # Read the stored name under a lock: a submitted application may have taken over the file.
            stored = Draft.objects.select_for_update().filter(pk=self.pk)
            previous_cv = stored.values_list("cv", flat=True).first()
            self.cv, self.cv_name, self.updated = file, display_name(file.name), now
            self.save()
        if previous_cv:
            self.cv.storage.discard(previous_cv)

    def delete_with_cv(self) -> None:
        """Delete the draft, and its file when the transaction commits."""
        storage, name = self.cv.storage, self.cv.name
        self.delete()
        if name:
            transaction.on_commit(lambda: storage.discard(name))
