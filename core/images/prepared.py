"""What uploaded pictures may be, and a picture that ``webp`` has checked and encoded.

This module does not load Pillow, which most commands do not need.
"""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile

MIME_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/heif")
MAX_MEGABYTES = 25
MIN_SIDE = 64  # pixels
VARIANT_WIDTHS = (96, 192, 384, 768)


@dataclass(frozen=True)
class MasterSize:
    """How large the master of a picture may be: its longer side in pixels, and perhaps its bytes."""

    side: int = 1600
    max_bytes: int | None = None


DEFAULT_SIZE = MasterSize()


class PreparedPicture(ContentFile):  # type: ignore[type-arg]  # not generic at run time
    """A checked and re-encoded picture that is not stored yet.

    The file content is the master (WebP). ``name`` is a digest of its bytes with its size:
    "3f2a…-1200x1500.webp". ``variants`` maps each smaller width to WebP bytes.
    """

    name: str
    content_type = "image/webp"

    def __init__(self, master: bytes, width: int, height: int, variants: dict[int, bytes]):
        digest = hashlib.sha256(master).hexdigest()[:32]
        super().__init__(master, name=f"{digest}-{width}x{height}.webp")
        self.width, self.height, self.variants = width, height, variants


def variant_widths(width: int) -> list[int]:
    """Return the widths of the variants of a master, which are all smaller than the master."""
    return [variant for variant in VARIANT_WIDTHS if variant < width]
