"""A stored import of a homepage or lab site, with its items and the decisions about them."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.private_files import PrivateStorage
from moderation.models import Proposal
from people.models import Person
from publications.models import Import
from publications.models.imports import PASTED_TEXT

#: How long an import that nobody touches is kept.
RETENTION = timedelta(days=90)


class Work(models.TextChoices):
    """The background work on an import."""

    READ = "read", _("Reading")
    APPLY = "apply", _("Importing")
    UNDO = "undo", _("Undoing")


def upload_path(site_import: "SiteImport", name: str) -> str:
    """Return a name in a folder of its own, so that the file keeps its own name."""
    return f"site-imports/{secrets.token_hex(8)}/{name}"


class SiteImport(models.Model):
    """The import of one source. Only the account that imported it sees it."""

    #: None for an import by a command.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="site_imports")
    #: Whose homepage it is; None for the site of a lab.
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="site_imports")
    source = models.CharField(_("source"), max_length=200)
    #: The source itself, until the import is deleted; empty for an import by a command.
    upload = models.FileField(upload_to=upload_path, storage=PrivateStorage(), max_length=200, blank=True)
    #: The current background work.
    work = models.CharField(max_length=5, choices=Work, blank=True)
    #: Why the source could not be read, or the last work failed.
    problem = models.TextField(blank=True)
    #: The kind of source: ``site_readers.detect``. Empty before it has been read.
    kind = models.CharField(max_length=20, blank=True)
    #: The papers, which are decided on like those of any imported bibliography.
    papers = models.OneToOneField(Import, models.SET_NULL, null=True, related_name="+")
    #: The addresses of the papers on the former site, by the position of the entry.
    paper_addresses = models.JSONField(default=dict)
    #: The paths for which the import has added redirects.
    redirected = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
    applied = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of a site")
        verbose_name_plural = _("imports of sites")
        ordering = ["-created", "-pk"]

    def __str__(self):
        return gettext("Pasted text") if self.source == PASTED_TEXT else self.source

    def get_absolute_url(self):
        # Below the dashboard, which may require a second factor, since it adds people.
        return reverse("site-import" if self.person_id else "desk-site-import", args=[self.pk])

    @property
    def url_to_forget(self) -> str:
        return reverse("forget-site-import" if self.person_id else "desk-forget-site-import", args=[self.pk])


class SiteItem(models.Model):
    """A piece of the source: its place there, its target on the site, and the values of the target's form."""

    site_import = models.ForeignKey(SiteImport, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    #: The section of the result of reading (``site_readers.items``).
    section = models.CharField(max_length=20)
    #: The name of a target (``labsite.site_imports.targets``); "" for nowhere.
    target = models.CharField(max_length=20, blank=True)
    file = models.CharField(max_length=500)
    line = models.PositiveIntegerField()
    raw = models.TextField()
    #: The name of the file with its picture in the source.
    image = models.CharField(max_length=500, blank=True)
    #: The addresses of its page on the former site.
    old_urls = models.JSONField(default=list)
    #: Why it was not understood.
    why = models.CharField(max_length=500, blank=True)
    #: The values of the target's form, as a browser submits them.
    values = models.JSONField(default=dict)
    is_selected = models.BooleanField(default=False)
    #: When it was brought in.
    applied = models.DateTimeField(null=True)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+")
    #: The person who was added for it.
    added_person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["site_import", "position"], name="site_item_position_unique")
        ]

    def __str__(self):
        return self.raw[:80]
