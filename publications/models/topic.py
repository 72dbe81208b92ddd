"""Topics of publications."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import local
from core.sorting import SortKeyField
from people.models import Slugged


class Topic(Slugged):
    """A subject that publications share."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_zh = models.CharField(_("name (Chinese)"), max_length=80, blank=True)
    sort_name = SortKeyField("en")
    sort_name_zh = SortKeyField("zh-hans")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def slug_text(self):
        return self.name

    def sort_text(self):
        return local(self, "name").text
