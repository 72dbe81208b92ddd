"""What `publications.citing` writes reads back to the same values, whatever the publication."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.bibtex import Entry, parse
from publications.citing import KINDS, Author, Reference, bibtex
from publications.citing.cleaning import one_line

LETTERS = "abcdeXYZ éüß张三示例"
SPECIAL = "&%#_~^\\{}-–'`\"?!:;,.()[]/*+<> \n\t"
# Maths with Latin letters stays as it is; without them it becomes text ("$_2$" is "₂").
MATHS = ["$O(n^2)$", "$x_{i}$", r"$\sqrt{s}$"]
text = st.lists(
    st.one_of(st.text(LETTERS + SPECIAL, max_size=8), st.text(LETTERS, min_size=1), st.sampled_from(MATHS)),
    max_size=5,
).map(lambda parts: " ".join(" ".join(parts).split()))
word = st.text(string.ascii_lowercase + "éüß", min_size=2, max_size=8)
capital = word.map(lambda letters: f"É{letters}")
latin = st.one_of(
    st.tuples(capital, capital),
    st.tuples(capital, st.sampled_from("B. J.-P.".split()), capital),
    st.tuples(capital, st.sampled_from(["van der", "von", "de la"]), capital),
    st.tuples(capital, capital, st.sampled_from(["Jr.", "III"])),
).map(" ".join)
name = st.one_of(
    latin,
    st.sampled_from(
        [
            "张三",
            "欧阳三四",
            "The Example and Sample Team",
            "示例大学",
            "Mononym",
            "A. And B",
            "Ana Ortega y Gasset",
        ]
    ),
)
author = st.builds(Author, name, equal_contribution=st.booleans(), corresponding=st.booleans())
references = st.builds(
    Reference,
    key=st.just("k"),
    kind=st.sampled_from(KINDS),
    title=text,
    language=st.sampled_from(["en", "zh", "de"]),
    authors=st.lists(author, max_size=5).map(tuple),
    year=st.none() | st.integers(1000, 2100),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    venue=text,
    venue_short=text,
    volume=st.from_regex("[A-Z]?[0-9]{0,3}", fullmatch=True),
    number=text,
    pages=st.sampled_from(["", "7", "12–34", "A-1–A-9", "e12", "1–3, 7–9"]),
    publisher=text,
    doi=st.just("") | st.from_regex(r"10\.[0-9]{4}/[a-z0-9_()<>;:-]{1,9}[a-z0-9]", fullmatch=True),
    arxiv_id=st.sampled_from(["", "2501.00001", "hep-th/9901001", "math.AG/9901001"]),
    isbn=st.sampled_from(["", "978-3-16-148410-0"]),
    issn=st.sampled_from(["", "2049-3630"]),
    url=st.sampled_from(["", "https://a.example/x_y~z?a=%20&b=1#c", "http://b.example/示例"]),
    pdf_url=st.sampled_from(["", "https://a.example/a_b%20c.pdf"]),
    abstract=text,
    keywords=st.lists(text, max_size=3).map(tuple),
    note=text,
    extra=st.dictionaries(
        st.sampled_from(["address", "edition", "type", "version", "x-rating"]), text, max_size=2
    ),
)


def back(reference: Reference) -> Entry:
    reading = parse(bibtex([reference]))
    harmless = {"no_title", "no_year", "empty_entry", "unknown_macro"}
    assert [problem for problem in reading.problems if problem.code not in harmless] == []
    return reading.entries[0]


@given(references)
@settings(max_examples=150)
def test_a_publication_comes_back_as_it_was(reference):
    entry = back(reference)
    assert (entry.key, entry.kind, entry.title) == ("k", reference.kind, reference.title)
    assert [(a.name, a.is_equal, a.is_corresponding) for a in entry.authors] == [
        (a.name, a.equal_contribution, a.corresponding) for a in reference.authors
    ]
    assert (entry.year, entry.month, entry.day) == (*reference.date_parts, None, None, None)[:3]
    assert (entry.pages, entry.volume) == (reference.pages, reference.volume)
    assert (entry.doi, entry.arxiv_id) == (reference.doi, reference.arxiv_id)
    assert (entry.isbn, entry.issn) == (reference.isbn, reference.issn)
    assert (entry.url, entry.pdf) == (reference.url, reference.pdf_url)
    assert (entry.number, entry.abstract, entry.note) == (
        reference.number,
        reference.abstract,
        reference.note,
    )
    assert entry.keywords == tuple(filter(None, reference.keywords))
    assert {**entry.extra} == {name: value for name, value in reference.extra.items() if value}
    assert entry.language == ("" if reference.language == "en" else reference.language)


@given(references)
@settings(max_examples=100)
def test_the_venue_comes_back_and_so_does_its_short_name(reference):
    entry = back(reference)
    institutional = reference.kind in {"thesis", "report"}
    assert entry.venue == (reference.institution if institutional else reference.venue)
    if reference.venue_short != reference.venue:
        assert entry.venue_short in {reference.venue_short, ""}
        assert entry.venue_short or not reference.venue_short or reference.venue_short == entry.venue


@given(references)
@settings(max_examples=50)
def test_the_family_name_comes_back(reference):
    pairs = zip(reference.named_authors, back(reference).authors, strict=True)
    assert all(author.family == (parts.literal or parts.full_family) for (_, parts), author in pairs)


@pytest.mark.parametrize(
    "title", ["from `a' to ''b'' -- or --- so", "50% of C# & $5 to $6", r"\a {b} }c{ ~ ^ _"]
)
def test_signs_that_mean_something_to_latex_come_back(title):
    assert back(Reference("k", "journal", title)).title == one_line(title)


@pytest.mark.parametrize("venue", ["://", "www.", "a :// b", "http:/"])
def test_a_venue_that_only_looks_like_an_address_comes_back(venue):
    assert back(Reference("k", "preprint", "T", venue=venue)).venue == venue
