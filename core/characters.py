"""Characters that may stand neither in HTML nor in XML, wherever a text comes from."""

import re

# Unicode has two non-characters at the end of each plane.
_PLANE_ENDS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")


def printable(text: str) -> str:
    """Returns the text without controls (but tab and line ends), halves of characters, non-characters."""
    return _FORBIDDEN.sub("", text)
