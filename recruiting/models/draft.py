"""Forms that somebody has begun and not sent yet."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from recruiting.models.cv_files import cv_field, shown_name
from recruiting.models.notice import Notice
from recruiting.models.private_links import PrivatelyLinked, PrivatelyLinkedQuerySet


class Draft(PrivatelyLinked):
    """A form that is not sent yet: what was typed, and the file. Only its link leads there."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    #: The form as the browser sent it: names of fields and what was typed.
    typed = models.JSONField(default=dict)
    cv = cv_field(blank=True)
    cv_name = models.CharField(max_length=100, blank=True)
    #: The address that has got the link.
    mailed_to = models.EmailField(blank=True)
    updated = models.DateTimeField()

    objects = PrivatelyLinkedQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an application")
        verbose_name_plural = _("drafts of applications")

    def __str__(self):
        return f"#{self.pk}"

    def keep(self, file, now: datetime) -> None:
        """Stores a file that has passed the checks, in place of an earlier one."""
        with transaction.atomic():
            # What is stored, not what was read: an application may have taken the file meanwhile.
            stored = Draft.objects.select_for_update().filter(pk=self.pk)
            old = stored.values_list("cv", flat=True).first()
            self.cv, self.cv_name, self.updated = file, shown_name(file.name), now
            self.save()
        if old:
            self.cv.storage.delete(old)

    def forget(self) -> None:
        """Deletes it with its file."""
        storage, name = self.cv.storage, self.cv.name
        self.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))
