"""The picture that other sites show next to a link to a notice: its title on the lab's colour."""

import hashlib
import re
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFont

from core.colours import readable
from core.languages import local
from people.models import Lab
from recruiting.models import Notice

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
PAPER = "#ffffff"
#: Of the letters of a title; the first in which it fits is taken.
SIZES = (72, 58, 46)
MOST_LINES = 4
SIZE_OF_NAME = 34

#: Fonts for Chinese that a machine may have, with the place of simplified Chinese in the file. One of them
#: would be larger than all the rest of the site, so none comes with it.
CHINESE_FONTS = (
    ("NotoSansCJK-Bold.ttc", 2),
    ("NotoSansCJK-Regular.ttc", 2),
    ("NotoSansSC-Bold.otf", 0),
    ("SourceHanSansSC-Bold.otf", 0),
    ("wqy-zenhei.ttc", 0),
    ("wqy-microhei.ttc", 0),
    ("Hiragino Sans GB.ttc", 0),
    ("msyhbd.ttc", 0),
)
#: Those of western Europe, and dashes: the font that comes with Pillow has no others.
_LATIN = r"\u0020-\u007e\u00a0-\u017f–—‘’“”…•"
_CHINESE = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
_is_latin = re.compile(f"[{_LATIN}]*").fullmatch
_is_chinese = re.compile(f"[{_LATIN}{_CHINESE}]*").fullmatch
#: Words and Chinese letters, with the marks that must not end a line before them, or begin one after them.
_PIECES = re.compile(rf"\s+|[〈《「『【（]*(?:[^\s{_CHINESE}]+|[{_CHINESE}])[、。〉》」』】，！？：；）]*")


def share_picture(notice: Notice, lab: Lab) -> bytes:
    """Returns a PNG of 1200 x 630 pixels in the language of the page.

    A title in letters for which there is no font is left to the text next to the picture.
    """
    ground = readable(lab.accent, PAPER)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    _draw_rings(image, ground, notice.slug)
    pen = ImageDraw.Draw(image)
    _draw_title(pen, local(notice, "title").text)
    name = lab.usual_name[:60]
    if font := font_for(name, SIZE_OF_NAME):
        pen.text((MARGIN, HEIGHT - MARGIN), name, PAPER, font, anchor="ls")
    target = BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def font_for(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """Returns a font with all letters of the text, in pixels; None where the machine has none."""
    if _is_latin(text):
        return ImageFont.load_default(size)  # type: ignore[return-value]
    return _chinese_font(size) if _is_chinese(text) else None


@cache
def _chinese_font(size: int) -> ImageFont.FreeTypeFont | None:
    for name, place in CHINESE_FONTS:
        try:
            return ImageFont.truetype(name, size, place)  # looks where the system keeps its fonts
        except OSError:
            continue
    return None


def _draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    """Draws it in the largest letters in which it fits; the end of a very long one is left out."""
    for size in SIZES:
        if (font := font_for(title, size)) is None:
            return
        lines = in_lines(title, font, WIDTH - 2 * MARGIN)
        if len(lines) <= MOST_LINES:
            break
    else:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * size * 1.25), line, PAPER, font)


def in_lines(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Returns the lines of a text that may be so many pixels wide. Longer words are broken."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if font.getlength((lines[-1] + piece).rstrip()) <= room:
            lines[-1] += piece
        elif font.getlength(piece) <= room:
            lines.append(piece)
        else:
            for letter in piece:
                if font.getlength(lines[-1] + letter) <= room:
                    lines[-1] += letter
                else:
                    lines.append(letter)
    return [line.strip() for line in lines if line.strip()]


def _draw_rings(image: Image.Image, ground: str, seed: str) -> None:
    """Draws rings around a corner, a little lighter than the ground, that differ from notice to notice."""
    chance = Random(hashlib.sha256(seed.encode()).digest())
    large = Image.new("L", (WIDTH * 2, HEIGHT * 2), 0)
    pen = ImageDraw.Draw(large)
    x, y = WIDTH * 2 * chance.uniform(0.82, 1.0), HEIGHT * 2 * chance.uniform(0.55, 1.0)
    for number in range(9):
        radius, width = 120 + number * 120, chance.randint(8, 60)
        start = chance.randint(0, 359)
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.arc(box, start, start + chance.randint(120, 330), fill=chance.randint(20, 60), width=width)
    lighter = Image.new("RGB", image.size, ImageColor.getrgb(PAPER))
    image.paste(lighter, mask=large.reduce(2))
