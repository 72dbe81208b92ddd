"""Fields beyond author and title: venues, article numbers, links, dates, second titles."""

import pytest

from publications.bibtex import parse
from tests.publications.bibtex_steps import read, values

# ---- venue -------------------------------------------------------------------------------------


def test_abbreviation_stands_for_a_missing_venue():
    assert values(read("abbr = {TRIAL}", "misc"), "venue", "venue_short") == ("TRIAL", "")
    assert values(read("abbr = {TRIAL}, journal = {J. Trials}"), "venue", "venue_short") == (
        "J. Trials",
        "TRIAL",
    )


def test_preprint_with_an_abbreviation_stays_a_preprint():
    entry = read("abbr = {TRIAL}, eprint = {2401.54321}, archiveprefix = {arXiv}", "misc")
    assert values(entry, "kind", "venue") == ("preprint", "TRIAL")


def test_subtitle_of_the_book_belongs_to_its_title():
    entry = read("booktitle = {Main}, booksubtitle = {The rest}", "incollection")
    assert (entry.venue, dict(entry.extra)) == ("Main: The rest", {})


@pytest.mark.parametrize(
    ("journal", "name", "short"),
    [
        (r"\apj", "The Astrophysical Journal", "ApJ"),
        (r"{\mnras}", "Monthly Notices of the Royal Astronomical Society", "MNRAS"),
        (r"\prl", "Physical Review Letters", "PRL"),
    ],
)
def test_journal_macro_of_ads_is_expanded(journal, name, short):
    result = parse(f"@article{{k, author={{A. B}}, title={{T}}, journal={{{journal}}}, year=2020}}")
    assert values(result.entries[0], "venue", "venue_short") == (name, short)
    assert result.problems == ()


@pytest.mark.parametrize("thesis_type", ["phdthesis", "mathesis", "PhD thesis", "博士学位论文"])
def test_misc_entry_with_the_type_of_a_thesis_and_a_school_is_a_thesis(thesis_type):
    entry = read(f"type = {{{thesis_type}}}, school = {{Example University}}", "misc")
    assert values(entry, "kind", "venue") == ("thesis", "Example University")
    assert read(f"type = {{{thesis_type}}}", "misc").kind == "other"


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        (
            "misc",
            "journal = {Journal of Looms}, volume = 7, eprint = {2405.04734}, archiveprefix = {arXiv}",
            "journal",
        ),
        ("misc", "journal = {Journal of Looms}, pages = {1--9}", "journal"),
        ("misc", "journal = {Blog of Looms}", "other"),
        ("misc", "journal = {arXiv}, volume = {abs/2405.04734}", "preprint"),
    ],
)
def test_misc_entry_with_a_place_in_a_journal_is_an_article(entry_type, fields, kind):
    assert read(fields, entry_type).kind == kind


@pytest.mark.parametrize(
    ("note", "number"),
    [("US Patent 8,977,255", "US 8,977,255"), ("US Patent App. 13/963,450", "US 13/963,450")],
)
def test_patent_of_google_scholar_is_one(note, number):
    entry = read(f"year = 2015, publisher = {{Google Patents}}, note = {{{note}}}", "misc")
    assert values(entry, "kind", "number", "note", "publisher") == ("patent", number, "", "")
    assert read(f"note = {{{note}}}", "misc").kind == "other"


def test_abbreviation_of_a_preprint_server_says_no_more_than_its_name():
    entry = read("journal = {arXiv preprint arXiv:2405.04734}, abbr = {arXiv}")
    assert values(entry, "kind", "venue", "venue_short") == ("preprint", "arXiv", "")


def test_abbreviation_has_no_markup():
    entry = read("booktitle = {Workshop on Looms}, abbr = {LOOM <br> Workshop}", "inproceedings")
    assert entry.venue_short == "LOOM Workshop"


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ("address = {Basel}, location = {Chur}", {"address": "Basel", "venue": "Chur"}),
        ("address = {Basel}, location = {Basel}", {"address": "Basel"}),
        (
            "address = {Basel}, location = {Chur}, venue = {Thun}",
            {"address": "Basel", "location": "Chur", "venue": "Thun"},
        ),
        ("location = {Chur}", {"location": "Chur"}),
    ],
)
def test_second_place_of_a_conference_paper_is_that_of_the_conference(fields, places):
    assert dict(read(f"booktitle = {{Looms}}, {fields}", "inproceedings").extra) == places


