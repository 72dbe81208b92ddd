"""Check an uploaded picture and encode it as WebP in several widths, upright and in sRGB."""

import re
from io import BytesIO
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from pi_heif import register_heif_opener
from PIL import ExifTags, Image, ImageCms

from core.images.crops import Crop
from core.images.prepared import (
    DEFAULT_SIZE,
    MAX_MEGABYTES,
    MIN_SIDE,
    MasterSize,
    PreparedPicture,
    variant_widths,
)

register_heif_opener(thumbnails=False)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
#: Megapixels by format, and of formats that are not named, chosen so that decoding any picture takes about as
#: much memory. JPEG is scaled while it is decoded; the decoder of HEIC holds three copies of the picture.
MAX_MEGAPIXELS = {"JPEG": 64, "MPO": 64, "HEIF": 25}
MAX_DECODED_MEGAPIXELS = 40
MAX_ASPECT = 10  # longer side divided by shorter side
QUALITY = 85
#: Tried in turn for a master that may have only so many bytes.
QUALITIES = (QUALITY, 78, 70, 62, 54, 46, 38, 30)

_SIGNATURES = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP|.{4}ftyp(avi[fs]|hei[cx]|mif1)", re.DOTALL)

_UPRIGHT = {  # the transposition that undoes each EXIF orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIGINAL_POSITIONS = {  # where a point of the upright picture is in the stored one
    Image.Transpose.FLIP_LEFT_RIGHT: lambda x, y: (1 - x, y),
    Image.Transpose.ROTATE_180: lambda x, y: (1 - x, 1 - y),
    Image.Transpose.FLIP_TOP_BOTTOM: lambda x, y: (x, 1 - y),
    Image.Transpose.TRANSPOSE: lambda x, y: (y, x),
    Image.Transpose.ROTATE_270: lambda x, y: (y, 1 - x),
    Image.Transpose.TRANSVERSE: lambda x, y: (1 - y, 1 - x),
    Image.Transpose.ROTATE_90: lambda x, y: (1 - y, x),
}


def prepare(
    file: "File[bytes] | BinaryIO",
    crop: Crop | None = None,
    min_side: int = MIN_SIDE,
    master_size: MasterSize = DEFAULT_SIZE,
) -> PreparedPicture:
    """Check the content of an uploaded file, and re-encode the picture or a square part of it.

    Only the pixels of the upload are kept: no metadata, no colour profile (colours are converted to sRGB), no
    bytes after the picture, no frames after the first. ``min_side`` is the minimum width and height in
    pixels, also of a crop. Raises ValidationError with a message for the user and one of these codes:
    too_large, unknown_type, damaged, too_many_pixels, too_small, too_narrow.
    """
    if isinstance(file, PreparedPicture):
        return file
    image = _open(_read(file), min_side)
    try:
        image = _pixels(image, crop, min_side, master_size.side)
    except Exception as error:  # on broken bytes, Pillow's decoders raise errors of a dozen kinds
        raise _damaged() from error
    width, height = image.size
    variants = {variant: _encode(_scale(image, variant)) for variant in variant_widths(width)}
    return PreparedPicture(_encode_master(image, master_size.max_bytes), width, height, variants)


# ---- checks -----------------------------------------------------------------------------------


def _read(file: "File[bytes] | BinaryIO") -> bytes:
    limit = MAX_MEGABYTES * 1024 * 1024
    file.seek(0)
    content = file.read(limit + 1)
    file.seek(0)
    if len(content) > limit:
        message = _("This picture is larger than %(limit)s MB. Please upload a smaller one.")
        raise _error("too_large", message, limit=MAX_MEGABYTES)
    return content


