"""Parsing BibTeX: the values of an entry, and the problems reported in a broken file."""

import time

import pytest

from publications.bibtex import CODES, Entry, decode, latex_to_text, parse


def parse_entry(fields: str, entry_type: str = "article") -> Entry:
    """Return the entry with these fields."""
    (entry,) = parse(f"@{entry_type}{{k, {fields}}}").entries
    return entry


def problems(text: str) -> list[tuple[int, str]]:
    """Return line and code of each problem, except those of values that the short examples omit."""
    ignored = {"no_title", "no_year", "empty_entry"}
    return [(problem.line, problem.code) for problem in parse(text).problems if problem.code not in ignored]


# ---- encodings --------------------------------------------------------------------------------


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
def test_encoding_is_detected(text, encoding, name):
    assert decode(text.encode(encoding)) == (text, name)


def test_lines_in_another_encoding_are_decoded_separately():
    data = "a = {é}\nb = {张三}\n".encode() + "c = {Müller}\n".encode("latin-1")
    assert decode(data) == ("a = {é}\nb = {张三}\nc = {Müller}\n", "utf-8+cp1252")


def test_any_bytes_can_be_decoded():
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
        (
            r"Ng\^o B\h{a}o H\'{\uhorn}ng, Nguy\~{\^e}n, \G{a}, \textogonekcentered{a}",
            "Ngô Bảo Hứng, Nguyễn, ȁ, ą",
        ),
        (
            r"\begin{CJK}{UTF8}{gbsn}张三\end{CJK} of \begin{CJK*}[dnp]{UTF8}{min} 東京\end{CJK*}.",
            "张三 of 東京.",
        ),
        (r"{\CJKfamily{gbsn}织机} {\fontencoding{T5}\selectfont Ch\~u}", "织机 Chũ"),
        (r"A {GPU} \emph{and \textbf{a}} {\em b}~c --- d -- e", "A GPU and a b c — d – e"),
        (r"$\alpha$-stable H$_2$O at $10^{-3}$ and $3\times 3$", "α-stable H₂O at 10⁻³ and 3×3"),
        (r"sorting in $O(n \log n)$, $k$-means", r"sorting in $O(n \log n)$, $k$-means"),
        (r"{\(\mathrm{L}\)}\({}_{\mbox{1}}\) norms", r"$\mathrm{L}{}_{\mbox{1}}$ norms"),
        (r"10$^9$ M$_{\ensuremath{\odot}}$", r"10⁹ M$_{{\odot}}$"),
        (r"5\% of 10\$ \& more\_x \#1 \textbackslash{} \{a\}", r"5% of 10$ & more_x #1 \ {a}"),
        (r"100% raw, the 3\textsuperscript{rd}, 5$^{th}$", "100% raw, the 3rd, 5th"),
        (r"``Quoted'' and `single' but don't", "“Quoted” and ‘single’ but don't"),
        (r"\href{https://a.example}{here} \url{x}\footnote{gone}", "here x"),
        (r"\MakeUppercase{abc} \enquote{q} \ldots", "ABC “q” …"),
        (r"Na$\backslash$'{e} lone $", "Naé lone $"),
        (r"Work $\backslash${\&} Looms, $\backslash${\%}", "Work & Looms, %"),
        (r"Erd\unmatched{0151}s and \unmatched{5f20}, \unmatched{5}", "Erdős and 张, 5"),
        (r"On \textitVicia faba and \emphVicia", "On Vicia faba and Vicia"),
        (
            r"{\CYRYU}{\cyrr}{\cyrii}{\cyrishrt} \CYRSHCH\cyre, {\cyrchar{\'\CYRG}}, \cyrchar\cyrya",
            "Юрій Ще, Ѓ, я",
        ),
        (
            r"O(n\texttwosuperior), NF-\textkappa B, 5\,\textperthousand{} at 20\,\textcelsius",
            "O(n²), NF-κB, 5 ‰ at 20 °C",
        ),
        (r"Aesthetic {{Looms}}\vphantom\{ and \hphantom{x}more", "Aesthetic Looms and more"),
    ],
)
def test_latex_is_converted_to_the_text_it_prints(latex, text):
    assert latex_to_text(latex) == text


def test_html_in_a_title_is_converted_to_text():
    assert parse_entry("title = {CO<sub>2</sub> &#58; <i>in vivo</i> R\\&amp;D}").title == "CO₂ : in vivo R&D"


def test_unknown_command_keeps_its_argument_and_is_reported():
    result = parse(r"@misc{k, title={A \mystery{b} \enigma c}, year=2020}")
    assert result.entries[0].title == r"A b \enigma c"
    assert [(p.code, p.field, p.text) for p in result.problems] == [
        ("unknown_macro", "title", "mystery"),
        ("unknown_macro", "title", "enigma"),
    ]


