"""Write a release of the site, if anything has changed since the last one."""

import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.caching import column_digests, content_version, may_have_changed, next_change
from core.http import set_site_path
from core.static_files import uncollected_files
from core.version import VERSION
from labsite.publishing import assets, redirects
from labsite.publishing.addresses import file_name
from labsite.publishing.failures import CannotPublish, cannot_use
from labsite.publishing.releases import Changes, Folder, Release
from labsite.publishing.rendering import PageFailed
from labsite.publishing.target import Target
from labsite.publishing.tasks import Processes, Worker, all_tasks
from labsite.publishing.trace import Trace, stored_trace, unchanged_units

#: The files of the program on which pages depend.
CODE = {".py", ".html", ".css", ".js", ".mo"}
#: Releases that are started while pages are deleted.
TRIES = 3
ROBOTS = "User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n"


def publish(target: Target, folder: Folder, processes: int = 1, *, force: bool = False) -> Changes | None:
    """Publish the site and return what has changed; None, without rendering, if nothing has, unless
    ``force``.

    Starts again if a page was deleted while others were rendered. Raises PageFailed or CannotPublish; the
    previous release then stays.
    """
    for _try in range(TRIES - 1):
        version = content_version()
        try:
            return _publish(target, folder, processes, force)
        except PageFailed as error:
            if not error.is_missing or content_version() == version:
                raise
    return _publish(target, folder, processes, force)


def _publish(target: Target, folder: Folder, processes: int, force: bool) -> Changes | None:
    set_site_path()
    _check_static_files()
    with folder.lock():
        _check_owner(folder, target)
        # Read first: what changes while pages are rendered is published the next time.
        now, version = timezone.now(), content_version()
        made_by = [code_state(), settings_state(), target.base_url, target.live_url]
        is_made_alike = folder.state.get("made_by") == made_by and folder.current.exists()
        if version and is_made_alike and folder.state.get("version") == version and not force:
            return None
        has_trace = is_made_alike and folder.is_as_published()
        token = secrets.token_hex(16)
        try:
            release = folder.start(processes)
            before = stored_trace(folder.path, folder.state.get("token", "")) if has_trace else None
            if force or before is None or not before.rendered_at <= now < next_change(before.rendered_at):
                before = Trace(now)
            after = _write_all(target, release, before, processes)
            state = {"made_by": made_by, "version": version, "token": token, "base_url": target.base_url}
            changes = folder.finish(release, state)
            # These columns are those that the pages were made of only if nothing has changed in between.
            columns = column_digests(after.reads(), after.columns)
            after.columns = columns if content_version() == version else {}
        except OSError as error:
            raise cannot_use(folder.path, error) from error
        with suppress(OSError):  # then all pages are rendered the next time
            after.store(folder.path, token, before)
        return changes


@cache
def _check_static_files() -> None:
    """Raise CannotPublish if static files are not those of the running program, as after an upgrade."""
    if names := uncollected_files():
        raise CannotPublish(
            f"Static files of this version have not been collected, such as {names[0]}. "
            "Run manage.py collectstatic --noinput first."
        )


def _check_owner(folder: Folder, target: Target) -> None:
    """Raise CannotPublish if the folder contains the site of another Labsite, configured by mistake.

    Only the site that has published it has its trace. A lost trace matters only together with a new address.
    """
    state = folder.state
    published = state.get("base_url", target.base_url)
    if published != target.base_url and not stored_trace(folder.path, state.get("token", "")):
        raise CannotPublish(
            f"{folder.path} has the published site of {published}. Choose another folder, or empty this one."
        )


@cache
def code_state() -> str:
    """Return a text that differs after an upgrade of the running program."""
    folders = [settings.BASE_DIR / name for name in (*settings.PROJECT_APPS, "templates")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in CODE]
    return f"{VERSION} {len(paths)} {max(path.stat().st_mtime_ns for path in paths)}"


@cache
def settings_state() -> str:
    """Return a text that differs after a change of the settings, or of the names of static files."""
    values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    simple = {name: value for name, value in sorted(values.items()) if _is_simple(value)}
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    collected = manifest.stat().st_mtime_ns if manifest.exists() else 0
    return salted_hmac("labsite.publishing.site", f"{simple} {collected}", algorithm="sha256").hexdigest()


def _is_simple(value: object) -> bool:
    """Return whether the text of a value is the same in each process."""
    if isinstance(value, list | tuple):
        return all(map(_is_simple, value))
    return value is None or isinstance(value, str | int | float | Path)


def _write_all(target: Target, release: Release, before: Trace, processes: int) -> Trace:
    """Write all files, and return the trace of what they are made of.

    Raises PageFailed for the first page that cannot be rendered.
    """
    after = _write_pages(target, release, before, processes)
    _write_assets(release, {asset for unit in after.units.values() for asset in unit.assets})
    release.write("robots.txt", ROBOTS.format(url=target.base_url).encode())
    _write_redirects(target, release)
    return after


def _write_pages(target: Target, release: Release, before: Trace, processes: int) -> Trace:
    """Render what has changed, and take files made of the same rows from the previous release."""
    reads = before.reads()
    columns = column_digests(reads)
    with Processes(Worker(target, release.part()), processes) as running:
        changed = running.changed(may_have_changed(reads, before.columns, columns))
        tasks = all_tasks()
        after = Trace(before.rendered_at, columns=columns)
        unchanged = unchanged_units(before, set().union(*changed), release.previous)
        for unit in (unit for task in tasks for unit in task.units if unit in unchanged):
            after.units[unit] = unchanged[unit]
            for name in unchanged[unit].files:
                release.keep(name)
        for done in running.do([rest for task in tasks if (rest := task.without(unchanged)).units]):
            after.units |= done.units
            release.add({name for unit in done.units.values() for name in unit.files}, done.unchanged)
    return after


def _write_assets(release: Release, addresses: set[str]) -> None:
    """Write the uploads and static files to which the pages refer."""
    for address, content in assets.files(addresses, timezone.localdate()):
        name = file_name(address)
        if isinstance(content, Path):
            release.copy(name, content)
        elif isinstance(content, bytes):
            release.write(name, content)
        elif assets.never_changes(address) and release.has_previous(name):
            release.keep(name)
        elif (fetched := content()) is not None:
            release.write(name, fetched)


def _write_redirects(target: Target, release: Release) -> None:
    # A page of the site comes first, and each address leads to a file.
    former = [
        (old, goal)
        for old, goal in redirects.redirects()
        if release.has_place_for(file_name(old)) and file_name(goal) in release.files
    ]
    for address, content in redirects.stubs(former, target):
        release.write(file_name(address), content)
    release.notes["redirects.txt"] = redirects.listing(former, target)
