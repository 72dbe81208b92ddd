"""Chinese characters in Latin letters."""

import pypinyin
import pytest

from core import pinyin


def test_table_of_surnames_agrees_with_pypinyin():
    surnames = pinyin._SINGLE_CHARACTERS
    assert {name: pypinyin.lazy_pinyin(name) for name in surnames} == surnames


def test_surname_within_a_phrase_is_read_by_the_phrase():
    assert pinyin.syllables("音乐") == ["yin", "yue"]


@pytest.mark.parametrize(
    ("surname", "reading"), [("郇", "xun"), ("乜", "nie"), ("贠", "yun"), ("句", "gou"), ("万俟", "moqi")]
)
def test_rare_surname_has_its_reading_as_a_name(surname, reading):
    assert pinyin.surname_pinyin(surname) == reading
