"""The square part of a picture that a person selects in a browser: text in, pixels out."""

import math
from dataclasses import dataclass

#: Longer texts are ignored.
MAX_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Crop:
    """A square part of a picture of any size.

    With ``zoom`` 1 the square is as large as possible, with 2 its side is half as long. ``x`` and ``y`` are
    its position: 0 at the left or upper edge, 1 at the right or lower one, as in CSS ``object-position``.
    """

    x: float = 0.5
    y: float = 0.25  # slightly above the middle, where faces are
    zoom: float = 1.0

    @staticmethod
    def parse(text: str) -> "Crop":
        """Parse "x,y,zoom", such as "0.5,0.25,1.6". Any invalid text gives the default crop."""
        try:
            x, y, zoom = map(float, text.split(",") if len(text) <= MAX_LENGTH else ())
        except ValueError:
            return Crop()
        if not all(map(math.isfinite, (x, y, zoom))):
            return Crop()
        return Crop(min(max(x, 0), 1), min(max(y, 0), 1), max(zoom, 1))

    def side(self, width: int, height: int, min_side: int) -> float:
        """Return the side of the square in pixels: at least ``min_side``, unless the picture is smaller."""
        largest = min(width, height)
        return max(largest / self.zoom, min(min_side, largest))

    def box(self, width: int, height: int, min_side: int) -> tuple[float, float, float, float]:
        """Return the left, upper, right and lower edge of the square in pixels."""
        side = self.side(width, height, min_side)
        left, top = self.x * (width - side), self.y * (height - side)
        return left, top, left + side, top + side
