"""What the readers of a HugoBlox site share: its pages, its people, and the result."""

from datetime import date

from site_readers import sections
from site_readers.files import Source
from site_readers.front_matter import Page
from site_readers.items import Result
from site_readers.labsites import hugo_pages, members, papers, posts, samples
from site_readers.labsites.fields import as_text
from site_readers.labsites.names import Directory


class Site:
    """A HugoBlox site of a group, or of one person."""

    def __init__(self, source: Source, result: Result, is_homepage: bool):
        self.source = source
        self.result = result
        on = date.today().isoformat()
        self.reader = members.Reader(result, on, "current")
        self.directory = Directory()
        self.visibility = posts.Visibility(result, on, hugo_pages.shows_future(source))
        pages = hugo_pages.Pages(source, result)
        self.pages, self.translations, self.groups = pages.pages, pages.translations, pages.shown_groups()
        self.collector = papers.Collector(result, self.directory)
        self.is_homepage = is_homepage
        #: Whether a publication has a page, be it one that stays out, and no example of the template.
        self.has_papers = False
        #: The bibliographies that have completed the paper of a page beside them.
        self.cited: set[str] = set()
        #: What the title of a folder's own page announces, by the folder, such as "projects" for "post".
        self.kinds = {
            folder.lower(): sections.kind_of(as_text(page.data.get("title")))
            for page in self.pages.values()
            for folder, _, rest in [hugo_pages.path_of(page.name).partition("/")]
            if rest.lower() == "_index"
        }
        self.kinds |= pages.kinds_of_collections()
        self.bibliographies = sum(1 for _ in source.under("", "bib"))

    def is_sample(self, page: Page) -> bool:
        """Return whether a page is an example of the template, and report it if so."""
        title = as_text(page.data.get("title"))
        if samples.is_post(title, []):
            self.result.report(page.name, max(page.data.line, 1), title, samples.WHY)
        return samples.is_post(title, [])


def names_of(value: object) -> list[str]:
    """Return a list of names; a single text is one name, whatever commas it contains."""
    if isinstance(value, list):
        return [text for one in value if (text := as_text(one))]
    text = as_text(value)
    return [text] if text else []
