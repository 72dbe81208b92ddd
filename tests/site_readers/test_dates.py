import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_readers.dates import Period, find_periods, iso_date, take_leading, take_trailing


@pytest.mark.parametrize(
    ("text", "start", "end", "rest"),
    [
        ("*202509* x", "2025-09", "", "x"),
        ("07/2023: a", "2023-07", "", "a"),
        ("[May 2026] z", "2026-05", "", "z"),
        ("*2017~2018* a", "2017", "2018", "a"),
        ("2026.08 -", "2026-08", "", ""),
        ("Since August 2019, q", "2019-08", "", "q"),
        ("2010年 获奖", "2010", "", "获奖"),
        ("2024年9月3日，获奖", "2024-09-03", "", "获奖"),
        ("2024年9月-12月 x", "2024-09", "2024-12", "x"),
        ("Sep'2023-Jul'2026 x", "2023-09", "2026-07", "x"),
        ("*2023.06 - 2028.06 (expected)*, School", "2023-06", "2028-06", "School"),
        ("2025.09 - Now, TA", "2025-09", "", "TA"),
        ("2022.08-2024.08, D", "2022-08", "2024-08", "D"),
        ("2024.10~2025.6): f", "2024-10", "2025-06", "f"),
        ("Jan - Jun 2024, z", "2024-01", "2024-06", "z"),
        ("30 June – 2 July 2024, z", "2024-06-30", "2024-07-02", "z"),
        ("June 30th - July 2, 2024: z", "2024-06-30", "2024-07-02", "z"),
        ("2024年9月3日至5日，北京", "2024-09-03", "2024-09-05", "北京"),
        ("2024年9月30日-10月2日 z", "2024-09-30", "2024-10-02", "z"),
        ("2024年9月-10月2日 z", "2024-09", "2024-10", "z"),
        ("二〇二〇年九月至二〇二四年六月 z", "2020-09", "2024-06", "z"),
        ("一九九八年十二月二十三日，z", "1998-12-23", "", "z"),
        ("2019-21 x", "2019", "2021", "x"),
        ("2019/20 x", "2019", "2020", "x"),
        ("WS 1999/00 x", "1999", "2000", "x"),
        ("2019/20 - 2021/22: x", "2019", "2022", "x"),
        ("2019/20 - present: x", "2019", "", "x"),
        ("2019/25 x", "2019", "", "/25 x"),
        ("2009/10 - 2012/13: x", "2009", "2013", "x"),
        ("2010/11学年 x", "2010", "2011", "x"),
        ("2010/11 academic year, x", "2010", "2011", "x"),
        ("2009/10 - 2010/11: x", "2009-10", "2010-11", "x"),
        ("2010/11 - 2013: x", "2010-11", "2013", "x"),
        ("June, 2024: x", "2024-06", "", "x"),
        ("Fall 2019 y", "2019", "", "y"),
        ("3 September 2025 - a", "2025-09-03", "", "a"),
        ("Sep 3, 2025, b", "2025-09-03", "", "b"),
        ("May '23: a", "2023-05", "", "a"),
        ("12/25/2024 c", "2024-12-25", "", "c"),
        ("03/04/2024 c", "2024", "", "c"),
        ("expected nothing", "", "", "expected nothing"),
        ("3D printing", "", "", "3D printing"),
        ("2048-bit keys", "", "", "2048-bit keys"),
    ],
)
def test_date_at_the_start_of_a_text(text, start, end, rest):
    period, behind = take_leading(text)
    assert (period.start, period.end, behind) == (start, end, rest)


def test_list_of_years_keeps_all_of_them():
    assert take_leading("*2019&2020&2021*, R") == (Period("2019", more=("2020", "2021")), "R")
    assert take_leading("2021, 2022: R")[0].dates == ["2021", "2022"]


@pytest.mark.parametrize(
    ("text", "start", "end", "before"),
    [
        ("Foo, University, 2024", "2024", "", "Foo, University"),
        ("Foo (2020.09 - 2025.09).", "2020-09", "2025-09", "Foo"),
        ("Foo, Sep. 2019 - now", "2019-09", "", "Foo"),
        ("Foo (WS 2019/20)", "2019", "2020", "Foo"),
        ("Foo, Sommersemester 2021", "2021", "", "Foo"),
        ("Foo, 3rd to 5th September 2026", "2026-09-03", "", "Foo"),
        ("Foo, September 3 to 5, 2026", "2026-09-03", "", "Foo"),
        ("Foo, 3.–5. September 2026", "2026-09-03", "", "Foo"),
        ("Foo, May 3 & 4, 2026", "2026-05-03", "", "Foo"),
        ("Foo 1234", "", "", "Foo 1234"),
    ],
)
def test_date_at_the_end_of_a_text(text, start, end, before):
    period, rest = take_trailing(text)
    assert (period.start, period.end, rest) == (start, end, before)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2022-4-12", "2022-04-12"),
        ("2024-09-01 10:00:00 +0800", "2024-09-01"),
        ("2024-09-01T10:00:00Z", "2024-09-01"),
        ("2024", "2024"),
        ("2024-09", "2024-09"),
        (None, ""),
        ("soon", ""),
    ],
)
def test_date_of_a_field(value, date):
    assert iso_date(value) == date


def test_impact_factors_and_pages_are_no_dates():
    assert [period.date for period, _, _ in find_periods("Journal, IF=8.6, 2024, 18(04): 1068-1082")] == [
        "2024"
    ]


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for_dates(text):
    for function in (take_leading, take_trailing, find_periods):
        function(text)
