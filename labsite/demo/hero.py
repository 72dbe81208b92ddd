"""The picture of the demo's home page: streams that run through the layers of a system, drawn by chance."""

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from labsite.demo.figures import Colour, Point, mix

WIDTH, HEIGHT = 1600, 1000
GROUND: tuple[Colour, Colour] = ((19, 33, 52), (36, 84, 104))
COLOURS: list[Colour] = [(111, 183, 205), (86, 145, 170), (143, 205, 190), (222, 178, 106), (70, 116, 152)]
#: Where the streams pass through a layer of nodes, as parts of the width, and how many nodes it has.
LAYERS = ((0.2, 9), (0.42, 6), (0.64, 4), (0.84, 7))
STREAMS = 84


def hero(chance: Random) -> Image.Image:
    """Draw the picture, 1600 x 1000 pixels, at double size for smooth edges."""
    layers = [(x * WIDTH, _heights(count, chance)) for x, count in LAYERS]
    nodes = [(x, y, chance.uniform(6, 12), chance.choice(COLOURS)) for x, heights in layers for y in heights]
    sheet = _ground(nodes).resize((2 * WIDTH, 2 * HEIGHT), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(sheet)
    for number in range(STREAMS):  # from the faintest to the brightest
        colour = mix(GROUND[1], chance.choice(COLOURS), 0.2 + 0.8 * (number / STREAMS) ** 1.5)
        pen.line(_stream(layers, chance), colour, chance.choice([2, 3, 3, 5]), joint="curve")
    for x, y, radius, colour in nodes:
        pen.ellipse(_box(2 * x, 2 * y, 2 * radius), mix(colour, (255, 255, 255), 0.35))
    return sheet.reduce(2)


def _ground(nodes: list[tuple[float, float, float, Colour]]) -> Image.Image:
    """Return a gradient from corner to corner with a glow around each node, in a quarter of the size."""
    size = WIDTH // 4, HEIGHT // 4
    slope = Image.linear_gradient("L").rotate(55, resample=Image.Resampling.BILINEAR)
    first, last = (Image.new("RGB", size, colour) for colour in GROUND)
    ground = Image.composite(last, first, slope.crop((48, 48, 208, 208)).resize(size))
    glow = Image.new("RGB", size)
    for x, y, radius, colour in nodes:
        ImageDraw.Draw(glow).ellipse(_box(x / 4, y / 4, radius), mix((0, 0, 0), colour, 0.6))
    return ImageChops.screen(ground, glow.filter(ImageFilter.GaussianBlur(8)))


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def _heights(count: int, chance: Random) -> list[float]:
    """Return the heights of a layer's nodes: evenly spaced with some chance."""
    step = HEIGHT * 0.82 / count
    return [HEIGHT * 0.09 + step * (row + 0.5 + chance.uniform(-0.18, 0.18)) for row in range(count)]


def _stream(layers: list[tuple[float, list[float]]], chance: Random) -> list[Point]:
    """Return a line from the left to the right edge through one node of each layer, mostly a near one."""
    y = chance.uniform(-0.05, 1.05) * HEIGHT
    stops = [(-20.0, y)]
    for x, heights in layers:
        near = sorted(heights, key=lambda height: abs(height - y))
        y = near[min(int(chance.expovariate(1.4)), len(near) - 1)]
        stops.append((x, y))
    stops.append((WIDTH + 20.0, y + chance.uniform(-0.3, 0.3) * HEIGHT))
    points = []
    for (x, y), (to_x, to_y) in pairwise(stops):
        for step in range(41):
            t = step / 40
            ease = (1 - math.cos(math.pi * t)) / 2
            points.append((2 * (x + (to_x - x) * t), 2 * (y + (to_y - y) * ease)))
    return points
