"""Render all of the site and write it as files."""

import re
from html import unescape

from django.utils import timezone

from core.caching import content_version
from core.languages import CHINESE, CHINESE_PREFIX, ENGLISH
from core.version import VERSION
from labsite.publishing import assets, plan, redirects, search_index, search_rows
from labsite.publishing.addresses import file_name, static_address
from labsite.publishing.releases import Changes, Folder, Release
from labsite.publishing.rendering import PageFailed, Renderer
from labsite.publishing.rewriting import Rewriter
from labsite.publishing.target import Target

#: The link to the next page of a list.
NEXT = re.compile(rb'<a\s[^>]*?rel="next"[^>]*?href="([^"]*)"')

ROBOTS = "User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n"


class Publisher:
    """Writes one release of the site."""

    def __init__(self, target: Target, release: Release, version: str | None) -> None:
        self.target = target
        self.release = release
        self.renderer = Renderer(target, version)
        self.rewriter = Rewriter(target)

    def write_all(self) -> None:
        """Write all files. Raises PageFailed for the first page that cannot be rendered."""
        for address in plan.lists():
            self._write_list(address)
        for address in (*plan.rows(), *plan.feeds(), *plan.files()):
            self._write_page(address)
        for language in ("", CHINESE_PREFIX[:-1]):
            page = self.renderer.render_not_found(f"{language}/404.html")
            self._write(f"{language}/404.html", self._rewritten(page, f"{language}/404.html"))
        self._write_search()
        former = redirects.redirects()
        for address, content in redirects.stubs(former, self.target):
            self._write(address, content)
        self._write("/_redirects", redirects.listing(former, self.target))
        self._write("/robots.txt", ROBOTS.format(url=self.target.base_url).encode())
        self._write_assets()

    def _write_list(self, address: str) -> None:
        """Write all pages of a list, each of which links to the next one. A page may show two lists."""
        path = address.partition("?")[0]
        waiting, known = [address], {static_address(address)}
        while waiting:
            content = self._write_page(waiting.pop())
            for match in NEXT.finditer(content):
                following = path + unescape(match[1].decode())
                if static_address(following) not in known:
                    known.add(static_address(following))
                    waiting.append(following)

    def _write_page(self, address: str) -> bytes:
        """Write what is at an address and return its content with the links of the live site."""
        rendered = self.renderer.render(address)
        goal = static_address(address)
        if goal is None or "?" in goal:
            raise PageFailed(f"{address}: there is no such address on a published site")
        self._write(goal, self._rewritten(rendered, address))
        return rendered.content

    def _rewritten(self, rendered, address: str) -> bytes:
        return self.rewriter.rewrite(rendered.content, rendered.content_type, address)

    def _write_search(self) -> None:
        """Write the index and the rows for the scripts that search and filter."""
        now = timezone.now()
        for address, content in search_index.files(now).items():
            self._write(address, content)
        for language in (ENGLISH, CHINESE):
            for address, html in search_rows.row_files(language, now):
                self._write(address, self.rewriter.html(html, address).encode())

    def _write_assets(self) -> None:
        for address, content in assets.files(self.rewriter.assets, timezone.localdate()):
            if isinstance(content, bytes):
                self._write(address, content)
            else:
                self.release.copy(file_name(address), content)

    def _write(self, address: str, content: bytes) -> None:
        self.release.write(file_name(address), content)


def publish(target: Target, folder: Folder) -> Changes | None:
    """Publish the site and return what has changed; None if nothing can have.

    Raises PageFailed or CannotPublish; the release before stays then.
    """
    with folder.lock():
        version = content_version()
        state = {
            "fingerprint": [VERSION, version, target.base_url, target.live_url],
        }
        if version and folder.state.get("fingerprint") == state["fingerprint"] and folder.current.exists():
            return None
        release = folder.start()
        Publisher(target, release, version).write_all()
        return folder.finish(release, state)
