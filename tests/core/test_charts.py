"""Numbers of years become bars."""

import pytest

from core.charts import ABOVE, MOST, TALLEST, WIDEST_STEP, WIDTH, chart_of_years


def heights(chart):
    return {bar.year: bar.height for bar in chart.bars}


@pytest.mark.parametrize("numbers", [{}, {2024: 3}, {2023: 1, 2024: 3}, {2022: 0, 2023: 1, 2024: 3}])
def test_fewer_than_three_years_are_no_chart(numbers):
    assert chart_of_years(numbers, running=2025) is None


def test_a_bar_is_as_high_as_its_number_and_a_year_without_anything_is_a_gap():
    chart = chart_of_years({2020: 4, 2023: 8, 2022: 2}, running=2025)
    assert heights(chart) == {2020: TALLEST / 2, 2021: 0, 2022: TALLEST / 4, 2023: TALLEST}
    assert {bar.y + bar.height for bar in chart.bars} == {ABOVE + TALLEST}
    assert (chart.highest.year, chart.baseline) == (2023, ABOVE + TALLEST)


def test_one_of_many_is_still_to_be_seen():
    assert heights(chart_of_years({2020: 1, 2021: 10_000, 2022: 1}, running=2025))[2020] == 2


def test_bars_stand_side_by_side_within_the_width():
    chart = chart_of_years(dict.fromkeys(range(2000, 2025), 1), running=2025)
    assert len(chart.bars) == 25
    assert chart.width <= WIDTH
    assert all(one.x + one.width < other.x for one, other in zip(chart.bars, chart.bars[1:], strict=False))
    assert chart_of_years({2020: 1, 2021: 1, 2022: 1}, running=2025).width == 3 * WIDEST_STEP


def test_the_figure_on_top_does_not_stick_out():
    chart = chart_of_years({2023: 1, 2024: 1, 2025: 123_456}, running=2025)
    assert 3 * 7 <= chart.highest_at <= chart.width - 3 * 7


def test_the_earliest_of_very_many_years_are_only_counted():
    chart = chart_of_years({1900: 5, 1901: 2, 2020: 1, 2021: 1}, running=2025)
    assert (len(chart.bars), chart.bars[-1].year, chart.earlier) == (MOST, 2021, 7)


def test_the_running_year_and_the_chosen_one_are_marked():
    chart = chart_of_years({2023: 1, 2024: 1, 2025: 1}, running=2025, chosen=2024)
    assert [bar.year for bar in chart.bars if bar.is_incomplete] == [2025]
    assert [bar.year for bar in chart.bars if bar.is_chosen] == [2024]


def test_a_year_with_something_leads_to_its_page():
    chart = chart_of_years({2022: 1, 2024: 1, 2025: 1}, running=2025, url="?year={}".format)
    assert [bar.url for bar in chart.bars] == ["?year=2022", "", "?year=2024", "?year=2025"]
