"""Reading BibTeX: what an entry says, and what is reported where a file is not as it should be."""

import time

import pytest

from publications.bibtex import CODES, Entry, decode, latex_to_text, parse


def entry(fields: str, entry_type: str = "article") -> Entry:
    """The one entry with these fields."""
    (only,) = parse(f"@{entry_type}{{k, {fields}}}").entries
    return only


def authors(raw: str) -> list[str]:
    return [author.name for author in entry(f"author = {{{raw}}}").authors]


def found(text: str) -> list[tuple[int, str]]:
    """Line and code of the problems, without those of values that short samples leave out."""
    problems = parse(text).problems
    return [(p.line, p.code) for p in problems if p.code not in {"no_title", "no_year", "empty_entry"}]


# ---- bytes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("title = {Größe, 示例}", "utf-8", "utf-8"),
        ("title = {Größe}", "utf-8-sig", "utf-8"),
        ("author = {张三 and 李四}, journal = {示例学报}", "gbk", "gb18030"),
        ("author = {Müller, Jörg}, title = {Größe und Übermaß}", "latin-1", "cp1252"),
        ("title = {“Señor” – café}", "cp1252", "cp1252"),
        ("author = {张三 and Müller, Jörg}, title = {Größe}", "gb18030", "gb18030"),
        ("title = {Größe}", "utf-16", "utf-16"),
        ("title = {Größe}", "utf-16-le", "utf-16"),
        ("title = {Größe}", "utf-16-be", "utf-16"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text, encoding, name):
    assert decode(text.encode(encoding)) == (text, name)


def test_lines_in_another_encoding_than_the_rest_are_decoded_by_themselves():
    data = "a = {é}\nb = {张三}\n".encode() + "c = {Müller}\n".encode("latin-1")
    assert decode(data) == ("a = {é}\nb = {张三}\nc = {Müller}\n", "utf-8+cp1252")


def test_any_bytes_become_text():
    for data in (b"", b"\x81", bytes(range(256)), b"\xff\xfe\x00"):
        assert isinstance(decode(data)[0], str)


# ---- LaTeX ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"{\"u}ber \'{\i} \v{s} \v s {\v{S}} \c{c} \H{o} \o re \ss{} \L\'od\'z",
            "über í š š Š ç ő øre ß Łódź",
        ),
        (r"G{\"o}del, Erd{\H o}s, \r{A}ngstr\"om, \textcommabelow{s}", "Gödel, Erdős, Ångström, ș"),
        (r"A {GPU} \emph{and \textbf{a}} {\em b}~c --- d -- e", "A GPU and a b c — d – e"),
        (r"$\alpha$-stable H$_2$O at $10^{-3}$ and $3\times 3$", "α-stable H₂O at 10⁻³ and 3×3"),
        (r"sorting in $O(n \log n)$, $k$-means", r"sorting in $O(n \log n)$, $k$-means"),
        (r"5\% of 10\$ \& more\_x \#1 \textbackslash{} \{a\}", r"5% of 10$ & more_x #1 \ {a}"),
        (r"100% raw, the 3\textsuperscript{rd}, 5$^{th}$", "100% raw, the 3rd, 5th"),
        (r"``Quoted'' and `single' but don't", "“Quoted” and ‘single’ but don't"),
        (r"\href{https://a.example}{here} \url{x}\footnote{gone}", "here x"),
        (r"\MakeUppercase{abc} \enquote{q} \ldots", "ABC “q” …"),
        (r"Na$\backslash$'{e} lone $", "Naé lone $"),
    ],
)
def test_latex_becomes_the_text_that_it_prints(latex, text):
    assert latex_to_text(latex) == text


def test_titles_lose_the_markup_of_web_pages():
    assert entry("title = {CO<sub>2</sub> &#58; <i>in vivo</i> R\\&amp;D}").title == "CO₂ : in vivo R&D"


def test_an_unknown_macro_keeps_its_argument_and_is_reported():
    reading = parse(r"@misc{k, title={A \mystery{b} \enigma c}, year=2020}")
    assert reading.entries[0].title == r"A b \enigma c"
    assert [(p.code, p.field, p.text) for p in reading.problems] == [
        ("unknown_macro", "title", "mystery"),
        ("unknown_macro", "title", "enigma"),
    ]


