"""Matchers of a few members, for the tests of matching."""

from publications.matching import Match, Matcher, Member


def matcher_of(*spellings: str, **more) -> Matcher:
    """Return a matcher of members with these names.

    "=" separates several spellings of one member; the first one is the member's key.
    """
    names = [tuple(spelling.split("=")) for spelling in spellings]
    return Matcher([Member(key=member_names[0], names=member_names, **more) for member_names in names])


def match(printed: str, *spellings: str) -> Match:
    return matcher_of(*spellings).match(printed)


def is_linked(printed: str, *spellings: str) -> bool:
    return match(printed, *spellings).member is not None
