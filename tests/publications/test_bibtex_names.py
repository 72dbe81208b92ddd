"""Authors of BibTeX entries: the parts of names, bodies, Chinese names, marks."""

import pytest

from publications.bibtex import Entry, parse


def entry(fields: str, entry_type: str = "article") -> Entry:
    """The one entry with these fields."""
    (only,) = parse(f"@{entry_type}{{k, {fields}}}").entries
    return only


def authors(raw: str) -> list[str]:
    return [author.name for author in entry(f"author = {{{raw}}}").authors]


def flags(raw: str) -> list[tuple[str, bool, bool]]:
    listed = entry(f"author = {{{raw}}}").authors
    return [(author.name, author.is_equal, author.is_corresponding) for author in listed]


def found(text: str) -> list[tuple[int, str]]:
    """Line and code of the problems, without those of values that short samples leave out."""
    problems = parse(text).problems
    return [(p.line, p.code) for p in problems if p.code not in {"no_title", "no_year", "empty_entry"}]


@pytest.mark.parametrize(
    ("raw", "name", "family", "given", "suffix"),
    [
        ("Ada Example", "Ada Example", "Example", "Ada", ""),
        ("Example, Ada B.", "Ada B. Example", "Example", "Ada B.", ""),
        ("Example, Jr., Carl", "Carl Example Jr.", "Example", "Carl", "Jr."),
        ("Example, Carl, III", "Carl Example III", "Example", "Carl", "III"),
        ("van der Sample, Bob", "Bob van der Sample", "van der Sample", "Bob", ""),
        ("Bob van der Sample", "Bob van der Sample", "van der Sample", "Bob", ""),
        ("Ada {de la Prueba}", "Ada de la Prueba", "de la Prueba", "Ada", ""),
        (r"{\'E}milie {\"U}bung", "Émilie Übung", "Übung", "Émilie", ""),
        ("family=Muster, given=Eva, prefix=von", "Eva von Muster", "von Muster", "Eva", ""),
        ("张三", "张三", "张", "三", ""),
        ("{张三}", "张三", "张", "三", ""),
        ("张, 三", "张三", "张", "三", ""),
        ("欧阳三四", "欧阳三四", "欧阳", "三四", ""),
        ("张 三", "张三", "张", "三", ""),
    ],
)
def test_a_name_is_taken_apart(raw, name, family, given, suffix):
    (author,) = entry(f"author = {{{raw}}}").authors
    assert (author.name, author.family, author.given, author.suffix) == (name, family, given, suffix)
    assert not author.is_corporate


def test_a_body_in_braces_stays_whole():
    listed = entry("author = {{The Example and Sample Team} and {Example, Inc.} and Ada Example}").authors
    assert [(author.name, author.is_corporate) for author in listed] == [
        ("The Example and Sample Team", True),
        ("Example, Inc.", True),
        ("Ada Example", False),
    ]


@pytest.mark.parametrize(
    "ending",
    [
        "and others",
        "AND OTHERS",
        "and {others}",
        "and et al.",
        "and et~al.",
        "et al.",
        ", et al.",
        "and {et al.}",
    ],
)
def test_others_are_no_author(ending):
    read_entry = entry(f"author = {{Ada Example {ending}}}")
    assert ([author.name for author in read_entry.authors], read_entry.has_others) == (["Ada Example"], True)


@pytest.mark.parametrize(
    "mark",
    [
        "*",
        "{*}",
        r"\textsuperscript{*}",
        "$^*$",
        "$^{*}$",
        r"$^{\dagger}$",
        r"$^\dagger$",
        "†",
        r"\textsuperscript{1,*}",
        r"$^{1,\ast}$",
        "<sup>*</sup>",
        r"{\textsuperscript{*}}",
        r"\dag{}",
        "∗",
        r"\#",
    ],
)
def test_a_mark_of_equal_contribution_is_a_flag_and_no_part_of_the_name(mark):
    assert flags(f"Ada Example{mark} and Sample{mark}, Bob and Eva Third") == [
        ("Ada Example", True, False),
        ("Bob Sample", True, False),
        ("Eva Third", False, False),
    ]


@pytest.mark.parametrize(
    "mark", ["✉", r"\Letter", r"$^{\textrm{\Letter}}$", r"\textsuperscript{\faEnvelope[regular]}"]
)
def test_an_envelope_marks_the_corresponding_author(mark):
    assert flags(f"Ada Example and Bob Sample{mark}")[1] == ("Bob Sample", False, True)