# ---- values of an entry -----------------------------------------------------------------------


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
        ("pub_year = {2020}, month = may", (2020, 5, None)),
        ("year = {to appear}", (None, None, None)),
        ("year = 2021, month = feb, day = 30", (2021, 2, None)),
    ],
)
def test_date_is_as_precise_as_given(fields, date):
    entry = parse_entry(fields)
    assert (entry.year, entry.month, entry.day) == date


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        ("InProceedings", "booktitle = {Symposium}", "conference"),
        ("conference", "booktitle = {1st Workshop on Examples}", "workshop"),
        ("ARTICLE", "journal = {Journal}", "journal"),
        ("article", "journal = {arXiv preprint arXiv:2501.00001}", "preprint"),
        ("article", "journal = {CoRR}, volume = {abs/2501.00001}", "preprint"),
        ("article", "journal = {PsyArXiv}", "preprint"),
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
def test_kind_depends_on_entry_type_and_venue(entry_type, fields, kind):
    assert parse_entry(fields, entry_type).kind == kind


@pytest.mark.parametrize(
    ("entry_type", "fields", "degree"),
    [
        ("mastersthesis", "school = {U}", "Master's thesis"),
        ("bachelorthesis", "school = {U}", "Bachelor's thesis"),
        ("mastersthesis", "type = {Diploma thesis}", "Diploma thesis"),
        ("phdthesis", "school = {U}", None),
    ],
)
def test_thesis_keeps_its_type(entry_type, fields, degree):
    assert parse_entry(fields, entry_type).extra.get("type") == degree


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
def test_arxiv_id_is_read_from_any_usual_field(fields):
    assert parse_entry(fields).arxiv_id == "2501.00001"


def test_doi_has_no_prefix_and_only_http_urls_are_urls():
    entry = parse_entry(
        r"doi = {https://doi.org/10.1000/A\_b}, url = {https://a.example/x\_y%20?q={1}}, pdf = {javascript:x}"
    )
    assert entry.doi == "10.1000/a_b"
    assert (entry.url, entry.pdf) == ("https://a.example/x_y%20?q=1", "")
    assert (entry.extra, "pdf" in entry.left_out) == ({}, True)
    assert parse_entry("url = {https://dx.doi.org/10.1000/ABC}").doi == "10.1000/abc"


def test_pages_have_en_dashes_and_keywords_are_split():
    entry = parse_entry(
        "pages = {12--34, 40-41}, keywords = {decoding, {a, b}, $k$}, abstract = {One.\n\n Two.}"
    )
    assert (entry.pages, entry.keywords) == ("12–34, 40–41", ("decoding", "a, b", "$k$"))
    assert entry.abstract == "One. Two."


def test_other_fields_are_kept_as_text_and_as_latex():
    entry = parse_entry(r"title = {T}, Award-Note = {{\"U}ber}, selected = true, crossref = {}")
    assert (entry.extra, entry.is_selected) == ({"award-note": "Über"}, True)
    assert entry.raw["award-note"] == r"{\"U}ber"


# ---- syntax of a file -------------------------------------------------------------------------


def test_values_may_be_quoted_braced_bare_and_concatenated():
    text = """@STRING{soe = "Symposium on " # {Examples}}
@String(press = {Example Press})
@InProceedings(key1, Title = "A {"}quoted{"} one", BOOKTITLE = soe # " '" # 25, year = 2025, publisher=press)
@book { key2 , title={T}, year="2024", }"""
    first, second = parse(text.replace("\n", "\r\n")).entries
    assert (first.key, first.type, first.line) == ("key1", "inproceedings", 3)
    assert (first.title, first.venue) == ('A "quoted" one', "Symposium on Examples '25")
    assert (first.year, first.publisher) == (2025, "Example Press")
    assert (second.key, second.line, second.year) == ("key2", 4, 2024)
    assert problems(text) == []


def test_undefined_macros_are_reported():
    text = "@misc{a, title = late}\n@string{late = {Late}}\n@misc{b, title = never}"
    assert [entry.title for entry in parse(text).entries] == ["Late", "never"]
    assert problems(text) == [(1, "string_before_definition"), (3, "undefined_string")]


def test_comments_and_preambles_are_not_entries():
    text = """% a remark
@comment{jabref-meta: x}
@preamble{"\\newcommand{\\x}{y}"}
@comment{@misc{old, title={Old}}}
% @misc{older, title={Older}}
@misc{k, title={T},
% year = 1999,
}"""
    result = parse(text)
    assert [entry.key for entry in result.entries] == ["k"]
    assert result.preambles == (r"\newcommand{\x}{y}",)
    assert problems(text) == [(4, "commented_out"), (5, "commented_out"), (7, "commented_out")]


