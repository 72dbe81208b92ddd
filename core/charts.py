"""A small chart with a bar for each year: numbers in, geometry out. ``_chart.html`` draws it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: With fewer years there is nothing to see; with more the bars get too thin, so the earliest are left out.
FEWEST, MOST = 3, 30
#: In pixels. A bar with its gap is wide enough to be touched as long as there are not too many.
WIDTH, WIDEST_STEP = 336, 24
ABOVE, TALLEST, BELOW = 13, 32, 15
GAP = 0.25  # of a step
DIGIT = 7  # at most, in the size of the figures
LEAST_HEIGHT = 2  # of a bar of a year that has anything


@dataclass(frozen=True)
class Bar:
    """One year. Lengths are in pixels from the left and from the top; a year without anything is 0 high."""

    year: int
    number: int
    left: float
    step: float
    x: float
    width: float
    y: float
    height: float
    is_incomplete: bool = False
    is_chosen: bool = False
    url: str = ""

    @property
    def above(self) -> float:
        """Where a figure on top of it stands."""
        return round(self.y - 3, 1)


@dataclass(frozen=True)
class Chart:
    """All years from the first to the last one, with those between in which there is nothing."""

    bars: tuple[Bar, ...]
    width: float
    height: int
    baseline: int
    #: How many there are in years before the first bar.
    earlier: int

    @property
    def years_at(self) -> int:
        """Where the years below the bars stand."""
        return self.height - 3

    @property
    def highest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.number)

    @property
    def highest_at(self) -> float:
        """The middle of the figure above the highest bar, so that no end of it sticks out."""
        half = len(str(self.highest.number)) * DIGIT / 2
        middle = self.highest.left + self.highest.step / 2
        return round(min(max(middle, half), self.width - half), 1)


def chart_of_years(
    numbers: Mapping[int, int],
    running: int,
    chosen: int | None = None,
    url: Callable[[int], str] | None = None,
) -> Chart | None:
    """Returns the chart of these numbers, or None where fewer than three years have any.

    ``running`` is the year that is not over yet. Where a year has a page, ``url`` gives its address.
    """
    counted = {year: number for year, number in numbers.items() if number > 0}
    if len(counted) < FEWEST:
        return None
    last = max(counted)
    first = max(min(counted), last - MOST + 1)
    most = max(number for year, number in counted.items() if year >= first)
    step = min(WIDEST_STEP, WIDTH / (last - first + 1))
    bars = []
    for index, year in enumerate(range(first, last + 1)):
        number = counted.get(year, 0)
        height = max(TALLEST * number / most, LEAST_HEIGHT) if number else 0
        bars.append(
            Bar(
                year,
                number,
                left=round(index * step, 1),
                step=round(step, 1),
                x=round((index + GAP / 2) * step, 1),
                width=round((1 - GAP) * step, 1),
                y=round(ABOVE + TALLEST - height, 1),
                height=round(height, 1),
                is_incomplete=year == running,
                is_chosen=year == chosen,
                url=url(year) if url and number else "",
            )
        )
    return Chart(
        tuple(bars),
        width=round(step * len(bars), 1),
        height=ABOVE + TALLEST + BELOW,
        baseline=ABOVE + TALLEST,
        earlier=sum(number for year, number in counted.items() if year < first),
    )
