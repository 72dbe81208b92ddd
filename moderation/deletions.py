"""Deletions on the site: who has deleted what and when, in the log of the Django admin."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.admin.models import DELETION, LogEntry
from django.db import models
from reversion.models import Version

from moderation.referrers import log_deletions
from moderation.revisions import ensure_recorded

#: How long after the entry of its deletion the last version of an object may be recorded, as by the admin.
MARGIN = timedelta(minutes=1)


def record_deletion(instance: models.Model, by) -> None:
    """Record an object as it is, so that it can be restored, and that this account deletes it."""
    ensure_recorded(instance)
    log_deletions([instance], by)


def with_deletions(versions: Iterable[Version]) -> list[tuple[Version, LogEntry | None]]:
    """Return the last version of each deleted object with the log entry of its deletion, if there is one.

    The entry of an earlier deletion, after which the object was restored, does not count.
    """
    versions = list(versions)
    entries = LogEntry.objects.filter(
        action_flag=DELETION, object_id__in=[version.object_id for version in versions]
    )
    # The latest one is last.
    by_object = {
        (entry.content_type_id, entry.object_id): entry
        for entry in entries.select_related("user__person").order_by("action_time", "pk")
    }
    deletions = (by_object.get((version.content_type_id, version.object_id)) for version in versions)
    return [
        (version, entry if entry and entry.action_time + MARGIN > version.revision.date_created else None)
        for version, entry in zip(versions, deletions, strict=True)
    ]
