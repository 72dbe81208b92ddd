"""The picture that other sites show with a link to an opening."""

from io import BytesIO

import pytest
from PIL import Image, ImageFont

from recruiting import share_picture as module
from recruiting.share_picture import font_for, render_share_picture, wrap_text
from tests import factories
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_page_references_its_picture(visitor):
    factories.notice("Engineers")
    page = Page(visitor.get("/recruiting/engineers/"))
    (url,) = page.meta("og:image")
    assert (page.meta("og:image:alt"), page.meta("twitter:card")) == (["Engineers"], ["summary_large_image"])
    response = visitor.get(url)
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_picture_depends_on_title_colour_and_notice_only():
    lab = factories.lab(accent="#1f5f8b")
    notice, other = factories.notice("Engineers", slug="one"), factories.notice("Engineers", slug="other")
    pictures = [
        render_share_picture(notice, lab),
        render_share_picture(notice, lab),
        render_share_picture(other, lab),
    ]
    lab.accent = "#8b1f1f"
    pictures.append(render_share_picture(notice, lab))
    notice.title = "Postdocs"
    pictures.append(render_share_picture(notice, lab))
    assert len(set(pictures)) == 4


@pytest.mark.parametrize("title", ["招收博士生", "x" * 200, "word " * 40, "Ł", "\u202e", ""])
def test_any_title_can_be_drawn(title):
    notice = factories.notice("Engineers")
    notice.title = title
    assert render_share_picture(notice, factories.lab())[:4] == b"\x89PNG"


def test_no_font_is_used_for_characters_it_lacks(monkeypatch):
    monkeypatch.setattr(module, "CHINESE_FONTS", [("No such font.ttc", 0)])
    module._chinese_font.cache_clear()
    assert font_for("PhD students – café “Möbius”", 40)
    assert font_for("招收博士生", 40) is None and font_for("Łódź → साथ", 40) is None
    module._chinese_font.cache_clear()


def test_installed_chinese_font_is_used(monkeypatch):
    requested, font = [], ImageFont.load_default(72)
    monkeypatch.setattr(ImageFont, "truetype", lambda *args: requested.append(args) or font)
    module._chinese_font.cache_clear()
    assert font_for("招收博士生（2026 年）", 72) is font
    assert requested == [("NotoSansCJK-Bold.ttc", 72, 2)]
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
def test_lines_break_between_words_and_chinese_characters_but_not_before_punctuation(text, lines):
    class Font:
        def getlength(self, text):
            return len(text)

    assert wrap_text(text, Font(), 10 if text.isascii() else 9) == lines


def test_drafts_and_scheduled_notices_have_no_picture(visitor):
    factories.notice("Draft", is_published=False)
    factories.notice("Later", opens="2099-01-01")
    for slug in ("draft", "later", "none"):
        assert visitor.get(f"/recruiting/{slug}/picture.png").status_code == 404
