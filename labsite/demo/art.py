"""Drawn pictures for the demo. The same text always gives the same picture."""

import hashlib
import unicodedata
from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

from labsite.demo.figures import Colour, figure
from labsite.demo.hero import hero

WIDTH, HEIGHT = 960, 1200

# Background, shapes and letters in eight muted hues.
_HUES: list[tuple[Colour, Colour, Colour]] = [
    ((222, 229, 235), (163, 182, 199), (44, 66, 88)),  # slate
    ((219, 231, 230), (148, 184, 182), (30, 76, 76)),  # sea
    ((226, 232, 220), (168, 186, 154), (58, 76, 46)),  # sage
    ((239, 232, 214), (211, 190, 142), (98, 76, 28)),  # straw
    ((241, 227, 218), (214, 172, 149), (112, 58, 36)),  # clay
    ((239, 224, 226), (204, 162, 169), (104, 46, 58)),  # rose
    ((230, 225, 236), (176, 164, 196), (70, 54, 94)),  # heather
    ((229, 229, 227), (178, 179, 176), (58, 60, 60)),  # stone
]


def portrait(name: str, initials: str) -> bytes:
    """Draw a placeholder for a photo: initials on soft shapes of one hue, as a PNG of 960 x 1200 pixels.

    The built-in font has only ASCII letters: accents are removed, other letters left out.
    """
    chance = _random(name)
    ground, tone, ink = chance.choice(_HUES)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    for shape in chance.choice(_COMPOSITIONS)(chance):
        image.paste(tone, mask=shape)
    folded = unicodedata.normalize("NFKD", initials)
    letters = "".join(letter for letter in folded if letter.isascii() and letter.isalnum())[:3].upper()
    font = ImageFont.load_default(size=250 if len(letters) > 2 else 330)
    ImageDraw.Draw(image).text((WIDTH / 2, HEIGHT * 0.46), letters, ink, font, anchor="mm")
    return _png(image)


def teaser(title: str) -> bytes:
    """Draw an abstract figure for a paper, as a PNG of 1280 x 800 pixels."""
    return _png(figure(title, _random(title)))


def home_picture(name: str) -> bytes:
    """Draw an abstract picture for the home page of a lab, as a PNG of 1600 x 1000 pixels."""
    return _png(hero(_random(name)))


def _random(text: str) -> Random:
    return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()))


def _png(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "PNG", compress_level=3)
    return target.getvalue()


# ---- the background: a few masks for each composition ------------------------------------------

Outline = Callable[[ImageDraw.ImageDraw], None]


def _shape(draw: Outline, strength: float, *, darker_above: bool = False) -> Image.Image:
    """Return a mask that fades to a quarter of its strength, drawn at double size for smooth edges."""
    mask = Image.new("L", (WIDTH * 2, HEIGHT * 2), 0)
    draw(ImageDraw.Draw(mask))
    fade = Image.linear_gradient("L").point([round(strength * (64 + 0.75 * level)) for level in range(256)])
    if darker_above:
        fade = fade.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return ImageChops.multiply(mask.reduce(2), fade.resize((WIDTH, HEIGHT)))


def _disc(x: float, y: float, radius: float) -> Outline:
    box = [2 * (x - radius), 2 * (y - radius), 2 * (x + radius), 2 * (y + radius)]
    return lambda pen: pen.ellipse(box, 255)


def _arch(x: float, top: float, radius: float) -> Outline:
    """Return an arch that reaches down to the lower edge."""
    box = [2 * (x - radius), 2 * top, 2 * (x + radius), 4 * HEIGHT]
    return lambda pen: pen.rounded_rectangle(box, 2 * radius, 255)


def _discs(chance: Random) -> list[Image.Image]:
    side = chance.choice([-1, 1])
    large = _disc(WIDTH / 2 + side * chance.uniform(180, 300), chance.uniform(840, 960), 520)
    small = _disc(WIDTH / 2 - side * chance.uniform(260, 380), 1150, 430)
    return [_shape(large, 0.8), _shape(small, 0.55, darker_above=True)]


def _arches(chance: Random) -> list[Image.Image]:
    side = chance.choice([-1, 1])
    tall = _arch(WIDTH / 2 - side * chance.uniform(0, 80), 150, 340)
    low = _arch(WIDTH / 2 + side * chance.uniform(140, 240), chance.uniform(520, 640), 270)
    return [_shape(tall, 0.6, darker_above=True), _shape(low, 0.75)]


def _rings(chance: Random) -> list[Image.Image]:
    x, step = chance.choice([0, WIDTH]), chance.uniform(240, 290)
    return [_shape(_disc(x, HEIGHT, 310 + step * ring), 0.42) for ring in range(4)]


def _hills(chance: Random) -> list[Image.Image]:
    side = chance.choice([-1, 1])
    far = _disc(WIDTH / 2 - side * 520, chance.uniform(1460, 1560), 980)
    near = _disc(WIDTH / 2 + side * 420, chance.uniform(1630, 1730), 930)
    return [_shape(far, 0.6, darker_above=True), _shape(near, 0.8, darker_above=True)]


def _moons(chance: Random) -> list[Image.Image]:
    side = chance.choice([-1, 1])
    moon = _disc(WIDTH / 2, HEIGHT * 0.46, 390)
    shadow = _disc(WIDTH / 2 + side * chance.uniform(90, 150), chance.uniform(480, 670), 390)
    return [_shape(moon, 0.7, darker_above=True), _shape(shadow, 0.55)]


_COMPOSITIONS = (_discs, _arches, _rings, _hills, _moons)
