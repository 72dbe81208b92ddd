"""Scheduled jobs, which ``manage.py run_jobs`` runs when they are due.

- ``registry``: the jobs that the apps have registered
- ``models``: when each job ran last, and with what result
- ``running``: runs the jobs that are due, each at most once at a time
"""

from core.jobs.registry import Job, JobFailed, register_job

__all__ = ["Job", "JobFailed", "register_job"]
