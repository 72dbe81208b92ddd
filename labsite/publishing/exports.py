"""The exports of publications: of each one, and of each list. They are the same in both languages.

The publications are read once for all exports, and not once for each.
"""

from collections.abc import Iterator

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, reverse
from django.utils import translation

from core.languages import ENGLISH
from publications.citing import Reference
from publications.filters import filtered_publications, publication_filters
from publications.models import Publication
from publications.references import with_references
from publications.views import FORMATS


class Exports:
    """Writes the exports of the public publications as they are now."""

    def __init__(self) -> None:
        rows = with_references(Publication.objects.public().newest_first())
        self.references: dict[int, tuple[str, Reference]] = {row.pk: (row.slug, ref) for row, ref in rows}

    def of_each(self, extension: str) -> Iterator[tuple[str, bytes]]:
        """Yield the live address and the content of the export of each publication in one format."""
        write = FORMATS[extension][0]
        for slug, reference in self.references.values():
            address = reverse("publication-export", args=[slug, extension])
            yield _below_site(address), write([reference]).encode()

    def of_list(self, query: str) -> Iterator[tuple[str, bytes]]:
        """Yield the same for the list of publications with this query, in all formats."""
        with translation.override(ENGLISH):
            request = HttpRequest()
            request.GET = QueryDict(query)  # type: ignore[assignment]
            rows = filtered_publications(publication_filters(request)).newest_first()
            keys = list(rows.values_list("pk", flat=True))
        listed = [self.references[key][1] for key in keys if key in self.references]
        for extension, (write, _type, _name) in FORMATS.items():
            address = _below_site(reverse("publications-export", args=[extension]))
            yield f"{address}?{query}" if query else address, write(listed).encode()


def _below_site(path: str) -> str:
    return path.removeprefix(get_script_prefix()[:-1])