def test_repeated_language_is_not_kept_as_an_extra_field():
    assert parse_entry("title = {T}, langid = {american}, language = {english}").extra == {}
    assert parse_entry("title = {T}, langid = {english}, language = {german}").extra == {"language": "german"}


def test_cross_referenced_book_with_authors_is_not_a_parent():
    chapter, book = parse(
        "@inbook{c, title={C}, author={Example, Ada}, crossref={b}}\n"
        "@book{b, title={Engines}, author={Example, Ada}}"
    ).entries
    assert (chapter.venue, book.is_parent) == ("Engines", False)


def test_paper_inherits_from_its_proceedings_and_from_xdata():
    text = """@inproceedings{p, title={Paper}, crossref={Proc}, xdata={shared}}
@proceedings{proc, title={Proceedings of Examples}, year=2024, publisher={Press}, doi={10.1000/book}}
@xdata{shared, keywords={k}, location={Paris}}"""
    paper, proceedings = parse(text).entries
    assert (paper.title, paper.venue, paper.year) == ("Paper", "Proceedings of Examples", 2024)
    assert (paper.publisher, paper.doi, paper.fields["location"]) == ("Press", "", "Paris")
    assert (paper.is_parent, proceedings.is_parent) == (False, True)
    assert problems(text) == [(2, "volume_of_others")]
    circle = "@misc{a, author={A B}, crossref={b}}\n@misc{b, author={A B}, crossref={a}}\n"
    assert problems(circle + "@misc{c, crossref={no}}") == [
        (1, "circular_parent"),
        (2, "circular_parent"),
        (3, "missing_parent"),
    ]


@pytest.mark.parametrize(
    ("child", "parent", "venue"),
    [
        ("", "", "Long: Sub"),
        ("", "booktitle={Short},", "Short"),
        ("booktitle={Own},", "", "Own"),
        ("", "booktitle={Short}, booksubtitle={Part},", "Short: Part"),
    ],
)
def test_subtitle_of_a_volume_stays_with_its_title(child, parent, venue):
    volume = f"@proceedings{{v, {parent} title={{Long}}, subtitle={{Sub}}}}"
    paper, _volume = parse(f"@inproceedings{{c, title={{P}}, {child} crossref={{v}}}}\n{volume}").entries
    assert paper.venue == venue


def test_entries_with_the_same_key_are_both_kept():
    result = parse("@misc{Key, title={A}}\n@misc{key, title={B}}")
    assert [entry.title for entry in result.entries] == ["A", "B"]
    assert [(p.line, p.text) for p in result.problems if p.code == "duplicate_key"] == [(2, "Key")]


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
def test_broken_entry_is_reported_and_read_without_affecting_others(broken, problem):
    text = (
        f"@misc{{before,\n title={{B}}, year=2019\n}}\n{broken}\n\n@misc{{after, title={{A}}, year=2021}}\n"
    )
    result = parse(text)
    assert problem in problems(text)
    before, middle, after = result.entries
    assert (before.title, after.title, after.year) == ("B", "A", 2021)
    assert middle.title.startswith("T")
    assert middle.year == 2020


def test_text_between_entries_is_reported():
    assert problems("Papers of ours\n@misc{k, title={T}}\n@article k2, title={T}\n---\n% remark\n") == [
        (1, "text_outside"),
        (3, "entry_without_brace"),
    ]


def test_undecodable_characters_are_reported():
    assert problems("@misc{k, title={T},\n note={a\ufffdb}}") == [(2, "unreadable_character")]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title={" + "{" * 100_000,
        "@misc{k, title={" + "{" * 50_000 + "x" + "}" * 50_000 + "}}",
        "@misc{k, title={" + "\\'{" * 30_000 + "}" * 30_000 + "}}",
        "@misc{k, title={" + "word " * 500_000 + "}}",
        "@a{" * 5_000,
        "@a(" * 5_000,
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
def test_hostile_input_is_parsed_within_seconds(text):
    begin = time.process_time()
    result = parse(text)
    assert time.process_time() - begin < 5
    assert {problem.code for problem in result.problems} <= set(CODES)


def test_two_thousand_entries_are_parsed_within_seconds():
    one = (
        "@inproceedings{{k{0}, author={{M{{\\\"u}}ller, J{{\\'o}}zsef and Ada Example and {{张三}}}},\n"
        " title={{A {{GPU}} Study -- number {0}}}, booktitle={{Proc}}, year=2020, month=jun,"
        " abstract={{Some words and 5\\% more.}}}}\n"
    )
    begin = time.process_time()
    result = parse("".join(one.format(number) for number in range(2_000)))
    assert time.process_time() - begin < 2
    assert (len(result.entries), result.problems) == (2_000, ())
