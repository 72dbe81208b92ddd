"""Where a published site is served, and where the live site is that it links to."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Target:
    """The URL of the published site, and that of the live site ("" for none), without a slash at the end.

    Templates see it as ``publishing``. They write addresses of the live site, which are rewritten.
    """

    base_url: str
    live_url: str = ""

    @property
    def origin(self) -> str:
        """Return scheme, host and port of the published site."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def path(self) -> str:
        """Return the path of the published site below its host, such as "/lab"; "" at the root."""
        return urlsplit(self.base_url).path
