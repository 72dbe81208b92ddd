"""Pages of a list that forgive any page number."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.characters import printable


@dataclass(frozen=True)
class FromPrepared:
    """Rows in order that a prepared query brings from a place on; it knows itself how many make a page."""

    rows_from: Callable[[int], list[Any]]

    def __getitem__(self, part: slice) -> list[Any]:
        return self.rows_from(part.start)


@dataclass
class Paged:
    """A page of a list: ``rows``, the page for the page links, and a note on a wild page number."""

    rows: list[Any]
    page: Page[Any]
    note: str
    query: str  # the other parameters, encoded, with a trailing "&" where there are any
    parameter: str

    @property
    def numbers(self) -> Iterator[str | int]:
        return self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)


def paged(
    request: HttpRequest,
    rows: Any,
    per_page: int,
    parameter: str = "page",
    count: int | None = None,
    bring: Callable[[Any], Iterable[Any]] = list,
) -> Paged:
    """Returns the page that ``?page=`` asks for, the nearest one where there is no such page.

    ``count`` saves the query that counts the rows where the number is known already; ``bring`` turns
    the rows of the page, a slice of ``rows``, into what the template gets. ``rows`` is a queryset, a
    list, or FromPrepared, and then ``count`` has to be given.
    """
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.__dict__["count"] = count
    wanted = printable(request.GET.get(parameter, "1"))[:20]
    page = paginator.get_page(wanted)
    note = ""
    if wanted != str(page.number):
        note = _("There is no page “%(wanted)s”; this is page %(number)d.") % {
            "wanted": wanted,
            "number": page.number,
        }
    query = request.GET.copy()
    query.pop(parameter, None)
    encoded = query.urlencode()
    return Paged(list(bring(page.object_list)), page, note, f"{encoded}&" if encoded else "", parameter)
