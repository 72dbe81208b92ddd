"""RIS as reference managers and publishers write it."""

import pytest

from publications.citing.registry import Funding
from publications.readers import parse
from tests.publications.readers import codes, names, read_one
from tests.publications.readers.ris_steps import record


def test_journal_article_is_read_with_all_its_fields():
    entry = read_one(
        record(
            "JOUR",
            "ID  - loom2024",
            "AU  - Example, Ada",
            "AU  - van der Sample, Bob",
            "T2  - Journal of Looms",
            "J2  - J. Looms",
            "VL  - 7",
            "IS  - 3",
            "SP  - 12",
            "EP  - 34",
            "DA  - 2024/05/03/",
            "DO  - https://doi.org/10.5555/LOOM.7",
            "SN  - 2049-3630",
            "KW  - weaving",
            "KW  - looms",
            "AB  - First.",
            "",
            "Second.",
            "UR  - https://looms.example/7",
            "L1  - https://looms.example/7.pdf",
            "LA  - eng",
        )
    )
    assert (entry.key, entry.kind, entry.title) == ("loom2024", "journal", "Weaving")
    assert names(entry.authors) == [("Example", "Ada", ""), ("van der Sample", "Bob", "")]
    assert (entry.venue, entry.venue_short) == ("Journal of Looms", "J. Looms")
    assert (entry.volume, entry.number, entry.pages) == ("7", "3", "12–34")
    assert (entry.year, entry.month, entry.day) == (2024, 5, 3)
    assert (entry.doi, entry.issn) == ("10.5555/loom.7", "2049-3630")
    assert (entry.keywords, entry.language) == (("weaving", "looms"), "en")
    assert entry.abstract == "First.\n\nSecond."
    assert (entry.url, entry.pdf) == ("https://looms.example/7", "https://looms.example/7.pdf")


@pytest.mark.parametrize(
    ("ris_type", "kind"),
    [
        ("JOUR", "journal"),
        ("EJOUR", "journal"),
        ("MGZN", "journal"),
        ("CONF", "conference"),
        ("CPAPER", "conference"),
        ("BOOK", "book"),
        ("EDBOOK", "book"),
        ("CHAP", "chapter"),
        ("ENCYC", "chapter"),
        ("THES", "thesis"),
        ("RPRT", "report"),
        ("STAND", "report"),
        ("COMP", "software"),
        ("DATA", "dataset"),
        ("PAT", "patent"),
        ("UNPB", "preprint"),
        ("ELEC", "other"),
    ],
)
def test_type_decides_the_kind(ris_type, kind):
    assert read_one(record(ris_type, "AU  - Example, Ada")).kind == kind


@pytest.mark.parametrize("ris_type", ["GEN", "ELEC", "JOUR"])
def test_publisher_that_is_a_preprint_server_makes_a_preprint(ris_type):
    entry = read_one(record(ris_type, "PB  - bioRxiv"))
    assert (entry.kind, entry.venue, entry.publisher) == ("preprint", "bioRxiv", "")


def test_unknown_type_and_unknown_tag_are_reported():
    assert codes(record("LOOM", "X9  - 1")) == [(1, "unknown_type"), (4, "unknown_tag")]


def test_conference_paper_has_proceedings_and_conference():
    entry = read_one(record("CPAPER", "AU  - A, B", "T2  - LoomConf 2024", "C3  - Proceedings of LoomConf"))
    assert (entry.venue, dict(entry.extra)) == ("Proceedings of LoomConf", {"eventtitle": "LoomConf 2024"})