def _open(content: bytes, min_side: int) -> Image.Image:
    """Open a picture, reading only its header, so that a decompression bomb is rejected unread."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(MAX_DECODED_MEGAPIXELS) from error
    except Exception as error:
        if _SIGNATURES.match(content):
            raise _damaged() from error
        message = _(
            "This is not a JPEG, PNG, WebP, AVIF, HEIC or GIF picture. "
            "Please save other formats (SVG, PDF, TIFF …) as JPEG or PNG first."
        )
        raise _error("unknown_type", message) from error
    short, long = sorted(image.size)
    limit = MAX_MEGAPIXELS.get(image.format or "", MAX_DECODED_MEGAPIXELS)
    if short * long > limit * 1_000_000:
        raise _too_many_pixels(limit)
    if short < min_side:
        message = _("This picture is too small: each side needs at least %(limit)s pixels.")
        raise _error("too_small", message, limit=min_side)
    if long > short * MAX_ASPECT:
        message = _("This picture is too narrow: one side is more than %(limit)s times the other.")
        raise _error("too_narrow", message, limit=MAX_ASPECT)
    return image


def _too_many_pixels(limit: int) -> ValidationError:
    message = _("This picture has more than %(limit)s megapixels. Please scale it down first.")
    return _error("too_many_pixels", message, limit=limit)


def _damaged() -> ValidationError:
    return _error("damaged", _("This picture is damaged or incomplete. Please upload it again."))


def _error(code: str, message: Any, **params: int) -> ValidationError:
    return ValidationError(message, code=code, params=params)


# ---- pixels -----------------------------------------------------------------------------------


def _pixels(image: Image.Image, crop: Crop | None, min_side: int, master_side: int) -> Image.Image:
    """Return the picture upright, in sRGB, cropped, and scaled to the size of a master."""
    width, height = image.size
    side = crop.side(width, height, min_side) if crop else 0.0
    size = _fit((round(side), round(side)) if crop else image.size, master_side)
    scale = size[0] / side if crop else size[0] / width
    if width * height > MAX_DECODED_MEGAPIXELS * 1_000_000:
        scale = min(scale, 0.5)  # whatever the crop: a small part of a large picture has less detail then
    # Makes the JPEG decoder skip the detail that scaling removes; no effect on other formats.
    image.draft(None, (min(width, round(width * scale)), min(height, round(height * scale))))
    image.load()
    transposition = _UPRIGHT.get(_orientation(image))
    box = None
    if crop:
        x, y = crop.x, crop.y
        if transposition is not None:
            x, y = _ORIGINAL_POSITIONS[transposition](x, y)
        x_scale, y_scale = image.width / width, image.height / height
        left, top, right, bottom = Crop(x, y, crop.zoom).box(width, height, min_side)
        right, bottom = min(right * x_scale, image.width), min(bottom * y_scale, image.height)
        box = (left * x_scale, top * y_scale, right, bottom)
    image = _to_srgb(_scalable(image).resize(size, Image.Resampling.LANCZOS, box, reducing_gap=3.0))
    return image if transposition is None else image.transpose(transposition)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # unreadable metadata is no reason to reject a picture
        return 1


def _scalable(image: Image.Image) -> Image.Image:
    """Convert the picture to a mode that can be scaled: no palette, 8 bits per channel, alpha kept."""
    if image.mode.startswith("I"):  # 16-bit grey, whose values `convert` would clip
        grey = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        grey.info = {"icc_profile": image.info.get("icc_profile")}
        return grey
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Convert the colours to sRGB. Without it, phone photos look dull when their profile is removed."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # a broken profile, or one for another colour mode: keep the values
    return image.convert(mode)


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1, side / max(size))
    return round(size[0] * scale), round(size[1] * scale)


def _scale(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _encode_master(image: Image.Image, max_bytes: int | None) -> bytes:
    """Return the picture in the best quality that needs at most so many bytes, or in the lowest one."""
    content = b""
    for quality in QUALITIES:
        content = _encode(image, quality)
        if max_bytes is None or len(content) <= max_bytes:
            break
    return content


def _encode(image: Image.Image, quality: int = QUALITY) -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=quality, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()
