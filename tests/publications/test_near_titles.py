"""Publications with similar titles are offered where an entry may describe one of them."""

import pytest

from publications.importing.near_titles import MAX_NEAR, near_titles


@pytest.mark.parametrize(
    ("title", "candidate"),
    [
        ("Weaving with Small Looms", "Weaving with small looms, revisited"),
        ("The Looms of Difference", "On the looms of difference: an essay about steam and about weaving"),
        ("织机的并行调度方法", "一种织机并行调度方法"),
        ("Über Webstühle", "Uber Webstuhle"),
    ],
)
def test_titles_with_many_common_words_are_near(title, candidate):
    assert near_titles({7: title}, [(1, candidate), (2, "Something Else Entirely")]) == {7: [1]}


def test_one_common_word_is_not_enough():
    assert near_titles({7: "Weaving with Small Looms"}, [(1, "Weaving in the Age of Steam Engines")]) == {
        7: []
    }


def test_nearest_titles_come_first_and_are_few():
    candidates = [(n, f"Small Looms number{n}") for n in range(20)] + [(99, "Small Looms")]
    (near,) = near_titles({7: "Small Looms"}, candidates).values()
    assert near[0] == 99
    assert len(near) == MAX_NEAR
