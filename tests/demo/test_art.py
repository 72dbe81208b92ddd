"""Drawn portraits and figures of the demo."""

import subprocess
import sys
import time
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from core.images import fields
from labsite.demo import art, figures
from labsite.demo.load import load
from news.models import NewsItem
from people.models import Lab
from tests.demo.conftest import plain_picture


def opened(content):
    return Image.open(BytesIO(content))


def test_same_text_gives_the_same_picture_in_every_process():
    code = (
        "import sys, hashlib; from labsite.demo import art\n"
        "print(hashlib.sha256(art.portrait('Li Na', 'LN') + art.teaser('On Caches')).hexdigest())"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = sha256(art.portrait("Li Na", "LN") + art.teaser("On Caches")).hexdigest()
    assert process.stdout.strip() == here


def test_picture_of_the_home_page_depends_on_the_name_only():
    first = art.home_picture("DAI-Lab")
    assert art.home_picture("DAI-Lab") == first != art.home_picture("Another lab")
    assert opened(first).size == (1600, 1000)


def test_different_texts_give_different_pictures():
    assert art.portrait("Li Na", "LN") != art.portrait("Li Ning", "LN")
    assert art.teaser("On Caches") != art.teaser("On Cachets")


def test_portraits_are_4_to_5_and_figures_16_to_10():
    assert opened(art.portrait("Li Na", "LN")).size == (960, 1200)
    assert opened(art.teaser("On Caches")).size == (1280, 800)


@pytest.mark.parametrize("initials", ["", "张", "L", "LN", "MJRX", "ÉA"])
def test_any_initials_can_be_drawn(initials):
    assert opened(art.portrait("somebody", initials)).size == (960, 1200)


def test_letters_missing_in_the_font_lose_accents_or_are_left_out():
    assert art.portrait("x", "Éa") == art.portrait("x", "EA")
    assert art.portrait("x", "张") == art.portrait("x", "")


@pytest.mark.parametrize("draw", figures._KINDS)
def test_every_kind_of_figure_covers_part_of_the_paper(draw):
    for seed in range(5):
        sheet = figures.Sheet()
        draw(sheet, Random(seed), figures._SCHEMES[seed])
        shades = sheet.image().convert("L").histogram()
        assert shades[255] < 0.95 * sum(shades)


def test_words_of_the_title_select_the_kind(monkeypatch):
    drawn = []
    for draw in list(figures._KINDS):
        hints = figures._KINDS[draw]
        record = partial(lambda name, *args: drawn.append(name), draw.__name__)
        monkeypatch.delitem(figures._KINDS, draw)
        monkeypatch.setitem(figures._KINDS, record, hints)
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
        assert min(times) < 0.3  # about 0.05 on an idle machine


def test_pictures_can_be_uploaded():
    assert fields.prepare(BytesIO(art.portrait("Li Na", "LN"))).name.endswith("-960x1200.webp")
    assert fields.prepare(BytesIO(art.teaser("On Caches"))).name.endswith("-1280x800.webp")


@pytest.mark.any_database
def test_lab_and_news_have_drawn_pictures(db, monkeypatch):
    monkeypatch.setattr(art, "portrait", plain_picture)  # there are many
    load(date(2026, 3, 2))
    (item,) = NewsItem.objects.exclude(picture="")
    for picture in (Lab.load().hero, item.picture):
        assert picture.width >= 1280
    assert item.title and item.picture_alt and item.picture_alt_zh
