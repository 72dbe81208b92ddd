"""Delete imports that nobody has touched for a while. What they brought in stays."""

from datetime import datetime

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


def delete(site_import: SiteImport) -> None:
    """Delete an import with its list of papers."""
    papers = site_import.papers
    site_import.delete()
    if papers:
        papers.delete()
