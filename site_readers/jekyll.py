"""Read Jekyll sites of one person: AcadHomepage, academicpages, al-folio and their like."""

import re
from dataclasses import replace

from site_readers import (
    collections,
    cv_data,
    data_files,
    front_matter,
    liquid,
    markup,
    navigation,
    page_fields,
    page_files,
    sections,
)
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page
from site_readers.items import Result
from site_readers.translations import translated_pages

#: The layouts of the templates, which show news only if the page says so.
_LAYOUTS = frozenset("about archive cv default distill page post profiles single talk none".split())

#: A start page with fewer words may only link to the new address of the site.
MAX_STUB = 40
#: Parts of a layout that are the same on all pages.
_OF_THEME = re.compile(
    r"head|foot|nav|side|menu|script|style|analytics|comment|profile|license", re.IGNORECASE
)
_INCLUDE = re.compile(r"\{%-?\s*include(?:_relative)?\s+([\w./-]+)[^%]*%\}")


def matches(source: Source) -> bool:
    """Return whether a source is a site of Jekyll: it has its configuration, or its folder of pages."""
    return any(name in source.files for name in ("_config.yml", "_config.yaml")) or any(
        source.under("_pages")
    )


def kind_of_jekyll(source: Source) -> str:
    """Return "al-folio", "academicpages" or "acadhomepage" for a Jekyll site, by what its templates bring."""
    config = source.files.get("_config.yml", "")
    names = source.files.keys() | source.others
    if "google_scholar_stats_use_cdn" in config or "acad-homepage" in config:
        return "acadhomepage"
    if any(name.startswith(("_bibliography/", "_news/")) for name in names):
        return "al-folio"
    if any(name.startswith(("_talks/", "_publications/", "_teaching/", "_portfolio/")) for name in names):
        return "academicpages"
    if "al-folio" in config:
        return "al-folio"
    return "acadhomepage"


def read(source: Source, result: Result) -> None:
    """Read the pages and collections of a Jekyll site that its visitors can reach."""
    result.kind = kind_of_jekyll(source)
    site = _JekyllSite(source, result)
    site.read()


def _kind_of(page: Page, address: str) -> str:
    """Return what a page is about, by its title or its address."""
    title = str(page.data.get("title") or "")
    return sections.kind_of(title) or sections.kind_of(re.sub(r"[/_-]+", " ", address).strip())


def _shows_posts_as_news(page: Page, kind: str) -> bool:
    """Return whether a page lists the posts below a heading such as "News", and not as a blog."""
    before, match, _ = page.body.partition("site.posts")
    headings = re.findall(r"^#+\s+(.+)$|^(.+)\n[=-]{4,}\s*$|<h\d[^<>]*>(.*?)</h\d>", before, re.MULTILINE)
    last = "".join(headings[-1]) if headings else ""
    return bool(match) and (sections.kind_of(last) or kind) == "news"


