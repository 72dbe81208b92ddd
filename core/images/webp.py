"""Any uploaded picture in, clean WebP in a few widths out: checks, turning, colours, encoding.

`images.py` stores what comes out and shows it on pages.
"""

import hashlib
import re
from io import BytesIO
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms

from core.images.crops import Crop

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MIME_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
MAX_MEGABYTES = 10
MAX_MEGAPIXELS = 40
MIN_SIDE = 64  # pixels
MAX_STRETCH = 10  # times longer than wide
MASTER_SIDE = 1600  # pixels
VARIANT_WIDTHS = (96, 192, 384, 768)
QUALITY = 85

_SIGNATURES = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP", re.DOTALL)

_TURNS = {  # what undoes each EXIF orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_PLACES_BEFORE = {  # where a place of the picture was before it was turned
    Image.Transpose.FLIP_LEFT_RIGHT: lambda x, y: (1 - x, y),
    Image.Transpose.ROTATE_180: lambda x, y: (1 - x, 1 - y),
    Image.Transpose.FLIP_TOP_BOTTOM: lambda x, y: (x, 1 - y),
    Image.Transpose.TRANSPOSE: lambda x, y: (y, x),
    Image.Transpose.ROTATE_270: lambda x, y: (y, 1 - x),
    Image.Transpose.TRANSVERSE: lambda x, y: (1 - y, 1 - x),
    Image.Transpose.ROTATE_90: lambda x, y: (1 - y, x),
}


class PreparedPicture(ContentFile):  # type: ignore[type-arg]  # not generic at run time
    """A checked and re-encoded picture that waits to be stored.

    As a file it is the master (WebP). `name` is a digest of its bytes with its size, `3f2a…-1200x1500.webp`;
    `variants` maps each smaller width to WebP bytes.
    """

    name: str
    content_type = "image/webp"

    def __init__(self, master: bytes, width: int, height: int, variants: dict[int, bytes]):
        digest = hashlib.sha256(master).hexdigest()[:32]
        super().__init__(master, name=f"{digest}-{width}x{height}.webp")
        self.width, self.height, self.variants = width, height, variants


def prepare(
    file: "File[bytes] | BinaryIO", crop: Crop | None = None, min_side: int = MIN_SIDE
) -> PreparedPicture:
    """Checks an uploaded file by its content, whatever its name, and re-encodes it, or a square part of it.

    Nothing of the upload survives but its pixels: no metadata, no colour profile (colours become sRGB), no
    bytes behind the picture, no frame after the first. ``min_side`` is the least width and height in pixels,
    which a crop does not go below either. Raises ValidationError with a message for the user; its code is
    one of too_large, unknown_type, damaged, too_many_pixels, too_small, too_narrow.
    """
    if isinstance(file, PreparedPicture):
        return file
    image = _open(_read(file), min_side)
    try:
        image = _pixels(image, crop, min_side)
    except Exception as error:  # on broken bytes, Pillow's decoders raise errors of a dozen kinds
        raise _damaged() from error
    width, height = image.size
    variants = {variant: _encode(_scale(image, variant)) for variant in variant_widths(width)}
    return PreparedPicture(_encode(image), width, height, variants)


def variant_widths(width: int) -> list[int]:
    """The widths of the variants of a master of this width; wider ones would only be blurred."""
    return [variant for variant in VARIANT_WIDTHS if variant < width]


# ---- checks -----------------------------------------------------------------------------------


def _read(file: "File[bytes] | BinaryIO") -> bytes:
    limit = MAX_MEGABYTES * 1024 * 1024
    file.seek(0)
    content = file.read(limit + 1)
    file.seek(0)
    if len(content) > limit:
        message = _("This picture is larger than %(limit)s MB. Please upload a smaller one.")
        raise _refusal("too_large", message, limit=MAX_MEGABYTES)
    return content


def _open(content: bytes, min_side: int) -> Image.Image:
    """The picture with only its header read, so that a decompression bomb is refused before it unfolds."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        if _SIGNATURES.match(content):
            raise _damaged() from error
        message = _(
            "This is not a picture in the format JPEG, PNG, WebP or GIF. "
            "Please save other pictures (HEIC, SVG, PDF, TIFF …) as JPEG or PNG first."
        )
        raise _refusal("unknown_type", message) from error
    short, long = sorted(image.size)
    if short * long > MAX_MEGAPIXELS * 1_000_000:
        raise _too_many_pixels()
    if short < min_side:
        message = _("This picture is too small: each side needs %(limit)s pixels or more.")
        raise _refusal("too_small", message, limit=min_side)
    if long > short * MAX_STRETCH:
        message = _("This picture is too narrow: one side is more than %(limit)s times the other.")
        raise _refusal("too_narrow", message, limit=MAX_STRETCH)
    return image


def _too_many_pixels() -> ValidationError:
    message = _("This picture has more than %(limit)s megapixels. Please scale it down first.")
    return _refusal("too_many_pixels", message, limit=MAX_MEGAPIXELS)


def _damaged() -> ValidationError:
    return _refusal("damaged", _("This picture is damaged or not complete. Please upload it again."))


def _refusal(code: str, message: Any, **params: int) -> ValidationError:
    return ValidationError(message, code=code, params=params)


# ---- pixels -----------------------------------------------------------------------------------


def _pixels(image: Image.Image, crop: Crop | None, min_side: int) -> Image.Image:
    """The picture upright, in the colours of the web, cropped, and no larger than a master."""
    width, height = image.size
    side = crop.side(width, height, min_side) if crop else 0.0
    size = _fit((round(side), round(side)) if crop else image.size, MASTER_SIDE)
    scale = size[0] / side if crop else size[0] / width
    # Spares the JPEG decoder the detail that scaling drops; else does nothing.
    image.draft(None, (min(width, round(width * scale)), min(height, round(height * scale))))
    image.load()
    turn = _TURNS.get(_orientation(image))
    box = None
    if crop:
        x, y = _PLACES_BEFORE[turn](crop.x, crop.y) if turn is not None else (crop.x, crop.y)
        across, down = image.width / width, image.height / height
        left, top, right, bottom = Crop(x, y, crop.zoom).box(width, height, min_side)
        box = (left * across, top * down, min(right * across, image.width), min(bottom * down, image.height))
    image = _to_srgb(_plain(image).resize(size, Image.Resampling.LANCZOS, box, reducing_gap=3.0))
    return image if turn is None else image.transpose(turn)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # unreadable metadata is no reason to refuse a picture
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled: no palette, eight bits a channel, alpha where it had any."""
    if image.mode.startswith("I"):  # 16 bits of grey, which `convert` would clip instead of scaling
        grey = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        grey.info = {"icc_profile": image.info.get("icc_profile")}
        return grey
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """The same colours for browsers once the colour profile is gone; without this, phone photos look dull."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # a broken profile, or one for another kind of picture: take the numbers as they are
    return image.convert(mode)


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1, side / max(size))
    return round(size[0] * scale), round(size[1] * scale)


def _scale(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _encode(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()