def test_link_in_html_is_read_as_its_address():
    entry = read('url = {doi:<a href="https://doi.org/10.5555/loom.7">10.5555/loom.7</a>}')
    assert values(entry, "doi", "url") == ("10.5555/loom.7", "https://doi.org/10.5555/loom.7")


@pytest.mark.parametrize(
    ("fields", "isbn", "issn"),
    [
        ("isbn = {2049-3630}", "", "2049-3630"),
        ("issn = {20493630}", "", "2049-3630"),
        ("issn = {978-0-306-40615-7}", "978-0-306-40615-7", ""),
        ("isbn = {978-0-306-40615-7}, issn = {2049-3630}", "978-0-306-40615-7", "2049-3630"),
        ("isbn = {2049-3630}, issn = {1234-5679}", "2049-3630", "1234-5679"),
    ],
)
def test_isbn_and_issn_in_each_others_field_are_distinguished(fields, isbn, issn):
    assert values(read(fields), "isbn", "issn") == (isbn, issn)


@pytest.mark.parametrize(
    "fields",
    [
        "publisher = {arXiv}, number = {arXiv:2405.04734}",
        "publisher = {arXiv}, url = {https://arxiv.org/abs/2405.04734}",
        "eprint = {2405.04734}, archiveprefix = {arXiv}, primaryclass = {cs.LG}",
    ],
)
def test_server_of_a_preprint_is_its_venue(fields):
    entry = read(fields, "misc")
    assert values(entry, "kind", "venue", "publisher", "arxiv_id") == ("preprint", "arXiv", "", "2405.04734")


@pytest.mark.parametrize("entry_type", ["misc", "online", "article"])
def test_publisher_that_is_a_preprint_server_makes_a_preprint(entry_type):
    entry = read("publisher = {PsyArXiv}", entry_type)
    assert values(entry, "kind", "venue", "publisher") == ("preprint", "PsyArXiv", "")


def test_address_in_the_place_of_the_doi_is_a_link():
    address = "http://hdl.handle.example/2445/185952"
    result = parse(f"@article{{k, author={{A. B}}, title={{T}}, year=2020, doi={{{address}}}}}")
    [entry] = result.entries
    assert (entry.doi, entry.url, dict(entry.extra), result.problems) == ("", address, {}, ())


# ---- pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "volume", "number", "pages", "article_number"),
    [
        ("eid = {e0209899}, volume = 3", "3", "", "", "e0209899"),
        ("articleno = {42}, numpages = {17}", "", "", "", "42"),
        ("article-number = {42}", "", "", "", "42"),
        ("volume = 933, number = 2, eid = {123}, pages = {123}", "933", "2", "", "123"),
        ("volume = 3, articleno = {42}, pages = {42:1--42:17}", "3", "", "42:1–42:17", "42"),
        ("eid = {arXiv:2203.11111}, pages = {arXiv:2203.11111}", "", "", "", ""),
        ("volume = {}, number = {}, pages = {1-1}", "", "", "", ""),
        ("volume = {PP}, number = {99}, pages = {1--1}", "", "", "", ""),
        ("volume = {7}, number = {99}, pages = {1--1}", "7", "99", "1", ""),
        ("volume = 7, pages = {607-607}", "7", "", "607", ""),
        ("volume = 7, pages = {LBA-047--LBA-047}", "7", "", "LBA-047", ""),
        ("volume = 7, pages = {LBA-047}", "7", "", "LBA-047", ""),
        ("volume = 7, pages = {xii-240}", "7", "", "xii–240", ""),
        ("volume = 7, pages = {NA--NA}", "7", "", "", ""),
        ("volume = 7, pages = {n/a}", "7", "", "", ""),
        ("volume = 7, pages = {e01676-23}", "7", "", "", "e01676-23"),
        ("vol = 7, number = 2", "7", "2", "", ""),
        ("volume = 7, number = {{2, SI}}", "7", "2", "", ""),
        ("volume = {13234 LNCS}, pages = {1--9}", "13234", "", "1–9", ""),
        ("issn = {2049-3630}, volume = {3630}, number = {c}, pages = {1--1}", "", "", "", ""),
        ("issn = {2049-3630}, volume = {7}, number = {c}, pages = {1--9}", "7", "c", "1–9", ""),
        ("volume = {n/a}, number = {N/A}", "", "", "", ""),
        ("volume = {Vol. 7}, number = {No. 2}, pages = {pp. 1--9}", "7", "2", "1–9", ""),
        ("volume = {第7卷}, number = {第2期}, pages = {P12}", "7", "2", "P12", ""),
        ("volume = {abs/2405.04734}, pages = {arXiv--2405}", "abs/2405.04734", "", "", ""),
    ],
)
def test_article_numbers_and_placeholders_are_no_pages(fields, volume, number, pages, article_number):
    entry = read(fields)
    position = values(entry, "volume", "number", "pages", "article_number")
    assert position == (volume, number, pages, article_number)


