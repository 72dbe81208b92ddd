"""Which site a bucket or branch belongs to, so that two sites that name the same one do not replace each
other.

A file there names the site, and a file in our folder names what we sent there last.
"""

from pathlib import Path

from labsite.publishing.failures import CannotPublish

_SITE = "Site: "


def mark(text: str, base_url: str) -> bytes:
    """Return the content of the file that marks the files beside it in a bucket or branch as a site's."""
    return f"{text}\n{_SITE}{base_url}\n".encode()


class LastSent:
    """The release that was sent last to a place: the text in the file ``path``, which need not exist.

    ``place`` is the name of the place, and ``release`` that of a release of a site with this base URL.
    """

    def __init__(self, path: Path, place: str, release: str, base_url: str) -> None:
        self._path = path
        self._place, self._base_url = place, base_url
        self._text = "\n".join((place, base_url, release))

    def is_this(self) -> bool:
        """Return whether it is this release."""
        return self._stored() == self._text

    def store(self) -> None:
        """Store that this release has been sent."""
        self._path.write_text(self._text)

    def check_owner(self, content: bytes, advice: str) -> None:
        """Raise CannotPublish if a mark with this content names neither this site nor the one sent last."""
        lines = content.decode(errors="replace").splitlines()
        sites = [line.removeprefix(_SITE) for line in lines if line.startswith(_SITE)]
        own = {self._base_url, *self._stored().removeprefix(f"{self._place}\n").splitlines()[:1]}
        if sites and own.isdisjoint(sites):
            raise CannotPublish(f"{self._place} has the published site of {sites[0]}. {advice}")

    def _stored(self) -> str:
        return self._path.read_text() if self._path.exists() else ""
