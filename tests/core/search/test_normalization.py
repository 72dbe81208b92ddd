"""Normalization of searchable texts and queries."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.search.normalization import (
    MAX_QUERY_LENGTH,
    MAX_QUERY_WORDS,
    MAX_STORED_LENGTH,
    fold,
    pattern,
    searchable,
    words,
)


def finds(query, *parts):
    """Return whether the database would find the parts: every word of the query occurs in the stored text."""
    stored = searchable(*parts)
    return bool(words(query)) and all(pattern(word) in stored for word in words(query))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Décoding  ÜBER\tall\n", "decoding uber all"),
        ("Straße Øre ŁÓDŹ Æther Đorđe İstanbul", "strasse ore lodz aether dorde istanbul"),
        ("ＡＩ ﬁne H₂O 𝛼", "ai fine h2o α"),
        ("基于深度学习的蛋白质", "基于深度学习的蛋白质"),
        ("“深度学习”：方法、应用。", "深度学习 方法 应用"),
        ("state-of-the-art – O’Brien's (test)!", "state of the art o brien s test"),
        ("C++, C# and GPT-4+ + #1", "c++ c# and gpt 4+ 1"),
        ("https://doi.org/10.1145/3581784.3607077.", "https doi org/10.1145/3581784.3607077"),
        ("v2.0, 24/7, and/or, J.Xu, e.g.", "v2.0 24/7 and or j xu e g"),
        ("a\0b\x07c\u200bd\u00ade\ud800f", "abcdef"),
        ("한국어", "한국어"),
    ],
)
def test_folding_gives_plain_lower_case_words(text, folded):
    assert fold(text) == folded


@given(st.text())
@example("ᾳ ǿ ŉ ǆ ﷺ")
@example("1./2 +#+ a+.#/1")
def test_folding_a_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_characters_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(), st.text())
def test_text_is_found_by_its_own_words(text, other):
    stored = searchable(other, text)
    assert all(pattern(word) in stored for word in words(text))


@given(st.text(alphabet="aA .-+#/1é学\n", max_size=40))
@example("https://doi.org/10.1145/3581784 doi:10.1/a arXiv:2310.12345v2.pdf doi.org/+5 xdoi.org/5 doi org 1")
def test_text_with_signs_and_links_is_found_by_its_own_words(text):
    stored = searchable(text)
    assert all(pattern(word) in stored for word in words(text))


@given(st.text())
def test_databases_can_store_the_text(text):
    stored = searchable(text)
    assert "\0" not in stored
    assert stored.encode().decode() == stored


@pytest.mark.parametrize("query", ["", "  \n", "\0", "。、…", "-- + # . /", "\ud800"])
def test_query_without_words_is_empty(query):
    assert words(query) == []


def test_query_is_cut_to_eight_words_and_200_characters():
    assert len(words(" ".join(f"word{number}" for number in range(50)))) == MAX_QUERY_WORDS
    assert sum(map(len, words("ﷺ" * 100_000))) <= MAX_QUERY_LENGTH


def test_repeated_words_count_once():
    assert words("Attention attention ATTENTION is") == ["attention", "is"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("flash decoding", "FlashDecoding++: Faster Inference"),
        ("FlashDecoding++", "Flash Decoding: Faster Inference"),
        ("flashdecoding", "Flash-Decoding: Faster Inference"),
        ("flash-decoding", "FlashDecoding++"),
        ("c++", "Modern C++ Design"),
        ("obrien", "Pat O'Brien"),
        ("10.1145/3581784.3607077", "doi:10.1145/3581784.3607077"),
        ("3607077", "10.1145/3581784.3607077"),
        ("https://doi.org/10.1145/3581784.3607077", "10.1145/3581784.3607077"),
        ("doi:10.1145/3581784.3607077", "10.1145/3581784.3607077"),
        ("https://arxiv.org/abs/2311.01282v4", "2311.01282"),
        ("https://www.arxiv.org/pdf/2311.01282v4.pdf", "2311.01282"),
        ("arXiv:2311.01282", "2311.01282"),
        ("arxiv.org/abs/2311.01282?context=cs", "2311.01282"),
        ("https://doi.org/10.48550/arXiv.2311.01282", "2311.01282"),
        ("https://doi.org/10.48550/arXiv.2311.01282", "10.48550/arxiv.2311.01282"),
        ("https://doi.org/10.1016%2FS0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        ("arXiv:hep-th/9901001v2", "hep-th/9901001"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("muller", "Müller"),
        ("gpt 4", "GPT4"),
        ("深度学习", "基于深度学习的方法"),
        ("蛋白", "基于深度学习的蛋白质"),
        ("xujiaming", "徐佳明"),
        ("xu jiaming", "徐佳明"),
        ("Jiaming Xu", "徐佳明"),
        ("jiamingxu", "徐佳明"),
        ("mingouyang", "欧阳明"),
        ("xujiaming", "Jiaming Xu"),
        ("zengxiaoming", "曾小明"),
        ("lü bu", "吕布"),
        ("lvbu", "吕布"),
        ("shendu xuexi", "基于深度学习的方法"),
        ("shen du xue xi", "基于深度学习的方法"),
    ],
)
def test_text_is_found_by_other_spellings(query, text):
    assert finds(query, text)


@pytest.mark.parametrize("text", ["AI for Science", "OpenAI Five", "基于AI的方法", "Explainable-AI", "1/AI"])
def test_two_letters_match_only_at_the_start_of_a_word(text):
    assert finds("ai", text)
    assert not finds("ai", "Training is available")


def test_hyphenated_word_of_a_long_text_is_found_without_its_hyphen():
    assert finds("pretraining", "Nothing to see. " * 50 + "We use pre-training.")


def test_long_text_is_not_stored_twice():
    abstract = "We speed up the decoding of large models on GPUs, by 3.5x in FlashDecoding++. " * 20
    assert len(searchable(abstract)) < 1.1 * len(abstract)


def test_title_is_stored_at_most_twice():
    title = "Faster Large Language Model Inference on GPUs with Asynchronized Softmax"
    assert len(searchable(title)) <= 2 * len(title) + 2


def test_stored_text_has_a_limit():
    assert len(searchable("word " * 50_000, "学" * 300, "more " * 50_000)) <= MAX_STORED_LENGTH


def test_first_part_has_its_own_line():
    first, others = searchable("Flash Decoding", "Xu", "Dai").split("\n")
    assert "flash decoding" in first and "flashdecoding" in first
    assert others == " xu dai"


@pytest.mark.parametrize("parts", [(), ("",), (None, ""), ("…", "\0")])
def test_parts_without_words_are_stored_as_an_empty_text(parts):
    assert searchable(*parts) == ""


def test_every_unicode_character_can_be_folded():
    folded = fold("".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(folded) == folded
