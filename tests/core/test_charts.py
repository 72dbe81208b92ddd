"""Bar charts of numbers by year."""

import pytest

from core.charts import MAX_BAR_HEIGHT, MAX_CHART_WIDTH, MAX_STEP, MAX_YEARS, TOP, chart_of_years


def heights(chart):
    return {bar.year: bar.height for bar in chart.bars}


@pytest.mark.parametrize("numbers", [{}, {2024: 3}, {2023: 1, 2024: 3}, {2022: 0, 2023: 1, 2024: 3}])
def test_fewer_than_three_years_give_no_chart(numbers):
    assert chart_of_years(numbers, current_year=2025) is None


def test_heights_are_proportional_and_years_without_rows_have_no_bar():
    chart = chart_of_years({2020: 4, 2023: 8, 2022: 2}, current_year=2025)
    assert heights(chart) == {
        2020: MAX_BAR_HEIGHT / 2,
        2021: 0,
        2022: MAX_BAR_HEIGHT / 4,
        2023: MAX_BAR_HEIGHT,
    }
    assert {bar.y + bar.height for bar in chart.bars} == {TOP + MAX_BAR_HEIGHT}
    assert (chart.highest.year, chart.baseline) == (2023, TOP + MAX_BAR_HEIGHT)


def test_smallest_bar_is_still_visible():
    assert heights(chart_of_years({2020: 1, 2021: 10_000, 2022: 1}, current_year=2025))[2020] == 2


def test_bars_do_not_overlap_and_fit_the_width():
    chart = chart_of_years(dict.fromkeys(range(2000, 2025), 1), current_year=2025)
    assert len(chart.bars) == 25
    assert chart.width <= MAX_CHART_WIDTH
    assert all(
        bar.x + bar.width < next_bar.x for bar, next_bar in zip(chart.bars, chart.bars[1:], strict=False)
    )
    assert chart_of_years({2020: 1, 2021: 1, 2022: 1}, current_year=2025).width == 3 * MAX_STEP


def test_figure_above_the_highest_bar_stays_within_the_chart():
    chart = chart_of_years({2023: 1, 2024: 1, 2025: 123_456}, current_year=2025)
    assert 3 * 7 <= chart.highest_label_x <= chart.width - 3 * 7


def test_earliest_of_too_many_years_are_summed_up():
    chart = chart_of_years({1900: 5, 1901: 2, 2020: 1, 2021: 1}, current_year=2025)
    assert (len(chart.bars), chart.bars[-1].year, chart.earlier) == (MAX_YEARS, 2021, 7)


def test_current_and_selected_years_are_marked():
    chart = chart_of_years({2023: 1, 2024: 1, 2025: 1}, current_year=2025, selected_year=2024)
    assert [bar.year for bar in chart.bars if bar.is_incomplete] == [2025]
    assert [bar.year for bar in chart.bars if bar.is_selected] == [2024]


def test_bars_link_to_the_page_of_their_year():
    chart = chart_of_years({2022: 1, 2024: 1, 2025: 1}, current_year=2025, url="?year={}".format)
    assert [bar.url for bar in chart.bars] == ["?year=2022", "", "?year=2024", "?year=2025"]
