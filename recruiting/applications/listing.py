"""The list of applications: filters, order, what a row shows, and how many there are for each notice."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.filters import Choice, Filters
from core.languages import local
from recruiting.models import Application, ForgottenCount, Note, Notice, Star, State
from recruiting.models.application import REVIEW, UNDECIDED

#: How a list can be sorted: value → columns.
ORDERS = {
    "latest": ["-sent", "-pk"],
    "oldest": ["sent", "pk"],
    "name": ["name", "pk"],
    "institution": ["institution", "name", "pk"],
    "stars": ["-star_count", "-sent", "-pk"],
    "moved": ["-moved", "-pk"],
}
#: Most notices for which the desk shows how many have applied.
MOST_NOTICES = 30


def filters_of(data, user) -> Filters:
    """Reads ``?q= &notice= &state= &starred= &confirmed= &order=``."""
    filters = Filters(data)
    filters.add("notice", _("Notice"), partial(_notice_choices, user))
    filters.add("state", _("State"), _state_choices)
    filters.add("starred", _("Star"), _star_choices)
    filters.add("confirmed", _("Address"), _address_choices)
    filters.add("order", _("Order"), _order_choices)
    return filters


def _notice_choices(user) -> list[Choice]:
    return [Choice(notice.slug, local(notice, "title").text, notice) for notice in notices_for(user)]


def _state_choices() -> list[Choice]:
    states = [Choice(state.value, str(state.label), [state]) for state in State]
    return [Choice("undecided", _("Not decided"), UNDECIDED), *states]


def _star_choices() -> list[Choice]:
    return [Choice("me", _("mine")), Choice("any", _("anybody's"))]


def _address_choices() -> list[Choice]:
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


def notices_for(user):
    """The notices with applications that the user may read, latest first.

    For those who decide, also those that are open and that nobody has applied for yet.
    """
    wanted = Q(pk__in=Application.objects.reviewable_by(user).values("notice"))
    if user.has_perm(REVIEW):
        wanted |= Q(pk__in=Notice.objects.open().values("pk"))
    return list(Notice.objects.filter(wanted).order_by("-opens", "-pk")[:MOST_NOTICES])


def found(filters: Filters, user):
    """Returns the applications that the user may read and the filters let through, in order."""
    rows = Application.objects.reviewable_by(user)
    rows = rows.filter(confirmed=None) if filters.meaning("confirmed") else rows.confirmed()
    if filters.query:
        rows = rows.matching(filters.query)
    if notice := filters.meaning("notice"):
        rows = rows.filter(notice=notice)
    if states := filters.meaning("state"):
        rows = rows.filter(state__in=states)
    rows = with_marks(rows, user)
    match filters.filters["starred"].value:
        case "me":
            rows = rows.filter(is_starred=True)
        case "any":
            rows = rows.exclude(star_count=0)
    order = ORDERS[filters.filters["order"].value or "latest"]
    return rows.order_by(*order)


def with_marks(rows, user):
    """With whether the user has starred each, how many have, and how many notes there are."""
    stars = Star.objects.filter(application=OuterRef("pk"))
    notes = Note.objects.filter(application=OuterRef("pk"))
    return rows.annotate(
        is_starred=Exists(stars.filter(by=user)),
        star_count=_count(stars),
        note_count=_count(notes),
    )


def _count(rows):
    """The number of rows as a column; 0 where there are none."""
    counted = rows.order_by().values("application").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def for_list(rows):
    """Without the long texts, which a list does not show."""
    return rows.select_related("notice").defer(
        "statement", "answers", "links", "consent", "notice__body", "notice__body_zh", "notice__search_text"
    )


# ---- how many -----------------------------------------------------------------------------------


@dataclass
class Part:
    """A piece of the bar of a notice, in percent of the longest bar."""

    state: State
    number: int
    start: float = 0
    width: float = 0


@dataclass
class NoticeCount:
    """How many have applied for a notice, those included that are forgotten by now."""

    notice: Notice
    parts: list[Part]
    unconfirmed: int = 0

    @property
    def total(self) -> int:
        return sum(part.number for part in self.parts)

    @property
    def words(self) -> str:
        return pgettext("list", ", ").join(f"{part.state.label} {part.number}" for part in self.parts)


def counts_for(notices: list[Notice], user) -> list[NoticeCount]:
    """Returns the counts by state of each notice; two queries."""
    numbers: dict[tuple[int, str], int] = {}
    unconfirmed: dict[int, int] = {}
    rows = Application.objects.reviewable_by(user).filter(notice__in=notices).order_by()
    per_state = rows.values_list("notice", "state").annotate(
        number=Count("pk", filter=~Q(confirmed=None)), open=Count("pk", filter=Q(confirmed=None))
    )
    for notice, state, number, waiting in per_state:
        numbers[notice, state] = number
        unconfirmed[notice] = unconfirmed.get(notice, 0) + waiting
    for forgotten in ForgottenCount.objects.filter(notice__in=notices):
        key = forgotten.notice_id, forgotten.state
        numbers[key] = numbers.get(key, 0) + forgotten.number
    made = [
        NoticeCount(
            notice,
            [Part(state, numbers[notice.pk, state]) for state in State if numbers.get((notice.pk, state))],
            unconfirmed.get(notice.pk, 0),
        )
        for notice in notices
    ]
    longest = max((count.total for count in made), default=0)
    for count in made:
        place = 0.0
        for part in count.parts:
            part.start, part.width = round(place, 2), round(100 * part.number / longest, 2)
            place += part.width
    return made
