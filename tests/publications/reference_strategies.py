"""Hypothesis strategies for publications: ordinary ones, and hostile ones that try to break an export."""

import string

from hypothesis import strategies as st

from publications.citing import KINDS, Author, Reference

# ---- ordinary publications ---------------------------------------------------------------------

_LETTERS = "abcdeXYZ éüß张三示例"
_SPECIAL_CHARACTERS = "&%#_~^\\{}-–'`\"?!:;,.()[]/*+<> \n\t"
# All have Latin letters: maths without them would be converted to text ("$_2$" to "₂").
_MATHS = ["$O(n^2)$", "$x_{i}$", r"$\sqrt{s}$"]
_ordinary_text = st.lists(
    st.one_of(
        st.text(_LETTERS + _SPECIAL_CHARACTERS, max_size=8),
        st.text(_LETTERS, min_size=1),
        st.sampled_from(_MATHS),
    ),
    max_size=5,
).map(lambda parts: " ".join(" ".join(parts).split()))
_word = st.text(string.ascii_lowercase + "éüß", min_size=2, max_size=8)
_capitalized_word = _word.map(lambda letters: f"É{letters}")
_latin_name = st.one_of(
    st.tuples(_capitalized_word, _capitalized_word),
    st.tuples(_capitalized_word, st.sampled_from("B. J.-P.".split()), _capitalized_word),
    st.tuples(_capitalized_word, st.sampled_from(["van der", "von", "de la"]), _capitalized_word),
    st.tuples(_capitalized_word, _capitalized_word, st.sampled_from(["Jr.", "III"])),
).map(" ".join)
_name = st.one_of(
    _latin_name,
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
_cited_name = st.sampled_from(
    [
        ("Pilar Ruiz Ortega", "Ruiz Ortega, Pilar"),
        ("Alpha Research and Beta Robotics", "{Alpha Research and Beta Robotics}"),
        ("José Ortega y Gasset", "{Ortega y Gasset}, José"),
        ("M. D. Zeiler", "Zeiler, M. D."),
        ("CERN", "{CERN}"),
        ("Ada van der Berg Jr.", "van der Berg, Jr., Ada"),
    ]
)
_author = st.one_of(
    st.builds(Author, _name, equal_contribution=st.booleans(), corresponding=st.booleans()),
    _cited_name.map(lambda name: Author(name[0], citation_name=name[1])),
)
_editor = _name.map(Author) | _cited_name.map(lambda name: Author(name[0], citation_name=name[1]))
ordinary_references = st.builds(
    Reference,
    key=st.just("k"),
    kind=st.sampled_from(KINDS),
    title=_ordinary_text,
    language=st.sampled_from(["en", "zh", "de"]),
    authors=st.lists(_author, max_size=5).map(tuple),
    editors=st.lists(_editor, max_size=3).map(tuple),
    has_more_authors=st.booleans(),
    has_more_editors=st.booleans(),
    year=st.none() | st.integers(1000, 2100),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    venue=_ordinary_text,
    venue_short=_ordinary_text,
    volume=st.from_regex("[A-Z]?[0-9]{0,3}", fullmatch=True),
    number=_ordinary_text,
    pages=st.sampled_from(["", "7", "12–34", "A-1–A-9", "e12", "1–3, 7–9"]),
    publisher=_ordinary_text,
    doi=st.just("") | st.from_regex(r"10\.[0-9]{4}/[a-z0-9_()<>;:-]{1,9}[a-z0-9]", fullmatch=True),
    arxiv_id=st.sampled_from(["", "2501.00001", "hep-th/9901001", "math.AG/9901001"]),
    isbn=st.sampled_from(["", "978-3-16-148410-0"]),
    issn=st.sampled_from(["", "2049-3630"]),
    url=st.sampled_from(["", "https://a.example/x_y~z?a=%20&b=1#c", "http://b.example/示例"]),
    pdf_url=st.sampled_from(["", "https://a.example/a_b%20c.pdf"]),
    abstract=_ordinary_text,
    keywords=st.lists(_ordinary_text, max_size=3).map(tuple),
    links=st.sampled_from(
        [
            (),
            (
                ("code", "https://c.example/a_b"),
                ("project", "https://p.example/"),
                ("pdf", "https://a.example/"),
            ),
        ]
    ),
    article_number=st.sampled_from(["", "e0209899", "42"]),
    is_in_press=st.booleans(),
    translated_title=_ordinary_text,
    award=_ordinary_text,
    note=_ordinary_text,
    extra=st.dictionaries(
        st.sampled_from(["address", "edition", "type", "version", "x-shelf"]), _ordinary_text, max_size=2
    ),
)

# ---- hostile publications ----------------------------------------------------------------------

_hostile_piece = st.text(
    st.one_of(st.sampled_from("{}\\$%&#_~^\"'@,=()- \n\x00ABCabc12"), st.characters()), max_size=30
) | st.sampled_from([" and ", "$x_{1}$", "\\}", "@article{a,", "GPU", "张三", "van Example, Ada", "\ud800"])
hostile_text = st.lists(_hostile_piece, max_size=4).map("".join)
_numbers = st.none() | st.integers(-2, 33) | st.integers()
_hostile_author = st.builds(
    Author,
    name=hostile_text,
    family=hostile_text,
    given=hostile_text,
    literal=st.booleans(),
    equal_contribution=st.booleans(),
    citation_name=hostile_text,
)
hostile_references = st.builds(
    Reference,
    key=hostile_text,
    kind=st.sampled_from(KINDS) | hostile_text,
    title=hostile_text,
    language=hostile_text,
    authors=st.lists(_hostile_author, max_size=3).map(tuple),
    editors=st.lists(_hostile_author, max_size=2).map(tuple),
    year=_numbers,
    month=_numbers,
    day=_numbers,
    venue=hostile_text,
    venue_short=hostile_text,
    pages=hostile_text,
    publisher=hostile_text,
    doi=hostile_text,
    arxiv_id=hostile_text,
    url=hostile_text,
    abstract=hostile_text,
    keywords=st.lists(hostile_text, max_size=2).map(tuple),
    award=hostile_text,
    note=hostile_text,
    article_number=hostile_text,
    is_in_press=st.booleans(),
    translated_title=hostile_text,
    extra=st.dictionaries(hostile_text, hostile_text, max_size=3),
)
