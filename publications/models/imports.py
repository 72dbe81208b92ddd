"""Imported lists of publications, whose owner decides on the entries page by page."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.models import Proposal
from publications.bibtex.problems import LOSSY_CODES
from publications.models.publication import Publication
from publications.problem_texts import problem_text

#: The source of an import that was pasted, for any language of the page.
PASTED_TEXT = "Pasted text"
#: The maximum number of entries of one work whose values are merged into the leading entry.
MAX_MERGED = 20


class Verdict(models.TextChoices):
    """The result of comparing an entry with the publications in the database."""

    NEW = "new", _("New")
    UPDATE = "update", _("Differs from the site")
    SAME = "same", _("Already on the site")
    REPEATED = "repeated", _("Duplicate in this list")
    INVALID = "invalid", _("Cannot be added")


class Decision(models.TextChoices):
    """What the owner of an import has decided about an entry."""

    OPEN = "open", _("Undecided")
    ACCEPTED = "accepted", _("Added")
    PROPOSED = "proposed", _("Submitted for review")
    COMPLETED = "completed", _("Completed by hand")
    SKIPPED = "skipped", _("Skipped")


class Choice(models.TextChoices):
    """The owner's decision on which publication an entry describes, which overrides the comparison."""

    NEW = "new", _("A publication of its own")
    SAME = "same", _("The chosen publication")


class ImportQuerySet(QuerySet):
    """Rows of Import."""

    def with_counts(self):
        """Annotate ``entry_count`` and ``open_count``, the entries that can still be accepted."""
        is_open = Q(entries__decision=Decision.OPEN, entries__verdict__in=[Verdict.NEW, Verdict.UPDATE])
        return self.annotate(entry_count=Count("entries"), open_count=Count("entries", filter=is_open))


class Import(models.Model):
    """The entries of one file, pasted text or source. Only the user who imported them sees them."""

    #: None for an import by a command, which no page shows.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="imports")
    source = models.CharField(_("source"), max_length=200)
    #: Problems of reading the file: ``publications.bibtex.Problem`` as dictionaries.
    problems = models.JSONField(default=list)
    #: The number of entries by the name of each private field that was left out of them.
    left_out = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created", "-pk"]

    def __str__(self):
        return gettext("Pasted text") if self.source == PASTED_TEXT else self.source

    def get_absolute_url(self):
        return reverse("import", args=[self.pk])

    @property
    def problem_lines(self) -> list[dict]:
        """The problems as ``line``, ``key`` and ``text``; those that lose data come first."""
        return [
            {
                "line": problem["line"],
                "key": problem["key"],
                "text": problem_text(problem["code"], problem["field"], problem["text"]),
            }
            for problem in sorted(self.problems, key=lambda problem: problem["code"] not in LOSSY_CODES)
        ]

    def counts(self) -> dict[tuple[str, str], int]:
        """Return the number of entries by (verdict, decision)."""
        rows = self.entries.order_by().values_list("verdict", "decision").annotate(Count("pk"))
        return {(verdict, decision): count for verdict, decision, count in rows}


class ImportedEntryQuerySet(QuerySet):
    """Rows of ImportedEntry."""

    def undecided(self):
        return self.filter(decision=Decision.OPEN)

    def incomplete(self):
        """Return the entries about which a service had not answered."""
        return self.filter(record__is_incomplete=True)

    def lock_undecided(self, keys):
        """Return the undecided entries with these primary keys, locked until the transaction ends."""
        return self.undecided().filter(pk__in=keys).select_for_update()

    def merged_into(self, keys):
        """Return the undecided entries that are merged into the entries with these primary keys."""
        return self.undecided().filter(repeats__in=keys, verdict=Verdict.REPEATED)

    def with_publication(self):
        """Prefetch the publication that each entry duplicates, with everything that is compared."""
        rows = Publication.objects.select_related("venue").defer("search_text")
        prefetched = rows.prefetch_related("authorships", "editorships", "links", "topics")
        repeating = ImportedEntry.objects.filter(verdict=Verdict.REPEATED)[:MAX_MERGED]
        return self.select_related("repeats").prefetch_related(
            models.Prefetch("publication", prefetched),
            models.Prefetch("merged", repeating, to_attr="merged_list"),
        )


class ImportedEntry(models.Model):
    """A bibliography entry with the verdict on it and its owner's decision."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    #: A ``publications.bibtex.Entry`` as a dictionary (``publications.stored_entries``).
    record = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    errors = models.JSONField(default=list)
    #: The publication that the entry duplicates, or that has been created from it.
    publication = models.ForeignKey(Publication, models.SET_NULL, null=True, related_name="+")
    #: The entry of the same list that describes the same work, into which this one is merged.
    repeats = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    #: What its owner has submitted for review.
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+")
    #: Empty while the comparison counts. With ``Choice.SAME``, ``publication`` is the chosen one.
    choice = models.CharField(max_length=10, choices=Choice, blank=True)

    objects = ImportedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="imported_entry_position_unique")
        ]
        indexes = [models.Index(fields=["batch", "verdict", "decision"], name="imported_entries_by_verdict")]

    def __str__(self):
        return str(self.record.get("title", ""))
