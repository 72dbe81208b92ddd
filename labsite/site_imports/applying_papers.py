"""Add the papers of an import, and their pictures."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from core import batches
from labsite.editors import PUBLICATION
from labsite.permissions import publishes_directly
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import AlreadyApplied, Outcome, mark
from labsite.site_imports.pictures import Pictures
from moderation import revisions
from moderation.forms.snapshot import PENDING_FILE
from publications import importing, proposing
from publications.models import Decision, Publication
from publications.models import Verdict as PaperVerdict


def add_papers(site_import: SiteImport, outcome: Outcome, now: datetime) -> None:
    """Add or submit the new papers that are undecided."""
    if site_import.papers is None:
        return
    rows = list(site_import.papers.entries.undecided().filter(verdict=PaperVerdict.NEW))
    if site_import.by is None or publishes_directly(site_import.by, Publication):
        outcome.count("publications", importing.accept(rows, {}, site_import.by), True)
    else:
        person = getattr(site_import.by, "person", None)
        number = proposing.propose(rows, {}, site_import.by, person, PUBLICATION, now)
        outcome.count("publications", number, False)
    undecided = site_import.papers.entries.undecided().filter(pk__in=[row.pk for row in rows])
    for row in undecided.exclude(decision=Decision.ACCEPTED):
        outcome.problems += [f"{row}: {error}" for error in row.errors]


def add_teasers(
    site_import: SiteImport,
    items: Sequence[SiteItem],
    pictures: Pictures,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Give the papers that were just added or submitted their pictures."""
    entries = {row.position: row for row in site_import.papers.entries.all()} if site_import.papers else {}
    for item in chain.from_iterable(batches.batches(items)):
        entry = entries.get(int(item.values["paper"][0]))
        if entry is None or entry.decision not in (Decision.ACCEPTED, Decision.PROPOSED):
            continue
        if not (picture := pictures.checked(PUBLICATION, "teaser", item, outcome.problems)):
            continue
        with suppress(AlreadyApplied), transaction.atomic():
            if entry.decision == Decision.ACCEPTED and entry.publication:
                with revisions.record(site_import.by, _("Imported"), only_added=True):
                    entry.publication.teaser = picture
                    entry.publication.save()
                    revisions.add(entry.publication)
            elif entry.proposal and entry.proposal.is_pending:
                content = entry.proposal.content
                fields = {**content["fields"], "teaser": [PENDING_FILE + str(picture.name)]}
                entry.proposal.save_draft({**content, "fields": fields}, {"teaser": picture})
                # With the former time, by which undo sees whether somebody has edited it.
                entry.proposal.submit(entry.proposal.submitted)
            mark([item], now)
