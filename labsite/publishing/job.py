"""The scheduled job of sites that set PUBLISH_TO."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from core.jobs import JobFailed
from labsite.publishing.copies import copies_in, push_all
from labsite.publishing.failures import CannotPublish
from labsite.publishing.releases import Folder
from labsite.publishing.rendering import PageFailed
from labsite.publishing.site import publish
from labsite.publishing.target import Target


def publish_site(now: datetime) -> str:
    """Bring the published site up to date and return a line about it. Raises JobFailed."""
    target = Target(settings.PUBLISH_BASE_URL or settings.SITE_URL, settings.PUBLISH_LIVE_URL)
    folder = Folder(Path(settings.PUBLISH_TO))
    try:
        changes = publish(target, folder)
    except (CannotPublish, PageFailed) as error:
        raise JobFailed(f"Nothing was published. {error}") from error
    try:
        copies = copies_in(folder, settings.PUBLISH_GIT, settings.PUBLISH_BUCKET)
    except CannotPublish as error:
        raise JobFailed(str(error)) from error
    sent, failed = push_all(copies, target.base_url)
    if failed:
        raise JobFailed("\n".join(failed))
    return " ".join([str(changes or "Nothing has changed."), *sent])
