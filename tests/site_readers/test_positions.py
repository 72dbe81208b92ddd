"""Positions and internships on homepages. All people are invented."""

import pytest

from tests.site_readers.sites import read_site, values

FIELDS = ("start", "end", "role", "where")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "- *2022.04 - 2022.09*, Research Assistant. Lake Labs, Zurich, Switzerland.",
            ("2022-04", "2022-09", "Research Assistant", "Lake Labs, Zurich, Switzerland"),
        ),
        (
            "- **2025.07 - Present**: Research Intern, 2012 Laboratory, Lake.",
            ("2025-07", "", "Research Intern", "2012 Laboratory, Lake"),
        ),
        (
            "- Java Developer (full-time intern), Lake Technologies Co., Ltd., 2023.06-2023.08",
            ("2023-06", "2023-08", "Java Developer (full-time intern)", "Lake Technologies Co. Ltd."),
        ),
        ("- 2022.08 - 2024.08, Lake Rides, Beijing.", ("2022-08", "2024-08", "", "Lake Rides, Beijing")),
        ("- 2023.06 - 2023.09 湖水研究院，研究实习生", ("2023-06", "2023-09", "研究实习生", "湖水研究院")),
        (
            "- 2015 - now, Professor, Department of Lakes, Lake University",
            ("2015", "", "Professor", "Department of Lakes, Lake University"),
        ),
        (
            "- Visiting Student at River University, 2019",
            ("2019", "", "Visiting Student", "River University"),
        ),
    ],
)
def test_entry_about_work_is_a_position(entry, expected):
    result = read_site({"index.md": f"# Experience\n\n{entry}\n"})
    assert values(result.affiliations, *FIELDS) == [expected]


@pytest.mark.parametrize(
    ("heading", "entry"),
    [
        ("Experience", "- Research Intern, Lake Labs"),
        ("Research Experience", "- 2021.03 - 2022.06 Maps of rivers"),
        ("Conferences attended", "- 2019 Conference on Lakes"),
    ],
)
def test_entry_that_may_be_no_position_is_named(heading, entry):
    result = read_site({"index.md": f"# {heading}\n\n{entry}\n"})
    assert not result.affiliations
    assert result.not_understood


def test_heading_above_the_dates_says_the_position():
    page = "# Experience\n\n## Research Intern at Lake Labs\n*2020 - 2021*: Boats for small rivers\n"
    result = read_site({"index.md": page})
    assert values(result.affiliations, *FIELDS) == [("2020", "2021", "Research Intern", "Lake Labs")]
    assert "Boats for small rivers" in result.not_understood[-1].text


def test_what_was_done_in_a_position_is_named():
    page = "# Experience\n\n- 2020 - 2021, Engineer, Lake Labs\n    - Boats for small rivers\n"
    result = read_site({"index.md": page})
    assert len(result.affiliations) == 1
    assert [rest.text for rest in result.not_understood] == ["Boats for small rivers"]
