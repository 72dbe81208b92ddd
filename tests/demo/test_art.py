"""The drawn pictures of the demo."""

import subprocess
import sys
import time
from functools import partial
from hashlib import sha256
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from core.images import fields
from labsite.demo import art, figures


def opened(content):
    return Image.open(BytesIO(content))


def test_the_same_text_gives_the_same_picture_in_every_process():
    code = (
        "import sys, hashlib; from labsite.demo import art\n"
        "print(hashlib.sha256(art.portrait('Li Na', 'LN') + art.teaser('On Caches')).hexdigest())"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = sha256(art.portrait("Li Na", "LN") + art.teaser("On Caches")).hexdigest()
    assert answer.stdout.strip() == here


def test_another_text_gives_another_picture():
    assert art.portrait("Li Na", "LN") != art.portrait("Li Ning", "LN")
    assert art.teaser("On Caches") != art.teaser("On Cachets")


def test_portraits_are_4_to_5_and_figures_16_to_10():
    assert opened(art.portrait("Li Na", "LN")).size == (960, 1200)
    assert opened(art.teaser("On Caches")).size == (1280, 800)


@pytest.mark.parametrize("initials", ["", "张", "L", "LN", "MJRX", "ÉA"])
def test_any_initials_can_be_drawn(initials):
    assert opened(art.portrait("somebody", initials)).size == (960, 1200)


def test_letters_that_the_font_lacks_are_folded_or_left_out():
    assert art.portrait("x", "Éa") == art.portrait("x", "EA")
    assert art.portrait("x", "张") == art.portrait("x", "")


@pytest.mark.parametrize("family", figures._FAMILIES)
def test_every_family_has_something_to_show(family):
    for seed in range(5):
        sheet = figures.Sheet()
        family(sheet, Random(seed), figures._SCHEMES[seed])
        shades = sheet.image().convert("L").histogram()
        assert shades[255] < 0.95 * sum(shades)


def test_words_of_the_title_choose_the_family(monkeypatch):
    drawn = []
    for draw in list(figures._FAMILIES):
        hints = figures._FAMILIES[draw]
        noted = partial(lambda name, *args: drawn.append(name), draw.__name__)
        monkeypatch.delitem(figures._FAMILIES, draw)
        monkeypatch.setitem(figures._FAMILIES, noted, hints)
    for title in ("Sparse Attention", "A Compiler", "A Survey", "Gradient Descent"):
        figures.figure(title, Random(1))
    assert drawn == ["_matrix", "_dataflow", "_bars", "_contours"]


def test_pictures_are_drawn_quickly():
    for draw in (lambda: art.portrait("Li Na", "LN"), lambda: art.teaser("On Caches")):
        times = []
        for _ in range(3):
            start = time.process_time()
            draw()
            times.append(time.process_time() - start)
        assert min(times) < 0.12


def test_pictures_can_be_uploaded():
    assert fields.prepare(BytesIO(art.portrait("Li Na", "LN"))).name.endswith("-960x1200.webp")
    assert fields.prepare(BytesIO(art.teaser("On Caches"))).name.endswith("-1280x800.webp")
