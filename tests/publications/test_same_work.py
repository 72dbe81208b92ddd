"""Two records of one title describe one work unless something that both give tells them apart."""

import pytest

from publications import bibtex
from publications.importing.duplicates import record_of_entry
from publications.importing.same_work import are_one_work
from publications.importing.venue_names import name_one_venue
from publications.importing.work_records import possible_family_names

PAPER = "@{type}{{k, title = {{{title}}}, author = {{Example, Ada}}, {more}}}"
JOURNAL = "article|journal = {Journal of Examples}, year = 2024"
CONFERENCE = "inproceedings|booktitle = {Conference on Looms}, year = 2024"
BOOK = "book|publisher = {Example Press}, year = 2024"


def record(text, title="On the Weaving of Difference Engines"):
    entry_type, _, more = text.partition("|")
    (entry,) = bibtex.parse(PAPER.format(type=entry_type, title=title, more=more)).entries
    return record_of_entry(entry)


DIFFERENT = {
    "a conference and a journal version": (CONFERENCE, JOURNAL),
    "versions in a conference and a journal of one subject": (
        CONFERENCE,
        "article|journal = {Transactions on Looms}, year = 2024",
    ),
    "an acronym of a conference and a journal": (
        "inproceedings|booktitle = {ICRA}, year = 2024",
        "article|journal = {IEEE Robotics Autom. Lett.}, year = 2024",
    ),
    "a conference and the acronym of a journal": (
        "inproceedings|booktitle = {IEEE Int. Conf. on Robotics and Automation ({ICRA})}, year = 2024",
        "article|journal = {RA-L}, year = 2023",
    ),
    "a conference and a journal with one preprint": (
        "inproceedings|booktitle = {CVPR}, eprint = {2401.00001}, year = 2024",
        "article|journal = {TPAMI}, eprint = {2401.00001}, year = 2025",
    ),
    "a workshop and a conference version": (
        "inproceedings|booktitle = {Workshop on Small Looms}, year = 2024",
        CONFERENCE,
    ),
    "a workshop of a conference and the conference": (
        "inproceedings|booktitle = {ICML 2024 Workshop on Looms}, year = 2024",
        "inproceedings|booktitle = {ICML}, year = 2024",
    ),
    "two conferences": (CONFERENCE, "inproceedings|booktitle = {Symposium on Steam Power}, year = 2025"),
    "two conferences with acronyms": (
        "inproceedings|booktitle = {ISCA}, year = 2024",
        "inproceedings|booktitle = {MICRO}, year = 2024",
    ),
    "two journals": (JOURNAL, "article|journal = {Annals of Steam}, year = 2024"),
    "two volumes": (f"{JOURNAL}, volume = 3", f"{JOURNAL}, volume = {{Vol. 4}}"),
    "two numbers": (f"{JOURNAL}, volume = 3, number = 1", f"{JOURNAL}, volume = 3, number = 2"),
    "two places in a volume": (
        f"{JOURNAL}, volume = 3, pages = {{101--110}}",
        f"{JOURNAL}, volume = 3, pages = {{111--120}}",
    ),
    "two DOIs": (f"{JOURNAL}, doi = {{10.1000/a}}", f"{JOURNAL}, doi = {{10.1000/b}}"),
    "two arXiv IDs": ("misc|eprint = {2401.00001}, year = 2024", "misc|eprint = {2401.00002}, year = 2024"),
    "two editions": (f"{BOOK}, edition = {{1st}}", f"{BOOK}, edition = {{Second}}"),
    "a second edition a year later": (BOOK, f"{BOOK.replace('2024', '2025')}, edition = {{2}}"),
    "two ISBNs": (f"{BOOK}, isbn = {{978-3-16-148410-0}}", f"{BOOK}, isbn = {{978-0-262-03384-8}}"),
    "a book and a chapter": (BOOK, "incollection|booktitle = {Looms}, year = 2024"),
    "a thesis and a paper": ("phdthesis|school = {Example University}, year = 2024", CONFERENCE),
    "theses of two degrees": (
        "phdthesis|school = {Example University}, year = 2024",
        "mastersthesis|school = {Example University}, year = 2023",
    ),
    "a report and a paper": ("techreport|institution = {Example Institute}, year = 2024", CONFERENCE),
    "two reports": (
        "techreport|institution = {Example Institute}, number = {TR20-021}, year = 2024",
        "techreport|institution = {Example Institute}, number = {TR20-022}, year = 2024",
    ),
    "a data set and its paper": ("dataset|publisher = {Zenodo}, year = 2024", JOURNAL),
    "software and its preprint": ("software|year = 2024", "misc|eprint = {2401.00001}, year = 2024"),
    "years far apart": (CONFERENCE, CONFERENCE.replace("2024", "2021")),
    "a paper and its extended version with one preprint": (
        f"{CONFERENCE}, eprint = {{2401.00001}}",
        f"{JOURNAL}, eprint = {{2401.00001}}",
    ),
}


