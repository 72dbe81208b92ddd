"""The picture that others show next to a link to a notice."""

from io import BytesIO

import pytest
from PIL import Image, ImageFont

from recruiting import share_picture as module
from recruiting.share_picture import font_for, render_share_picture, wrap_text
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def test_a_page_names_its_picture_and_the_picture_is_there(visitor):
    factories.notice("Engineers")
    page = Page(visitor.get("/recruiting/engineers/"))
    (url,) = page.meta("og:image")
    assert (page.meta("og:image:alt"), page.meta("twitter:card")) == (["Engineers"], ["summary_large_image"])
    response = visitor.get(url)
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_it_is_the_same_each_time_and_another_one_for_another_title_colour_or_notice():
    lab = factories.lab(accent="#1f5f8b")
    one, other = factories.notice("Engineers", slug="one"), factories.notice("Engineers", slug="other")
    pictures = [
        render_share_picture(one, lab),
        render_share_picture(one, lab),
        render_share_picture(other, lab),
    ]
    lab.accent = "#8b1f1f"
    pictures.append(render_share_picture(one, lab))
    one.title = "Postdocs"
    pictures.append(render_share_picture(one, lab))
    assert len(set(pictures)) == 4


@pytest.mark.parametrize("title", ["招收博士生", "x" * 200, "word " * 40, "Ł", "\u202e", ""])
def test_no_title_breaks_it(title):
    notice = factories.notice("Engineers")
    notice.title = title
    assert render_share_picture(notice, factories.lab())[:4] == b"\x89PNG"


def test_letters_for_which_there_is_no_font_are_not_drawn(monkeypatch):
    monkeypatch.setattr(module, "CHINESE_FONTS", [("No such font.ttc", 0)])
    module._chinese_font.cache_clear()
    assert font_for("PhD students – café “Möbius”", 40)
    assert font_for("招收博士生", 40) is None and font_for("Łódź → साथ", 40) is None
    module._chinese_font.cache_clear()


def test_chinese_is_drawn_where_the_machine_has_a_font_for_it(monkeypatch):
    asked, font = [], ImageFont.load_default(72)
    monkeypatch.setattr(ImageFont, "truetype", lambda *args: asked.append(args) or font)
    module._chinese_font.cache_clear()
    assert font_for("招收博士生（2026 年）", 72) is font
    assert asked == [("NotoSansCJK-Bold.ttc", 72, 2)]
    module._chinese_font.cache_clear()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Two PhD students", ["Two PhD", "students"]),
        ("aaaaaaaaaaaaaa bb", ["aaaaaaaaaa", "aaaa bb"]),
        ("招收两名博士研究生，从速申请", ["招收两名博士研究", "生，从速申请"]),
        ("招收两名博士研究生。", ["招收两名博士研究", "生。"]),
        ("招收两名博士生（AI）。", ["招收两名博士生", "（AI）。"]),
        ("", []),
    ],
)
def test_lines_break_at_words_and_between_chinese_letters_but_not_at_the_wrong_side_of_a_mark(text, lines):
    class Font:
        def getlength(self, text):
            return len(text)

    assert wrap_text(text, Font(), 10 if text.isascii() else 9) == lines


def test_drafts_and_notices_that_open_later_have_none(visitor):
    factories.notice("Draft", is_published=False)
    factories.notice("Later", opens="2099-01-01")
    for slug in ("draft", "later", "none"):
        assert visitor.get(f"/recruiting/{slug}/picture.png").status_code == 404
