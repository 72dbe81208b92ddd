"""A small bar chart with one bar per year: numbers in, geometry out. ``_chart.html`` draws it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: With fewer years there is no chart. With more, the earliest years are left out, to keep bars wide enough.
MIN_YEARS, MAX_YEARS = 3, 30
# Lengths in pixels. A step is a bar and its gap, and is wide enough to be touched.
MAX_CHART_WIDTH, MAX_STEP = 336, 24
#: Heights of the figures above the bars, of the highest bar, and of the years below.
TOP, MAX_BAR_HEIGHT, BOTTOM = 13, 32, 15
#: The gap between two bars, as a part of a step.
GAP = 0.25
#: The widest digit in the font size of the figures.
DIGIT_WIDTH = 7
#: The lowest bar of a year with a number above 0.
MIN_BAR_HEIGHT = 2


@dataclass(frozen=True)
class Bar:
    """One year. Lengths are in pixels from the upper left corner; a year with 0 has a bar 0 pixels high."""

    year: int
    number: int
    #: Left edge and width of the step, which is the touch target.
    left: float
    step: float
    x: float
    width: float
    y: float
    height: float
    is_incomplete: bool = False
    is_selected: bool = False
    url: str = ""

    @property
    def label_y(self) -> float:
        """The baseline of the figure above the bar."""
        return round(self.y - 3, 1)


@dataclass(frozen=True)
class Chart:
    """Consecutive years, including those with a number of 0."""

    bars: tuple[Bar, ...]
    width: float
    height: int
    baseline: int
    #: The sum of the numbers of the years that were left out.
    earlier: int

    @property
    def year_labels_y(self) -> int:
        """The baseline of the years below the bars."""
        return self.height - 3

    @property
    def highest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.number)

    @property
    def highest_label_x(self) -> float:
        """The middle of the figure above the highest bar, placed so that it stays within the chart."""
        half = len(str(self.highest.number)) * DIGIT_WIDTH / 2
        middle = self.highest.left + self.highest.step / 2
        return round(min(max(middle, half), self.width - half), 1)


def chart_of_years(
    numbers: Mapping[int, int],
    current_year: int,
    selected_year: int | None = None,
    url: Callable[[int], str] | None = None,
) -> Chart | None:
    """Return the chart of numbers by year, or None if fewer than three years have a number above 0.

    ``current_year`` is marked as incomplete. ``url(year)`` gives the link of a bar.
    """
    counted = {year: number for year, number in numbers.items() if number > 0}
    if len(counted) < MIN_YEARS:
        return None
    last = max(counted)
    first = max(min(counted), last - MAX_YEARS + 1)
    highest = max(number for year, number in counted.items() if year >= first)
    step = min(MAX_STEP, MAX_CHART_WIDTH / (last - first + 1))
    bars = []
    for index, year in enumerate(range(first, last + 1)):
        number = counted.get(year, 0)
        height = max(MAX_BAR_HEIGHT * number / highest, MIN_BAR_HEIGHT) if number else 0
        bars.append(
            Bar(
                year,
                number,
                left=round(index * step, 1),
                step=round(step, 1),
                x=round((index + GAP / 2) * step, 1),
                width=round((1 - GAP) * step, 1),
                y=round(TOP + MAX_BAR_HEIGHT - height, 1),
                height=round(height, 1),
                is_incomplete=year == current_year,
                is_selected=year == selected_year,
                url=url(year) if url and number else "",
            )
        )
    return Chart(
        tuple(bars),
        width=round(step * len(bars), 1),
        height=TOP + MAX_BAR_HEIGHT + BOTTOM,
        baseline=TOP + MAX_BAR_HEIGHT,
        earlier=sum(number for year, number in counted.items() if year < first),
    )
