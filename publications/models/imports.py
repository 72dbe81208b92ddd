"""A list of entries that somebody has brought in and decides on, page by page, today or next week."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publications.bibtex.problems import LOSSY_CODES
from publications.models.publication import Publication
from publications.problem_texts import words


class Verdict(models.TextChoices):
    """What an entry is, compared with what is there."""

    NEW = "new", _("New")
    UPDATE = "update", _("Differs from what is there")
    SAME = "same", _("There already")
    REPEATED = "repeated", _("Twice in this list")
    INVALID = "invalid", _("Cannot be added")


class Decision(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    TAKEN = "taken", _("Added")
    PROPOSED = "proposed", _("Sent for review")
    COMPLETED = "completed", _("Completed by hand")
    SKIPPED = "skipped", _("Skipped")


class ImportQuerySet(QuerySet):
    """Rows of Import."""

    def with_open_numbers(self):
        """Brings how many entries there are, and how many of them can still be decided on."""
        is_open = Q(entries__decision=Decision.OPEN, entries__verdict__in=[Verdict.NEW, Verdict.UPDATE])
        return self.annotate(number=Count("entries"), open_number=Count("entries", filter=is_open))


class Import(models.Model):
    """Entries of one file, text or source. Only who brought them sees them."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    source = models.CharField(_("source"), max_length=200)
    #: What could not be read, as ``publications.bibtex.Problem``.
    problems = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created", "-pk"]

    def __str__(self):
        return self.source

    def get_absolute_url(self):
        return reverse("import", args=[self.pk])

    @property
    def problem_lines(self) -> list[dict]:
        """What could not be read as it stands: line, key and words of each place; first what is lost."""
        return [
            {
                "line": problem["line"],
                "key": problem["key"],
                "words": words(problem["code"], problem["field"], problem["text"]),
            }
            for problem in sorted(self.problems, key=lambda problem: problem["code"] not in LOSSY_CODES)
        ]

    def numbers(self) -> dict[tuple[str, str], int]:
        """Returns how many entries there are of each verdict and decision."""
        rows = self.entries.order_by().values_list("verdict", "decision").annotate(Count("pk"))
        return {(verdict, decision): number for verdict, decision, number in rows}


class ImportedEntryQuerySet(QuerySet):
    """Rows of ImportedEntry."""

    def undecided(self):
        return self.filter(decision=Decision.OPEN)

    def held(self, keys):
        """Those of these keys that are undecided, locked, so that nobody else decides at the same time."""
        return self.undecided().filter(pk__in=keys).select_for_update()

    def with_publication(self):
        """Brings the publication that an entry is the same as, with all that is compared."""
        rows = Publication.objects.select_related("venue").defer("search_text")
        prefetched = rows.prefetch_related("authorships", "links", "topics")
        return self.prefetch_related(models.Prefetch("publication", prefetched))


class ImportedEntry(models.Model):
    """An entry as it was read, what it is compared with the lab's list, and what was decided."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    #: A ``publications.bibtex.Entry`` as plain data.
    record = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    errors = models.JSONField(default=list)
    #: That it is the same as, or has become.
    publication = models.ForeignKey(Publication, models.SET_NULL, null=True, related_name="+")

    objects = ImportedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="one_imported_entry_in_a_place")
        ]
        indexes = [models.Index(fields=["batch", "verdict", "decision"], name="imported_entries_by_verdict")]

    def __str__(self):
        return str(self.record.get("title", ""))
