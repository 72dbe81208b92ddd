"""Which entries and publications are the same.

An entry is the *same* as a publication with its DOI or arXiv identifier, else as one with its title (however
spelt), its first author's family name and its year, give or take one. Two that have appeared under a DOI
each, or in volumes of different years, are a paper and its longer version, or two editorials.
"""

import re

from core.search.normalization import fold
from publications.bibtex import Entry
from publications.models import Authorship, Publication, PublicationKind


class Known:
    """The publications that are there, by what makes two of them the same."""

    def __init__(self):
        self.by_doi, self.by_arxiv, self.by_title = {}, {}, {}
        rows = Publication.objects.only("title", "kind", "doi", "arxiv_id", "year", "volume", "slug")
        first = dict(Authorship.objects.filter(position=1).values_list("publication", "name"))
        for row in rows.iterator(chunk_size=2000):
            self._add(row, first.get(row.pk, ""))

    def _add(self, row: Publication, first_author: str) -> None:
        if row.doi:
            self.by_doi[row.doi.lower()] = row
        if row.arxiv_id:
            self.by_arxiv[row.arxiv_id.lower()] = row
        self.by_title.setdefault(title_key(row.title), []).append((row, family_names(first_author)))

    def add(self, publication: Publication, entry: Entry) -> None:
        self._add(publication, entry.authors[0].name if entry.authors else "")

    def find(self, publication: Publication, entry: Entry) -> Publication | None:
        found = self.by_doi.get(publication.doi.lower()) if publication.doi else None
        if found is None and publication.arxiv_id:
            found = self.by_arxiv.get(publication.arxiv_id.lower())
        if found is not None or not publication.title:
            return found
        names = family_names(entry.authors[0].name if entry.authors else "")
        for row, others in self.by_title.get(title_key(publication.title), []):
            by_one = bool(names & others) or (not (names and others) and row.year == publication.year)
            if by_one and row.is_near(publication) and not _have_both_appeared(row, publication):
                return row
        return None


def _have_both_appeared(one: Publication, other: Publication) -> bool:
    """Whether each of the two has appeared by itself, for all that they have one title."""
    if PublicationKind.PREPRINT in (one.kind, other.kind):
        return False
    if one.doi and other.doi:
        return one.doi.lower() != other.doi.lower()
    return one.year != other.year and bool(one.volume and other.volume) and one.volume != other.volume


def title_key(title: str) -> str:
    """What two spellings of a title have in common: letters and digits."""
    return re.sub(r"[\W_]+", "", fold(title))


def family_names(name: str) -> set[str]:
    """The first and the last word: one of them is the family name, whatever the order."""
    words = fold(name).replace(",", " ").split()
    return {words[0], words[-1]} if words else set()
