"""Read a single page, or a folder of plain Markdown and HTML."""

import html
import re
from collections import Counter

from site_readers import collections, liquid, markup, page_files, sections
from site_readers.files import Source
from site_readers.items import Result
from site_readers.people import is_name

#: The names of start pages, the likeliest first.
_STARTS = [
    re.compile(rf"(?:docs/|public/)?{name}\.\w+", re.IGNORECASE) for name in ("index", "home", "about")
]
#: The addresses of links and frames.
_HREF = re.compile(
    r"(?:href\s*=\s*[\"']|\]\(|<frame\b[^<>]*\ssrc\s*=\s*[\"']?|location(?:\.href)?\s*=\s*[\"'])([^\"'()\s#?>]+)",
    re.IGNORECASE,
)
#: Folders of the pages of a homepage.
_PAGE_FOLDER = re.compile(
    r"(?:^|/)(?:cv|vita|resume|bio|about|research|pages?|main|home|en|cn|zh)(?:/|\.\w+$)", re.IGNORECASE
)
#: The language in the name of a translated page.
_LANGUAGE = re.compile(r"[-_.](?:cn|zh|chn|chinese|zh[-_](?:cn|hans))(\.\w+)$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//(?P<host>[^/]+)(?P<path>/.*|$)")
#: A part of a page that a script loads into it.
_PART = re.compile(
    r"(?:include-html|data-include)\s*=\s*[\"']([^\"'?#]+)[\"']"
    r"|(?:\.load|\bfetch)\(\s*[\"']([^\"'?#]+\.html?)\b",
    re.IGNORECASE,
)


def read(source: Source, result: Result) -> None:
    """Read a single page, or the pages of a folder that its start page leads to."""
    names = [name for name, _ in source.under("", *page_files.EXTENSIONS, *page_files.OF_QUARTO, "txt")]
    pages = [name for name in names if not page_files.NO_PAGES.search(name)] or names
    for name in pages:
        if page_files.is_html(name, source.files[name]):
            source.files[name] = markup.with_short_lines(source.files[name], page_files.MAX_LINE)
    start = next((name for form in _STARTS for name in pages if form.fullmatch(name)), "")
    reached = _linked_files(source, start, pages) if start else pages
    for name in pages:
        if name not in reached:
            result.report(name, 1, name, "No link from the start page leads to this page, left out.")
    for name in names:
        if name not in pages:
            result.report(name, 1, name, "A page about the repository, left out.")
    if len(source.files) == 1 and result.kind == "plain":
        is_html = bool(names) and page_files.is_html(names[0], source.files[names[0]])
        result.kind = "html" if is_html else "markdown" if names else "plain"
    groups = []
    for name in reached:
        page = page_files.load_page(name, source.files[name], result)
        if page:
            groups.append((page.name, page_files.blocks_of(page, liquid.Site(lambda *_: None, {}), result)))
    kinds = {name: _kind_of(name, start) for name in reached}
    page_files.read_groups(groups, source, result, _owner(source, start), kinds, _translations(reached))
    bibliographies = list(source.under("", "bib", "bibtex"))
    for name, text in bibliographies:
        if result.publications:
            result.report(name, 1, name, "The pages list the papers: this file was not read.")
        elif len(bibliographies) > 1 and names:
            result.report(name, 1, name, "One of several bibliographies, of which no page shows one.")
        else:
            collections.read_bibliography(name, text, result)


def _translations(names: list[str]) -> dict[str, str]:
    """Return the names of pages such as "cv_cn.html", each with that of the page that it translates."""
    return {name: main for name in names if (main := _LANGUAGE.sub(r"\1", name)) != name and main in names}


def _owner(source: Source, start: str) -> set[str]:
    """Return the names of a person in the title of the start page."""
    match = re.search(r"<title[^<>]*>([^<>]*)</title>", source.files.get(start, ""), re.IGNORECASE)
    parts = re.split(r"['’]s\b|\s[-–—|·:@]\s|[|｜,]", html.unescape(match[1])) if match else []
    names = {re.sub(r"^(?:Dr|Prof)\.?\s+", "", part.strip()) for part in parts}
    return {name for name in names if is_name(name)}


def _kind_of(name: str, start: str) -> str:
    """Return what a page is about by its name, such as "publications.html" or "teaching/index.html"."""
    if name == start or not start:
        return ""
    stem = re.sub(r"(?:/index)?\.\w+$", "", name).rpartition("/")[2]
    words = re.sub(r"[\W_]+", " ", stem)
    return sections.kind_of(words) if sections.is_strong(words) else ""


def _linked_files(source: Source, start: str, pages: list[str]) -> list[str]:
    """Return the start page and the pages to which links lead from it, in the order of the links.

    Of the pages to which only these lead, such as those of courses, only pages whose names say what they are
    about belong to the homepage.
    """
    reached = [start]
    hosts = _own_hosts(source)
    names = {word for name in _owner(source, start) for word in name.lower().split() if len(word) > 4}
    for name in reached:
        folder = name.rpartition("/")[0]
        reached += [part for part in _parts(source, name) if part in pages and part not in reached]
        for href in _HREF.findall(_with_parts(source, name)):
            address = _ADDRESS.match(href)
            path = page_files.joined("" if address else folder, address["path"] if address else href)
            if address and address["host"].lower() not in hosts:
                if not any(word in href.lower() for word in names):
                    continue
                # Former hosts of the site, such as a server of a university, have other folders.
                path = path.rpartition("/")[2]
            for candidate in (
                path,
                path.replace(".html", ".md"),
                f"{path}.md",
                f"{path}.html",
                f"{path}.htm",
                f"{path}/index.html",
                f"{path}/index.md",
            ):
                is_near = (name == start and _is_beside(candidate, start)) or bool(_kind_of(candidate, start))
                if candidate in pages and candidate not in reached and is_near:
                    reached.append(candidate)
    return reached


def _is_beside(name: str, start: str) -> bool:
    """Return whether a page is in the folder of the start page, and not in that of a project."""
    folder = start.rpartition("/")[0]
    return name.rpartition("/")[0] in (folder, "") or bool(_PAGE_FOLDER.search(name))


def _parts(source: Source, name: str) -> list[str]:
    """Return the files that the scripts of a page load into it, such as its menu."""
    folder = name.rpartition("/")[0]
    addresses = (match[1] or match[2] for match in _PART.finditer(source.files[name]))
    parts = [page_files.joined(folder, address) for address in addresses]
    return [part for part in dict.fromkeys(parts) if part in source.files]


def _with_parts(source: Source, name: str) -> str:
    """Return the text of a page with those of the parts that its scripts load."""
    return "\n".join([source.files[name], *(source.files[part] for part in _parts(source, name))])


def _own_hosts(source: Source) -> set[str]:
    """Return the hosts of the site itself, by its name, its CNAME and the links to its pages."""
    hosts = {host.lower() for host in re.findall(r"[\w.-]+\.github\.io", source.name)}
    counts: Counter[str] = Counter()
    for text in source.files.values():
        for href in set(_HREF.findall(text)):
            address = _ADDRESS.match(href)
            path = address["path"].strip("/") if address else ""
            if (
                address
                and path
                and any(f"{path}{end}" in source.files for end in ("", ".html", "/index.html"))
            ):
                counts[address["host"].lower()] += 1
    return hosts | {host for host, count in counts.items() if count > 1}