# ---- what an entry says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020", (2020, None, None)),
        ("year = {c. 2020a}, month = sep", (2020, 9, None)),
        ("year = 2020, month = {September}", (2020, 9, None)),
        ("year = 2020, month = Sept", (2020, 9, None)),
        ("year = 2020, month = {09}, day = 3", (2020, 9, 3)),
        ('year = 2020, month = sep # "~3"', (2020, 9, 3)),
        ("year = 2020, month = {10--12 June}", (2020, 6, None)),
        ("year = 2020, month = {May-June}", (2020, 5, None)),
        ("year = 2020, month = 5月", (2020, 5, None)),
        ("date = {2020-02-29}", (2020, 2, 29)),
        ("date = {2020-02/2020-03}", (2020, 2, None)),
        ("date = {2020}, year = {1999}", (2020, None, None)),
        ("date = {June 2020}", (2020, 6, None)),
        ("year = {to appear}", (None, None, None)),
        ("year = 2021, month = feb, day = 30", (2021, 2, None)),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(fields, date):
    read_entry = entry(fields)
    assert (read_entry.year, read_entry.month, read_entry.day) == date


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        ("InProceedings", "booktitle = {Symposium}", "conference"),
        ("conference", "booktitle = {1st Workshop on Examples}", "workshop"),
        ("ARTICLE", "journal = {Journal}", "journal"),
        ("article", "journal = {arXiv preprint arXiv:2501.00001}", "preprint"),
        ("article", "journal = {CoRR}, volume = {abs/2501.00001}", "preprint"),
        ("article", "journal = {Journal}, eprint = {2501.00001}", "journal"),
        ("misc", "eprint = {2501.00001}, archivePrefix = {arXiv}", "preprint"),
        ("misc", "howpublished = {Online}", "other"),
        ("mastersthesis", "school = {U}", "thesis"),
        ("inbook", "booktitle = {B}", "chapter"),
        ("techreport", "institution = {I}", "report"),
        ("patent", "number = 1", "patent"),
        ("software", "version = 1", "software"),
        ("dataset", "version = 1", "dataset"),
        ("proceedings", "title = {P}", "book"),
        ("misc", "entrysubtype = {dataset}", "dataset"),
        ("holotape", "title = {T}", "other"),
    ],
)
def test_the_kind_follows_from_type_and_venue(entry_type, fields, kind):
    assert entry(fields, entry_type).kind == kind


@pytest.mark.parametrize(
    ("entry_type", "fields", "degree"),
    [
        ("mastersthesis", "school = {U}", "Master's thesis"),
        ("bachelorthesis", "school = {U}", "Bachelor's thesis"),
        ("mastersthesis", "type = {Diploma thesis}", "Diploma thesis"),
        ("phdthesis", "school = {U}", None),
    ],
)
def test_the_type_of_a_thesis_is_kept(entry_type, fields, degree):
    assert entry(fields, entry_type).extra.get("type") == degree


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2501.00001v2}, archivePrefix = {arXiv}",
        "eprint = {arXiv:2501.00001 [cs]}, eprinttype = {arxiv}",
        "journal = {arXiv preprint arXiv:2501.00001}",
        "url = {https://arxiv.org/abs/2501.00001v1}",
        "url = {http://arxiv.org/pdf/2501.00001.pdf}",
        "doi = {10.48550/arXiv.2501.00001}",
        "howpublished = {\\url{https://arxiv.org/abs/2501.00001}}",
    ],
)
def test_an_arxiv_id_is_found_where_people_put_it(fields):
    assert entry(fields).arxiv_id == "2501.00001"


def test_identifiers_are_bare_and_addresses_are_addresses():
    read_entry = entry(
        r"doi = {https://doi.org/10.1000/A\_b}, url = {https://a.example/x\_y%20?q={1}}, pdf = {javascript:x}"
    )
    assert read_entry.doi == "10.1000/a_b"
    assert (read_entry.url, read_entry.pdf) == ("https://a.example/x_y%20?q=1", "")
    assert read_entry.extra == {"pdf": "javascript:x"}
    assert entry("url = {https://dx.doi.org/10.1000/ABC}").doi == "10.1000/abc"


