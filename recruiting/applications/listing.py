"""The list of applications: its filters, order and columns."""

from functools import partial

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.filters import Choice, Filters
from core.languages import local
from recruiting.models import Application, ApplicationState, Note, Notice, Star
from recruiting.models.application import REVIEW_PERMISSION
from recruiting.models.application_states import UNDECIDED

#: Value of ``order`` in the query string → ``order_by`` fields.
ORDERS = {
    "latest": ["-submitted", "-pk"],
    "oldest": ["submitted", "pk"],
    "name": ["name", "pk"],
    "institution": ["institution", "name", "pk"],
    "stars": ["-star_count", "-submitted", "-pk"],
    "moved": ["-state_since", "-pk"],
}
#: How many openings the list counts applications for and offers as a filter.
MAX_NOTICES = 30


def filters_of(data, user) -> Filters:
    """Return the filters set by ``?q= &notice= &state= &starred= &confirmed= &order=``."""
    filters = Filters(data)
    filters.add("notice", _("Opening"), partial(_notice_choices, user))
    filters.add("state", _("Status"), _state_choices)
    filters.add("starred", _("Star"), _star_choices)
    filters.add("confirmed", _("Email"), _confirmed_choices)
    filters.add("order", _("Sort by"), _order_choices)
    return filters


def _notice_choices(user) -> list[Choice]:
    return [Choice(notice.slug, local(notice, "title").text, notice) for notice in notices_for(user)]


def _state_choices() -> list[Choice]:
    states = [Choice(state.value, str(state.label), [state]) for state in ApplicationState]
    return [Choice("undecided", _("Undecided"), UNDECIDED), *states]


def _star_choices() -> list[Choice]:
    return [Choice("me", _("starred by me")), Choice("any", _("starred by anyone"))]


def _confirmed_choices() -> list[Choice]:
    return [Choice("no", _("not confirmed"), True)]


def _order_choices() -> list[Choice]:
    return [
        Choice("latest", _("latest first")),
        Choice("oldest", _("oldest first")),
        Choice("name", pgettext("person", "name")),
        Choice("institution", _("institution")),
        Choice("stars", _("most stars")),
        Choice("moved", _("latest change")),
    ]


def notices_for(user) -> list[Notice]:
    """Return the openings with applications that the user may read, latest first.

    Users who may decide also get the open ones that nobody has applied to.
    """
    condition = Q(pk__in=Application.objects.reviewable_by(user).values("notice"))
    if user.has_perm(REVIEW_PERMISSION):
        condition |= Q(pk__in=Notice.objects.open().values("pk"))
    return list(Notice.objects.filter(condition).order_by("-opens", "-pk")[:MAX_NOTICES])


def filtered_applications(filters: Filters, user):
    """Return the applications that the user may read and that pass the filters, in the selected order."""
    rows = Application.objects.reviewable_by(user)
    rows = rows.filter(confirmed=None) if filters.meaning("confirmed") else rows.confirmed()
    if filters.query:
        rows = rows.matching(filters.query)
    if notice := filters.meaning("notice"):
        rows = rows.filter(notice=notice)
    if states := filters.meaning("state"):
        rows = rows.filter(state__in=states)
    rows = with_stars_and_notes(rows, user)
    match filters.filters["starred"].value:
        case "me":
            rows = rows.filter(is_starred=True)
        case "any":
            rows = rows.exclude(star_count=0)
    order = ORDERS[filters.filters["order"].value or "latest"]
    return rows.order_by(*order)


def with_stars_and_notes(rows, user):
    """Annotate ``is_starred`` (by the user), ``star_count`` and ``note_count``."""
    stars = Star.objects.filter(application=OuterRef("pk"))
    notes = Note.objects.filter(application=OuterRef("pk"))
    return rows.annotate(
        is_starred=Exists(stars.filter(by=user)),
        star_count=_count(stars),
        note_count=_count(notes),
    )


def _count(rows):
    """Return an expression for the number of related rows; 0 if there are none."""
    counted = rows.order_by().values("application").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def for_list(rows):
    """Fetch the openings, and defer the long texts that a list does not show."""
    return rows.select_related("notice").defer(
        "statement", "answers", "links", "consent", "notice__body", "notice__body_zh", "notice__search_text"
    )
