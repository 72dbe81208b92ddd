"""The checks of ``manage.py doctor`` that concern the whole site: settings, database, files, SITE_URL."""

from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, run_checks
from django.db import DatabaseError, connection
from django.http.request import validate_host
from django.utils import timezone

from core.disk_checks import data_folders, object_storages, reason_not_writable, redis_cache
from core.jobs.models import JobRun
from core.jobs.registry import registered_jobs
from core.jobs.running import is_late
from core.schema import schema_state
from core.static_files import uncollected_files
from labsite import unused_files

#: Seconds to wait for the site's own answer.
ANSWER_TIMEOUT = 5


def check_settings() -> Iterator[CheckMessage]:
    """Report DEBUG, and what Django's own ``check --deploy`` finds in the settings."""
    if settings.DEBUG:
        yield Warning(
            "DEBUG is on: error pages show settings and source code to everybody.",
            hint="Remove DEBUG=1 on a server. The other security settings are checked only without it.",
        )
    else:
        yield from (
            problem for problem in run_checks(include_deployment_checks=True) if not problem.is_silenced()
        )


def check_address() -> Iterator[CheckMessage]:
    """Report a SITE_URL that the other settings contradict, or at which the site does not answer."""
    parts = urlsplit(settings.SITE_URL)
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        yield Error(
            f"The host of SITE_URL, {parts.hostname}, is not allowed: its pages answer with status 400.",
            hint="Add it to ALLOWED_HOSTS.",
        )
    if (parts.scheme == "https") != settings.HTTPS:
        yield Warning(
            f"SITE_URL begins with {parts.scheme}://, and HTTPS is {int(settings.HTTPS)}.",
            hint="Visitors should use https://. HTTPS=0 is for a site reached from its own machine only.",
        )
    try:
        with urlopen(f"{settings.SITE_URL}/healthz", timeout=ANSWER_TIMEOUT):
            pass
    except (OSError, HTTPException) as error:
        yield Warning(
            f"The site does not answer at {settings.SITE_URL}/healthz: {error}",
            hint="Check that the server and the proxy run, and SITE_URL.",
        )


def check_proxy() -> Iterator[CheckMessage]:
    """Report a site that serves the network without a proxy in front."""
    if not settings.DEBUG and not settings.BEHIND_PROXY:
        yield Warning(
            "No proxy is in front of the site (BEHIND_PROXY is not set). A client that sends its request "
            "slowly keeps a worker thread from serving others.",
            hint="Put nginx in front and set BEHIND_PROXY=1 (docs/install.md).",
        )


def check_database() -> Iterator[CheckMessage]:
    """Report a database that does not answer, or whose migrations do not belong to this version."""
    try:
        state = schema_state(connection)
    except DatabaseError as error:
        yield Error(
            f"The database does not answer: {' '.join(str(error).split())}",
            hint="Check DATABASE_URL, and that the database server is running.",
        )
        return
    if state.unknown:
        yield Error(
            "The database belongs to another version of Labsite.",
            hint="Run the version of the code that the database was last migrated with (docs/operate.md).",
        )
    elif state.pending:
        yield Error(f"{len(state.pending)} migrations have not been applied.", hint="Run manage.py migrate.")


def check_folders() -> Iterator[CheckMessage]:
    """Report folders in which the site cannot write, and static files that have not been collected."""
    for folder in (Path(settings.DATA_DIR), *data_folders().values()):
        if reason := reason_not_writable(folder):
            yield Error(
                f"The site cannot write to {folder}: {reason}.",
                hint="Check the owner of the folder, and that the disk is neither full nor read-only.",
            )
    if names := uncollected_files():
        yield Error(
            f"Static files of this version have not been collected, such as {names[0]}.",
            hint="Run manage.py collectstatic --noinput.",
        )


def check_object_store() -> Iterator[CheckMessage]:
    """Report buckets that cannot be used, and private files that others can read or that outlive deletion."""
    for name, storage in object_storages().items():
        if reason := storage.problem():
            yield Error(
                f"The bucket of {name} files cannot be used: {reason}.",
                hint=f"Check {name.upper()}_STORAGE, the object store, and the rights of its key.",
            )
        elif name == "private":
            if storage.is_readable_by_all():
                yield Error(
                    "Everybody can read the bucket of private files, such as CVs.",
                    hint="Remove the public access to the bucket of PRIVATE_STORAGE at once.",
                )
            if storage.keeps_versions():
                yield Warning(
                    "The bucket of private files keeps deleted files as earlier versions.",
                    hint="Switch versioning off, or let the store delete earlier versions after a few days: "
                    "what people asked to be deleted has to go.",
                )


def check_redis() -> Iterator[CheckMessage]:
    """Report a Redis server that does not answer."""
    if (redis := redis_cache()) and (reason := redis.problem()):
        yield Error(
            f"Redis cannot be used: {reason}. Until it answers, each worker counts attempts to sign in for "
            "itself.",
            hint="Check CACHE_URL, and that the Redis server is running.",
        )


def check_stored_files() -> Iterator[CheckMessage]:
    """Report files that rows refer to but that are missing, and stored files that nothing refers to."""
    if missing := unused_files.missing_names():
        some = ", ".join(missing[:3])
        yield Warning(
            f"{len(missing)} files are missing on this server, such as {some}.",
            hint="Restore the folders media and private from the backup that belongs to the database.",
        )
    if unused := unused_files.find_unused(timezone.now()).unused:
        yield Warning(
            f"{len(unused)} stored files belong to nothing.",
            hint="run_jobs deletes them once a day. List them with manage.py delete_unused_files --dry-run.",
        )


def check_jobs() -> Iterator[CheckMessage]:
    """Report jobs that are overdue, and those whose last run failed."""
    now, runs = timezone.now(), JobRun.objects.in_bulk()
    jobs = registered_jobs()
    if late := [job.name for job in jobs if is_late(job, runs.get(job.name), now)]:
        yield Warning(
            f"These jobs have not run when they were due: {', '.join(late)}.",
            hint="Start manage.py run_jobs every five minutes with cron, or as a service (docs/operate.md).",
        )
    for job in jobs:
        run = runs.get(job.name)
        if run and run.error:
            yield Warning(
                f"The job {job.name} failed: {run.error}", hint="run_jobs tries it again within an hour."
            )
