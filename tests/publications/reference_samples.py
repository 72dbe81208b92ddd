"""How the tests of the reference styles write a reference down, and read what is printed."""

from publications.citing import Author, Reference, Runs

#: What BibTeX has a field for and a Reference has not.
EXTRA = {"address", "edition", "editor", "type", "version"}


def work(kind: str, title: str, authors: str = "", **values) -> Reference:
    """A reference; its authors are parted by semicolons."""
    names = tuple(Author(name.strip()) for name in authors.split(";") if name.strip())
    extra = {name: values.pop(name) for name in sorted(EXTRA & values.keys())}
    return Reference(key="k", kind=kind, title=title, authors=names, extra=extra, **values)


def marked_up(runs: Runs) -> str:
    """The text, with asterisks around what is in italics."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)
