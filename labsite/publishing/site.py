"""Write a release of the site, if anything has changed since the last one."""

from functools import cache

from django.conf import settings
from django.utils import timezone

from core.caching import content_version
from core.http import set_site_path
from core.version import VERSION
from labsite.publishing import assets, redirects
from labsite.publishing.addresses import file_name
from labsite.publishing.releases import CannotPublish, Changes, Folder, Release
from labsite.publishing.target import Target
from labsite.publishing.tasks import Worker, all_tasks, do_all

#: The files of the program on which pages depend.
CODE = {".py", ".html", ".css", ".js", ".mo"}
ROBOTS = "User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n"


def publish(target: Target, folder: Folder, processes: int = 1, *, force: bool = False) -> Changes | None:
    """Publish the site and return what has changed; None if nothing can have, unless ``force`` is set.

    Raises PageFailed or CannotPublish; the release before stays then.
    """
    set_site_path()
    with folder.lock():
        # Read first: what changes while pages are rendered is published the next time.
        version = content_version()
        state = {"fingerprint": [code_state(), version, target.base_url, target.live_url]}
        is_current = folder.state.get("fingerprint") == state["fingerprint"] and folder.current.exists()
        if version and is_current and not force:
            return None
        try:
            release = folder.start()
            _write_all(target, release, version, processes)
            return folder.finish(release, state)
        except OSError as error:
            raise CannotPublish(f"{error.filename or folder.path}: {error.strerror or error}.") from error


@cache
def code_state() -> str:
    """Return a text that differs after an upgrade of the running program."""
    folders = [settings.BASE_DIR / name for name in (*settings.PROJECT_APPS, "templates")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in CODE]
    return f"{VERSION} {len(paths)} {max(path.stat().st_mtime_ns for path in paths)}"


def _write_all(target: Target, release: Release, version: str | None, processes: int) -> None:
    """Write all files. Raises PageFailed for the first page that cannot be rendered."""
    addresses: set[str] = set()
    for written, needed in do_all(Worker(target, release.part(), version), all_tasks(), processes):
        release.add(written)
        addresses |= needed
    for address, content in assets.files(addresses, timezone.localdate()):
        if isinstance(content, bytes):
            release.write(file_name(address), content)
        else:
            release.copy(file_name(address), content)
    release.write("robots.txt", ROBOTS.format(url=target.base_url).encode())
    # A page of the site comes first.
    former = [pair for pair in redirects.redirects() if release.has_place_for(file_name(pair[0]))]
    for address, content in redirects.stubs(former, target):
        release.write(file_name(address), content)
    release.notes["redirects.txt"] = redirects.listing(former, target)
