"""A lab's list comes in from BibTeX: the new is added, the old stays, the broken is reported."""

import pytest
from django.core.management import CommandError, call_command
from reversion.models import Version

from publications import bibtex, citing, importing
from publications.bibtex import Author, Entry
from publications.models import Authorship, Publication, Verdict
from publications.references import references
from tests import factories

pytestmark = pytest.mark.django_db

PAPER = """@inproceedings{example2025,
  title = {On {Engines} of Difference},
  author = {Example, Ada* and Other, Ben*},
  booktitle = {Example Conference}, year = 2025, month = jun, doi = {10.1000/ENGINES},
  keywords = {engines; steam}, url = {https://example.org/engines}, shelf = {7b}
}
"""


def planned(text):
    return importing.plan(bibtex.parse(text).entries)


def bring(text):
    return importing.save_new(planned(text), by=None)


def test_a_plan_changes_nothing():
    (item,) = planned(PAPER)
    assert item.verdict == Verdict.NEW
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("title = {示例的研究}", "zh-Hans"),
        ("title = {CTeX FAQ: 常见问题集}", "zh-Hans"),
        ("title = {示例的研究}, langid = {english}", "en"),
        ("title = {On Engines}, langid = {chinese}", "zh-Hans"),
        ("title = {The Word 道 in Early Texts}", "en"),
        ("title = {例の研究}", "en"),
    ],
)
def test_a_chinese_title_says_the_language_where_nothing_else_does(fields, language):
    (item,) = planned(f"@article{{k, {fields}, year = 2020}}")
    assert item.publication.language == language


def test_an_entry_becomes_a_publication_with_authors_venue_topics_and_links():
    (paper,) = bring(PAPER)
    paper = Publication.objects.get(pk=paper.pk)
    assert (paper.title, str(paper.date), paper.doi) == (
        "On Engines of Difference",
        "2025-06",
        "10.1000/engines",
    )
    assert paper.venue.name == "Example Conference"
    authors = paper.authorships.values_list("name", "is_equal")
    assert list(authors) == [("Ada Example", True), ("Ben Other", True)]
    assert set(paper.topics.values_list("name", flat=True)) == {"engines", "steam"}
    assert paper.links.get().url == "https://example.org/engines"
    assert "engines" in paper.search_text


def test_authors_who_are_surely_members_are_linked_and_no_others():
    ada = factories.person("Ada Example")
    factories.person("Bea Other")
    (paper,) = bring(PAPER.replace("Other, Ben*", "Other, B."))
    assert [authorship.person for authorship in paper.authorships.all()] == [ada, None]


def test_the_number_of_a_book_and_of_a_journal_are_kept_and_exported_again(client):
    (paper,) = bring(PAPER.replace("shelf = {7b}", "isbn = {978-3-16-148410-0}, issn = {2049-3630}"))
    exported = client.get(f"/publications/{paper.slug}.bib").content.decode()
    (entry,) = bibtex.parse(exported).entries
    assert (entry.isbn, entry.issn) == ("978-3-16-148410-0", "2049-3630")
    assert b'name="citation_issn" content="2049-3630"' in client.get(paper.get_absolute_url()).content


def test_a_field_without_a_place_is_kept_and_exported_again(client):
    (paper,) = bring(PAPER)
    assert "7b" in client.get(f"{paper.get_absolute_url()[:-1]}.bib").content.decode()


def test_the_same_file_twice_adds_nothing():
    bring(PAPER)
    assert bring(PAPER) == []
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    "there",
    [
        {"title": "Another title", "doi": "10.1000/engines"},
        {"title": "ON ENGINES -- of Différence", "authors": ["A. Example"], "year": 2024},
    ],
)
def test_what_is_there_in_another_spelling_is_the_same(there):
    paper = factories.publication(there.pop("title"), **there)
    (item,) = planned(PAPER)
    assert item.same_as == paper


@pytest.mark.parametrize(
    "there",
    [{"authors": ["Eve Elsewhere"], "year": 2025}, {"authors": ["A. Example"], "year": 2021}],
)
def test_the_same_title_by_somebody_else_or_long_ago_is_another(there):
    factories.publication("On Engines of Difference", **there)
    assert planned(PAPER)[0].verdict == Verdict.NEW


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("doi = {10.1000/talk}, year = 2024", "doi = {10.1000/journal}, year = 2025"),
        ("volume = 3, year = 2024", "volume = 4, year = 2025"),
    ],
)
def test_two_that_have_both_appeared_are_two_for_all_their_title(first, second):
    text = "@article{{{}, title = {{Editorial}}, author = {{Example, Ada}}, {}}}\n"
    both = text.format("a", first) + text.format("b", second)
    assert [item.verdict for item in planned(both)] == [Verdict.NEW, Verdict.NEW]
    bring(both)
    assert [item.verdict for item in planned(both)] == [Verdict.SAME, Verdict.SAME]