@pytest.mark.parametrize("tag", ["T2", "BT", "JO", "JF", "C3"])
def test_every_tag_for_the_proceedings_is_understood(tag):
    assert read_one(record("CONF", "AU  - A, B", f"{tag}  - LoomConf")).venue == "LoomConf"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["T2  - Journal of Looms", "JO  - J. Looms"], ("Journal of Looms", "J. Looms")),
        (["JO  - Journal of Looms", "JA  - J. Looms"], ("Journal of Looms", "J. Looms")),
        (["JF  - Journal of Looms", "J1  - J. Looms"], ("Journal of Looms", "J. Looms")),
        (["JO  - Journal of Looms", "T2  - Journal of Looms"], ("Journal of Looms", "")),
        (["J2  - J. Looms"], ("J. Looms", "")),
    ],
)
def test_journal_and_its_abbreviation(lines, expected):
    entry = read_one(record("JOUR", *lines))
    assert (entry.venue, entry.venue_short) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["SP  - 12", "EP  - 34"], "12–34"),
        (["SP  - 12-34"], "12–34"),
        (["SP  - 12-34", "EP  - 34"], "12–34"),
        (["SP  - A-1", "EP  - A-9"], "A-1–A-9"),
        (["SP  - A-1--A-9", "EP  - A"], "A-1–A-9"),
        (["SP  - 1--3, 7--9", "EP  - 1"], "1–3, 7–9"),
        (["SP  - 12", "EP  - 12"], "12"),
        (["SP  - e0209899"], "e0209899"),
        (["SP  - 349-69"], "349–369"),
        (["SP  - No", "EP  - Specified"], ""),
        (["SP  - xii", "EP  - xx"], "xii–xx"),
        (["SP  - 2:1", "EP  - 2:18"], "2:1–2:18"),
    ],
)
def test_first_and_last_page_are_joined(lines, expected):
    assert read_one(record("JOUR", *lines)).pages == expected


@pytest.mark.parametrize("text", ["e42", "Article e42", "Art. no. e42"])
def test_article_number_is_read_without_words(text):
    entry = read_one(record("JOUR", f"C7  - {text}"))
    assert (entry.article_number, entry.pages) == ("e42", "")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["PY  - 2024", "DA  - 2024/05/03/"], (2024, 5, 3)),
        (["Y1  - 2024/05//"], (2024, 5, None)),
        (["Y1  - 2024/september"], (2024, 9, None)),
        (["Y1  - 2024/Sep/03"], (2024, 9, 3)),
        (["PY  - 2024///Spring"], (2024, None, None)),
        (["PY  - 2024", "DA  - May 3"], (2024, 5, 3)),
        (["PY  - 2024", "DA  - 2023/12/30"], (2024, None, None)),
        (["DA  - 2024-05-03"], (2024, 5, 3)),
        (["PY  - 2024年5月"], (2024, 5, None)),
        (["PY  - 3 May 2024"], (2024, 5, 3)),
    ],
)
def test_dates_are_read_as_precisely_as_given(lines, expected):
    first, *others = lines
    entry = read_one(record("JOUR", *others, year=first))
    assert (entry.year, entry.month, entry.day) == expected


def test_work_in_press_has_no_year():
    entry = read_one(record("JOUR", year="PY  - in press"))
    assert (entry.year, entry.is_in_press) == (None, True)


def test_unreadable_year_is_reported():
    text = record("JOUR", year="PY  - soon")
    assert codes(text) == [(1, "bad_date")]
    assert dict(parse(text).entries[0].extra) == {"year": "soon"}


def test_numbers_of_articles_with_pages_are_not_completed():
    entry = read_one(record("JOUR", "SP  - 238102-1", "EP  - 238102-5"))
    assert entry.pages == "238102-1–238102-5"


@pytest.mark.parametrize(
    ("line", "year", "extra"),
    [
        ("DA  - 350 BC", None, {"year": "350 BC"}),
        ("Y1  - ///350 BC", None, {"year": "350 BC"}),
        ("PY  - 768", None, {"year": "768"}),
        ("PY  - c. 1850", 1850, {"year": "c. 1850"}),
        ("PY  - 1850///Spring", 1850, {"date": "1850-21"}),
        ("PY  - 1850\r\nDA  - Fall", 1850, {"date": "1850-23"}),
        ("PY  - 1850///Spring/Summer", 1850, {"year": "Spring/Summer 1850"}),
        ("PY  - 1850\r\nDA  - Spring/Summer", 1850, {"year": "Spring/Summer 1850"}),
    ],
)
def test_year_in_words_is_kept(line, year, extra):
    entry = read_one(record("BOOK", year=line))
    assert (entry.year, dict(entry.extra)) == (year, extra)


@pytest.mark.parametrize(
    ("ris_type", "line", "day"),
    [
        ("JOUR", "Y2  - 2014/12/17", "2014-12-17"),
        ("JOUR", "Y2  - 2014/12/17/10:20:30", "2014-12-17"),
        ("ELEC", "Y2  - December 17, 2014", "2014-12-17"),
        ("BOOK", "Y2  - 2014///", "2014"),
        ("JOUR", "Y2  - 1911/05/01/", None),
        ("PAT", "Y2  - 2014/12/17", None),
        ("BLOG", "Y2  - 2014", None),
    ],
)
def test_second_date_is_the_day_of_access_unless_the_type_has_another(ris_type, line, day):
    assert read_one(record(ris_type, line)).extra.get("urldate") == day


