"""Properties of matching that hold for all names, and its speed."""

import time
import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publications.matching import Matcher, Member
from tests.publications.matching_steps import is_linked, matcher_of

SYLLABLES = "jia ming xiao hao tian yi chen wei lin xin yu zhen kai rui".split()
givens = st.one_of(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=2).map(lambda parts: "".join(parts).title()),
    st.sampled_from(["Jérôme", "Søren", "Łukasz", "Ada", "Björn", "Jean-Marie", "Đức", "Zoë B.", "Yıldız"]),
)
families = st.sampled_from(
    ["Xu", "Li", "Chen", "Lü", "Ouyang", "Müller", "van der Example", "O’Brien", "Şahin", "Nguyễn", "García"]
)
names = st.tuples(givens, families)


@given(st.lists(names, min_size=1, max_size=6, unique=True))
def test_spelling_of_a_member_is_linked_or_has_several_candidates(people):
    matcher = matcher_of(*(f"{own} {family}" for own, family in people))
    for own, family in people:
        match = matcher.match(f"{own} {family}")
        assert f"{own} {family}" in (match.member, *match.candidates)
        if match.member is None:
            assert len(match.candidates) > 1


@given(names)
def test_order_case_and_accents_are_ignored(name):
    own, family = name
    assume(family != "Lü")  # lu and lü are different syllables
    plain = f"{own} {family}".translate(str.maketrans("øłđĐŁı", "olddLi"))
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    for member in (f"{own} {family}", plain):
        for printed in (
            f"{own} {family}",
            f"{family}, {own}",
            f"{own} {family}".upper(),
            f"{own} {family}".lower(),
            unicodedata.normalize("NFD", f"{own} {family}"),
            plain,
        ):
            assert is_linked(printed, member)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), max_size=4, unique=True))
def test_any_text_is_either_linked_or_has_candidates(printed, spellings):
    matcher = matcher_of(*spellings, "Jiaming Xu=许珈铭")
    for match in matcher.match_all([printed, *spellings]):
        assert match.member is None or not match.candidates
        assert len(set(match.candidates)) == len(match.candidates)


@settings(max_examples=50)
@given(st.lists(names, min_size=1, max_size=5), st.lists(names, max_size=8))
def test_no_member_is_linked_to_two_authors(people, authors):
    matcher = matcher_of(*dict.fromkeys(f"{own} {family}" for own, family in people))
    matches = matcher.match_all([f"{own} {family}" for own, family in authors])
    members = [match.member for match in matches if match.member is not None]
    assert len(set(members)) == len(members)


def test_ten_thousand_papers_are_matched_within_seconds():
    first = [a + b for a in SYLLABLES for b in SYLLABLES]
    family = "Xu Li Chen Wang Zhang Liu Zhao Wu Zhou Sun".split()
    matcher = Matcher(
        Member(at, (f"{first[at % 196].title()} {family[at // 50]}", f"J. {family[at // 50]}"))
        for at in range(500)
    )
    authors = [
        f"{one.title()} {letter}. {other}" for one in first for letter in "ABCDEFGHJK" for other in family
    ]
    start = time.process_time()
    for at in range(10_000):
        matcher.match_all([authors[(at * 8 + step) % len(authors)] for step in range(8)])
    assert time.process_time() - start < 10  # about one second on an idle machine
