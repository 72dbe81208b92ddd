"""Former names are replaced wherever they stand as a whole name, and nothing else is."""

import pytest

from core.renaming import Renaming, name_key

RENAMING = Renaming(["Augusta Byron", "Gus", "拜伦"], "Ada Example", "安爱达")


@pytest.mark.parametrize("name", ["Byron, Augusta", "AUGUSTA BYRON", "Augusta  Byrón", "Byron Augusta"])
def test_case_accents_and_order_make_no_other_name(name):
    assert name_key(name) == name_key("Augusta Byron")
    assert RENAMING.is_former(name)


@pytest.mark.parametrize("name", ["", " ", "A. Byron", "Augusta Byron King", "Ada Example"])
def test_other_names_are_not_former(name):
    assert not RENAMING.is_former(name)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Augusta Byron", "Ada Example"),
        ("Byron, Augusta", "Ada Example"),
        ("By Augusta\nByron and Ben Other", "By Ada Example and Ben Other"),
        ("Byron, Augusta and Other, Ben", "Ada Example and Other, Ben"),
        ("Augusta Byron’s talk", "Ada Example’s talk"),
        ("Augusta Byronson", "Augusta Byronson"),
        ("Gus", "Ada Example"),
        ("Gus wrote it", "Gus wrote it"),
        ("拜伦", "安爱达"),
        ("祝贺拜伦同学获奖", "祝贺安爱达同学获奖"),
        ("", ""),
    ],
)
def test_former_names_are_replaced_in_texts(text, replaced):
    assert RENAMING.value(text) == replaced


def test_data_is_replaced_at_any_depth_and_keys_stay():
    data = {"Gus": ["Gus", {"name": "Augusta Byron", "position": 1, "person": None}]}
    assert RENAMING.data(data) == {
        "Gus": ["Ada Example", {"name": "Ada Example", "position": 1, "person": None}]
    }


def test_lines_with_former_names_are_removed():
    assert RENAMING.without_former("A. Example\nByron, Augusta\nGus") == "A. Example"


def test_renaming_without_names_changes_nothing():
    assert Renaming([], "Ada").value("Augusta Byron") == "Augusta Byron"
