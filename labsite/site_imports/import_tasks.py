"""Read sources, apply imports, and undo them: immediately, or in the background if that takes long."""

import logging

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.http import origin
from core.outages.faults import fault_of
from core.tasks.running import enqueue
from labsite import proposal_emails
from labsite.site_imports.applying import apply_import
from labsite.site_imports.deleting import Undone
from labsite.site_imports.models import SiteImport, Work
from labsite.site_imports.outcomes import Outcome
from labsite.site_imports.storing import store
from labsite.site_imports.targets import OF_PROFILE
from labsite.site_imports.undoing import undo
from publications.models import Decision
from publications.models import Verdict as PaperVerdict
from site_readers import UnreadableSourceError, read

logger = logging.getLogger(__name__)

#: Up to this size or number, texts are read and items are saved or undone while the page waits.
QUICK_BYTES, QUICK_ITEMS = 300_000, 60
TASK = "site_import"


def start_reading(site_import: SiteImport) -> None:
    """Read the source of a new import: a short text immediately, anything else in the background."""
    is_packed = site_import.upload.name.lower().endswith((".zip", ".xlsx"))
    if site_import.upload.size <= QUICK_BYTES and not is_packed:
        _read(site_import)
        return
    _enqueue(site_import, Work.READ)


def start_applying(site_import: SiteImport) -> Outcome | None:
    """Save the selected items and return the outcome; None if that continues in the background."""
    selected = site_import.items.filter(is_selected=True, applied=None)
    number = selected.exclude(target__in=_in_one_step(site_import)).count()
    if site_import.papers:
        number += site_import.papers.entries.undecided().count()
    if number <= QUICK_ITEMS:
        return _apply(site_import)
    _enqueue(site_import, Work.APPLY)
    return None


def start_undoing(site_import: SiteImport) -> Undone | None:
    """Undo an import and return the outcome; None if that continues in the background."""
    number = site_import.items.exclude(applied=None).exclude(target__in=_in_one_step(site_import)).count()
    if site_import.papers:
        decided = [Decision.ACCEPTED, Decision.PROPOSED]
        number += site_import.papers.entries.filter(decision__in=decided).count()
    if number <= QUICK_ITEMS:
        return _undo(site_import)
    _enqueue(site_import, Work.UNDO)
    return None


def _in_one_step(site_import: SiteImport) -> tuple[str, ...]:
    """Return the targets whose items change one profile together."""
    return OF_PROFILE if site_import.person_id else ()


def _apply(site_import: SiteImport) -> Outcome:
    outcome = apply_import(site_import, timezone.now())
    if outcome.submitted:
        _notify_reviewers()
    return outcome


def _undo(site_import: SiteImport) -> Undone:
    undone = undo(site_import, timezone.now())
    if undone.is_submitted:
        _notify_reviewers()
    return undone


def _notify_reviewers() -> None:
    proposal_emails.notify_reviewers(origin(), reverse("desk"), timezone.now())


def progress(site_import: SiteImport) -> tuple[int, int]:
    """Return how many items of an import have been saved or undone so far, and how many there are in all."""
    if site_import.work not in (Work.APPLY, Work.UNDO):
        return 0, 0
    items = site_import.items.filter(is_selected=True).exclude(target="")
    total, applied = items.count(), items.exclude(applied=None).count()
    if site_import.papers:
        papers = site_import.papers.counts()
        decided = papers.get((PaperVerdict.NEW, Decision.ACCEPTED), 0)
        decided += papers.get((PaperVerdict.NEW, Decision.PROPOSED), 0)
        applied += decided
        total += decided + papers.get((PaperVerdict.NEW, Decision.OPEN), 0)
    return (applied if site_import.work == Work.APPLY else total - applied), total


def _enqueue(site_import: SiteImport, work: Work) -> None:
    site_import.work = work
    site_import.save(update_fields=["work", "updated"])
    enqueue(TASK, pk=site_import.pk)


def run(pk: int) -> None:
    """Do the work of an import: a task, which may be run again after an interruption."""
    site_import = SiteImport.objects.filter(pk=pk).exclude(work="").first()
    if site_import is None:
        return
    try:
        match site_import.work:
            case Work.READ:
                _read(site_import)
            case Work.APPLY:
                outcome = _apply(site_import)
                site_import.problem = "\n".join(outcome.problems)
            case Work.UNDO:
                undone = _undo(site_import)
                site_import.problem = "\n".join(undone.reasons)
    except Exception as error:
        if fault_of(error):  # a temporary fault: the task is run again
            raise
        # Repeated, the task would fail each time, and the owner would wait for ever.
        logger.exception("The work %s of import %s has failed.", site_import.work, pk)
        site_import.problem = _("An error stopped this work. What was done before it is kept. Try again.")
    # Its owner may have deleted it meanwhile.
    imports = SiteImport.objects.filter(pk=pk)
    imports.update(work="", problem=site_import.problem, updated=timezone.now())


def _give_up(site_import: SiteImport, problem: str) -> None:
    site_import.problem = problem
    SiteImport.objects.filter(pk=site_import.pk).update(problem=problem, updated=timezone.now())


def _read(site_import: SiteImport) -> None:
    if site_import.kind:  # an interrupted task
        return
    if not site_import.upload or not site_import.upload.storage.exists(site_import.upload.name):
        _give_up(site_import, _("The file is no longer there. Choose it again."))
        return
    try:
        with site_import.upload.storage.local_file(site_import.upload.name) as path:
            result = read(path)
        if SiteImport.objects.filter(pk=site_import.pk).exists():  # storing would bring a deleted one back
            store(result, site_import, timezone.localdate())
    except UnreadableSourceError as error:
        _give_up(site_import, str(error))
    except Exception as error:  # the owner gets an answer, whatever the source does to the reader
        if fault_of(error):
            raise
        logger.exception("A source cannot be read: %s", site_import.upload.name)
        _give_up(site_import, _("Part of the source could not be read. Import its pages one by one."))
