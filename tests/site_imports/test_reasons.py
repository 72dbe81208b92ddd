"""What the reader says about a part of a source is read in the language of the page."""

import pytest
from django.utils.translation import override

from labsite.site_imports.reasons import local_reason


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("There is no such picture in the source.", "来源中没有这张图片。"),
        ("Biography of Ann Moor.", "Ann Moor 的个人简介。"),
        ("Already in a.md:12.", "已出现在 a.md:12。"),
        ("Already in a.md:4, as “Lakes”.", "已出现在 a.md:4，题为“Lakes”。"),
        ("Ann Moor is already in a.md:2.", "Ann Moor 已出现在 a.md:2。"),
        ("Something that no reader says.", "Something that no reader says."),
        ("", ""),
    ],
)
def test_reason_is_translated(text, translation):
    assert local_reason(text) == text
    with override("zh-hans"):
        assert local_reason(text) == translation
