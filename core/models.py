"""The models of the packages inside ``core``, imported here so that Django finds them."""

from core.caching.models import ContentVersion
from core.jobs.models import JobRun
from core.outbox.models import Email

__all__ = ["ContentVersion", "Email", "JobRun"]
