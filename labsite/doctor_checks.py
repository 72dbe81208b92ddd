"""The checks of ``manage.py doctor`` that concern the whole site: settings, database, files, SITE_URL."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, run_checks
from django.db import DatabaseError, connection

from core import doctor
from core.schema import schema_state


def register_all() -> None:
    doctor.register("Settings", check_settings)
    doctor.register("Proxy", check_proxy)
    doctor.register("Database", check_database)
    doctor.register("Files", check_folders)


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
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        if Path(folder).exists() and (reason := _reason_not_writable(Path(folder))):
            yield Error(
                f"The site cannot write to {folder}: {reason}.",
                hint="Check the owner of the folder, and that the disk is neither full nor read-only.",
            )
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not settings.DEBUG and not manifest.exists():
        yield Error(
            "The static files have not been collected.", hint="Run manage.py collectstatic --noinput."
        )


def _reason_not_writable(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
