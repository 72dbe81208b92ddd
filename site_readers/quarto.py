"""Read Quarto sites of one person: the pages that the navigation leads to, and the lists that they show."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch

from site_readers import (
    collections,
    data_files,
    front_matter,
    leftovers,
    liquid,
    page_fields,
    page_files,
    quarto_markup,
    sections,
)
from site_readers.files import Source, extension_of
from site_readers.front_matter import BadDataError, Mapping, Page
from site_readers.items import Result
from site_readers.pages.output import EXAMPLE
from site_readers.people import is_name

_CONFIGURATION = ("_quarto.yml", "_quarto.yaml")
#: In the order in which a link without an ending finds them.
_PAGES = ("qmd", "md", *page_files.OF_QUARTO[1:])
_STARTS = tuple(f"index.{extension}" for extension in _PAGES)
_UNREACHED = "No link from the start page leads to this page"
_HREF = re.compile(r"(?:href\s*=\s*[\"']|\]\(<?)([^\"'()\s#?<>]+)")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
#: All entries of a bibliography are printed.
_WHOLE_BIBLIOGRAPHY = re.compile(r"@\*")
#: Kinds of pages whose headings say what their parts are about.
_OPEN = ("", "about", "interests", "misc", "ignored", "links")


def matches(source: Source) -> bool:
    """Return whether a source is a site of Quarto: it has the configuration, and a start page."""
    return any(name in source.files for name in _CONFIGURATION) and any(
        name.lower() in _STARTS for name in source.files
    )


def read(source: Source, result: Result) -> None:
    """Read the pages of a site that its visitors can reach."""
    result.kind = "quarto"
    _QuartoSite(source, result).read()


class _QuartoSite:
    """A Quarto site: its configuration, and its pages by the names of their files."""

    def __init__(self, source: Source, result: Result):
        self.source = source
        self.result = result
        name = next(name for name in _CONFIGURATION if name in source.files)
        self.config = self._load(name)
        project = self.config.get("project")
        output = str(project.get("output-dir") or "") if isinstance(project, Mapping) else ""
        self.output = output.strip("./")
        self.pages = {
            name: front_matter.split(name, text) for name, text in source.files.items() if self._is_page(name)
        }
        self.start = next(name for name in self.pages if name.lower() in _STARTS)
        #: The pages that lists show as entries.
        self.listed: set[str] = set()

    def _is_page(self, name: str, extensions: tuple[str, ...] = _PAGES) -> bool:
        hidden = any(part.startswith(("_", ".")) for part in name.split("/"))
        built = bool(self.output) and name.startswith(f"{self.output}/")
        return extension_of(name) in extensions and not hidden and not built

    def _load(self, name: str) -> Mapping:
        data = self._data(name)
        return data if isinstance(data, Mapping) else Mapping()

    def _data(self, name: str) -> object:
        try:
            return front_matter.load_data(name, self.source.files[name])
        except BadDataError as error:
            self.result.report(name, error.line, name, f"The file cannot be read: {error}")
            return None

    def read(self) -> None:
        reached = self._reachable()
        owner = self._owner()
        groups, kinds, read = [], {}, {}
        for name in reached:
            self._thaw(name)
            page = page_files.load_page(
                self.pages[name].name, self.source.files[self.pages[name].name], self.result
            )
            if page is None:
                continue
            if extension_of(page.name) not in page_files.OF_QUARTO:
                page = page_files.of_quarto(page, self.result)
            self._report_about(page)
            page_fields.report_page(page, self.result)
            kinds[page.name] = "" if name == self.start else self._kind_of(name)
            site = liquid.Site(self._find, {})
            groups.append((page.name, page_files.blocks_of(page, site, self.result)))
            read[name] = page
        page_files.read_groups(groups, self.source, self.result, owner, kinds)
        for page in read.values():
            for listing, kind in self._listings(page, kinds[page.name]):
                self._read_listing(page, listing, kind, reached, owner)
        for name in reached:
            self._read_bibliographies(self.pages[name], kinds.get(self.pages[name].name, ""))
        for name in sorted({*self.source.files, *self.source.others}):
            if self._is_page(name, ("ipynb",)):
                why = "Notebooks are not read. Import the page that Quarto makes of it."
                self.result.report(name, 1, name, why)
        for name in self.pages:
            if name not in reached and name not in self.listed:
                is_about_repository = page_files.NO_PAGES.search(name)
                why = "A page about the repository" if is_about_repository else _UNREACHED
                self.result.report(name, 1, name, f"{why}, left out.")

    def _owner(self) -> set[str]:
        """Return the name of the person in the title of the start page or of the site."""
        website = self.config.get("website")
        titles = [self.pages[self.start].data.get("title"), self.pages[self.start].data.get("author")]
        titles += [website.get("title")] if isinstance(website, Mapping) else []
        names = (re.sub(r"^(?:Dr|Prof)\.?\s+|,.*$", "", str(title or "")).strip() for title in titles)
        return {name for name in names if is_name(name)}

    def _kind_of(self, name: str) -> str:
        """Return what a page is about, by its title or the name of its file."""
        page = self.pages[name]
        stem = re.sub(r"(?:/index)?\.\w+$", "", name).rpartition("/")[2]
        for text in (str(page.data.get("title") or ""), re.sub(r"[\W_]+", " ", stem)):
            if (kind := sections.kind_of(text)) and kind not in _OPEN:
                return kind
        return ""

    # ---- which pages visitors reach ----

    def _reachable(self) -> list[str]:
        """Return the start page, the pages of the navigation, and those to which these link."""
        website = self.config.get("website")
        reached = [self.start]
        named = [self._page_at(text, "") for text in _texts(website)]
        reached += [name for name in dict.fromkeys(named) if name and name not in reached]
        for name in reached:
            page = self.pages[name]
            texts = [*_HREF.findall(page.body), *_texts(page.data.get("about"))]
            for text in texts:
                target = self._page_at(text, name.rpartition("/")[0])
                # Of the pages to which only other ones lead, those of courses and notes are left out.
                is_near = bool(target) and (name == self.start or bool(self._kind_of(target)))
                if is_near and target not in reached and target not in self._entries_of_lists():
                    reached.append(target)
        return reached

    def _entries_of_lists(self) -> set[str]:
        if not self.listed:
            for page in self.pages.values():
                for listing, _ in self._listings(page, ""):
                    self.listed |= set(self._files_of(listing, page.name.rpartition("/")[0]))
        return self.listed

    def _page_at(self, href: str, folder: str) -> str:
        """Return the name of the page to which an address on the site leads, or an empty text."""
        path = page_files.joined("" if href.startswith("/") else folder, href)
        stem = re.sub(rf"\.(?:html?|{'|'.join(_PAGES)})$", "", path, flags=re.IGNORECASE)
        candidates = (path, *(f"{one}.{end}" for one in (stem, f"{stem}/index") for end in _PAGES))
        return next((name for name in candidates if name in self.pages), "")

    def _find(self, name: str, path: str, relative: bool) -> tuple[str, str] | None:
        target = page_files.joined("" if path.startswith("/") else name.rpartition("/")[0], path)
        text = self.source.files.get(target)
        return (
            None if text is None else (target, quarto_markup.prepared(front_matter.split(target, text).body))
        )

    def _thaw(self, name: str) -> None:
        """Replace a page that has programs by what these have printed, if the repository has it."""
        if not any(quarto_markup.programs(self.pages[name].body)):
            return
        frozen = f"_freeze/{name.rpartition('.')[0]}/execute-results/html.json"
        data = self._data(frozen) if frozen in self.source.files else None
        outcome = data.get("result") if isinstance(data, Mapping) else None
        text = outcome.get("markdown") if isinstance(outcome, Mapping) else None
        if isinstance(text, str):
            self.source.files[frozen] = text
            self.pages[name] = front_matter.split(frozen, text)

    # ---- what a page shows besides its text ----

    def _report_about(self, page: Page) -> None:
        about = page.data.get("about")
        links = about.get("links") if isinstance(about, Mapping) else None
        for link in links if isinstance(links, list) else []:
            if isinstance(link, Mapping):
                label = re.sub(r"\{\{<.*?>\}\}", "", str(link.get("text") or link.get("icon") or "")).strip()
                text = f"{label or link.get('icon') or ''} {link.get('href') or link.get('url') or ''}"
                why = "Contact and links: belong in the profile."
                self.result.report(page.name, link.line, text, why)

    def _listings(self, page: Page, page_kind: str) -> Iterator[tuple[Mapping, str]]:
        """Yield the lists of a page, each with what it is about: by the heading above it, or the page."""
        value = page.data.get("listing")
        listings = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) for one in listings):
            listings = [Mapping(contents=listings)]
        for listing in listings:
            if not isinstance(listing, Mapping):
                continue
            name = str(listing.get("id") or "")
            above = page.body.partition(f'id="{name}"')[0] if name else ""
            headings = _HEADING.findall(above)
            kind = sections.kind_of(headings[-1]) if headings else ""
            yield listing, kind or page_kind

    def _contents(self, listing: Mapping) -> list[object]:
        contents = listing.get("contents") or ["*"]
        return contents if isinstance(contents, list) else [contents]

    def _files_of(self, listing: Mapping, folder: str) -> Iterator[str]:
        """Yield the pages that a list shows: files, folders, or names with "*"."""
        for one in self._contents(listing):
            if not isinstance(one, str) or one.startswith("!"):
                continue
            path = page_files.joined(folder, one)
            for name in self.pages:
                if name != self.start and (
                    name == path or name.startswith(f"{path}/") or fnmatch(name, path.replace("**", "*"))
                ):
                    yield name

    def _read_listing(
        self, page: Page, listing: Mapping, kind: str, reached: list[str], owner: set[str]
    ) -> None:
        folder = page.name.rpartition("/")[0]
        for one in self._contents(listing):
            path = page_files.joined(folder, one) if isinstance(one, str) else ""
            kind_here = kind or data_files.kind_of(path.partition(".")[0].replace("/", " "))
            if isinstance(one, Mapping):
                data_files.read_list(page.name, [one], kind_here, self.result)
            elif extension_of(path) in ("yml", "yaml", "json") and path in self.source.files:
                data_files.read_list(path, self._data(path), kind_here, self.result)
        for name in dict.fromkeys(self._files_of(listing, folder)):
            if name not in reached and name != page.name:
                self._read_entry(name, kind or data_files.kind_of(name.partition("/")[0]), owner)

    def _read_entry(self, name: str, kind: str, owner: set[str]) -> None:
        since, text = len(self.result.not_understood), self.source.files[name]
        page = front_matter.split(name, text)
        title = str(page.data.get("title") or name)
        if leftovers.is_example_title(title):
            self.result.report(name, 1, title, EXAMPLE)
        elif front_matter.is_true(page.data.get("draft")):
            self.result.report(name, 1, title, "A draft, which is not published, left out.")
        elif kind not in ("publications", "patents", "talks", "teaching", "service", "projects", "news"):
            why = "A post of a blog: there is no section for it."
            self.result.report(name, 1, f"{title}\n{page.body}", why)
        else:
            page = replace(page, body=quarto_markup.prepared(page.body))
            collections.read_entry(kind, page, text, owner, self.result, since)

    def _read_bibliographies(self, page: Page, kind: str) -> None:
        """Read the bibliographies of which a page prints all entries, or of which a program prints papers."""
        named = page.data.get("bibliography")
        names = [str(one) for one in (named if isinstance(named, list) else [named]) if one]
        whole = page.body + " ".join(_texts(page.data))
        programs = " ".join(text for _, text in quarto_markup.programs(page.body))
        in_programs = re.findall(r"[\"']([\w./-]+\.bib)[\"']", programs)
        if not _WHOLE_BIBLIOGRAPHY.search(whole) and not (kind == "publications" and in_programs):
            return
        for one in dict.fromkeys([*names, *in_programs]):
            path = page_files.joined(page.name.rpartition("/")[0], one)
            path = path if path in self.source.files else page_files.joined("", one)
            if path in self.source.files:
                collections.read_bibliography(path, self.source.files[path], self.result)


def _texts(data: object) -> Iterator[str]:
    """Yield the texts in some data, at each depth."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from _texts(one)
    elif isinstance(data, str):
        yield data