# ---- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = {2012-04-05}", (2012, 4, 5)),
        ("year = {2012-04}", (2012, 4, None)),
        ("year = {March 2015}", (2015, 3, None)),
        ("year = {2020/21}", (2020, None, None)),
        ("date = {2021-06-00}", (2021, 6, None)),
        ("date = {2021-21}", (2021, None, None)),
        ("date = {2021-06-XX}", (2021, 6, None)),
        ("year = 2021, month = {2021-06-03T00:00:00}", (2021, 6, 3)),
        ("date = {2024 年 9 月}", (2024, 9, None)),
        ("date = {二〇二四年十一月二十三日}", (2024, 11, 23)),
        ("year = {二○二四年六月}", (2024, 6, None)),
        ("date = {一九九八 年 十 月}", (1998, 10, None)),
        ("date = {20240903}", (2024, 9, 3)),
        ("year = {09/2024}", (2024, 9, None)),
        ("date = {03/09/2024}", (2024, None, None)),
    ],
)
def test_date_is_as_precise_as_entered(fields, date):
    result = parse(f"@article{{k, author={{A. B}}, title={{T}}, {fields}}}")
    assert values(result.entries[0], "year", "month", "day") == date
    assert result.problems == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date", "-2000~"),
        ("date", "-0349"),
        ("year", "350 BC"),
        ("year", "公元前350"),
        ("date", "0768"),
        ("year", "79 AD"),
        ("date", "199X"),
    ],
)
def test_year_that_is_no_number_of_today_is_kept_as_text_only(name, text):
    result = parse(f"@book{{k, author={{A. B}}, title={{T}}, {name} = {{{text}}}}}")
    entry = result.entries[0]
    assert (entry.year, dict(entry.extra), result.problems) == (None, {name: text}, ())


@pytest.mark.parametrize(
    ("fields", "extra"),
    [
        ("year = {Spring 2024}", {"date": "2024-21"}),
        ("year = 2024, month = {Fall}", {"date": "2024-23"}),
        ("year = 2024, month = {summer}", {"date": "2024-22"}),
        ("date = {2024-24}", {"date": "2024-24"}),
        ("year = {2024年春季}", {"date": "2024-21"}),
        ("year = {Winter 2024/25}", {"year": "Winter 2024/25"}),
    ],
)
def test_season_is_kept(fields, extra):
    result = parse(f"@article{{k, author={{A. B}}, title={{T}}, {fields}}}")
    entry = result.entries[0]
    assert (entry.year, entry.month, dict(entry.extra)) == (2024, None, extra)
    assert result.problems == ()


def test_month_in_other_words_is_reported():
    result = parse("@article{k, author={A. B}, title={T}, year = 2024, month = {Springtime}}")
    assert [problem.code for problem in result.problems] == ["bad_date"]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("4779--89", "4779–4789"),
        ("1823-7", "1823–1827"),
        ("S12-9", "S12–S19"),
        ("238102-1", "238102–1"),
        ("1055--1060", "1055–1060"),
        ("98--102", "98–102"),
    ],
)
def test_shortened_last_page_is_completed(pages, expected):
    [entry] = parse(f"@article{{k, author={{A. B}}, title={{T}}, year=2020, pages={{{pages}}}}}").entries
    assert entry.pages == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (r"Around NC{\textbackslash}textsf\{NC\}\({}^{\mbox{1}}\)", "Around NC${}^{\\mbox{1}}$"),
        (r"The {\textbackslash}textit\{E. coli\} genome", "The E. coli genome"),
    ],
)
def test_fonts_that_dblp_has_escaped_twice_are_no_text(title, expected):
    [entry] = parse(f"@article{{k, author={{A. B}}, year=2020, title={{{title}}}}}").entries
    assert entry.title == expected


