"""Checking and encoding uploaded pictures."""

import struct
import time
import zlib
from base64 import b64decode
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms

from core.images import webp
from core.images.crops import Crop


def encoded(image, format="JPEG", **options):
    target = BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def noise(width=300, height=300):
    return Image.effect_noise((width, height), 80).convert("RGB")


def prepared(content, name="me.jpg"):
    return webp.prepare(ContentFile(content, name=name))


def result(content):
    return Image.open(prepared(content))


def error_code(content):
    with pytest.raises(ValidationError) as caught:
        prepared(content)
    assert caught.value.messages[0]
    return caught.value.code


def is_close(colour, expected):
    return all(abs(a - b) < 8 for a, b in zip(colour, expected, strict=True))


def empty_png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


#: 128 x 96 pixels: the left half blue, the right half orange. pi-heif writes no HEIC.
HEIC = b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
    ACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAAE4AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt
    AAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA
    AAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgYWW6kkprm4CGgwIAAAMAMgAAAwACEGIAAQAHRAHBcrAiQAAAABNjb2xy
    bmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAACAAAAAYAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAFZt
    ZGF0AAAASigBr1j5DpJf//LhXI+X6f/uxQxsZfpf/oQ+v+4w+v6dtpSSHna9yVg2gARqhdgadEhIbNRi/KDRKShIAGiQSkwxyt9c
    xbNxnvzs
    """
)


# ---- rejected files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\x00\x00\x00\x18ftypqt  \x00\x00\x00\x00qt  ",
        b"%PDF-1.7 and so on",
        b"MZ and so on",
        encoded(noise(), "TIFF"),
        encoded(noise(), "BMP"),
    ],
)
def test_other_file_types_are_rejected(content):
    assert error_code(content) == "unknown_type"


def test_file_over_the_limit_is_rejected_before_decoding(monkeypatch):
    monkeypatch.setattr(Image, "open", lambda *args, **options: pytest.fail("was decoded"))
    assert error_code(b"\xff\xd8\xff" + bytes(webp.MAX_MEGABYTES * 1024 * 1024)) == "too_large"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(8000, 5001), (12_000, 9_000), (60_000, 60_000)])
def test_decompression_bomb_is_rejected_by_its_header(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("was decoded"))
    assert error_code(empty_png(*size)) == "too_many_pixels"


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_decompression_bomb_is_rejected_if_warnings_are_errors():
    assert error_code(empty_png(12_000, 9_000)) == "too_many_pixels"


@pytest.mark.parametrize("format", webp.FORMATS)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.98])
def test_truncated_picture_is_rejected(format, part):
    content = HEIC if format == "HEIF" else encoded(noise(), format)
    assert error_code(content[: int(len(content) * part)]) == "damaged"


def test_heic_photo_of_a_phone_is_read():
    image = result(HEIC).convert("RGB")
    assert image.size == (128, 96)
    assert is_close(image.getpixel((10, 48)), (30, 90, 160))
    assert is_close(image.getpixel((118, 48)), (230, 120, 20))


def test_avif_picture_is_read():
    image = result(encoded(Image.new("RGB", (128, 96), (30, 90, 160)), "AVIF")).convert("RGB")
    assert image.size == (128, 96) and is_close(image.getpixel((64, 48)), (30, 90, 160))


def test_heic_photo_of_over_25_megapixels_is_rejected_by_its_header(monkeypatch):
    monkeypatch.setitem(webp.MAX_MEGAPIXELS, "HEIF", 0.012)
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("was decoded"))
    assert error_code(HEIC) == "too_many_pixels"


def test_picture_with_a_side_under_64_pixels_is_rejected():
    assert error_code(encoded(noise(63, 200))) == "too_small"
    assert error_code(encoded(noise(2000, 1))) == "too_small"
    assert prepared(encoded(noise(64, 64)))


def test_picture_more_than_ten_times_as_long_as_wide_is_rejected():
    assert error_code(encoded(noise(64, 641))) == "too_narrow"
    assert prepared(encoded(noise(64, 640)))


def phone_photo(megapixels=48, **options):
    height = round((megapixels * 750_000) ** 0.5)
    return encoded(Image.linear_gradient("L").resize((height * 4 // 3, height)), **options)


def decoded_sizes(monkeypatch):
    """Return a list to which the size of each decoded picture is added."""
    sizes, scalable = [], webp._scalable
    monkeypatch.setattr(webp, "_scalable", lambda image: sizes.append(image.size) or scalable(image))
    return sizes


def test_photo_of_48_megapixels_is_scaled_while_it_is_decoded(monkeypatch):
    sizes = decoded_sizes(monkeypatch)
    picture = prepared(phone_photo())
    assert (picture.width, picture.height) == (1600, 1200)
    assert sizes == [(2000, 1500)]


def test_small_part_of_a_large_photo_is_decoded_within_the_limit(monkeypatch):
    sizes = decoded_sizes(monkeypatch)
    picture = webp.prepare(ContentFile(phone_photo()), Crop(0.5, 0.5, 10))
    assert picture.width == picture.height == 600
    assert sizes == [(4000, 3000)]


def test_largest_photo_is_accepted_and_a_larger_one_is_not():
    assert prepared(phone_photo(63.9))
    assert error_code(phone_photo(64.3)) == "too_many_pixels"


# ---- only pixels are kept ---------------------------------------------------------------------


def test_metadata_and_location_are_removed():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "SECRET"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (31.0, 12.0, 5.0)
    upload = encoded(noise(), exif=exif, comment=b"SECRET", xmp=b"<x:xmpmeta>SECRET</x:xmpmeta>")
    assert upload.count(b"SECRET") == 3
    assert Image.open(BytesIO(upload)).getexif().get_ifd(ExifTags.IFD.GPSInfo)

    picture = prepared(upload)
    for content in [picture.read(), *picture.variants.values()]:
        image = Image.open(BytesIO(content))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert not any(mark in content for mark in (b"SECRET", b"EXIF", b"XMP ", b"ICCP"))


def test_bytes_after_the_picture_are_removed():
    script = b"<html><script>alert(1)</script></html>"
    for upload in (encoded(noise()) + script, encoded(noise(), comment=script)):
        assert b"script" not in prepared(upload).read()


def test_content_counts_and_not_the_file_name():
    assert prepared(encoded(noise(), "PNG"), name="../../evil.exe").name.endswith("-300x300.webp")


def test_original_file_name_is_not_kept():
    content = encoded(noise())
    assert prepared(content, "Zhang Wei passport.jpg").name == prepared(content, "x").name


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_animation_becomes_its_first_frame(format):
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "blue")]
    image = result(encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=50))
    assert not getattr(image, "is_animated", False)
    assert is_close(image.convert("RGB").getpixel((50, 50)), (255, 0, 0))


def test_multi_picture_jpeg_is_accepted():
    upload = encoded(noise(), "MPO", save_all=True, append_images=[noise()])
    assert Image.open(BytesIO(upload)).format == "MPO"
    assert result(upload).size == (300, 300)


# ---- orientation and colours ------------------------------------------------------------------


def as_stored(upright, orientation):
    """Return the file that a camera writes when held in this orientation."""
    transposition = {  # a viewer has to undo it
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image = upright if transposition is None else upright.transpose(transposition)
    return encoded(image, exif=exif, quality=95)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photo_is_turned_upright(orientation):
    upright = Image.new("RGB", (200, 100), "white")
    upright.paste("red", (0, 0, 100, 50))  # red in the upper left corner
    image = result(as_stored(upright, orientation))
    assert image.size == (200, 100)
    assert is_close(image.getpixel((30, 20)), (255, 0, 0))
    assert is_close(image.getpixel((170, 80)), (255, 255, 255))


# A large photo is decoded at a smaller size, whichever way it is turned.
@pytest.mark.parametrize(("scale", "orientation"), [*((1, number) for number in range(1, 9)), (8, 1), (8, 6)])
def test_crop_refers_to_the_upright_photo(orientation, scale):
    width, height = 640 * scale, 320 * scale
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    upright = Image.merge("RGB", (across, down, Image.new("L", (width, height), 128)))
    stored = ContentFile(as_stored(upright, orientation), name="me.jpg")
    image = Image.open(webp.prepare(stored, Crop(0.25, 0.75, 2)))
    side = 160 * scale
    left, top = (width - side) / 4, (height - side) * 3 / 4
    assert image.size == (min(side, 1600),) * 2
    for corner, x, y in [(2, left, top), (image.width - 3, left + side, top + side)]:
        expected = (255 * x / width, 255 * y / height, 128)
        assert is_close(image.getpixel((corner, corner)), expected), image.getpixel((corner, corner))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_photo_with_unreadable_metadata_is_accepted():
    assert prepared(encoded(noise(), exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"))


def test_transparency_is_kept():
    assert result(encoded(Image.new("RGBA", (100, 100), (10, 20, 30, 0)), "PNG")).mode == "RGBA"
    palette = Image.new("P", (100, 100), 3)
    assert result(encoded(palette, "GIF", transparency=3)).getpixel((9, 9))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_any_mode_is_accepted(mode):
    assert result(encoded(Image.new(mode, (100, 100)), "PNG")).mode in ("RGB", "RGBA")


def test_sixteen_bit_grey_keeps_its_brightness():
    image = result(encoded(Image.new("I;16", (100, 100), 40_000), "PNG"))
    assert is_close(image.getpixel((9, 9)), (156, 156, 156))


def test_cmyk_photo_keeps_its_colour():
    image = result(encoded(Image.new("CMYK", (100, 100), (0, 255, 255, 0)), "JPEG"))
    assert is_close(image.getpixel((9, 9)), (255, 0, 0))


def test_colours_are_converted_from_the_profile_of_the_photo():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = lab.replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")
    red = Image.new("RGB", (100, 100), "red")
    assert is_close(result(encoded(red, "PNG", icc_profile=swapped)).getpixel((9, 9)), (0, 255, 0))
    assert is_close(result(encoded(red, "PNG", icc_profile=b"invalid")).getpixel((9, 9)), (255, 0, 0))


# ---- sizes ------------------------------------------------------------------------------------


def test_longer_side_of_the_master_has_at_most_1600_pixels():
    assert result(encoded(Image.new("L", (2400, 3000)))).size == (1280, 1600)


def test_small_picture_is_not_enlarged():
    assert result(encoded(noise(200, 100))).size == (200, 100)


def test_variants_are_narrower_than_the_master():
    def widths(width):
        variants = prepared(encoded(noise(width, 400))).variants
        return {variant: Image.open(BytesIO(content)).size for variant, content in variants.items()}

    assert widths(768) == {96: (96, 50), 192: (192, 100), 384: (384, 200)}
    assert widths(800) == {96: (96, 48), 192: (192, 96), 384: (384, 192), 768: (768, 384)}
    assert widths(90) == {}


def test_12_megapixel_photo_takes_less_than_one_and_a_half_seconds():
    photo = encoded(noise(1000, 750).resize((4000, 3000)))
    start = time.process_time()
    prepared(photo)
    assert time.process_time() - start < 1.5


def test_prepared_picture_is_not_prepared_again():
    picture = prepared(encoded(noise()))
    assert webp.prepare(picture) is picture


# ---- the size of masters ----------------------------------------------------------------------


def test_master_keeps_the_best_quality_within_its_limit_of_bytes():
    content = encoded(noise(900, 600), "PNG")
    size = webp.MasterSize(side=600, max_bytes=100_000)
    picture = webp.prepare(ContentFile(content), master_size=size)
    assert (picture.width, picture.height) == (600, 400)
    assert 75_000 < picture.size <= 100_000 < webp.prepare(ContentFile(content)).size


def test_master_that_cannot_be_so_small_has_the_lowest_quality():
    content = ContentFile(encoded(noise(300, 300), "PNG"))
    sizes = [webp.prepare(content, master_size=webp.MasterSize(max_bytes=limit)).size for limit in (1, 2)]
    assert sizes[0] == sizes[1] < webp.prepare(content).size
