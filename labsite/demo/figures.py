"""Abstract figures of seven kinds for the papers of the demo, in the muted colours of a printed journal.

Pages display them about 168 pixels wide, so they have few marks, thick lines and no letters.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise, product
from random import Random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Scheme = tuple[Colour, Colour, Colour]
Point = tuple[float, float]

WIDTH, HEIGHT = 1280, 800
PAPER: Colour = (255, 255, 255)
INK: Colour = (51, 63, 74)
GREY: Colour = (148, 157, 166)

# The first colour is for the main element, the others are secondary.
_SCHEMES: list[Scheme] = [
    ((52, 101, 145), (200, 141, 60), (86, 145, 140)),  # blue, ochre, teal
    ((40, 116, 114), (181, 92, 66), (196, 160, 84)),  # teal, brick, straw
    ((173, 87, 64), (62, 100, 133), (188, 155, 106)),  # brick, blue, sand
    ((104, 84, 128), (80, 140, 134), (201, 150, 80)),  # plum, teal, ochre
    ((82, 112, 72), (176, 114, 66), (84, 114, 142)),  # moss, copper, blue
]


def mix(colour: Colour, other: Colour, part: float) -> Colour:
    """Return a mix of two colours, with the part (0 to 1) of the second one."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))
    return red, green, blue


class Sheet:
    """A white canvas in pixels, drawn at double size and scaled down for smooth edges."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT):
        self._image = Image.new("RGB", (width * 2, height * 2), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 6) -> None:
        doubled = [(2 * x, 2 * y) for x, y in points]
        self._pen.line(doubled, colour, round(2 * width), joint="curve")
        for x, y in (doubled[0], doubled[-1]):  # round ends
            self._pen.ellipse((x - width, y - width, x + width, y + width), colour)

    def area(self, points: Sequence[Point], fill: Colour) -> None:
        self._pen.polygon([(2 * x, 2 * y) for x, y in points], fill)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        corners = (2 * x, 2 * y, 2 * (x + width) - 1, 2 * (y + height) - 1)
        self._pen.rounded_rectangle(corners, 2 * radius, fill)

    def dot(self, x: float, y: float, radius: float, fill: Colour, rim: Colour | None = None) -> None:
        if rim:
            self.dot(x, y, radius + 4, rim)
        self._pen.ellipse((2 * (x - radius), 2 * (y - radius), 2 * (x + radius), 2 * (y + radius)), fill)

    def image(self) -> Image.Image:
        return self._image.reduce(2)


def figure(title: str, chance: Random) -> Image.Image:
    """Draw a figure whose kind depends on words of the title, or on chance if none of them matches."""
    words = title.lower()
    matches = [draw for draw, hints in _KINDS.items() if any(hint in words for hint in hints)]
    draw = chance.choice(matches or list(_KINDS))
    sheet = Sheet()
    draw(sheet, chance, chance.choice(_SCHEMES))
    return sheet.image()


# ---- the kinds of figures ---------------------------------------------------------------------


def _dataflow(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw blocks in columns, joined by arrows from left to right, with one highlighted path."""
    counts = chance.choice([(1, 3, 2, 1), (2, 3, 1), (1, 2, 3, 1), (3, 2, 1), (1, 3, 1), (2, 1, 3)])
    width, height = (190, 150) if len(counts) == 4 else (240, 160)
    gap = (WIDTH - 160 - width) / (len(counts) - 1)
    columns = []
    for column, count in enumerate(counts):
        spread = (HEIGHT - 120) / count
        columns.append([(80 + column * gap, 60 + spread * (row + 0.5) - height / 2) for row in range(count)])
    path = [chance.randrange(count) for count in counts]
    arrows = [
        ((path[column], path[column + 1]) == (i, j), (x + width, y + height / 2), (to_x, to_y + height / 2))
        for column in range(len(columns) - 1)
        for i, (x, y) in enumerate(columns[column])
        for j, (to_x, to_y) in enumerate(columns[column + 1])
    ]
    for on_path, start, end in sorted(arrows):  # the highlighted path last, on top
        _arrow(sheet, start, end, scheme[0] if on_path else mix(GREY, PAPER, 0.25), 9 if on_path else 6)
    for column, blocks in enumerate(columns):
        for row, (x, y) in enumerate(blocks):
            colour = scheme[0] if row == path[column] else mix(scheme[2], GREY, 0.35)
            sheet.box(x, y, width, height, colour, 20)
            sheet.box(x + 7, y + 7, width - 14, height - 14, mix(colour, PAPER, 0.78), 14)
            for line in range(3):
                length = (width - 76) * chance.uniform(0.45, 1)
                sheet.box(x + 38, y + height / 2 - 38 + line * 30, length, 15, mix(colour, PAPER, 0.25), 7)