def test_pages_have_an_en_dash_and_keywords_are_a_list():
    read_entry = entry(
        "pages = {12--34, 40-41}, keywords = {decoding, {a, b}, $k$}, abstract = {One.\n\n Two.}"
    )
    assert (read_entry.pages, read_entry.keywords) == ("12–34, 40–41", ("decoding", "a, b", "$k$"))
    assert read_entry.abstract == "One. Two."


def test_what_has_no_place_is_kept_as_text_and_as_written():
    read_entry = entry(r"title = {T}, Award-Note = {{\"U}ber}, selected = true, crossref = {}")
    assert read_entry.extra == {"award-note": "Über", "selected": "true"}
    assert read_entry.raw["award-note"] == r"{\"U}ber"


# ---- the form of a file -----------------------------------------------------------------------


def test_values_may_be_quoted_braced_bare_and_joined():
    text = """@STRING{soe = "Symposium on " # {Examples}}
@String(press = {Example Press})
@InProceedings(key1, Title = "A {"}quoted{"} one", BOOKTITLE = soe # " '" # 25, year = 2025, publisher=press)
@book { key2 , title={T}, year="2024", }"""
    first, second = parse(text.replace("\n", "\r\n")).entries
    assert (first.key, first.type, first.line) == ("key1", "inproceedings", 3)
    assert (first.title, first.venue) == ('A "quoted" one', "Symposium on Examples '25")
    assert (first.year, first.publisher) == (2025, "Example Press")
    assert (second.key, second.line, second.year) == ("key2", 4, 2024)
    assert found(text) == []


def test_macros_are_reported_where_they_are_not_defined():
    text = "@misc{a, title = late}\n@string{late = {Late}}\n@misc{b, title = never}"
    assert [read_entry.title for read_entry in parse(text).entries] == ["Late", "never"]
    assert found(text) == [(1, "string_before_definition"), (3, "undefined_string")]


def test_comments_and_preambles_are_no_entries():
    text = """% a remark
@comment{jabref-meta: x}
@preamble{"\\newcommand{\\x}{y}"}
@comment{@misc{old, title={Old}}}
% @misc{older, title={Older}}
@misc{k, title={T},
% year = 1999,
}"""
    reading = parse(text)
    assert [read_entry.key for read_entry in reading.entries] == ["k"]
    assert reading.preambles == (r"\newcommand{\x}{y}",)
    assert found(text) == [(4, "commented_out"), (5, "commented_out"), (7, "commented_out")]


def test_a_language_that_is_said_twice_has_one_place():
    assert entry("title = {T}, langid = {american}, language = {english}").extra == {}
    assert entry("title = {T}, langid = {english}, language = {german}").extra == {"language": "german"}


def test_a_book_with_authors_is_a_publication_although_others_refer_to_it():
    chapter, book = parse(
        "@inbook{c, title={C}, author={Example, Ada}, crossref={b}}\n"
        "@book{b, title={Engines}, author={Example, Ada}}"
    ).entries
    assert (chapter.venue, book.is_parent) == ("Engines", False)


def test_a_paper_takes_over_from_its_proceedings_and_from_data():
    text = """@inproceedings{p, title={Paper}, crossref={Proc}, xdata={shared}}
@proceedings{proc, title={Proceedings of Examples}, year=2024, publisher={Press}, doi={10.1000/book}}
@xdata{shared, keywords={k}, location={Paris}}"""
    paper, proceedings = parse(text).entries
    assert (paper.title, paper.venue, paper.year) == ("Paper", "Proceedings of Examples", 2024)
    assert (paper.publisher, paper.doi, paper.fields["location"]) == ("Press", "", "Paris")
    assert (paper.is_parent, proceedings.is_parent) == (False, True)
    assert found(text) == [(2, "volume_of_others")]
    circle = "@misc{a, author={A B}, crossref={b}}\n@misc{b, author={A B}, crossref={a}}\n"
    assert found(circle + "@misc{c, crossref={no}}") == [
        (1, "circular_parent"),
        (2, "circular_parent"),
        (3, "missing_parent"),
    ]