def test_fields_in_a_note_of_others_stay_private():
    entry = read_one(record("JOUR", "N1  - Field (mood): bad. Field (titleaddon): Part 2"))
    assert (dict(entry.extra), entry.left_out) == ({}, ("notes",))


def test_all_serial_numbers_are_kept():
    entry = read_one(record("CHAP", "SN  - 0302-9743", "SN  - 978-3-16-148410-0", "SN  - 1611-3349 (online)"))
    assert (entry.isbn, entry.issn) == ("978-3-16-148410-0", "0302-9743")
    assert entry.extra == {"eissn": "1611-3349"}


@pytest.mark.parametrize("electronic", ["1611-3349 (Electronic)", "eISSN 1611-3349", "1611-3349 (Online)"])
def test_electronic_serial_number_is_told_from_the_printed_one(electronic):
    entry = read_one(record("JOUR", f"SN  - {electronic}", "SN  - 0302-9743 (Print)"))
    assert (entry.issn, entry.extra) == ("0302-9743", {"eissn": "1611-3349"})


def test_two_numbers_in_one_field_are_distinguished():
    entry = read_one(record("CHAP", "SN  - 0302-9743 978-3-16-148410-0"))
    assert (entry.isbn, entry.issn) == ("978-3-16-148410-0", "0302-9743")


def test_second_doi_is_reported():
    text = record("JOUR", "DO  - 10.5555/a", "DO  - 10.5555/b")
    assert parse(text).entries[0].doi == "10.5555/a"
    assert [(problem.code, problem.text) for problem in parse(text).problems] == [
        ("duplicate_field", "10.5555/b")
    ]


def test_doi_of_arxiv_beside_another_is_the_preprint():
    entry = read_one(record("JOUR", "DO  - 10.48550/arXiv.2311.01282v2", "DO  - 10.5555/a"))
    assert (entry.doi, entry.arxiv_id) == ("10.5555/a", "2311.01282")


@pytest.mark.parametrize(
    "line",
    [
        "M3  - 10.5555/a",
        "UR  - https://doi.org/10.5555/a",
        "N1  - doi: 10.5555/a",
        "ID  - 10.5555/a",
        "DI  - 10.5555/a",
    ],
)
def test_doi_is_found_where_publishers_put_it(line):
    assert read_one(record("JOUR", line)).doi == "10.5555/a"


@pytest.mark.parametrize(
    "lines",
    [
        ["AN  - arXiv:2311.01282", "DB  - arXiv", "T2  - arXiv", "M3  - Preprint"],
        ["UR  - https://arxiv.org/abs/2311.01282v1", "PB  - arXiv", "M1  - arXiv:2311.01282"],
        ["JO  - arXiv preprint arXiv:2311.01282"],
    ],
)
@pytest.mark.parametrize("ris_type", ["UNPB", "JOUR"])
def test_arxiv_id_makes_a_preprint(ris_type, lines):
    entry = read_one(record(ris_type, *lines))
    assert (entry.kind, entry.arxiv_id) == ("preprint", "2311.01282")


@pytest.mark.parametrize("line", ["SN  - TR-5", "M1  - TR-5", "VL  - TR-5", "IS  - TR-5"])
def test_number_of_a_report_may_have_any_of_four_tags(line):
    entry = read_one(record("RPRT", "PB  - MIT", line))
    assert (entry.number, entry.volume, entry.venue) == ("TR-5", "", "MIT")


def test_number_of_a_patent_is_not_that_of_its_application():
    entry = read_one(record("PAT", "SN  - US 1", "M1  - APP 2"))
    assert (entry.number, entry.extra) == ("US 1", {"applicationnumber": "APP 2"})


@pytest.mark.parametrize("ris_type", ["COMP", "DATA"])
def test_edition_of_software_and_data_is_their_version(ris_type):
    assert read_one(record(ris_type, "ET  - 1.2", "LA  - Python")).extra["version"] == "1.2"


