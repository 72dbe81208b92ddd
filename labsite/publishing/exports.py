"""The exports of publications: of each one, and of each list. They are the same in both languages.

The publications are read once for all exports, and the export of a list is assembled from those of its
publications.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, reverse
from django.utils import translation

from core.languages import ENGLISH
from publications.citing import Reference, unique_keys
from publications.filters import filtered_keys, publication_filters
from publications.models import Publication
from publications.references import with_references
from publications.views import FORMATS


def _joined_json(texts: list[str]) -> str:
    items = [text.removeprefix("[\n").removesuffix("\n]\n") for text in texts]
    return "[\n{}\n]\n".format(",\n".join(items)) if items else "[]\n"


#: Functions from the exports of single publications to that of a list, by format.
JOINED: dict[str, Callable[[list[str]], str]] = {"bib": "\n".join, "ris": "".join, "json": _joined_json}


class Exports:
    """Writes the exports of the public publications as they are now.

    ``with_final_links`` is applied to the export of each publication, once for all lists.
    """

    def __init__(self, with_final_links: Callable[[str], str] = str) -> None:
        self.with_final_links = with_final_links
        self._texts: dict[tuple[str, int, str], str] = {}
        rows = with_references(Publication.objects.public().newest_first())
        self.references: dict[int, tuple[str, Reference]] = {row.pk: (row.slug, ref) for row, ref in rows}

    def of_each(self, extension: str) -> Iterator[tuple[str, bytes]]:
        """Yield the live address and the content of the export of each publication in one format."""
        for pk, (slug, reference) in self.references.items():
            address = reverse("publication-export", args=[slug, extension])
            yield _below_site(address), self._text(extension, pk, reference.key).encode()

    def of_list(self, query: str) -> Iterator[tuple[str, bytes]]:
        """Yield the same for the list of publications with this query, in all formats."""
        with translation.override(ENGLISH):
            request = HttpRequest()
            request.GET = QueryDict(query)  # type: ignore[assignment]
            keys = [key for key in filtered_keys(publication_filters(request)) if key in self.references]
        # In a list, a citation key may have another letter at its end than in the export of the publication.
        listed = list(zip(keys, unique_keys(self.references[key][1] for key in keys), strict=True))
        for extension, joined in JOINED.items():
            address = _below_site(reverse("publications-export", args=[extension]))
            content = joined([self._text(extension, *item) for item in listed])
            yield f"{address}?{query}" if query else address, content.encode()

    def _text(self, extension: str, pk: int, citation_key: str) -> str:
        """Return the export of one publication with this citation key."""
        item = (extension, pk, citation_key)
        if item not in self._texts:
            reference = replace(self.references[pk][1], key=citation_key)
            self._texts[item] = self.with_final_links(FORMATS[extension][0]([reference]))
        return self._texts[item]


def _below_site(path: str) -> str:
    return path.removeprefix(get_script_prefix()[:-1])