def test_year_of_zeros_is_unknown():
    result = parse("@book{k, author={A. B}, title={T}, date = {0000-00-00}}")
    assert (result.entries[0].year, [problem.code for problem in result.problems]) == (None, ["bad_date"])


@pytest.mark.parametrize(
    ("name", "text", "year"),
    [
        ("year", "c. 1850", 1850),
        ("year", "[1850]", 1850),
        ("year", "1850s", 1850),
        ("date", "1850~", 1850),
        ("date", "1850?", 1850),
    ],
)
def test_approximate_year_is_kept_as_entered_too(name, text, year):
    entry = read(f"{name} = {{{text}}}", "book")
    assert (entry.year, dict(entry.extra)) == (year, {name: text})


# ---- links and selection -----------------------------------------------------------------------


def test_links_of_a_theme_are_read():
    entry = read(
        "code = {https://code.example/r}, slides = {talk.pdf}, video = {https://v.example/1_2}, "
        "poster = {https://p.example}, website = {https://w.example}, html = {https://h.example}, "
        "url = {https://u.example}"
    )
    assert entry.links == (
        ("code", "https://code.example/r"),
        ("video", "https://v.example/1_2"),
        ("poster", "https://p.example"),
        ("project", "https://w.example"),
        ("paper", "https://h.example"),
    )
    assert (entry.url, dict(entry.extra)) == ("https://u.example", {"slides": "talk.pdf"})


def test_name_of_a_project_is_no_link():
    entry = read(r"project = {{\"U}ber}")
    assert (entry.links, dict(entry.extra)) == ((), {"project": "Über"})


@pytest.mark.parametrize(("value", "is_selected"), [("true", True), ("{True}", True), ("false", False)])
def test_selection_of_a_theme_is_read(value, is_selected):
    assert read(f"selected = {{{value}}}").is_selected is is_selected


# ---- titles ------------------------------------------------------------------------------------


def title_of(latex: str) -> tuple[str, str]:
    [entry] = parse(f"@article{{k, author = {{A. B}}, title = {{{latex}}}}}").entries
    return entry.title, entry.translated_title


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        (r"<i>H. pylori</i> &amp; CO<sub>2</sub>", "H. pylori & CO₂"),
        (r'<span class="nocase">mRNA</span> &lt;5 nm', "mRNA <5 nm"),
        (r"&lt;i&gt;H. pylori&lt;/i&gt;", "H. pylori"),
        (r"&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C", "¹³C"),
        (r"T<sub>eff</sub> of stars", r"T$_{\mathrm{eff}}$ of stars"),
        (r"a < b and c > d", "a < b and c > d"),
    ],
)
def test_html_in_titles_becomes_text(latex, title):
    assert title_of(latex) == (title, "")


@pytest.mark.parametrize(
    ("latex", "titles"),
    [
        ("双语题名的处理 = Handling of bilingual titles", ("双语题名的处理", "Handling of bilingual titles")),
        ("Why $a = b$", ("Why $a = b$", "")),
        ("Attention = Memory", ("Attention = Memory", "")),
        ("基于 k = 3 的方法", ("基于 k = 3 的方法", "")),
    ],
)
def test_title_in_two_languages_is_split(latex, titles):
    assert title_of(latex) == titles


def test_second_title_is_read_from_its_own_field():
    entry = read("englishtitle = {On {Looms}}")
    assert (entry.translated_title, dict(entry.extra)) == ("On Looms", {})


# ---- languages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ngerman", "de"),
        ("en-gb", "en-GB"),
        ("zh_Hans_CN", "zh-Hans-CN"),
        ("Chinese (Simplified)", "zh"),
        ("chi", "zh"),
        ("cmn-Hant", "zh-Hant"),
        ("fre; eng", "fr"),
        ("Python", ""),
        ("in two languages", ""),
    ],
)
def test_language_is_read_from_its_name_code_or_tag(text, tag):
    assert read(f"language = {{{text}}}").language == tag
