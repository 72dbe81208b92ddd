"""Add the papers of an import, and their pictures."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from core import batches
from labsite.editors import PUBLICATION
from labsite.permissions import publishes_directly
from labsite.site_imports.import_run import ImportRun
from labsite.site_imports.models import SiteItem
from labsite.site_imports.outcomes import AlreadyApplied, mark
from moderation import revisions
from moderation.forms.snapshot import PENDING_FILE
from publications import importing, proposing
from publications.models import Decision, Publication
from publications.models import Verdict as PaperVerdict


def add_papers(run: ImportRun) -> None:
    """Add or submit the new papers that are undecided."""
    site_import, outcome = run.site_import, run.outcome
    if site_import.papers is None:
        return
    rows = list(site_import.papers.entries.undecided().filter(verdict=PaperVerdict.NEW))
    if site_import.by is None or publishes_directly(site_import.by, Publication):
        outcome.count("publications", importing.accept(rows, {}, site_import.by), True)
    else:
        person = getattr(site_import.by, "person", None)
        number = proposing.propose(rows, {}, site_import.by, person, PUBLICATION, run.now)
        outcome.count("publications", number, False)
    undecided = site_import.papers.entries.undecided().filter(pk__in=[row.pk for row in rows])
    for row in undecided.exclude(decision=Decision.ACCEPTED):
        outcome.problems += [f"{row}: {error}" for error in row.errors]


def add_teasers(run: ImportRun, items: Sequence[SiteItem]) -> None:
    """Give the papers that were just added or submitted their pictures."""
    papers = run.site_import.papers
    entries = {row.position: row for row in papers.entries.all()} if papers else {}
    for item in chain.from_iterable(batches.batches(items)):
        entry = entries.get(int(item.values["paper"][0]))
        if entry is None or entry.decision not in (Decision.ACCEPTED, Decision.PROPOSED):
            continue
        if not (picture := run.picture(PUBLICATION, "teaser", item)):
            continue
        with suppress(AlreadyApplied), transaction.atomic():
            if entry.decision == Decision.ACCEPTED and entry.publication:
                with revisions.record(run.site_import.by, _("Imported"), only_added=True):
                    entry.publication.teaser = picture
                    entry.publication.save()
                    revisions.add(entry.publication)
            elif entry.proposal and entry.proposal.is_pending:
                content = entry.proposal.content
                fields = {**content["fields"], "teaser": [PENDING_FILE + str(picture.name)]}
                entry.proposal.save_draft({**content, "fields": fields}, {"teaser": picture})
                # With the former time, by which undo sees whether somebody has edited it.
                entry.proposal.submit(entry.proposal.submitted)
            mark([item], run.now)