def test_two_entries_with_one_key_are_both_kept():
    reading = parse("@misc{Key, title={A}}\n@misc{key, title={B}}")
    assert [read_entry.title for read_entry in reading.entries] == ["A", "B"]
    assert [(p.line, p.text) for p in reading.problems if p.code == "duplicate_key"] == [(2, "Key")]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("@misc{k, title={T},\n year={2020}", (4, "not_closed")),
        ("@misc{k, title={T,\n year={2020}\n}", (4, "unbalanced_value")),
        ("@misc{k, title={T {x},\n year={2020}\n}", (4, "unbalanced_value")),
        ('@misc{k, title="T,\n year={2020}\n}', (4, "unbalanced_value")),
        ("@misc{k, title={T}},\n year={2020}\n}", (4, "extra_brace")),
        ("@misc{k, title={T}\n year={2020}\n}", (5, "missing_comma")),
        ("@misc{k title={T},\n year={2020}\n}", (4, "missing_comma")),
        ("@misc{title={T},\n year={2020}\n}", (4, "no_key")),
        ("@misc{a key, title={T},\n year={2020}\n}", (4, "odd_key")),
        ("@misc{k, title={T} (draft),\n year={2020}\n}", (4, "unread_text")),
        ("@misc{k, title={T}, what is this,\n year={2020}\n}", (4, "unread_text")),
        ("@misc{k, title={T}, title={Other},\n year={2020}\n}", (4, "duplicate_field")),
    ],
)
def test_a_broken_entry_is_reported_with_its_line_read_as_far_as_it_goes_and_stops_no_other(broken, problem):
    text = (
        f"@misc{{before,\n title={{B}}, year=2019\n}}\n{broken}\n\n@misc{{after, title={{A}}, year=2021}}\n"
    )
    reading = parse(text)
    assert problem in found(text)
    before, middle, after = reading.entries
    assert (before.title, after.title, after.year) == ("B", "A", 2021)
    assert middle.title.startswith("T")
    assert middle.year == 2020


def test_text_that_is_no_entry_is_reported():
    assert found("Papers of ours\n@misc{k, title={T}}\n@article k2, title={T}\n---\n% remark\n") == [
        (1, "text_outside"),
        (3, "entry_without_brace"),
    ]


def test_characters_that_could_not_be_decoded_are_reported():
    assert found("@misc{k, title={T},\n note={a\ufffdb}}") == [(2, "unreadable_character")]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title={" + "{" * 100_000,
        "@misc{k, title={" + "{" * 50_000 + "x" + "}" * 50_000 + "}}",
        "@misc{k, title={" + "\\'{" * 30_000 + "}" * 30_000 + "}}",
        "@misc{k, title={" + "word " * 2_000_000 + "}}",
        "@a{" * 10_000,
        "@a(" * 20_000,
        "@comment{" * 50_000,
        "@misc{k" + ",\na={" * 20_000,
        "@misc{k, author={" + "A, " * 50_000 + "}}",
        '@string{s0="xxxxxxxxxx"}'
        + "".join(f"@string{{s{n}=s{n - 1}#s{n - 1}}}" for n in range(1, 60))
        + "@a{k,t=s59}",
        "".join(f"@misc{{k{n}, crossref={{k{n + 1}}}}}\n" for n in range(3000)),
    ],
    ids=[
        "open",
        "deep",
        "accents",
        "long",
        "starts",
        "other starts",
        "comments",
        "fields",
        "commas",
        "bomb",
        "chain",
    ],
)
def test_hostile_input_takes_seconds_at_most(text):
    begin = time.process_time()
    reading = parse(text)
    assert time.process_time() - begin < 5
    assert {problem.code for problem in reading.problems} <= set(CODES)


def test_ten_thousand_entries_take_seconds():
    one = (
        "@inproceedings{{k{0}, author={{M{{\\\"u}}ller, J{{\\'o}}zsef and Ada Example and {{张三}}}},\n"
        " title={{A {{GPU}} Study -- number {0}}}, booktitle={{Proc}}, year=2020, month=jun,"
        " abstract={{Some words and 5\\% more.}}}}\n"
    )
    begin = time.process_time()
    reading = parse("".join(one.format(number) for number in range(10_000)))
    assert time.process_time() - begin < 10
    assert (len(reading.entries), reading.problems) == (10_000, ())