class _JekyllSite:
    """A Jekyll site: its configuration, its pages by address, and what can be reached."""

    def __init__(self, source: Source, result: Result):
        self.source = source
        self.result = result
        self.config = self._data("_config.yml", "_config.yaml")
        author = self.config.get("author")
        self.author = author if isinstance(author, Mapping) else Mapping()
        self.pages: dict[str, Page] = {}
        self.owner = {
            name for name in (self.author.get("name"), self._full_name()) if isinstance(name, str) and name
        }

    def _full_name(self) -> str:
        names = [self.config.get(key) for key in ("first_name", "middle_name", "last_name")]
        return " ".join(str(name) for name in names if name)

    def _data(self, *names: str) -> Mapping:
        for name in names:
            if text := self.source.files.get(name):
                try:
                    data = front_matter.load_data(name, text)
                except BadDataError as error:
                    self.result.report(name, error.line, name, f"The file cannot be read: {error}")
                    continue
                if isinstance(data, Mapping):
                    return data
        return Mapping()

    def read(self) -> None:
        self._add_pages()
        if not self.pages:
            self.result.report("", 1, self.source.name, "The site has no page.")
            return
        self._read_pages(self._reachable())

    def _add_pages(self) -> None:
        files = [
            (name, text)
            for name, text in self.source.under("", *page_files.EXTENSIONS)
            if (name.startswith("_pages/") or not name.startswith("_")) and not self._is_excluded(name)
        ]
        included = self._included_names()
        for name, text in files:
            if name in included or page_files.NO_PAGES.search(name):
                continue
            if "/" in name.removeprefix("_pages/") and not front_matter.split(name, text).data:
                self.result.report(name, 1, name, "No page includes this file, left out.")
                continue
            if page := page_files.load_page(name, text, self.result):
                self._add(page)

    def _read_pages(self, addresses: list[str]) -> None:
        """Read the pages at these addresses and what they show, and report the others."""
        groups = []
        kinds: dict[str, str] = {}
        mentioned: set[str] = set()
        texts: list[str] = []
        shown: dict[str, str] = {}
        for address in addresses:
            page = self.pages[address]
            site = liquid.Site(
                self._find,
                self._values(page),
                str(page.data.get("lang") or self.config.get("lang") or self.config.get("locale") or ""),
            )
            page_fields.report_page(page, self.result)
            kinds[page.name] = "" if address == "/" else _kind_of(page, address)
            groups.append((page.name, page_files.blocks_of(page, site, self.result)))
            if written := self._written_in_layout(page):
                kinds[written.name] = kinds[page.name]
                groups.append((written.name, page_files.blocks_of(written, site, self.result)))
            texts.append(page.body)
            mentioned |= set(liquid.mentions(page.body)) | self._of_layout(page)
            shown |= data_files.kinds_shown(self._with_includes(page), kinds[page.name]) | shown
        for address, page in self.pages.items():
            if address not in addresses:
                why = "The navigation does not lead to this page, left out."
                self.result.report(page.name, 1, str(page.data.get("title") or page.name), why)
        translated = translated_pages({address: self.pages[address] for address in addresses})
        page_files.read_groups(groups, self.source, self.result, self.owner, kinds, translated)
        posts_are_news = any(
            _shows_posts_as_news(self.pages[address], kinds[self.pages[address].name])
            for address in addresses
        )
        linked = {target for address in addresses for target in self._linked(self.pages[address])}
        collections.read_collections(
            self.source, self.result, self.owner, mentioned, " ".join(texts), posts_are_news, linked
        )
        data_files.read(self.source, self.result, shown)
        cv_data.read(self.source, self.result, "\n".join(self.source.files[name] for name, _ in groups))

    def _add(self, page: Page) -> None:
        """Add a page. Of two at one address the one with front matter is shown, else the one in HTML."""
        address = self._address(page)
        other = self.pages.get(address)
        if other:
            is_html = other.name.endswith((".html", ".htm"))
            keeps_other = is_html if bool(other.data) == bool(page.data) else bool(other.data)
            page, other = (other, page) if keeps_other else (page, other)
            self.result.report(other.name, 1, other.name, f"{page.name} has the same address, left out.")
        self.pages[address] = page

    def _is_excluded(self, name: str) -> bool:
        excluded = self.config.get("exclude")
        names = [str(one).strip("/") for one in excluded] if isinstance(excluded, list) else []
        return any(name == one or name.startswith(one + "/") for one in names)

    def _included_names(self) -> set[str]:
        names = set()
        for name, text in self.source.files.items():
            for match in re.finditer(r"\{%-?\s*include_relative\s+[\"']?([\w./-]+)", text):
                names.add(page_files.joined(name.rpartition("/")[0], match[1]))
        return names

    def _address(self, page: Page) -> str:
        permalink = page.data.get("permalink")
        if isinstance(permalink, str) and permalink:
            return self._normal(permalink)
        name = re.sub(r"^_pages/|\.\w+$", "", page.name)
        return self._normal(re.sub(r"(?:^|/)index$", "", name))

    def _normal(self, href: str) -> str:
        href = re.sub(r"[?#].*$", "", href)
        url, base = str(self.config.get("url") or ""), str(self.config.get("baseurl") or "").rstrip("/")
        if url and href.startswith(url):
            href = href[len(url) :]
        if base and href.startswith(base):
            href = href[len(base) :]
        href = re.sub(r"^(?:\./)+", "", href)
        return "/" + re.sub(r"(?:index)?\.html$|(?:^|/)index$", "", href).strip("/")

    def _reachable(self) -> list[str]:
        """Return the addresses of the home page, of the navigation, and of pages linked from them."""
        home = next((a for a in ("/", "/home", "/about") if a in self.pages), next(iter(self.pages)))
        reached = [home]
        if len(self.pages[home].body.split()) <= MAX_STUB:
            reached += [
                a for a, page in self.pages.items() if page.data.get("layout") == "about" and a != home
            ]
        wanted = [*self._navigation()]
        if not wanted and not self._has_navigation():
            wanted = self._named_by_layouts()
        for address in wanted:
            if address in self.pages and address not in reached:
                reached.append(address)
        for address in reached:
            for target in self._linked(self.pages[address]):
                if target in self.pages and target not in reached:
                    reached.append(target)
        return reached

    def _linked(self, page: Page) -> list[str]:
        """Return the addresses on the site to which a page links."""
        url = str(self.config.get("url") or "\0")
        return [
            self._normal(navigation.plain(href))
            for href in navigation.in_text(markup.without_comments(page.body))
            if not re.match(r"(?:https?:)?//(?!\{)", href.replace(url, ""))
        ]

    def _has_navigation(self) -> bool:
        return any(name.startswith("_data/nav") for name in self.source.files) or any(
            "nav" in page.data for page in self.pages.values()
        )

    def _navigation(self) -> list[str]:
        addresses: list[str] = []

        menu = self._data("_data/navigation.yml", "_data/navigation.yaml", "_data/nav.yml")
        addresses += map(self._normal, navigation.in_menu(menu))
        ordered = sorted(
            self.pages.items(), key=lambda item: str(item[1].data.get("nav_order") or "").zfill(4)
        )
        for address, page in ordered:
            if front_matter.is_true(page.data.get("nav")):
                addresses.append(address)
                addresses += map(self._normal, navigation.in_menu(page.data.get("children")))
        return addresses

    def _named_by_layouts(self) -> list[str]:
        """Return the pages that a menu in the layouts names; all pages if there is no such menu."""
        layouts = [
            markup.without_comments(text)
            for name, text in self.source.files.items()
            if name.startswith(("_includes/", "_layouts/"))
        ]
        if any(re.search(r"site\.(?:html_)?pages|header_pages", text) for text in layouts):
            return list(self.pages)
        menus = [text for text in layouts if re.search(r"<nav\b|\bnav(?:bar|igation)?\b", text)]
        named = [self._normal(navigation.plain(href)) for text in menus for href in navigation.in_text(text)]
        return named if any("<nav" in text for text in menus) else list(self.pages)

    def _with_includes(self, page: Page) -> str:
        """Return the text of a page with that of its own layout, and of included files where they stand."""
        layout = str(page.data.get("layout") or "")
        text = markup.without_comments(page.body) + ("" if layout in _LAYOUTS else self._layout(layout))
        for _ in range(2):
            text = _INCLUDE.sub(lambda tag: self._included(page.name, tag[1]), text[:1_000_000])
        return text

    def _included(self, page: str, path: str) -> str:
        """Return the text of a file that a page includes, from the folder of includes or beside the page."""
        beside = page_files.joined(page.rpartition("/")[0], path)
        return self.source.files.get(f"_includes/{path}", "") or self.source.files.get(beside, "")

    def _find(self, name: str, path: str, relative: bool) -> tuple[str, str] | None:
        """Return the name and text of an included file that is content and no part of the theme."""
        target = page_files.joined(name.rpartition("/")[0], path) if relative else f"_includes/{path}"
        text = self.source.files.get(target)
        if text is None or (not relative and re.search(r"\{%-?\s*(?:for|assign|if)\b|include\.", text)):
            return None
        return target, markup.without_comments(
            front_matter.split(target, text).body if text.startswith("---") else text
        )

    def _values(self, page: Page) -> dict[str, object]:
        return {"site": self.config, "page": page.data, "author": self.author}

    def _layout(self, name: str) -> str:
        return next(
            (
                self.source.files[path]
                for extension in ("liquid", "html")
                if (path := f"_layouts/{name}.{extension}") in self.source.files
            ),
            "",
        )

    def _written_in_layout(self, page: Page) -> Page | None:
        """Return the layout of an empty page if it has what visitors read there, and is no template."""
        name = f"_layouts/{page.data.get('layout')}.html"
        if name not in self.source.files or page.data.get("layout") in _LAYOUTS:
            return None
        layout = front_matter.split(name, self.source.files[name])
        if included := self._content_in_layout(layout):
            return replace(layout, body=included)
        if page.body.strip():
            return None
        return None if re.search(r"\{[{%]", markup.without_comments(layout.body)) else layout

    @staticmethod
    def _content_in_layout(layout: Page) -> str:
        """Return a layout with nothing but the Markdown that it includes, such as "news.md"; "" for none."""
        lines = layout.body.split("\n")
        tags = [
            " ".join(
                tag[0]
                for tag in _INCLUDE.finditer(line)
                if re.search(r"\.(?:md|markdown)$", tag[1]) and not _OF_THEME.search(tag[1])
            )
            for line in lines
        ]
        return "\n".join(tags) if any(tags) else ""

    def _of_layout(self, page: Page) -> set[str]:
        """Return the collections that the layout of an al-folio page shows."""
        shown = set()
        announcements = page.data.get("announcements")
        if front_matter.is_true(page.data.get("news")) or (
            isinstance(announcements, Mapping) and front_matter.is_true(announcements.get("enabled"))
        ):
            shown.add("news")
        if front_matter.is_true(page.data.get("selected_papers")) or "bibliography" in page.body:
            shown.add("bibliography")
        layout = str(page.data.get("layout") or "")
        if layout == "cv":
            shown.add("cv")
        own = "" if layout in _LAYOUTS else self._layout(layout)
        if re.search(r"include\s+news|site\.news\b", page.body + own):
            shown.add("news")
        return shown
