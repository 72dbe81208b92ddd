"""Read sources, and bring long imports in, in the background or at once."""

from pathlib import Path

from django.utils import timezone

from core.tasks.running import enqueue
from labsite.importing import UnreadableSourceError, read
from labsite.site_imports.applying import Outcome, apply
from labsite.site_imports.models import SiteImport, Work
from labsite.site_imports.storing import store

#: The name of the task.
TASK = "site_import"
#: Smaller texts are read, and fewer items brought in, while the page waits.
QUICK_BYTES, QUICK_ITEMS = 300_000, 150


def start_reading(site_import: SiteImport) -> None:
    """Read the source of a new import: a short text at once, anything else in the background."""
    if site_import.upload.size <= QUICK_BYTES and not site_import.upload.name.endswith(".zip"):
        _read(site_import)
        return
    _enqueue(site_import, Work.READ)


def start_applying(site_import: SiteImport) -> Outcome | None:
    """Bring in what is selected, and say what happened; None if that goes on in the background."""
    number = site_import.items.filter(is_selected=True, applied=None).count()
    if site_import.papers:
        number += site_import.papers.entries.undecided().count()
    if number <= QUICK_ITEMS:
        return apply(site_import, timezone.now())
    _enqueue(site_import, Work.APPLY)
    return None


def _enqueue(site_import: SiteImport, work: Work) -> None:
    site_import.work = work
    site_import.save(update_fields=["work", "updated"])
    enqueue(TASK, pk=site_import.pk)


def run(pk: int) -> None:
    """Do the work of an import: a task, which may be run again after an interruption."""
    site_import = SiteImport.objects.filter(pk=pk).exclude(work="").first()
    if site_import is None:
        return
    if site_import.work == Work.READ:
        _read(site_import)
    else:
        outcome = apply(site_import, timezone.now())
        site_import.problem = "\n".join(outcome.problems)
    site_import.work = ""
    site_import.save(update_fields=["work", "problem", "updated"])


def _read(site_import: SiteImport) -> None:
    if site_import.kind:  # an interrupted task
        return
    try:
        result = read(Path(site_import.upload.path))
    except UnreadableSourceError as error:
        site_import.problem = str(error)
        site_import.save(update_fields=["problem", "updated"])
    else:
        store(result, site_import, timezone.localdate())