def _arrow(sheet: Sheet, start: Point, end: Point, colour: Colour, width: float) -> None:
    (x, y), (to_x, to_y) = start, (end[0] - 10, end[1])
    neck = to_x - 24
    curve = []
    for step in range(25):
        t = step / 24
        ease = t * t * (3 - 2 * t)
        curve.append((x + (neck - x) * t, y + (to_y - y) * ease))
    sheet.line(curve, colour, width)
    sheet.area([(to_x, to_y), (neck - 4, to_y - 18), (neck - 4, to_y + 18)], colour)


def _matrix(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw a sparse matrix as a heat map, with blocks along the diagonal and a colour scale."""
    size, cell = 22, 31
    left, top = 230, (HEIGHT - 22 * 31) / 2
    edges = [0]
    while edges[-1] < size:
        edges.append(min(size, edges[-1] + chance.randint(3, 6)))
    block_of = [sum(edge <= i for edge in edges) for i in range(size)]
    causal = chance.random() < 0.4
    for row in range(size):
        for column in range(size):
            near = math.exp(-abs(row - column) / 2.5)
            value = 0.75 * near + 0.55 * (block_of[row] == block_of[column]) * chance.random()
            value += 0.6 * (chance.random() < 0.07) * chance.random()
            if causal and column > row:
                value = 0
            x, y = left + column * cell, top + row * cell
            sheet.box(x, y, cell - 2, cell - 2, _heat(min(1, value), scheme[0]))
    for step in range(62):
        sheet.box(left + size * cell + 70, top + step * 11, 44, 11, _heat(1 - step / 61, scheme[0]))


def _heat(value: float, colour: Colour) -> Colour:
    """Return the colour of a value from 0 (almost white) to 1 (darker than the colour)."""
    if value < 0.7:
        return mix(mix(colour, PAPER, 0.93), colour, value / 0.7)
    return mix(colour, INK, (value - 0.7) / 0.3 * 0.6)


def _network(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw nodes in layers, joined to all nodes of the next layer by weighted lines."""
    hidden = [chance.randint(5, 7) for _ in range(chance.randint(1, 2))]
    counts = [chance.randint(4, 6), *hidden, chance.randint(2, 4)]
    layers: list[list[Point]] = []
    for layer, count in enumerate(counts):
        x, top = 150 + layer * (WIDTH - 300) / (len(counts) - 1), HEIGHT / 2 - (count - 1) * 54
        layers.append([(x, top + node * 108) for node in range(count)])
    pairs = [pair for left, right in pairwise(layers) for pair in product(left, right)]
    edges = [(start, end, chance.random() ** 2) for start, end in pairs]
    for start, end, weight in sorted(edges, key=lambda edge: edge[2]):
        colour = mix(mix(GREY, PAPER, 0.6), scheme[0], weight)
        sheet.line([start, end], colour, 2 + 5 * weight)
    for layer, nodes in enumerate(layers):
        colour = scheme[1] if layer == len(layers) - 1 else scheme[0] if layer else scheme[2]
        for x, y in nodes:
            sheet.dot(x, y, 34, mix(colour, PAPER, chance.uniform(0, 0.55)), rim=PAPER)


def _scatter(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw measured points with a fitted curve and its uncertainty band."""
    rising = chance.choice([-1, 1])
    bend = chance.uniform(1.4, 3)

    def fitted(x: float) -> float:
        t = (x - 150) / 1010
        level = (1 - math.exp(-bend * t)) / (1 - math.exp(-bend))
        return 600 - 450 * level if rising > 0 else 150 + 450 * level

    def band(x: float) -> float:
        return 34 + 60 * abs((x - 650) / 520) ** 2

    xs = range(150, 1161, 10)
    upper = [(x, fitted(x) - band(x)) for x in xs]
    lower = [(x, fitted(x) + band(x)) for x in reversed(xs)]
    sheet.area(upper + lower, mix(scheme[0], PAPER, 0.82))
    for _ in range(46):
        x = chance.uniform(160, 1150)
        y = fitted(x) + chance.gauss(0, 46)
        sheet.dot(x, min(max(y, 70), 690), 13, mix(scheme[1], PAPER, 0.12), rim=PAPER)
    sheet.line([(x, fitted(x)) for x in xs], scheme[0], 10)
    _axes(sheet)


def _contours(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw contour lines with the steps of a descent to the lowest point."""
    phase, skew = chance.uniform(0, 6.28), chance.uniform(0.12, 0.26)
    low = (WIDTH / 2 + chance.uniform(-150, 150), HEIGHT / 2 + chance.uniform(-60, 60))
    levels = 9
    sheet.box(0, 0, WIDTH, HEIGHT, mix(scheme[0], PAPER, 0.93))
    for level in range(levels, 0, -1):
        size = level / levels
        ring = []
        for step in range(120):
            angle = step / 120 * 2 * math.pi
            radius = 70 + 640 * size**1.15
            radius *= 1 + skew * size * math.cos(2 * angle + phase) + 0.1 * size * math.cos(3 * angle - phase)
            x = low[0] + (WIDTH / 2 - low[0]) * size + radius * math.cos(angle) * 1.12
            y = low[1] + (HEIGHT / 2 - low[1]) * size + radius * math.sin(angle) * 0.72
            ring.append((x, y))
        sheet.area(ring, mix(scheme[0], PAPER, 0.12 + 0.78 * size))
        sheet.line([*ring, ring[0]], mix(scheme[0], PAPER, 0.7 * size), 3)
    x, y = (chance.choice([150, WIDTH - 150]), chance.choice([120, HEIGHT - 120]))
    path = [(float(x), float(y))]
    for step in range(7):
        swing = (-1) ** step * 90 * 0.62**step
        x += (low[0] - x) * 0.42 + swing * 0.5
        y += (low[1] - y) * 0.42 + swing
        path.append((x, y))
    path.append(low)
    sheet.line(path, PAPER, 15)
    sheet.line(path, scheme[1], 8)
    for point in path[:-1]:
        sheet.dot(*point, 13, scheme[1], rim=PAPER)
    sheet.dot(*low, 20, scheme[1], rim=PAPER)


def _bars(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw groups of bars with error bars: two baselines, and a higher one for the method of the paper."""
    _rules(sheet)
    groups = chance.choice([3, 4])
    level, heights = 1.0, []
    for _ in range(groups):
        for low, high in ((0.8, 1), (1, 1.25), (1.45, 1.7)):
            heights.append(level * chance.uniform(low, high))
        level *= chance.uniform(1.02, 1.25)
    step = 1040 / groups
    bar = step * 0.24
    for i, share in enumerate(heights):
        height, method = 560 * share / max(heights), i % 3
        x = 140 + i // 3 * step + step * 0.11 + method * (bar + 6)
        sheet.box(x, 700 - height, bar, height, (mix(GREY, PAPER, 0.3), scheme[2], scheme[0])[method])
        middle, error = x + bar / 2, chance.uniform(14, 34)
        top, bottom = 700 - height - error, 700 - height + error
        sheet.line([(middle, top), (middle, bottom)], INK, 4)
        for end in (top, bottom):
            sheet.line([(middle - 12, end), (middle + 12, end)], INK, 4)
    _axes(sheet)


def _curves(sheet: Sheet, chance: Random, scheme: Scheme) -> None:
    """Draw three falling curves, the best one with its spread."""
    _rules(sheet)
    runs = []
    for colour, (low, high), (slow, fast) in (
        (GREY, (0.44, 0.56), (3.2, 4.5)),
        (scheme[1], (0.26, 0.36), (3.2, 4.5)),
        (scheme[0], (0.1, 0.2), (4.5, 6.5)),
    ):
        floor, speed = chance.uniform(low, high), chance.uniform(slow, fast)
        wobble, run = 0.0, []
        for x in range(130, 1171, 8):
            t = (x - 130) / 1040
            wobble = 0.86 * wobble + chance.gauss(0, 5) * (1 - 0.6 * t)
            run.append((float(x), 690 - 560 * (floor + (0.98 - floor) * math.exp(-speed * t)) + wobble))
        runs.append((run, colour))
    best, colour = runs[-1]
    upper, lower = [(x, y - 30 - x / 60) for x, y in best], [(x, y + 30) for x, y in best]
    sheet.area(upper + lower[::-1], mix(colour, PAPER, 0.8))
    for run, colour in runs:
        sheet.line(run, colour, 9)
    _axes(sheet)


def _rules(sheet: Sheet) -> None:
    for line in range(1, 5):
        y = 705 - line * 127
        sheet.line([(110, y), (1200, y)], mix(GREY, PAPER, 0.68), 3)


def _axes(sheet: Sheet) -> None:
    sheet.line([(110, 70), (110, 705), (1200, 705)], INK, 6)
    for step in range(5):
        sheet.line([(110 + 218 * (step + 1), 705), (110 + 218 * (step + 1), 721)], INK, 5)
        sheet.line([(110, 705 - 127 * (step + 1)), (94, 705 - 127 * (step + 1))], INK, 5)


# Parts of words in a title that select a kind.
_KINDS: dict[Callable[[Sheet, Random, Scheme], None], tuple[str, ...]] = {
    _dataflow: ("pipeline", "dataflow", "schedul", "compil", "system", "parallel", "accelerat", "workflow"),
    _matrix: ("spars", "matrix", "attention", "tensor", "cache", "graph"),
    _network: ("neural", "network", "transformer", "language model", "diffusion"),
    _scatter: ("scaling", "predict", "estimat", "regress", "model of"),
    _contours: ("optimi", "gradient", "landscape", "bayes", "search"),
    _bars: ("benchmark", "evaluat", "survey", "comparison", "dataset"),
    _curves: ("training", "learning", "convergence", "federated"),
}
