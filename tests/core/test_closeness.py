"""The order in which people expect what they have searched for."""

import pytest

from core.search.ranking import ELSEWHERE, EXACT, START, WORDS, Closeness


@pytest.mark.parametrize("query", ["flash decoding", "FlashDecoding", "flashdecoding++", " Flash-Décoding "])
@pytest.mark.parametrize(
    ("title", "closeness"),
    [
        ("FlashDecoding++", EXACT),
        ("Flash Decoding", EXACT),
        ("Flash-Decoding: Faster Models", START),
        ("Faster Models by FlashDecoding", WORDS),
        ("On the Decoding of Models", ELSEWHERE),
        ("模型的 Flash Decoding 方法", WORDS),
    ],
)
def test_what_is_called_so_comes_before_what_only_mentions_it(query, title, closeness):
    assert Closeness(query)(title) == closeness


@pytest.mark.parametrize(
    ("query", "title", "closeness"),
    [
        ("decoding flash", "Flash Decoding", WORDS),
        ("xuexi", "深度学习", WORDS),
        ("深度学习", "深度学习", EXACT),
        ("深度", "深度学习", START),
        ("ecole", "L'École des modèles", WORDS),
        ("ai", "Training Models", ELSEWHERE),
        ("ai", "OpenAI for Models", WORDS),
        ("ai", "AI", EXACT),
        ("a", "Training", ELSEWHERE),
        ("c++", "Engines in C++", WORDS),
        ("10.1145/3581784", "On Engines", ELSEWHERE),
    ],
)
def test_words_are_found_in_a_title_as_the_search_finds_them(query, title, closeness):
    assert Closeness(query)(title) == closeness


@pytest.mark.parametrize(
    ("query", "title", "close"),
    [
        ("e", "E", EXACT),
        ("e", "E.", EXACT),
        ("e", "Engines", START),
        ("e", "E-mail", START),
        ("e", "On engines", WORDS),
        ("e", "Looms", ELSEWHERE),
        ("engine", "Engines of old", START),
        ("engine", "Engine", EXACT),
        ("old engines", "Old engines run", START),
    ],
)
def test_what_begins_so_needs_no_closer_look(query, title, close):
    assert Closeness(query)(title) == close