def test_thesis_has_university_and_type():
    entry = read_one(record("THES", "PB  - MIT", "M3  - Master's thesis"))
    assert (entry.venue, entry.publisher, entry.extra) == ("MIT", "", {"type": "Master's thesis"})


def test_translated_title_is_read():
    assert read_one(record("JOUR", "TT  - 织造")).translated_title == "织造"


def test_markup_in_titles_becomes_text():
    text = record("JOUR", 'T2  - <i>Looms</i> &amp; <span class="nocase">Yarn</span>, H<sub>2</sub>O')
    assert read_one(text).venue == "Looms & Yarn, H₂O"


def test_owners_notes_labels_and_files_are_left_out():
    entry = read_one(
        record(
            "JOUR",
            "N1  - Read this for Friday.",
            "N1  - Best Paper Award",
            "RN  - weak proof",
            "U1  - folder 7",
            "LB  - mine",
            "L1  - file:///home/ada/paper.pdf",
        )
    )
    assert (entry.award, entry.note, entry.pdf, entry.extra) == ("Best Paper Award", "", "", {})
    assert set(entry.left_out) == {"notes", "research-notes", "user1", "label", "file"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["KW  - a", "b", "c"], ("a", "b", "c")),  # EndNote
        (["KW  - a; b; c"], ("a", "b", "c")),
        (["KW  - a, b, c"], ("a", "b", "c")),
        (["KW  - a, b", "KW  - c"], ("a, b", "c")),
    ],
)
def test_keywords_are_split_as_each_program_separates_them(lines, expected):
    assert read_one(record("JOUR", *lines)).keywords == expected


def test_continued_lines_belong_to_the_field_before():
    assert (
        read_one("TY  - JOUR\nTI  - Weaving\n with looms\nPY  - 2024\nER  - \n").title == "Weaving with looms"
    )


def test_hyphen_in_an_abstract_starts_no_field():
    entry = read_one("TY  - JOUR\nTI  - T\nPY  - 2024\nAB  - We use\nAI - based methods\nER  - \n")
    assert entry.abstract == "We use AI - based methods"


def test_file_with_single_spaces_is_read():
    assert read_one("TY - JOUR\nTI - T\nPY - 2024\nER -\n").title == "T"


def test_text_around_records_is_skipped():
    text = "Record #1 of 2\nProvider: Looms\n1.\n" + record("JOUR") + "\n2.\n" + record("BOOK")
    assert [entry.kind for entry in parse(text).entries] == ["journal", "book"]
    assert codes(text) == []


def test_missing_end_is_reported_and_nothing_is_lost():
    text = "TY  - JOUR\nTI  - One\nPY  - 2024\nTY  - JOUR\nTI  - Two\nPY  - 2024\n"
    assert [entry.title for entry in parse(text).entries] == ["One", "Two"]
    assert codes(text) == [(4, "no_end"), (6, "no_end")]


def test_lines_of_entries_are_counted_from_the_start_of_the_file():
    assert [entry.line for entry in parse(record("JOUR") + record("BOOK")).entries] == [1, 5]


def test_tags_of_web_of_science_are_read():
    lines = ["T2  - JOURNAL OF LOOMS", "JI  - J. Looms", "PU  - Yarn Press", "PI  - WEAVERTON"]
    lines += ["SN  - 2049-3630", "EI  - 1611-3349", "DA  - MAR", "UT  - WOS:0001", "AR  - 42"]
    entry = read_one(record("JOUR", *lines))
    assert (entry.publisher, entry.venue_short, entry.month) == ("Yarn Press", "J. Looms", 3)
    assert (entry.issn, entry.article_number) == ("2049-3630", "42")
    assert entry.extra == {"address": "WEAVERTON", "eissn": "1611-3349"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [("On looms.", "On looms"), ("On looms by Yarn Inc.", "On looms by Yarn Inc."), ("Looms...", "Looms...")],
)
def test_full_stop_of_databases_is_no_part_of_the_title(title, expected):
    assert read_one(record("JOUR").replace("Weaving", title)).title == expected


@pytest.mark.parametrize("text", ["Yarn Fund [1, 2]; Loom Fund", "Yarn Fund: 1, 2; Loom Fund"])
def test_funders_and_their_grants(text):
    entry = read_one(record("JOUR", f"FU  - {text}"))
    assert entry.funding == (Funding("Yarn Fund", "", ("1", "2")), Funding("Loom Fund"))
