"""Numbers of applications to each opening by status, and the bars that show them."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import pgettext

from recruiting.models import Application, ApplicationState, DeletedApplicationCount, Notice


@dataclass
class BarSegment:
    """The applications in one state. ``start`` and ``width`` are percentages of the longest bar."""

    state: ApplicationState
    number: int
    start: float = 0
    width: float = 0


@dataclass
class NoticeCount:
    """The numbers of confirmed applications to an opening, deleted ones included."""

    notice: Notice
    segments: list[BarSegment]
    unconfirmed: int = 0

    @property
    def total(self) -> int:
        return sum(segment.number for segment in self.segments)

    @property
    def summary(self) -> str:
        """The numbers in words: "New 1, Declined 4"."""
        parts = [f"{segment.state.label} {segment.number}" for segment in self.segments]
        return pgettext("list", ", ").join(parts)


def counts_for(notices: list[Notice], user) -> list[NoticeCount]:
    """Return the numbers for each opening, counting what the user may read. Runs two queries."""
    numbers, unconfirmed = _count_applications(notices, user)
    for deleted in DeletedApplicationCount.objects.filter(notice__in=notices):
        key = deleted.notice_id, deleted.state
        numbers[key] = numbers.get(key, 0) + deleted.number
    counts = [
        NoticeCount(
            notice,
            [
                BarSegment(state, numbers[notice.pk, state])
                for state in ApplicationState
                if numbers.get((notice.pk, state))
            ],
            unconfirmed.get(notice.pk, 0),
        )
        for notice in notices
    ]
    _lay_out_bars(counts)
    return counts


def _count_applications(notices, user) -> tuple[dict[tuple[int, str], int], dict[int, int]]:
    """Return the numbers of confirmed applications by (notice, state) and of unconfirmed ones by notice."""
    numbers: dict[tuple[int, str], int] = {}
    unconfirmed: dict[int, int] = {}
    rows = Application.objects.reviewable_by(user).filter(notice__in=notices).order_by()
    grouped = rows.values_list("notice", "state").annotate(
        confirmed_count=Count("pk", filter=~Q(confirmed=None)),
        unconfirmed_count=Count("pk", filter=Q(confirmed=None)),
    )
    for notice, state, confirmed_count, unconfirmed_count in grouped:
        numbers[notice, state] = confirmed_count
        unconfirmed[notice] = unconfirmed.get(notice, 0) + unconfirmed_count
    return numbers, unconfirmed


def _lay_out_bars(counts: list[NoticeCount]) -> None:
    """Set the start and width of each segment."""
    longest = max((count.total for count in counts), default=0)
    for count in counts:
        start = 0.0
        for segment in count.segments:
            segment.start, segment.width = round(start, 2), round(100 * segment.number / longest, 2)
            start += segment.width
