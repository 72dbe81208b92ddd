"""A mapping of limited size forgets what was not asked for."""

from core.caching import Recent


def test_what_is_used_again_stays_among_many_that_are_not():
    recent = Recent(10)
    recent["menu"] = "Home"
    for number in range(100):
        recent[number] = number
        assert recent.get("menu") == "Home"
    assert len(recent) <= 10
    assert recent.get(99) == 99 and recent.get(0) is None


def test_new_value_of_a_key_takes_no_place_of_another():
    recent = Recent(2)
    recent["menu"], recent["title"] = "Home", "Looms"
    recent["title"] = "Yarn"
    assert (recent.get("menu"), recent.get("title")) == ("Home", "Yarn")


def test_smaller_size_holds_from_the_next_value_on():
    recent = Recent(10)
    for number in range(10):
        recent[number] = number
    recent.size = 3
    recent["new"] = 1
    assert len(recent) == 3