def test_beside_a_hash_the_star_marks_the_corresponding_author():
    assert flags("Ada Example# and Bob Sample# and Eva Third*") == [
        ("Ada Example", True, False),
        ("Bob Sample", True, False),
        ("Eva Third", False, True),
    ]
    assert found("@misc{k, author={A B# and C D*}}") == [(1, "ambiguous_marks")]


def test_an_affiliation_number_is_no_part_of_the_name():
    assert authors(r"Ada Example$^{1,2}$ and Bob Sample\textsuperscript{2}") == ["Ada Example", "Bob Sample"]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Ada Example, Bob Sample, Eva Third", ["Ada Example", "Bob Sample", "Eva Third"]),
        ("Ada Example; Bob Sample", ["Ada Example", "Bob Sample"]),
        ("张三, 李四五", ["张三", "李四五"]),
        ("张三、李四", ["张三", "李四"]),
        ("王小明 李四", ["王小明", "李四"]),
        ("王小明，李四，等", ["王小明", "李四"]),
        ("Ada Example, Bob Sample, et al.", ["Ada Example", "Bob Sample"]),
        ("Ada Example, Bob Sample and Eva Third", ["Ada Example", "Bob Sample", "Eva Third"]),
        ("Ada Example$^1$, Bob Sample$^{1,2}$, Eva Third", ["Ada Example", "Bob Sample", "Eva Third"]),
        ("Example, A., Sample, B., and Third, E.", ["A. Example", "B. Sample", "E. Third"]),
        ("van Example, A., Sample, B.-C.", ["A. van Example", "B.-C. Sample"]),
        ("Example, Ada, Sample, Bob", ["Ada Example", "Bob Sample"]),
        (r"Ada Example \& Bob Sample", ["Ada Example", "Bob Sample"]),
        ("Example, A., & Sample, B.", ["A. Example", "B. Sample"]),
        ("Example, A.; Sample, B. and Third, E.", ["A. Example", "B. Sample", "E. Third"]),
    ],
)
def test_authors_without_and_are_parted_all_the_same_and_reported(raw, names):
    assert authors(raw) == names
    assert found(f"@misc{{k, author={{{raw}}}}}") == [(1, "authors_without_and")]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("山田, 太郎", ["山田太郎"]),
        ("张, 三", ["张三"]),
        ("García López, María José and Sample, Bob", ["María José García López", "Bob Sample"]),
        ("{Example, Sample and Third}", ["Example, Sample and Third"]),
        ("{Example & Sons} and Bob Sample", ["Example & Sons", "Bob Sample"]),
        ("{Ministry of Health and Social Affairs}", ["Ministry of Health and Social Affairs"]),
        ("Example, Jr., Bob", ["Bob Example Jr."]),
    ],
)
def test_one_name_is_not_parted(raw, names):
    assert authors(raw) == names
    assert "authors_without_and" not in [code for _, code in found(f"@misc{{k, author={{{raw}}}}}")]


def test_people_in_braces_that_hold_the_whole_list_are_parted():
    assert authors("{Ada Example and Bob van Sample}") == ["Ada Example", "Bob van Sample"]
    assert authors("{Example Institute and Sample Group}") == ["Example Institute and Sample Group"]


@pytest.mark.parametrize("words", ["(corresponding author)", "（通讯作者）"])
def test_the_corresponding_author_may_be_told_in_words(words):
    assert flags(f"Ada Example and Bob Sample {words}")[1] == ("Bob Sample", False, True)


def test_entities_of_html_are_letters_and_part_no_names():
    raw = "Ex&aacute;mple, &Eacute;lodie and O&#39;Example, Ada and O\\&\\#39;Sample, Bo"
    assert authors(raw) == ["Élodie Exámple", "Ada O'Example", "Bo O'Sample"]
    assert found("@misc{k, author={Ex&eacute;mple, Ada}}") == []


def test_three_thousand_authors_are_read():
    assert len(authors(" and ".join(f"Example{n}, Ada" for n in range(3000)))) == 3000


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (r"Thea Kl\ae{}boe", "Thea Klæboe"),
        (r"\L{}ukasz Example*", "Łukasz Example"),
        (r"Mi\l{}osz {}Example{*}", "Miłosz Example"),
        (r"Ma\^\i{}tre, D.", "D. Maître"),
        (r"Jan\textbackslash{}ssen, Timo", r"Timo Jan\ssen"),
    ],
)
def test_braces_that_end_a_macro_are_no_empty_group(raw, name):
    assert authors(raw) == [name]
