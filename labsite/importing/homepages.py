"""Read personal homepages."""

from labsite.importing import front_matter
from labsite.importing.files import Source
from labsite.importing.items import Result


def read_files(source: Source, result: Result) -> None:
    """Read every Markdown and HTML file of a source on its own."""
    for name, text in source.under("", "md", "markdown", "html", "htm", "txt"):
        page = front_matter.split(name, text)
        for line, problem in page.problems:
            result.report(name, line, page.name, problem)
        for number, paragraph in enumerate(page.body.split("\n"), page.body_line):
            result.report(name, number, paragraph, "No section above it says what this is.")
