"""Search results are ordered by how well their titles match."""

import pytest

from core.search.ranking import ELSEWHERE, EXACT, START, WORDS, TitleRanker


@pytest.mark.parametrize("query", ["flash decoding", "FlashDecoding", "flashdecoding++", " Flash-Décoding "])
@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("FlashDecoding++", EXACT),
        ("Flash Decoding", EXACT),
        ("Flash-Decoding: Faster Models", START),
        ("Faster Models by FlashDecoding", WORDS),
        ("On the Decoding of Models", ELSEWHERE),
        ("模型的 Flash Decoding 方法", WORDS),
    ],
)
def test_exact_titles_rank_before_titles_that_contain_the_words(query, title, rank):
    assert TitleRanker(query)(title) == rank


@pytest.mark.parametrize(
    ("query", "title", "rank"),
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
        ("fasterprompts", "Engines: Faster: Prompts", WORDS),
        ("planfast", "模型 EnginePlan: Fast Prompts", WORDS),
        ("10.1145/3581784", "On Engines", ELSEWHERE),
    ],
)
def test_ranking_finds_words_in_titles_as_the_search_does(query, title, rank):
    assert TitleRanker(query)(title) == rank


@pytest.mark.parametrize(
    ("query", "title", "rank"),
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
def test_short_query_is_ranked_by_the_start_of_the_title(query, title, rank):
    assert TitleRanker(query)(title) == rank
