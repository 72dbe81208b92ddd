"""Delete imports that nobody has touched for a while. The imported content stays."""

from datetime import datetime
from functools import partial

from django.db import transaction

from core.batches import batches
from labsite.site_imports.models import RETENTION, SiteImport


def delete_old(now: datetime) -> str:
    """Delete old imports with their papers that were never decided on, and say how many there were."""
    deleted = 0
    for batch in batches(SiteImport.objects.filter(updated__lt=now - RETENTION).order_by("pk")):
        with transaction.atomic():
            for site_import in batch:
                delete(site_import)
                deleted += 1
    return f"Imports of sites deleted: {deleted}."


def discard_upload(site_import: SiteImport) -> None:
    """Delete the stored source once the transaction commits."""
    if site_import.upload:
        storage, name = site_import.upload.storage, site_import.upload.name
        transaction.on_commit(partial(storage.discard, name))


def delete(site_import: SiteImport) -> None:
    """Delete an import with its source and its list of papers."""
    papers = site_import.papers
    discard_upload(site_import)
    site_import.delete()
    if papers:
        papers.delete()
