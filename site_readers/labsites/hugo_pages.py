"""The pages of a HugoBlox site in its main language, its authors, and the texts of its landing pages."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from site_readers import front_matter
from site_readers.files import Source
from site_readers.front_matter import BadDataError, Mapping, Page
from site_readers.items import Result
from site_readers.labsites import prose
from site_readers.labsites.fields import as_text
from site_readers.labsites.roles import status_of
from site_readers.sections import kind_of

_LANGUAGE = r"(?:en|zh|cn|fr|de|es|ja|ko|it|pt|nl|ru|tw|hk)(?:-[a-z]{2,4})?"
#: Themes and starters bring sites of their own.
_OWN = r"(?!(?:.*/)?(?:exampleSite|themes|archetypes|node_modules)/)"
_CONTENT = re.compile(
    rf"^{_OWN}(?:.*/)?content/(?:(?P<language>{_LANGUAGE})/)?(?P<rest>.+?)(?:\.(?P<suffix>{_LANGUAGE}))?\.(?:md|markdown)$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"^authors?/[^/]+/_?index$", re.IGNORECASE)
_AUTHOR_DATA = re.compile(rf"^{_OWN}(?:.*/)?data/authors/[^/]+\.(?:ya?ml|json|toml)$", re.IGNORECASE)
_README = re.compile(r"(?:^|/)README[^/]*\.md$", re.IGNORECASE)
#: Fields of a landing page's blocks that hold text for readers, and mappings or lists of such.
_BLOCK_TEXTS = frozenset(
    """title subtitle text name description content items slides email phone address features street city
    region postcode country directions office_hours lead overview intro highlights caption""".split()
)


def path_of(name: str) -> str:
    """Return the path of a page below `content`, without language and extension: "post/prize/index"."""
    match = _CONTENT.match(name)
    return match["rest"] if match else ""


def is_author(name: str) -> bool:
    """Return whether a file describes an author."""
    return bool(_AUTHOR_DATA.match(name) or _AUTHOR.match(path_of(name)))


def short_name_of(name: str) -> str:
    """Return the short name of an author: that of the folder, or of the data file."""
    path = PurePosixPath(name)
    return path.stem if _AUTHOR_DATA.match(name) else path.parent.name


class Pages:
    """The pages by the names of their files."""

    def __init__(self, source: Source, result: Result):
        self.pages: dict[str, Page] = {}
        #: Titles in another language by the name of the page that they translate.
        self.translations: dict[str, str] = {}
        main_names: dict[str, str] = {}
        #: A folder "content" deeper down belongs to a tool, such as a converter of bibliographies.
        is_top = any(name.startswith("content/") for name in source.files)
        names = [name for name in source.files if not is_top or name.startswith("content/")]
        for name in sorted(filter(self._is_page, names), key=_language_order):
            page = front_matter.split(name, source.files[name])
            for line, why in page.problems:
                result.report(name, line, name, why)
            main = main_names.setdefault(path_of(name).lower(), name)
            if main == name:
                self.pages[name] = page
            else:
                title = as_text(page.data.get("title"))
                self.translations.setdefault(main, title)
                result.report(name, max(page.data.line, 1), title or name, f"A translation of {main}.")
        for name in filter(_AUTHOR_DATA.match, sorted(source.files)):
            try:
                self._add_author_data(name, front_matter.load_data(name, source.files[name]))
            except BadDataError as error:
                result.report(name, error.line, name, f"The file cannot be read: {error}")

    @staticmethod
    def _is_page(name: str) -> bool:
        return bool(_CONTENT.match(name)) and not _README.search(name)

    def _add_author_data(self, name: str, data: object) -> None:
        """Add an author of a data file as a page; a page that only stands for the file is dropped."""
        if not isinstance(data, Mapping):
            return
        if isinstance(parts := data.get("name"), Mapping):
            given_family = f"{as_text(parts.get('given'))} {as_text(parts.get('family'))}".strip()
            data["name"] = as_text(parts.get("display")) or given_family
            data["native_name"] = as_text(parts.get("alternate"))
        if "is_owner" in data:
            data["superuser"] = data.pop("is_owner")
        data.line = data.line or 1
        bio = as_text(data.pop("bio", ""))
        for other in [one for one in self.pages if is_author(one)]:
            if short_name_of(other) == short_name_of(name) and not self.pages[other].data.get("title"):
                del self.pages[other]
        self.pages[name] = Page(name, data, bio, data.line)

    def shown_groups(self) -> dict[str, str]:
        """Return the groups of people that pages show, in lower case, with what a page calls former members.

        Empty if no page names a group.
        """
        groups: dict[str, str] = {}
        for page in self.pages.values():
            for section in [*sections(page), page.data]:
                content = section.get("content")
                is_widget = as_text(section.get("widget")).startswith("people")
                for shown in (content, section if is_widget else None):
                    named = shown.get("user_groups") if isinstance(shown, Mapping) else None
                    if not isinstance(shown, Mapping) or not isinstance(named, list):
                        continue
                    titles = (as_text(one.get("title")) for one in (shown, section, page.data))
                    former = next((title for title in titles if status_of(title) == "previous"), "")
                    for one in named:
                        groups.setdefault(as_text(one).casefold(), former)
        return groups

    def kinds_of_collections(self) -> dict[str, str]:
        """Return "projects" for each folder whose pages a block lists as projects or lines of research."""
        kinds: dict[str, str] = {}
        for page in self.pages.values():
            for section in sections(page):
                content = section.get("content")
                filters = content.get("filters") if isinstance(content, Mapping) else None
                folders = filters.get("folders") if isinstance(filters, Mapping) else None
                if isinstance(content, Mapping) and isinstance(folders, list):
                    kind = kind_of(as_text(content.get("title")))
                    if kind in ("projects", "interests"):
                        kinds.update((as_text(folder).lower(), "projects") for folder in folders)
        return kinds


def shows_future(source: Source) -> bool:
    """Return whether a site shows pages with a date to come."""
    setting = re.compile(r"^\s*buildFuture\s*[:=]\s*true", re.MULTILINE | re.IGNORECASE)
    return any(setting.search(text) for _, text in source.under("config/_default", "yaml", "yml", "toml"))


def sections(page: Page) -> list[Mapping]:
    """Return the blocks of a landing page."""
    blocks = page.data.get("sections")
    return [one for one in blocks if isinstance(one, Mapping)] if isinstance(blocks, list) else []


def block_texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs in the blocks of a landing page, each with the line of its block.

    In older sites a page is a block itself.
    """
    content_of_page = page.data.get("content") if "widget" in page.data else None
    for text in texts_of(content_of_page):
        for offset, paragraph in prose.paragraphs(text):
            yield page.lines.get("content", 1) + offset - 1, paragraph
    for section in sections(page):
        content = section.get("content")
        for text in texts_of(section if content is None else content):
            for offset, paragraph in prose.paragraphs(text):
                yield section.line + offset - 1, paragraph


def texts_of(value: object) -> Iterator[str]:
    """Yield the texts of a block of a landing page, without its settings."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name in _BLOCK_TEXTS:
                yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, str) and value.strip():
        yield value


def _language_order(name: str) -> tuple[int, str]:
    """Return what sorts the main language first: pages without a language, then English, then others."""
    match = _CONTENT.match(name)
    language = ((match["suffix"] or match["language"] or "") if match else "").lower()
    return ("", "en").index(language) if language in {"", "en"} else 2, name
