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
