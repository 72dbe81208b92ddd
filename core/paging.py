"""Pages of a list, for any page number that somebody asks for."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.characters import printable

#: The names of the parameters that name a page of a list: of the list, and of a second one below it.
PARAMETERS = ("page", "previous")


@dataclass(frozen=True)
class PreparedRows:
    """The rows of a prepared query that takes the offset of the first row and has a limit of its own.

    ``fetch_all()`` returns all rows, so that the pages of a published list share one query.
    """

    fetch_from: Callable[[int], list[Any]]
    fetch_all: Callable[[], list[Any]] | None = None

    def __getitem__(self, part: slice) -> list[Any]:
        return self.fetch_from(part.start)


class PageLinks(NamedTuple):
    """What the links to other pages of a list show; ``numbers`` has a text for left out pages."""

    #: What precedes the number in the query string.
    query: str
    number: int
    numbers: list[str | int]
    #: The numbers of the pages beside this one; None for no such page.
    previous: int | None
    next: int | None


@dataclass
class Paged:
    """A page of a list.

    ``note`` tells the reader that another page was asked for. ``query`` holds
    the other query parameters, encoded, with a trailing "&" if there are any.
    """

    rows: list[Any]
    page: Page[Any]
    note: str
    query: str
    parameter: str

    @property
    def links(self) -> PageLinks:
        page = self.page
        return PageLinks(
            f"{self.query}{self.parameter}=",
            page.number,
            list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
            page.previous_page_number() if page.has_previous() else None,
            page.next_page_number() if page.has_next() else None,
        )


def paged(
    request: HttpRequest,
    rows: Any,
    per_page: int,
    parameter: str = "page",
    count: int | None = None,
    fetch: Callable[[Any], Iterable[Any]] = list,
) -> Paged:
    """Return the page that ``?page=`` asks for, or the nearest one if there is no such page.

    ``rows`` is a queryset, a list, or PreparedRows; the latter require ``count``. A known ``count`` saves the
    query that counts the rows. ``fetch`` turns a slice of ``rows`` into the rows for the template.
    """
    if isinstance(rows, PreparedRows) and (fetch_all := rows.fetch_all) and hasattr(request, "share"):
        fetch_rows = fetch
        rows = once_per_list(request, ("rows", parameter), lambda: list(fetch_rows(fetch_all())))
        fetch = list
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.count = count  # takes the place of the cached property
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
    return Paged(list(fetch(page.object_list)), page, note, f"{encoded}&" if encoded else "", parameter)


def once_per_list(request: HttpRequest, name: Hashable, compute: Callable[[], Any]) -> Any:
    """Return ``compute()``, which is the same on all pages of a list.

    While the site is published, which renders one page after the other, it is computed once for all of them.
    """
    share = getattr(request, "share", None)
    if share is None:
        return compute()
    others = tuple(item for item in request.GET.items() if item[0] not in PARAMETERS)
    return share((name, request.path, others), compute)
