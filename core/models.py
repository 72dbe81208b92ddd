"""The models of the packages inside ``core``, imported here so that Django finds them."""

from core.audit.models import AuditEvent
from core.caching.models import ContentVersion
from core.jobs.models import JobRun
from core.merging import MergedRecord
from core.outbox.models import Email
from core.tasks.models import Task

__all__ = ["AuditEvent", "ContentVersion", "Email", "JobRun", "MergedRecord", "Task"]
