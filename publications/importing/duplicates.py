"""Find the publication that a bibliography entry duplicates.

An entry duplicates the publication with the same DOI or arXiv ID. Without such a match, it duplicates one
with the same title (ignoring case, accents and punctuation), the same family name of the first author, and a
year at most one apart. Two works that have different DOIs, or volumes in different years, are kept apart:
they are a paper and its extended version, or two editorials of one title.
"""

import re

from core.search.normalization import fold
from publications.bibtex import Entry
from publications.models import Authorship, Publication, PublicationKind


class PublicationIndex:
    """All publications, indexed by DOI, arXiv ID and title."""

    def __init__(self):
        self.by_doi, self.by_arxiv, self.by_title = {}, {}, {}
        publications = Publication.objects.only("title", "kind", "doi", "arxiv_id", "year", "volume", "slug")
        first_authors = dict(Authorship.objects.filter(position=1).values_list("publication", "name"))
        for publication in publications.iterator(chunk_size=2000):
            self._index(publication, first_authors.get(publication.pk, ""))

    def _index(self, publication: Publication, first_author: str) -> None:
        if publication.doi:
            self.by_doi[publication.doi.lower()] = publication
        if publication.arxiv_id:
            self.by_arxiv[publication.arxiv_id.lower()] = publication
        same_title = self.by_title.setdefault(title_key(publication.title), [])
        same_title.append((publication, possible_family_names(first_author)))

    def add(self, publication: Publication, entry: Entry) -> None:
        """Index the unsaved publication of an entry, so that later entries can duplicate it."""
        self._index(publication, entry.authors[0].name if entry.authors else "")

    def duplicate_of(self, publication: Publication, entry: Entry) -> Publication | None:
        """Return the indexed publication that ``publication``, built from ``entry``, duplicates."""
        duplicate = self.by_doi.get(publication.doi.lower()) if publication.doi else None
        if duplicate is None and publication.arxiv_id:
            duplicate = self.by_arxiv.get(publication.arxiv_id.lower())
        if duplicate is not None or not publication.title:
            return duplicate
        names = possible_family_names(entry.authors[0].name if entry.authors else "")
        for candidate, candidate_names in self.by_title.get(title_key(publication.title), []):
            authors_are_known = bool(names and candidate_names)
            same_author = bool(names & candidate_names) or (
                not authors_are_known and candidate.year == publication.year
            )
            if (
                same_author
                and candidate.is_near(publication)
                and not _are_separate_works(candidate, publication)
            ):
                return candidate
        return None


def _are_separate_works(first: Publication, second: Publication) -> bool:
    """Return whether two publications of one title have each been published on their own."""
    if PublicationKind.PREPRINT in (first.kind, second.kind):
        return False
    if first.doi and second.doi:
        return first.doi.lower() != second.doi.lower()
    have_volumes = bool(first.volume and second.volume)
    return first.year != second.year and have_volumes and first.volume != second.volume


def title_key(title: str) -> str:
    """Return the letters and digits of a title, normalized, to compare different spellings of it."""
    return re.sub(r"[\W_]+", "", fold(title))


def possible_family_names(name: str) -> set[str]:
    """Return the first and the last word of a name: in either name order, one of them is the family name."""
    words = fold(name).replace(",", " ").split()
    return {words[0], words[-1]} if words else set()
