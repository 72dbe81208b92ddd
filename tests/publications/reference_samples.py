"""Publications for the tests of exports and reference styles."""

from publications.citing import Author, Reference, Runs

#: BibTeX fields for which a Reference has no attribute.
EXTRA_FIELDS = {
    *("address", "bookauthor", "edition", "eprinttype", "holder", "location", "series", "translator"),
    *("type", "version"),
}


def work(kind: str, title: str, authors: str = "", **values) -> Reference:
    """Return a publication; its authors are separated by semicolons, its editors by "and"."""
    names = tuple(Author(name.strip()) for name in authors.split(";") if name.strip())
    editors = tuple(Author(name) for name in values.pop("editor", "").split(" and ") if name)
    extra = {name: values.pop(name) for name in sorted(EXTRA_FIELDS & values.keys())}
    return Reference(key="k", kind=kind, title=title, authors=names, editors=editors, extra=extra, **values)


def marked_up(runs: Runs) -> str:
    """Return the text of the runs with asterisks around italics."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


#: A paper with all kinds of authors and a value in nearly every field.
PAPER = Reference(
    key="example2025fastlm",
    kind="journal",
    title="FastLM: Faster Inference",
    authors=(
        Author("Ada Example", equal_contribution=True),
        Author("Bob van der Sample Jr.", equal_contribution=True, corresponding=True),
        Author("欧阳三"),
        Author("The Example Team"),
    ),
    year=2025,
    month=6,
    venue="Journal of Examples",
    venue_short="JoE",
    volume="7",
    number="3",
    pages="12–34",
    publisher="Example Press",
    doi="10.1000/1",
    arxiv_id="2501.00001",
    issn="0000-0000",
    url="https://lab.example/publications/fastlm/",
    pdf_url="https://lab.example/fastlm.pdf",
    abstract="One.\n\nTwo.",
    keywords=("decoding", "inference"),
    award="Best Paper Award",
    extra={"address": "Paris", "lccn": "1"},
)


def reference(**values) -> Reference:
    """Return a conference paper with these values."""
    return Reference(**{"key": "k", "kind": "conference", "title": "T", **values})