def test_of_two_without_authors_the_year_decides():
    text = "@misc{{{}, title = {{Example Lab Report}}, year = {{{}}}}}\n"
    both = text.format("a", 2024) + text.format("b", 2025) + text.format("c", 2025)
    assert [item.verdict for item in planned(both)] == [Verdict.NEW, Verdict.NEW, Verdict.REPEATED]


LONG = {
    "volume": "The Special Volume on Engines of Difference and of State",
    "pages": ", ".join(f"{page}–{page + 1}" for page in range(1, 40, 3)),
    "publisher": "Example Press " * 20,
    "journal": "Journal of Examples and " * 20,
    "doi": f"10.1000/{'x' * 300}",
    "url": f"https://example.org/{'x' * 600}",
    "keywords": f"engines; {'looms ' * 30}",
    "author": f"{{{'The Example Body of Engines ' * 12}}} and Example, Ada",
}


def test_what_is_too_long_for_its_place_is_kept_and_the_entry_comes_in(rf):
    fields = ", ".join(f"{name} = {{{text}}}" for name, text in LONG.items())
    text = f"@article{{long, title = {{On Engines}}, year = 2024, {fields}}}"
    (paper,) = bring(text)
    names = {"volume", "pages", "publisher", "venue", "doi", "url", "long-keywords", "author"}
    assert set(paper.extra) == names
    assert paper.extra["pages"] == LONG["pages"]
    assert planned(text)[0].verdict == Verdict.SAME
    (again,) = planned(citing.bibtex(references(Publication.objects.all(), rf.get("/"))))
    assert (again.verdict, again.publication.extra) == (Verdict.SAME, paper.extra)


def test_an_entry_that_cannot_be_saved_is_reported_and_stops_no_other():
    good, bad = planned(PAPER + "@misc{bad, year = 2024}")
    assert good.verdict == Verdict.NEW
    assert "title" in bad.errors[0]


def test_an_entry_without_a_year_comes_in_and_is_known_again():
    undated = (
        "@misc{soon, title = {Notes on Looms}, author = {Lovelace, Ada}, month = may, year = {in press}}"
    )
    bring(undated)
    row = Publication.objects.get()
    assert (row.date, row.extra) == (None, {"month": "may", "year": "in press"})
    assert planned(undated)[0].verdict == Verdict.SAME
    (dated,) = planned(undated.replace("in press", "1844"))
    assert [found.name for found in dated.differences] == ["year", "month"]


def test_what_was_exported_beside_a_field_of_the_same_name_is_known_again(rf):
    bring("@misc{site, title = {Notes on Looms}, year = 2024, url = {www.example.org}}")
    row = Publication.objects.get()
    assert row.extra == {"url": "www.example.org"}
    (again,) = planned(citing.bibtex(references(Publication.objects.all(), rf.get("/"))))
    assert again.verdict == Verdict.SAME


def test_an_old_book_comes_in():
    bring("@book{old, title = {On Engines}, author = {Lovelace, Ada}, year = 1843}")
    assert str(Publication.objects.get().date) == "1843"


def test_an_import_is_one_revision():
    bring(PAPER + PAPER.replace("Difference", "State").replace("ENGINES}", "STATE}"))
    versions = Version.objects.get_for_model(Publication)
    assert versions.count() == 2
    assert versions.values("revision").distinct().count() == 1


def test_the_command_reports_each_file_and_each_problem(tmp_path, capsys):
    (tmp_path / "lab.bib").write_text(
        PAPER
        + "@article{broken, title = {Never\n\n"
        + PAPER.replace("Diff", "Indiff")
        + PAPER.replace("example2025", "again")
    )
    call_command("import_bibtex", str(tmp_path), "--dry-run")
    assert "nothing written" in capsys.readouterr().out
    assert not Publication.objects.exists()
    call_command("import_bibtex", str(tmp_path))
    told = capsys.readouterr()
    assert "new" in told.out and "lab.bib" in told.err
    assert "again: the same as example2025" in told.err
    assert Publication.objects.exists()


def test_the_command_says_what_is_not_there(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_bibtex", str(tmp_path / "none.bib"))


def test_a_plan_takes_as_many_queries_for_one_entry_as_for_thirty(django_assert_num_queries):
    entries = "".join(
        PAPER.replace("Difference", f"Number {n}").replace("ENGINES}", f"{n}}}") for n in range(30)
    )
    with django_assert_num_queries(2):
        assert len(planned(entries)) == 30


def test_an_orcid_id_says_who_an_author_is():
    ada = factories.person("Ada Example")
    factories.profile_link(ada, kind="orcid", url="https://orcid.org/0000-0002-1825-0097")
    author = Author.from_printed_name("A. Other-Name", orcid="0000-0002-1825-0097")
    entry = Entry(kind="journal", title="On Looms", year=2025, authors=(author,))
    importing.save_new(importing.plan([entry]), by=None)
    authorship = Authorship.objects.get()
    assert (authorship.name, authorship.person) == ("A. Other-Name", ada)
