"""Export as BibTeX: examples, and properties that hold for any input."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from publications.bibtex import parse
from publications.citing import Author, Notice, Reference, bibtex

from .reference_strategies import hostile_references, hostile_text
from .strict_bibtex import parse_strictly, unescape


def field(name: str, **values) -> str:
    """Return one field of the exported entry of a publication with these values."""
    reference = Reference(**{"key": "k", "kind": "conference", "title": "", **values})
    return parse_strictly(bibtex([reference]))[0].get(name, "")


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({}, "in press"),
        ({"year": 2025}, "2025"),
        ({"extra": {"year": "c. 2025"}}, "c. 2025"),
        ({"extra": {"date": "199X"}}, ""),
    ],
)
def test_work_in_press_without_a_year_says_so_in_its_place(values, written):
    assert field("year", is_in_press=True, **values) == written
    assert field("pubstate", is_in_press=True, **values) == "inpress"


def test_conference_paper_has_all_its_fields_aligned():
    reference = Reference(
        key="example2025fastlm",
        kind="conference",
        title="FastLM++: Faster LLM Inference on GPUs in $O(N)$ & 50% Less Memory",
        authors=(
            Author("Ada Example", equal_contribution=True),
            Author("Bob van der Sample", equal_contribution=True, corresponding=True),
            Author("张三"),
            Author("The Example Team"),
            Author("Carl Example Jr."),
        ),
        year=2025,
        month=6,
        venue="Proceedings of the 1st Symposium on Examples",
        venue_short="SOE",
        pages="12–34",
        publisher="Example & Sons",
        doi="https://doi.org/10.1000/a_b",
        arxiv_id="arXiv:2501.00001",
        url="https://lab.example/publications/fastlm/",
        pdf_url="https://lab.example/fast lm.pdf",
        abstract="One.\n\nTwo.",
        keywords=("decoding", "a, b"),
        award="Best Paper Award",
        extra={"address": "Paris", "crossref": "gone"},
    )
    assert bibtex([reference]) == (
        "@inproceedings{example2025fastlm,\n"
        "  author         = {Example, Ada and van der Sample, Bob and {张三} and {The Example Team}"
        " and Example, Jr., Carl},\n"
        "  author+an      = {1=equal; 2=equal,corresponding},\n"
        "  title          = {{FastLM++}: Faster {LLM} Inference on {GPUs} in {$O(N)$}"
        " \\& 50\\% Less Memory},\n"
        "  booktitle      = {{Proceedings of the 1st Symposium on Examples}},\n"
        "  shortbooktitle = {SOE},\n"
        "  year           = {2025},\n"
        "  month          = jun,\n"
        "  pages          = {12--34},\n"
        "  publisher      = {Example \\& Sons},\n"
        "  doi            = {10.1000/a_b},\n"
        "  eprint         = {2501.00001},\n"
        "  archiveprefix  = {arXiv},\n"
        "  url            = {https://lab.example/publications/fastlm/},\n"
        "  pdf            = {https://lab.example/fast%20lm.pdf},\n"
        "  keywords       = {decoding, {a, b}},\n"
        "  abstract       = {One. Two.},\n"
        "  note           = {Best Paper Award},\n"
        "  address        = {Paris},\n"
        "  x-crossref     = {gone}\n"
        "}\n"
    )


def test_chinese_thesis_keeps_its_characters_and_has_a_language():
    thesis = Reference(
        key="zhang2019",
        kind="thesis",
        title="示例的研究",
        language="zh-Hans",
        authors=(Author("张三"),),
        year=2019,
        publisher="示例大学",
        extra={"type": "硕士学位论文"},
    )
    assert bibtex([thesis]) == (
        "@mastersthesis{zhang2019,\n"
        "  author         = {{张三}},\n"
        "  title          = {示例的研究},\n"
        "  school         = {示例大学},\n"
        "  year           = {2019},\n"
        "  langid         = {chinese},\n"
        "  type           = {硕士学位论文}\n"
        "}\n"
    )


def test_entries_keep_their_order_and_are_separated_by_blank_lines():
    first, second = (Reference(key=key, kind="other", title="T") for key in ("b", "a"))
    assert [entry["key"] for entry in parse_strictly(bibtex([first, second]))] == ["b", "a"]
    assert "\n}\n\n@misc{a" in bibtex([first, second])
    assert bibtex([]) == ""


@pytest.mark.parametrize(
    ("kind", "entry_type", "venue_field", "subtype"),
    [
        ("conference", "inproceedings", "booktitle", ""),
        ("workshop", "inproceedings", "booktitle", "workshop"),
        ("journal", "article", "journal", ""),
        ("chapter", "incollection", "booktitle", ""),
        ("book", "book", "series", ""),
        ("thesis", "phdthesis", "school", ""),
        ("report", "techreport", "institution", ""),
        ("preprint", "misc", "howpublished", "preprint"),
        ("software", "software", "howpublished", ""),
        ("dataset", "dataset", "howpublished", ""),
        ("patent", "patent", "howpublished", ""),
        ("other", "misc", "howpublished", ""),
        ("no such kind", "misc", "howpublished", ""),
    ],
)
def test_each_kind_has_an_entry_type_or_subtype_of_its_own(kind, entry_type, venue_field, subtype):
    [entry] = parse_strictly(bibtex([Reference(key="k", kind=kind, title="T", venue="v")]))
    assert (entry["type"], entry[venue_field], entry.get("entrysubtype", "")) == (entry_type, "v", subtype)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("The GPU and the GPUs", "The {GPU} and the {GPUs}"),
        ("iPhone, McExample's", "{iPhone}, {McExample's}"),
        ("FlashExample++: C++, C# and A* (API)", "{FlashExample++}: {C++}, {C\\#} and {A*} ({API})"),
        ("GPT-4-Based Hardware-Software Co-Design", "{GPT}-4-Based Hardware-Software Co-Design"),
        ("A Plan B for O(N log N)", "A Plan {B} for {O(N} log {N})"),
        ("A 3D View", "A {3D} View"),
        ("基于GPU的示例", "基于{GPU}的示例"),
        ("$K$-Means in $\\Delta_1$, $k$ steps", "{$K$}-{Means} in {$\\Delta_1$}, $k$ steps"),
        ("Maths that ends in a space $x_1 $ here", "Maths that ends in a space $x_1 $ here"),
        ("From $5 to $6", "From \\$5 to \\$6"),
        ("a_b ~ c^d \\ #1", "a\\_b \\textasciitilde{} c\\textasciicircum{}d \\textbackslash{} \\#1"),
        ("Sets {a} and {b}", "Sets \\{a\\} and \\{b\\}"),
        ("A lone { brace", "A lone \\textbraceleft{} brace"),
        ("Maths with $a % b$", "Maths with $a \\% b$"),
        ("Maths that is $\\{ broken$", "Maths that is \\$\\textbackslash{}\\textbraceleft{} broken\\$"),
        ("Über Ærøskøbing", "Über Ærøskøbing"),
        ("Two\nlines\tand\x00 a\x1b control", "Two lines and a control"),
    ],
)
def test_title_is_escaped_and_its_capitals_are_protected(title, written):
    assert field("title", title=title) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("the α-divergence", r"the {$\alpha$}-divergence"),
        ("Γ-convergence", r"{{$\Gamma$}}-convergence"),
        ("αβ-bounds", r"{$\alpha\beta$}-bounds"),
        ("in xⁿ steps", r"in x{$^{n}$} steps"),
        ("below √2", r"below {$\surd$}2"),
        ("x∉a", r"x{$\notin$}a"),
        ("Gel′fand at 5″", r"Gel{${}^{\prime}$}fand at 5{${}^{\prime\prime}$}"),
        ("the ∛ of n", r"the {$\sqrt[3]{}$} of n"),
        ("mass ≲ 5 and ≳ 3", r"mass {$\stackrel{<}{\sim}$} 5 and {$\stackrel{>}{\sim}$} 3"),
        ("a ≢ b ⊔ c ⟹ d", r"a {$\not\equiv$} b {$\sqcup$} c {$\Longrightarrow$} d"),
        ("the ✉ and ℝ", "the ✉ and ℝ"),  # LaTeX has neither without a package
        ("CO₂ at 10⁻³ bar", r"{CO{$_{2}$}} at 10{$^{-3}$} bar"),
        ("x ≤ y", r"x {$\leq$} y"),
        ("m² and 20 ± 3 µm", "m² and 20 ± 3 µm"),
        ("ιστορία", "ιστορία"),
    ],
)
def test_symbol_that_latex_prints_only_in_maths_is_written_as_maths(title, written):
    entry = bibtex([Reference(key="k", kind="journal", title=title)])
    assert f"title          = {{{written}}}" in entry
    assert parse(entry).entries[0].title == title


def test_minus_sign_is_written_as_maths():
    entry = bibtex([Reference(key="k", kind="journal", title="from −5")])
    assert "{from {$-$}5}" in entry
    assert parse(entry).entries[0].title == "from -5"


@pytest.mark.parametrize(
    ("title", "language", "written"),
    [
        ("A study of Bayesian learning: New methods", "en", "A study of {Bayesian} learning: New methods"),
        ("Vitamin A in non-Markovian decay", "en", "Vitamin {A} in non-{Markovian} decay"),
        ("Deep learning for Parkinson disease", "en", "Deep learning for {Parkinson} disease"),
        ("Learning from Data with Noise", "en", "Learning from Data with Noise"),
        ("Attention Is All You Need", "en", "Attention Is All You Need"),
        ("Suppressing Yukawa couplings of Type II", "en", "Suppressing {Yukawa} couplings of {Type} {II}"),
        (
            "A State-of-the-art Review of Two-layer Models",
            "en",
            "A State-of-the-art Review of Two-layer Models",
        ),
        ("Über die Grundlagen der Mathematik", "de", "Über die {Grundlagen} der {Mathematik}"),
        ("基于Transformer的研究", "zh-Hans", "基于{Transformer}的研究"),
    ],
)
def test_capital_is_protected_in_a_title_in_lower_case_or_not_in_english(title, language, written):
    assert field("title", title=title, language=language) == written


@pytest.mark.parametrize("name", ["booktitle", "eventtitle", "maintitle", "series"])
def test_capitals_of_a_book_or_event_are_kept_by_double_braces(name):
    values = {"venue": "Symposium on Examples"} if name == "booktitle" else {}
    extra = {} if values else {name: "Symposium on Examples"}
    assert field(name, extra=extra, **values) == "{Symposium on Examples}"


def test_holder_of_a_patent_is_not_split_into_family_name_and_given_name():
    assert field("holder", kind="patent", extra={"holder": "Alpha Research"}) == "{Alpha Research}"


@pytest.mark.parametrize("name", ["publisher", "school", "address"])
def test_and_in_a_name_does_not_make_a_list_of_it(name):
    values = {
        "publisher": {"kind": "book", "publisher": "Loom and Yarn"},
        "school": {"kind": "thesis", "venue": "Loom and Yarn"},
        "address": {"kind": "book", "extra": {"address": "Loom and Yarn"}},
    }
    assert field(name, **values[name]) == "Loom {and} Yarn"


def test_place_is_in_the_field_that_all_programs_read():
    assert field("address", kind="book", extra={"location": "Rome"}) == "Rome"
    assert field("location", kind="patent", extra={"location": "countryus"}) == "countryus"


def test_kind_is_not_written_if_the_venue_tells_it():
    assert field("entrysubtype", kind="workshop", venue="Workshop on Examples") == ""
    assert field("entrysubtype", kind="conference", venue="Workshop on Examples") == "conference"


def test_name_of_a_journal_has_no_double_braces():
    assert field("journal", kind="journal", venue="Journal of Examples") == "Journal of Examples"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Élise Étoile", "Étoile, {\\'E}lise"),
        ("Jean-Émile Øst", "Øst, Jean-{\\'E}mile"),
        ("Øystein Ş. Łuk", "Łuk, {\\O}ystein {\\c S}."),
        ("José Öst", "Öst, José"),
        ("Đức Ấn Nguyễn", "Nguyễn, Đức Ấn"),
        ("Юрий Example", "Example, Юрий"),
    ],
)
def test_accent_on_an_initial_of_a_given_name_is_a_command_that_can_be_abbreviated(name, written):
    assert field("author", authors=(Author(name),)) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Ortega y Example", "{Ortega y Example}, Ada"),
        ("Example, Ada, PhD", "{Example, Ada, PhD}"),
        ("and Example", "Example, {and}"),
        ("Example, Jr.", "Example, Jr."),
        ("Plato", "Plato"),
        ("Johnson & Example Company", "{Johnson \\& Example Company}"),
    ],
)
def test_name_that_bibtex_would_split_wrongly_is_in_braces(name, written):
    assert field("author", authors=(Author(name),)) == written


def test_authors_without_a_name_do_not_shift_the_annotations():
    authors = (Author(""), Author("Ada Example"), Author("Bob Sample", equal_contribution=True))
    assert field("author", authors=authors) == "Example, Ada and Sample, Bob"
    assert field("author+an", authors=authors) == "2=equal"


@pytest.mark.parametrize(
    ("pages", "written"),
    [("1-9", "1--9"), ("1 — 9", "1--9"), ("A-1–A-9", "A-1--A-9"), ("e12", "e12"), ("1-3, 7-9", "1--3, 7--9")],
)
def test_page_ranges_have_two_hyphens(pages, written):
    assert field("pages", pages=pages) == written


def test_dates_are_as_precise_as_known():
    assert field("month", year=2025) == ""
    assert field("month", year=2025, month=13) == ""
    assert field("month", year=2025, month=12) == "dec"
    assert field("day", year=2025, month=2, day=30) == ""
    assert field("day", year=2025, month=2, day=28) == "28"
    assert field("year", year=-1) == ""


def test_note_has_one_period_between_its_parts():
    notices = (Notice("correction", "10.1000/2", "2025-09-01"),)
    note = field("note", note="An earlier version appeared.", award="Best Paper", notices=notices)
    assert note.startswith("Best Paper. An earlier version appeared. Corrected on")
    assert field("note", note="Extended", notices=notices).startswith("Extended. Corrected on")


def test_extra_field_does_not_overwrite_another_and_is_not_lost():
    extra = {"Note": "another", "isbn": "978", "strange name!": "1", "9": "2", "empty": " "}
    [entry] = parse_strictly(
        bibtex([Reference(key="k", kind="book", title="T", award="award", isbn="978", extra=extra)])
    )
    assert (entry["note"], entry["x-note"]) == ("award", "another")
    assert entry["isbn"] == "978"
    assert "x-isbn" not in entry
    assert (entry["strange-name-"], entry["x-9"]) == ("1", "2")
    assert "empty" not in entry


def test_urls_are_not_escaped_but_cannot_break_the_entry():
    assert (
        field("url", url="https://lab.example/a_b?c=%20&d={e}\\")
        == "https://lab.example/a_b?c=%20&d=%7Be%7D%5C"
    )
    assert field("doi", doi="doi:10.1000/(A)1<2::B>3_4#5") == "10.1000/(A)1<2::B>3_4#5"


@given(st.lists(hostile_references, max_size=3))
def test_bibtex_can_read_the_export_of_any_input(references):
    exported = bibtex(references)
    assert len(parse_strictly(exported)) == len(references)
    exported.encode()


@given(hostile_text)
def test_escaping_can_be_undone_without_loss(text):
    assume("$" not in text)
    cleaned = " ".join(re.sub(r"[\ud800-\udfff]", "", text).split())
    assume(cleaned.isprintable())
    assert unescape(field("abstract", abstract=text)) == cleaned
    assert unescape(field("title", title=text)) == cleaned
