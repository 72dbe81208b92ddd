"""The language of a text, and of the field that a page shows."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from core.languages import is_chinese, local


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loomfield University", False),
        ("织布大学", True),
        ("Top 10% 论文奖励", True),
        ("Weaver of the Year (年度最佳织工奖学金)", False),
        ("织布博士，导师是 [Bo Weaver](https://example.org/a/long/page/of/the/lab)。", True),
        ("東京の織物大学", False),
        ("", False),
    ],
)
def test_language_of_a_text_is_that_of_most_of_its_words(text, expected):
    assert is_chinese(text) == expected


@pytest.mark.parametrize(
    ("english", "chinese", "page", "expected"),
    [
        ("Yarn", "纱线", "en", ("Yarn", "")),
        ("Yarn", "纱线", "zh-hans", ("纱线", "")),
        ("Yarn", "", "zh-hans", ("Yarn", "en")),
        ("", "纱线", "en", ("纱线", "zh-Hans")),
        ("纱线", "", "en", ("纱线", "zh-Hans")),
        ("纱线", "", "zh-hans", ("纱线", "")),
        ("", "ISCA", "en", ("ISCA", "zh-Hans")),
        ("ISCA", "ISCA", "en", ("ISCA", "")),
        ("", "", "en", ("", "")),
    ],
)
def test_text_is_marked_with_the_language_it_is_written_in(english, chinese, page, expected):
    with translation.override(page):
        assert local(SimpleNamespace(title=english, title_zh=chinese), "title") == expected
