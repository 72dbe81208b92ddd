"""Find publications with titles like those of entries, among which a person chooses the one that is meant."""

from collections import Counter
from collections.abc import Iterable, Mapping

from core.search.normalization import CHINESE, fold

#: Publications offered for an entry.
MAX_NEAR = 5
#: The share of common words from which on two titles are similar.
MIN_OVERLAP = 0.4
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def near_titles(titles: Mapping[int, str], candidates: Iterable[tuple[int, str]]) -> dict[int, list[int]]:
    """Return, by key of an entry, the keys of the candidates with the titles most like its own, best first.

    Both are given as (key, title). Titles are compared by their words, and Chinese by pairs of characters.
    """
    terms = {key: title_terms(title) for key, title in titles.items()}
    entries_by_term: dict[str, list[int]] = {}
    for key, own in terms.items():
        for term in own:
            entries_by_term.setdefault(term, []).append(key)
    scores: dict[int, list[tuple[float, int]]] = {key: [] for key in terms}
    for candidate, title in candidates:
        others = title_terms(title)
        common = Counter(key for term in others for key in entries_by_term.get(term, ()))
        for key, count in common.items():
            overlap = count / (len(terms[key]) + len(others) - count)
            if overlap >= MIN_OVERLAP or (count >= 3 and count >= 0.8 * min(len(terms[key]), len(others))):
                scores[key].append((-overlap, candidate))
    return {
        key: [candidate for _score, candidate in sorted(scored)[:MAX_NEAR]] for key, scored in scores.items()
    }


def title_terms(title: str) -> set[str]:
    """Return the folded words of a title, and the pairs of neighbouring Chinese characters."""
    folded = fold(title) if not title.isascii() else title.lower().translate(_SIGNS)
    terms = {word for word in folded.split() if len(word) > 1}
    for run in CHINESE.findall(folded):
        terms.discard(run)
        terms.update(run[start : start + 2] for start in range(len(run) - 1))
    return terms
