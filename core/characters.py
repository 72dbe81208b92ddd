"""Removes characters that HTML and XML do not allow."""

import re

# The last two code points of each Unicode plane are non-characters.
_PLANE_ENDS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")


def printable(text: str) -> str:
    """Return the text without control characters, surrogates and non-characters.

    Tabs and line breaks are kept.
    """
    return _FORBIDDEN.sub("", text)
