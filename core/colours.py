"""The lab's accent colour, in variants that are readable on light and on dark pages.

A lab may set any colour. Pages use the nearest colour of the same hue that has enough contrast with its
background. Colours are texts like "#1f4e8c".
"""

import hashlib
import math
import re
from collections.abc import Iterable
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The backgrounds of the pages, the same as in labsite/static/labsite/labsite.css.
PAPER_LIGHT = "#fcfbf8"
PAPER_DARK = "#15171a"

SOFT_SHARE = 0.1  # of the accent in a soft fill; the other part is the background

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

Triple = tuple[float, float, float]


def validate_colour(value: str) -> None:
    """Raise ValidationError unless the value is a colour like "#1f4e8c"."""
    if not _COLOUR.fullmatch(value):
        raise ValidationError(
            _("Enter a colour as # and six digits from 0 to 9 and a to f, such as #1f4e8c."), code="invalid"
        )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, by WCAG 2.2: (L1 + 0.05) / (L2 + 0.05).

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white), by WCAG 2.2.

    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=256)
def readable(accent: str, on: str, ratio: float = 4.5) -> str:
    """Return the colour nearest to the accent that has its hue and the contrast ratio on the background.

    Only the lightness in OKLCH changes, and the chroma if a screen cannot show it at that lightness. A
    readable accent is returned unchanged, in lower case. If no colour of the hue reaches the ratio, the
    result is black or white, whichever has more contrast. Raises ValueError for an invalid colour.
    """
    accent, on = _checked(accent), _checked(on)
    if contrast(accent, on) >= ratio:
        return accent
    start, chroma, hue = _to_oklch(accent)
    candidates = []
    for extreme, end in (("#000000", 0.0), ("#ffffff", 1.0)):
        if contrast(extreme, on) >= ratio:
            # The contrast grows towards black or white, so bisect for the first lightness with enough of it.
            near, far, colour = start, end, extreme
            for _step in range(20):
                middle = (near + far) / 2
                candidate = _from_oklch(middle, chroma, hue)
                if contrast(candidate, on) >= ratio:
                    far, colour = middle, candidate
                else:
                    near = middle
            candidates.append((abs(far - start), colour))
    if candidates:
        return min(candidates)[1]
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, on))


@lru_cache(maxsize=16)
def accent_css(accent: str) -> str:
    """Return the style rules that set the accent's custom properties, for light and for dark pages.

    ``--accent`` is for text, lines and fills: at least 4.5 : 1 on the paper and on the soft fill.
    ``--accent-ink`` is for text on a fill of ``--accent``, at least 4.5 : 1 as well.
    ``--accent-soft`` is a faint fill, for text in ``--accent`` or in the colour of ordinary text.
    The same with ``--dark-`` is for parts that are dark in both themes.
    The theme is that of the system, unless the root element has ``data-theme="light"`` or ``"dark"``.
    Raises ValueError for an invalid colour.
    """
    light, dark = _properties(accent, PAPER_LIGHT), _properties(accent, PAPER_DARK)
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f":root{{{dark.replace('--accent', '--dark-accent')}}}\n"
    )


def accent_digest(accent: str) -> str:
    """Return a digest of the accent's style rules, 12 hexadecimal digits."""
    return hashlib.blake2b(accent_css(accent).encode(), digest_size=6).hexdigest()


def _properties(accent: str, paper: str) -> str:
    text = readable(accent, paper)
    soft = _mixed(text, paper, SOFT_SHARE)
    # The soft fill lies between text and paper: text that is readable on it is readable on the paper too.
    text = readable(text, soft)
    return f"--accent:{text};--accent-ink:{paper};--accent-soft:{soft}"


def _mixed(colour: str, paper: str, share: float) -> str:
    parts = zip(_bytes(colour), _bytes(paper), strict=True)
    return _hex(share * one + (1 - share) * other for one, other in parts)


# ---- colour spaces ----------------------------------------------------------------------------


def _checked(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"not a colour like #1f4e8c: {colour!r}")
    return colour.lower()


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(_checked(colour)[1:])


def _hex(parts: Iterable[float]) -> str:
    """Return the colour of red, green and blue from 0 to 255, clipped to that range."""
    return "#" + "".join(f"{min(max(round(part), 0), 255):02x}" for part in parts)


def _linear(colour: str) -> Triple:
    """Return red, green and blue in linear light, 0 to 1."""
    parts = (part / 255 for part in _bytes(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _to_oklch(colour: str) -> Triple:
    """Return lightness (0 to 1), chroma and hue (radians); https://bottosson.github.io/posts/oklab/"""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the nearest colour that a screen can show, with less chroma if necessary."""
    enough, too_much = 0.0, chroma
    if _fits(_oklch_to_linear(lightness, chroma, hue)):
        enough = chroma
    else:
        for _step in range(16):
            middle = (enough + too_much) / 2
            if _fits(_oklch_to_linear(lightness, middle, hue)):
                enough = middle
            else:
                too_much = middle
    parts = (min(max(part, 0.0), 1.0) for part in _oklch_to_linear(lightness, enough, hue))
    return _hex(
        255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055) for part in parts
    )


def _fits(parts: Triple) -> bool:
    return all(-0.0001 <= part <= 1.0001 for part in parts)


def _oklch_to_linear(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
