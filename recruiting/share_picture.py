"""The picture that other sites show next to a link to a notice: its title on the lab's colour."""

import hashlib
import textwrap
from io import BytesIO
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFont

from labsite.lib.colours import readable
from labsite.lib.languages import local
from people.models import Lab
from recruiting.models import Notice

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
PAPER = "#ffffff"
#: Size of the letters of a title → how many of them fill a line; the first in which it fits is taken.
SIZES = {72: 26, 58: 33, 46: 42}
MOST_LINES = 4


def share_picture(notice: Notice, lab: Lab) -> bytes:
    """Returns a PNG of 1200 x 630 pixels in the language of the page.

    The built-in font has Latin letters only: another title is left to the text next to the picture.
    """
    ground = readable(lab.accent, PAPER)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    _draw_rings(image, ground, notice.slug)
    pen = ImageDraw.Draw(image)
    title, name = local(notice, "title").text, lab.usual_name
    if title and is_drawable(title):
        size, lines = _in_lines(title)
        for number, line in enumerate(lines):
            place = (MARGIN, MARGIN + number * size * 1.25)
            pen.text(place, line, PAPER, ImageFont.load_default(size))
    if is_drawable(name):
        small = ImageFont.load_default(34)
        pen.text((MARGIN, HEIGHT - MARGIN), name[:60], PAPER, small, anchor="ls")
    target = BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def is_drawable(text: str) -> bool:
    """Says whether the built-in font has all letters of the text: those of western Europe, and dashes."""
    return all(letter < "\u0180" or letter in "–—‘’“”…•" for letter in text)


def _in_lines(title: str) -> tuple[int, list[str]]:
    """Returns the size of the letters and the lines; the end of a very long title is left out."""
    for size, room in SIZES.items():
        lines = textwrap.wrap(title, room, max_lines=MOST_LINES, placeholder=" …")
        if not lines[-1].endswith(" …") or size == min(SIZES):
            break
    return size, lines


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