@pytest.mark.parametrize(("first", "second"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_both_records_give_and_differs_tells_works_apart(first, second):
    assert not are_one_work(record(first), record(second))
    assert not are_one_work(record(second), record(first))


SAME = {
    "a preprint and its paper": ("misc|eprint = {2401.00001}, year = 2023", CONFERENCE),
    "a preprint with its own DOI": (
        "misc|eprint = {2401.00001}, doi = {10.48550/arXiv.2401.00001}, year = 2023",
        f"{JOURNAL}, doi = {{10.1000/a}}",
    ),
    "versions of a DOI": (f"{JOURNAL}, doi = {{10.1000/Fig.1.v1}}", f"{JOURNAL}, doi = {{10.1000/fig.1.v2}}"),
    "a DOI with a version": (
        "misc|doi = {10.1000/rs-1/v1}, year = 2020",
        "misc|doi = {10.1000/rs-1}, year=2023",
    ),
    "a record without a place": (f"{JOURNAL}, volume = 3, number = 1, pages = {{7--9}}", JOURNAL),
    "an abbreviated journal": (
        "article|journal = {Commun. ACM}, volume = 67, year = 2024",
        "article|journal = {Communications of the {ACM}}, volume = 67, year = 2024",
    ),
    "the short name of a conference": (
        "inproceedings|booktitle = {ISCA}, year = 2024",
        "inproceedings|booktitle = {51st International Symposium on Computer Architecture}, year = 2024",
    ),
    "a chapter of proceedings": (
        "incollection|booktitle = {Lecture Notes in Looms}, volume = 12346, pages = {1--9}, year = 2024",
        "inproceedings|booktitle = {ECCV (5)}, volume = 5, pages = {1--9}, year = 2024",
    ),
    "proceedings that are a journal": (
        "article|journal = {Proc. VLDB Endow.}, volume = 17, year = 2024",
        "inproceedings|booktitle = {VLDB}, year = 2024",
    ),
    "proceedings that are a journal with another name": (
        "article|journal = {Proc. {ACM} Program. Lang.}, volume = 8, year = 2024",
        "inproceedings|booktitle = {POPL}, year = 2024",
    ),
    "a paper without a venue": ("inproceedings|year = 2024", JOURNAL),
    "a preprint and a journal paper": (
        "misc|eprint = {2401.00001}, year = 2024",
        "article|journal = {IEEE Robotics Autom. Lett.}, year = 2024",
    ),
    "two publishers of one conference": (
        f"{CONFERENCE}, pages = {{52--65}}, doi = {{10.1145/1}}",
        f"{CONFERENCE}, pages = {{52--65}}, doi = {{10.1109/2}}",
    ),
    "pages before and after the volume appeared": (
        f"{JOURNAL}, pages = {{1--14}}",
        f"{JOURNAL}, volume = 3, pages = {{233--246}}",
    ),
    "a double number": (f"{JOURNAL}, number = {{3}}", f"{JOURNAL}, number = {{3-4}}"),
    "ISBNs in two forms": (f"{BOOK}, isbn = {{978-3-16-148410-0}}", f"{BOOK}, isbn = {{316148410X}}"),
    "editions in two forms": (f"{BOOK}, edition = {{2nd}}", f"{BOOK}, edition = {{Second edition}}"),
}


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME.keys())
def test_spelling_and_missing_values_tell_nothing(first, second):
    assert are_one_work(record(first), record(second))
    assert are_one_work(record(second), record(first))


@pytest.mark.parametrize("title", ["Editorial", "Guest Editors' Introduction", "Preface", "前言"])
def test_headings_on_different_pages_are_different_works(title):
    first, second = (
        record(f"{JOURNAL}, volume = 3, pages = {{{pages}}}", title) for pages in ("1--2", "91--92")
    )
    assert not are_one_work(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Programming in C", "Programming in C++"), ("On Looms, Part I", "On Looms, Part II")],
)
def test_signs_and_parts_of_titles_count(first, second):
    assert not are_one_work(record(JOURNAL, first), record(JOURNAL, second))


def test_formula_has_the_key_of_its_readable_text():
    assert are_one_work(record(JOURNAL, r"On {$\alpha$} and $x^2$"), record(JOURNAL, "On α and x²"))


def test_chapters_with_the_doi_of_their_book_are_different_works():
    chapter = "incollection|booktitle = {Looms}, year = 2024, doi = {10.1000/book}, pages = {%s}"
    first, second = record(chapter % "1--9", "On Steam"), record(chapter % "11--19", "On Weaving")
    assert not are_one_work(first, second)
    assert are_one_work(first, record(chapter % "1--9", "On Steam Engines"))


def test_initials_are_no_family_names():
    assert possible_family_names("M. D. Example") == {"example"}
    assert possible_family_names("Example M D") == {"example"}
    assert possible_family_names("Example MD", "Example") == {"example", "md"}
    assert possible_family_names("M. D.") == {"m", "d"}


def test_number_of_a_namesake_is_not_the_family_name():
    assert possible_family_names("Wei Wang 0001") == {"wei", "wang"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Nature", "Nature Communications", None),
        ("Journal of Examples", "Annals of Steam", False),
        ("WWW", "The Web Conference 2020", None),
        ("", "ISCA", None),
        ("CVPR", "IEEE/CVF Conference on Computer Vision and Pattern Recognition", True),
        ("NeurIPS", "Advances in Neural Information Processing Systems 33", True),
        ("Proc. 47th Symp. on Architecture (ISCA '20)", "ISCA 2020", True),
        ("SIAM J. Comput.", "SIAM Journal on Computing", True),
        ("Conference on Looms", "Transactions on Looms", False),
        ("IEEE Symposium on Looms", "IEEE Loom Letters", False),
        ("Proceedings of Looms", "Journal of Looms", True),
        ("Journal of Looms: Conference Series", "J. Looms Conf. Ser.", None),
        ("ACM Transactions on Looms (LOOM)", "LOOM Conference (LOOM)", True),
    ],
)
def test_venues_are_compared_by_telling_words_and_acronyms(first, second, expected):
    assert name_one_venue(first, second) is expected
    assert name_one_venue(second, first) is expected
