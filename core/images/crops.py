"""Square parts of pictures, as a person marks them in a browser: text in, pixels out. No Django."""

import math
from dataclasses import dataclass

#: Longer texts are not looked at.
LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Crop:
    """A square part of a picture of any size.

    ``zoom`` 1 is the largest square, 2 one of half its side. ``x`` and ``y`` say where it lies in the room
    that is left: 0 at the left or upper edge, 1 at the right or lower one (like ``object-position`` in CSS).
    """

    x: float = 0.5
    y: float = 0.25  # slightly above the middle, where faces are
    zoom: float = 1.0

    @staticmethod
    def parse(text: str) -> "Crop":
        """Reads "x,y,zoom", such as "0.5,0.25,1.6"; out of anything else comes the usual crop."""
        try:
            x, y, zoom = map(float, text.split(",") if len(text) <= LONGEST_TEXT else ())
        except ValueError:
            return Crop()
        if not all(map(math.isfinite, (x, y, zoom))):
            return Crop()
        return Crop(min(max(x, 0), 1), min(max(y, 0), 1), max(zoom, 1))

    def side(self, width: int, height: int, least: int) -> float:
        """The side of the square in pixels: not below ``least``, unless the picture is smaller itself."""
        largest = min(width, height)
        return max(largest / self.zoom, min(least, largest))

    def box(self, width: int, height: int, least: int) -> tuple[float, float, float, float]:
        """The left, upper, right and lower edge in pixels."""
        side = self.side(width, height, least)
        left, top = self.x * (width - side), self.y * (height - side)
        return left, top, left + side, top + side
