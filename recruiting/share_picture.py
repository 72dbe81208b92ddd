"""Share picture of an opening: its title on the lab's colour, shown by other sites with a link to it."""

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
FOREGROUND = "#ffffff"
#: Font sizes of the title in pixels; the first one at which it fits is used.
TITLE_SIZES = (72, 58, 46)
MAX_LINES = 4
NAME_SIZE = 34

#: Chinese fonts that the server may have installed, with the index of Simplified Chinese in the font file.
#: None is bundled, because one font would be larger than the rest of the site.
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
#: Characters of Pillow's built-in font: western European letters and dashes.
_LATIN = r"\u0020-\u007e\u00a0-\u017f–—‘’“”…•"
_CHINESE = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
_is_latin = re.compile(f"[{_LATIN}]*").fullmatch
_is_chinese = re.compile(f"[{_LATIN}{_CHINESE}]*").fullmatch
#: Words and Chinese characters, each with the punctuation that must not be separated from it by a line break.
_UNITS = re.compile(rf"\s+|[〈《「『【（]*(?:[^\s{_CHINESE}]+|[{_CHINESE}])[、。〉》」』】，！？：；）]*")


def render_share_picture(notice: Notice, lab: Lab) -> bytes:
    """Return a PNG of 1200 x 630 pixels in the language of the page.

    A title with characters for which no font is installed is left out.
    """
    background = readable(lab.accent, FOREGROUND)
    image = Image.new("RGB", (WIDTH, HEIGHT), background)
    _draw_rings(image, notice.slug)
    pen = ImageDraw.Draw(image)
    _draw_title(pen, local(notice, "title").text)
    name = lab.usual_name[:60]
    if font := font_for(name, NAME_SIZE):
        pen.text((MARGIN, HEIGHT - MARGIN), name, FOREGROUND, font, anchor="ls")
    target = BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def font_for(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """Return a font of ``size`` pixels with all characters of the text; None if there is none."""
    if _is_latin(text):
        return ImageFont.load_default(size)  # type: ignore[return-value]
    return _chinese_font(size) if _is_chinese(text) else None


@cache
def _chinese_font(size: int) -> ImageFont.FreeTypeFont | None:
    for name, index in CHINESE_FONTS:
        try:
            return ImageFont.truetype(name, size, index)  # searches the system's font folders
        except OSError:
            continue
    return None


def _draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    """Draw the title at the largest size at which it fits; truncate it if it does not fit at any."""
    for size in TITLE_SIZES:
        if (font := font_for(title, size)) is None:
            return
        lines = wrap_text(title, font, WIDTH - 2 * MARGIN)
        if len(lines) <= MAX_LINES:
            break
    else:
        lines = [*lines[: MAX_LINES - 1], f"{lines[MAX_LINES - 1]} …"]
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * size * 1.25), line, FOREGROUND, font)


def wrap_text(text: str, font: ImageFont.FreeTypeFont, max_width: float) -> list[str]:
    """Return the text in lines of at most ``max_width`` pixels. Words longer than a line are broken."""
    lines = [""]
    for unit in _UNITS.findall(text):
        if font.getlength((lines[-1] + unit).rstrip()) <= max_width:
            lines[-1] += unit
        elif font.getlength(unit) <= max_width:
            lines.append(unit)
        else:
            for letter in unit:
                if font.getlength(lines[-1] + letter) <= max_width:
                    lines[-1] += letter
                else:
                    lines.append(letter)
    return [line.strip() for line in lines if line.strip()]


def _draw_rings(image: Image.Image, seed: str) -> None:
    """Draw arcs around a corner, slightly lighter than the background; their shape depends on the seed."""
    random = Random(hashlib.sha256(seed.encode()).digest())
    mask = Image.new("L", (WIDTH * 2, HEIGHT * 2), 0)
    pen = ImageDraw.Draw(mask)
    x, y = WIDTH * 2 * random.uniform(0.82, 1.0), HEIGHT * 2 * random.uniform(0.55, 1.0)
    for number in range(9):
        radius, width = 120 + number * 120, random.randint(8, 60)
        start = random.randint(0, 359)
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.arc(box, start, start + random.randint(120, 330), fill=random.randint(20, 60), width=width)
    lighter = Image.new("RGB", image.size, ImageColor.getrgb(FOREGROUND))
    image.paste(lighter, mask=mask.reduce(2))
