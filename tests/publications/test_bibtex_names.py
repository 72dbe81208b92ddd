"""Authors of BibTeX entries: parts of names, organizations, Chinese names, marks."""

import pytest

from publications.bibtex import Entry, parse


def parse_authors(raw: str) -> Entry:
    """Return the entry with this author field."""
    (entry,) = parse(f"@article{{k, author = {{{raw}}}}}").entries
    return entry


def names(raw: str) -> list[str]:
    return [author.name for author in parse_authors(raw).authors]


def flags(raw: str) -> list[tuple[str, bool, bool]]:
    """Return each name with the flags for equal contribution and corresponding author."""
    authors = parse_authors(raw).authors
    return [(author.name, author.is_equal, author.is_corresponding) for author in authors]


def problems(text: str) -> list[tuple[int, str]]:
    """Return line and code of each problem, except those of values that the short examples omit."""
    ignored = {"no_title", "no_year", "empty_entry"}
    return [(problem.line, problem.code) for problem in parse(text).problems if problem.code not in ignored]


@pytest.mark.parametrize(
    ("raw", "name", "family", "given", "suffix"),
    [
        ("Ada Example", "Ada Example", "Example", "Ada", ""),
        ("Example, Ada B.", "Ada B. Example", "Example", "Ada B.", ""),
        ("Example, Jr., Carl", "Carl Example Jr.", "Example", "Carl", "Jr."),
        ("Example, Carl, III", "Carl Example III", "Example", "Carl", "III"),
        ("Ada King, Jr.", "Ada King Jr.", "King", "Ada", "Jr."),
        ("Ada King, III", "Ada King III", "King", "Ada", "III"),
        ("King, V, Ada", "Ada King V", "King", "Ada", "V"),
        ("Bob {Smith, Jr.}", "Bob Smith Jr.", "Smith", "Bob", "Jr."),
        ("Bob {Smith Jr.}", "Bob Smith Jr.", "Smith", "Bob", "Jr."),
        ("van der Berg III, Ada", "Ada van der Berg III", "van der Berg", "Ada", "III"),
        ("Smith, Bob Jr.", "Bob Smith Jr.", "Smith", "Bob", "Jr."),
        ("{Smith, Jr.}, Bob", "Bob Smith Jr.", "Smith", "Bob", "Jr."),
        ("Jr., Bob van Smith", "Bob van Smith Jr.", "van Smith", "Bob", "Jr."),
        (r"\textbf{Example, Ada}", "Ada Example", "Example", "Ada", ""),
        (r"{\bf Example, Ada}", "Ada Example", "Example", "Ada", ""),
        (r"{\underline{\textbf{Ada Example}}}$^{1}$", "Ada Example", "Example", "Ada", ""),
        (r"\href{https://a.example/a_b}{Ada van der Berg}", "Ada van der Berg", "van der Berg", "Ada", ""),
        (r"\textbf{Example}, \textbf{Ada}", "Ada Example", "Example", "Ada", ""),
        ("{Ruiz Ortega}, Pilar", "Pilar Ruiz Ortega", "Ruiz Ortega", "Pilar", ""),
        ("{Ruiz Ortega, Pilar}", "Pilar Ruiz Ortega", "Ruiz Ortega", "Pilar", ""),
        ("{van der Berg, Ada}", "Ada van der Berg", "van der Berg", "Ada", ""),
        ("van der Sample, Bob", "Bob van der Sample", "van der Sample", "Bob", ""),
        ("Bob van der Sample", "Bob van der Sample", "van der Sample", "Bob", ""),
        ("Sample, Bob van der", "Bob van der Sample", "van der Sample", "Bob", ""),
        ("Sample, Bob T. von, Jr.", "Bob T. von Sample Jr.", "von Sample", "Bob T.", "Jr."),
        ("Sample, Van", "Van Sample", "Sample", "Van", ""),
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
def test_name_is_split_into_its_parts(raw, name, family, given, suffix):
    (author,) = parse_authors(raw).authors
    assert (author.name, author.family, author.given, author.suffix) == (name, family, given, suffix)
    assert not author.is_corporate


@pytest.mark.parametrize(
    ("raw", "given"),
    [
        ("Zeiler, M. D.", "M. D."),
        ("Zeiler, M.D.", "M.D."),
        ("Zeiler, JR", "JR"),
        ("Zeiler, V", "V"),
        ("Zeiler, SR", "SR"),
        ("Zeiler, MD", "MD"),
        ("Zeiler, Jr.", "Jr."),  # a suffix needs a given name before it
        ("Zeiler, III", "III"),
    ],
)
def test_initials_are_not_a_suffix(raw, given):
    (author,) = parse_authors(raw).authors
    assert (author.family, author.given, author.suffix) == ("Zeiler", given, "")


def test_family_names_with_initials_are_no_list_of_suffixes():
    assert names("Kim, JR, Lee, SR, Wong, MD") == ["JR Kim", "SR Lee", "MD Wong"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Wei Wang 0001", "Wei Wang"),
        ("Wei~Wang~0012", "Wei Wang"),
        ("Wang 0001, Wei", "Wei Wang"),
        ("Wang, Wei 0001", "Wei Wang"),
        ("Ada B. 0003", "Ada B."),
        ("Team 2020", "Team 2020"),
    ],
)
def test_number_of_namesakes_in_dblp_is_not_printed(raw, name):
    assert names(raw) == [name]


@pytest.mark.parametrize(
    "body",
    [
        "Alpha Research and Beta Robotics",
        "Barnes and Noble",
        "Barnes and Noble, Inc.",
        "Microsoft Research, Redmond",
        "ETH Zurich, Switzerland",
        "University of Example, Sampletown",
        "CERN",
    ],
)
def test_name_of_a_body_in_braces_stays_one(body):
    for raw in (f"{{{body}}}", f"{{{body}}} and Ada Example"):
        author = parse_authors(raw).authors[0]
        assert (author.name, author.is_corporate, author.given) == (body, True, "")
        assert author.citation_name == f"{{{body}}}"


@pytest.mark.parametrize(
    ("raw", "name", "is_corporate"),
    [
        ("Collaboration, CMS", "CMS Collaboration", True),
        ("Group, The Loom Study", "The Loom Study Group", True),
        ("Group, J. P.", "J. P. Group", False),
    ],
)
def test_body_that_was_taken_for_a_person_is_one(raw, name, is_corporate):
    (author,) = parse_authors(raw).authors
    assert (author.name, author.is_corporate) == (name, is_corporate)


@pytest.mark.parametrize(
    ("raw", "citation_name"),
    [
        ("van der Berg, Jr., Ada", "van der Berg, Jr., Ada"),
        ("{Ruiz Ortega}, Pilar", "Ruiz Ortega, Pilar"),
        ("{\\\"U}bung, {\\'E}milie", "Übung, Émilie"),
        ("family=Muster, given=Eva, prefix=von", "von Muster, Eva"),
        ("Ortega y Gasset, José", "{Ortega y Gasset}, José"),
        ("Barnes and Noble, Ada", "Noble, Ada"),
        ("张, 三", "张, 三"),
        ("Ada de Example", ""),  # split by rules, which the printed name is too
        ("Plato", ""),
    ],
)
def test_entry_keeps_how_the_file_writes_a_name(raw, citation_name):
    assert parse_authors(raw).authors[-1].citation_name == citation_name


def test_editors_are_read_like_authors():
    (paper,) = parse(
        "@inproceedings{k, title={T}, year=2020, editor={{Ruiz Ortega}, Pilar and {The Team} and others}}"
    ).entries
    assert [(editor.name, editor.family, editor.is_corporate) for editor in paper.editors] == [
        ("Pilar Ruiz Ortega", "Ruiz Ortega", False),
        ("The Team", "The Team", True),
    ]
    assert paper.has_more_editors and not paper.has_others
    assert "editor" not in paper.extra


def test_paper_has_the_editors_of_the_proceedings_that_it_refers_to():
    text = "@inproceedings{p, title={P}, crossref=v} @proceedings{v, title={V}, editor={Ada Example}}"
    paper, volume = parse(text).entries
    assert [editor.name for entry in (paper, volume) for editor in entry.editors] == ["Ada Example"] * 2


def test_organization_in_braces_is_not_split():
    authors = parse_authors("{The Example and Sample Team} and {Example, Inc.} and Ada Example").authors
    assert [(author.name, author.is_corporate) for author in authors] == [
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
def test_others_are_not_an_author(ending):
    entry = parse_authors(f"Ada Example {ending}")
    assert ([author.name for author in entry.authors], entry.has_others) == (["Ada Example"], True)


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
def test_mark_of_equal_contribution_becomes_a_flag(mark):
    assert flags(f"Ada Example{mark} and Sample{mark}, Bob and Eva Third") == [
        ("Ada Example", True, False),
        ("Bob Sample", True, False),
        ("Eva Third", False, False),
    ]


@pytest.mark.parametrize(
    "mark", ["✉", r"\Letter", r"$^{\textrm{\Letter}}$", r"\textsuperscript{\faEnvelope[regular]}"]
)
def test_envelope_marks_the_corresponding_author(mark):
    assert flags(f"Ada Example and Bob Sample{mark}")[1] == ("Bob Sample", False, True)


def test_asterisk_marks_the_corresponding_author_if_others_have_a_hash():
    assert flags("Ada Example# and Bob Sample# and Eva Third*") == [
        ("Ada Example", True, False),
        ("Bob Sample", True, False),
        ("Eva Third", False, True),
    ]
    assert problems("@misc{k, author={A B# and C D*}}") == [(1, "ambiguous_marks")]


def test_affiliation_number_is_removed_from_the_name():
    assert names(r"Ada Example$^{1,2}$ and Bob Sample\textsuperscript{2}") == ["Ada Example", "Bob Sample"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("A. Example, B. Sample", ["A. Example", "B. Sample"]),
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
        ("Example, Ada, Bob B. Sample, Eva Third,", ["Ada Example", "Bob B. Sample", "Eva Third"]),
        ("Example A, van der Berg BC and Third E", ["A Example", "BC van der Berg", "E Third"]),
        (r"Ada Example \& Bob Sample", ["Ada Example", "Bob Sample"]),
        ("Example, A., & Sample, B.", ["A. Example", "B. Sample"]),
        ("Example, A.; Sample, B. and Third, E.", ["A. Example", "B. Sample", "E. Third"]),
    ],
)
def test_authors_without_and_are_split_and_reported(raw, expected):
    assert names(raw) == expected
    assert problems(f"@misc{{k, author={{{raw}}}}}") == [(1, "authors_without_and")]


@pytest.mark.parametrize(
    ("raw", "expected"),
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
def test_single_name_is_not_split(raw, expected):
    assert names(raw) == expected
    assert "authors_without_and" not in [code for _, code in problems(f"@misc{{k, author={{{raw}}}}}")]


def test_list_of_people_in_braces_is_split():
    assert names("{Example, Ada and Sample, Bob and others}") == ["Ada Example", "Bob Sample"]
    assert names("{Ada Example and Bob van Sample}") == ["Ada Example", "Bob van Sample"]
    assert names("{A. Example and B. Sample}") == ["A. Example", "B. Sample"]
    assert names("{Example, Ada and Sample, Bob}") == ["Ada Example", "Bob Sample"]
    assert names("{Ada Example and Bob Sample and Eva Third}") == ["Ada Example", "Bob Sample", "Eva Third"]
    assert names("{Example, Ada and others}") == ["Ada Example"]
    assert names("{Example, Jr., Ada and 张三 and {The Team}}") == ["Ada Example Jr.", "张三", "The Team"]
    assert names("{Example, Ada and M{\\\"u}ller, J{\\'o}zsef}") == ["Ada Example", "József Müller"]
    assert names("{Example Institute and Sample Group}") == ["Example Institute and Sample Group"]
    assert names("{Institute of {Looms} and {Yarn}}") == ["Institute of Looms and Yarn"]


@pytest.mark.parametrize("words", ["(corresponding author)", "（通讯作者）"])
def test_corresponding_author_may_be_marked_in_words(words):
    assert flags(f"Ada Example and Bob Sample {words}")[1] == ("Bob Sample", False, True)


def test_html_entities_become_letters_and_do_not_split_names():
    raw = "Ex&aacute;mple, &Eacute;lodie and O&#39;Example, Ada and O\\&\\#39;Sample, Bo"
    assert names(raw) == ["Élodie Exámple", "Ada O'Example", "Bo O'Sample"]
    assert problems("@misc{k, author={Ex&eacute;mple, Ada}}") == []


def test_separators_alone_are_read_in_linear_time():
    """It would take a minute if the time grew with the square of the length."""
    for separator in ",;，":
        assert not any(author.given for author in parse_authors(separator * 30_000).authors)


def test_three_thousand_authors_are_parsed():
    assert len(names(" and ".join(f"Example{n}, Ada" for n in range(3000)))) == 3000


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
def test_braces_that_end_a_command_do_not_split_the_name(raw, name):
    assert names(raw) == [name]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "author={田中太郎 and 鈴木 一郎}, langid={japanese}, title={織機学習}",
            ["{田中太郎}", "鈴木, 一郎"],
        ),
        ("author={田中太郎 and 鈴木 一郎}, title={織機のこと}", ["{田中太郎}", "鈴木, 一郎"]),
        ("author={田中太郎 and 鈴木さくら}, title={織機学習}", ["{田中太郎}", ""]),
        ("author={张三丰 and 李 四}, title={织机学习}", ["", "李, 四"]),
        ("author={张三丰}, langid={chinese}, title={“のり” in 织机}", [""]),
    ],
)
def test_japanese_names_are_not_split_like_chinese_ones(fields, expected):
    [entry] = parse(f"@article{{k, {fields}, year=2020}}").entries
    assert [author.citation_name for author in entry.authors] == expected


def test_four_characters_without_a_double_surname_are_not_split():
    authors = parse_authors("张三 and 山田太郎 and 司马相如").authors
    assert [(author.family, author.given) for author in authors] == [
        ("张", "三"),
        ("山田太郎", ""),
        ("司马", "相如"),
    ]
    assert not authors[1].is_corporate
