"""The ACL Anthology, which has a BibTeX file at the address of each paper: https://aclanthology.org/info/development/

The form of the files is that of the Anthology since 2023: editors, abstracts, and months as macros.
"""

from dataclasses import replace

from publications import bibtex
from publications.bibtex import Entry
from publications.sources.client import Client, source_error

_PUBLIC_ADDRESS = "https://aclanthology.org"


def fetch_work(anthology_id: str, client: Client) -> Entry:
    """Return the record of an ID such as "2023.acl-long.1" or "P16-1160". Raises SourceError."""
    text, _encoding = bibtex.decode(client.fetch("acl", f"/{anthology_id}.bib", anthology_id))
    entries = [entry for entry in bibtex.parse(text).entries if entry.title]
    if not entries:
        raise source_error("bad response", "acl")
    entry = entries[0]
    if entry.authors and not entry.pdf:  # a volume as a whole has no PDF at this address
        entry = replace(entry, pdf=f"{_PUBLIC_ADDRESS}/{anthology_id}.pdf")
    return replace(entry, url=entry.url or f"{_PUBLIC_ADDRESS}/{anthology_id}/")
