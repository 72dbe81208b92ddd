"""The picture that others show next to a link to a notice."""

from io import BytesIO

import pytest
from PIL import Image

from recruiting.share_picture import is_drawable, share_picture
from tests import factories
from tests.pages.reading import Page

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
    pictures = [share_picture(one, lab), share_picture(one, lab), share_picture(other, lab)]
    lab.accent = "#8b1f1f"
    pictures.append(share_picture(one, lab))
    one.title = "Postdocs"
    pictures.append(share_picture(one, lab))
    assert len(set(pictures)) == 4


@pytest.mark.parametrize("title", ["招收博士生", "x" * 200, "word " * 40, "Ł", "\u202e", ""])
def test_no_title_breaks_it(title):
    notice = factories.notice("Engineers")
    notice.title = title
    assert share_picture(notice, factories.lab())[:4] == b"\x89PNG"


def test_letters_that_the_font_lacks_are_not_drawn():
    assert is_drawable("PhD students – café “Möbius”")
    assert not is_drawable("招收博士生")


def test_drafts_and_notices_that_open_later_have_none(visitor):
    factories.notice("Draft", is_published=False)
    factories.notice("Later", opens="2099-01-01")
    for slug in ("draft", "later", "none"):
        assert visitor.get(f"/recruiting/{slug}/picture.png").status_code == 404
