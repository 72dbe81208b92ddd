"""Importing a BibTeX list: new entries are added, duplicates left alone, invalid ones reported."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from core import batches as core_batches
from moderation import recorded_states, revisions
from publications import bibtex, citing, importing
from publications.bibtex import Author, Entry
from publications.importing import saving
from publications.models import Authorship, Publication, Verdict
from publications.references import references
from publications.stored_entries import entry_from_data, entry_to_data
from tests import factories

pytestmark = pytest.mark.django_db

PAPER = """@inproceedings{example2025,
  title = {On {Engines} of Difference},
  author = {Example, Ada* and Other, Ben*},
  booktitle = {Example Conference}, year = 2025, month = jun, doi = {10.1000/ENGINES},
  keywords = {engines; steam}, url = {https://example.org/engines}, shelf = {7b}
}
"""


def plan(text):
    return importing.plan(bibtex.parse(text).entries)


def save(text):
    return importing.save_new(plan(text), by=None)


def test_venue_is_one_with_and_without_its_abbreviation():
    text = PAPER.replace("Example Conference", "Conference on Steam Engines (CSE)")
    venue = save(text)[0].venue
    assert (venue.name, venue.abbreviation) == ("Conference on Steam Engines", "CSE")
    assert importing.plan(bibtex.parse(text).entries)[0].verdict == Verdict.SAME
    other = "@inproceedings{o, title = {On Looms}, booktitle = {Conference on steam engines}, year = 2020}"
    assert save(other)[0].venue == venue


def test_plan_saves_nothing():
    (item,) = plan(PAPER)
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
def test_language_is_taken_from_the_entry_or_guessed_from_the_title(fields, language):
    (item,) = plan(f"@article{{k, {fields}, year = 2020}}")
    assert item.publication.language == language


def test_entry_becomes_publication_with_authors_venue_topics_and_links():
    (paper,) = save(PAPER)
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


def test_links_of_an_entry_are_stored_once_each_with_their_kind():
    page, code = "https://example.org/engines", "https://example.org/code"
    (entry,) = bibtex.parse(PAPER).entries
    entry = replace(entry, links=(("code", code), ("slides", code), ("project", page)))
    importing.save_new(importing.plan([entry_from_data(entry_to_data(entry))]), by=None)
    links = Publication.objects.get().links.values_list("kind", "url")
    assert list(links) == [("code", code), ("project", page)]


def test_only_authors_who_are_certainly_members_are_linked():
    ada = factories.person("Ada Example")
    factories.person("Bea Other")
    (paper,) = save(PAPER.replace("Other, Ben*", "Other, B."))
    assert [authorship.person for authorship in paper.authorships.all()] == [ada, None]


def test_isbn_and_issn_are_stored_and_exported(client):
    (paper,) = save(PAPER.replace("shelf = {7b}", "isbn = {978-3-16-148410-0}, issn = {2049-3630}"))
    exported = client.get(f"/publications/{paper.slug}.bib").content.decode()
    (entry,) = bibtex.parse(exported).entries
    assert (entry.isbn, entry.issn) == ("978-3-16-148410-0", "2049-3630")
    assert b'name="citation_issn" content="2049-3630"' in client.get(paper.get_absolute_url()).content


def test_unknown_field_is_stored_and_exported(client):
    (paper,) = save(PAPER)
    assert "7b" in client.get(f"{paper.get_absolute_url()[:-1]}.bib").content.decode()


def test_importing_the_same_file_again_adds_nothing():
    save(PAPER)
    assert save(PAPER) == []
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    "existing",
    [
        {"title": "Another title", "doi": "10.1000/engines"},
        {"title": "ON ENGINES -- of Différence", "authors": ["A. Example"], "year": 2024},
    ],
)
def test_publication_spelt_differently_is_a_duplicate(existing):
    paper = factories.publication(existing.pop("title"), **existing)
    (item,) = plan(PAPER)
    assert item.same_as == paper


@pytest.mark.parametrize(
    "existing",
    [{"authors": ["Eve Elsewhere"], "year": 2025}, {"authors": ["A. Example"], "year": 2021}],
)
def test_same_title_by_another_author_or_of_another_time_is_no_duplicate(existing):
    factories.publication("On Engines of Difference", **existing)
    assert plan(PAPER)[0].verdict == Verdict.NEW


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("doi = {10.1000/talk}, year = 2024", "doi = {10.1000/journal}, year = 2025"),
        ("volume = 3, year = 2024", "volume = 4, year = 2025"),
    ],
)
def test_two_published_works_of_one_title_are_no_duplicates(first, second):
    text = "@article{{{}, title = {{Editorial}}, author = {{Example, Ada}}, {}}}\n"
    both = text.format("a", first) + text.format("b", second)
    assert [item.verdict for item in plan(both)] == [Verdict.NEW, Verdict.NEW]
    save(both)
    assert [item.verdict for item in plan(both)] == [Verdict.SAME, Verdict.SAME]


def test_entries_without_authors_are_duplicates_only_in_the_same_year():
    text = "@misc{{{}, title = {{Example Lab Report}}, year = {{{}}}}}\n"
    both = text.format("a", 2024) + text.format("b", 2025) + text.format("c", 2025)
    assert [item.verdict for item in plan(both)] == [Verdict.NEW, Verdict.NEW, Verdict.REPEATED]


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


def test_values_too_long_for_their_column_are_kept_as_extra_fields():
    fields = ", ".join(f"{name} = {{{text}}}" for name, text in LONG.items())
    text = f"@article{{long, title = {{On Engines}}, year = 2024, {fields}}}"
    (paper,) = save(text)
    names = {"volume", "pages", "publisher", "venue", "doi", "url", "long-keywords", "author"}
    assert set(paper.extra) == names
    assert paper.extra["pages"] == LONG["pages"]
    assert plan(text)[0].verdict == Verdict.SAME
    (again,) = plan(citing.bibtex(references(Publication.objects.all())))
    assert (again.verdict, again.publication.extra) == (Verdict.SAME, paper.extra)


def test_invalid_entry_is_reported_and_does_not_block_others():
    good, bad = plan(PAPER + "@misc{bad, year = 2024}")
    assert good.verdict == Verdict.NEW
    assert "title" in bad.errors[0]


def test_entry_without_year_is_imported_and_recognised_as_duplicate():
    undated = (
        "@misc{soon, title = {Notes on Looms}, author = {Lovelace, Ada}, month = may, year = {in press}}"
    )
    save(undated)
    row = Publication.objects.get()
    assert (row.date, row.extra) == (None, {"month": "may"}) and row.is_in_press
    assert plan(undated)[0].verdict == Verdict.SAME
    (dated,) = plan(undated.replace("in press", "1844"))
    assert [difference.name for difference in dated.differences] == ["is_in_press", "year", "month"]


def test_export_with_an_extra_field_named_like_a_column_is_recognised_as_duplicate():
    save("@misc{site, title = {Notes on Looms}, year = 2024, url = {www.example.org}}")
    row = Publication.objects.get()
    assert row.extra == {"url": "www.example.org"}
    (again,) = plan(citing.bibtex(references(Publication.objects.all())))
    assert again.verdict == Verdict.SAME


def test_book_from_1843_is_imported():
    save("@book{old, title = {On Engines}, author = {Lovelace, Ada}, year = 1843}")
    assert str(Publication.objects.get().date) == "1843"


def test_import_is_one_revision():
    save(PAPER + PAPER.replace("Difference", "State").replace("ENGINES}", "STATE}"))
    versions = Version.objects.get_for_model(Publication)
    assert versions.count() == 2
    assert versions.values("revision").distinct().count() == 1


def test_command_reports_each_file_and_each_problem(tmp_path, capsys):
    (tmp_path / "lab.bib").write_text(
        PAPER
        + "@article{broken, title = {Never\n\n"
        + PAPER.replace("Diff", "Indiff")
        + PAPER.replace("example2025", "again")
    )
    call_command("import_bibtex", str(tmp_path), "--dry-run")
    assert "nothing saved" in capsys.readouterr().out
    assert not Publication.objects.exists()
    call_command("import_bibtex", str(tmp_path))
    output = capsys.readouterr()
    assert "new" in output.out and "lab.bib" in output.err
    assert "again: merged into example2025" in output.err
    assert Publication.objects.exists()


def test_command_reads_all_formats_of_a_folder_and_still_has_its_former_name(tmp_path, capsys):
    (tmp_path / "a.bib").write_text(PAPER)
    (tmp_path / "b.RIS").write_text("TY  - JOUR\nTI  - On Yarn\nT2  - Yarn\nPY  - 2024\nER  - \n")
    (tmp_path / "notes.txt").write_text("TY  - JOUR\nTI  - No\nER  - \n")
    call_command("import_publications", str(tmp_path))
    output = capsys.readouterr().out
    assert "a.bib (BibTeX, utf-8): entries: 1, new: 1" in output
    assert "b.RIS (RIS, utf-8): entries: 1, new: 1" in output
    assert Publication.objects.count() == 2
    call_command("import_bibtex", str(tmp_path / "b.RIS"))
    assert "new: 0, already there: 1" in capsys.readouterr().out


@pytest.fixture
def file_of_ten(tmp_path, monkeypatch):
    """A file of ten entries, of which a batch takes four."""
    monkeypatch.setattr(core_batches, "MAX_ITEMS", 4)
    path = tmp_path / "ten.bib"
    entries = (
        PAPER.replace("Difference", f"Number {n}")
        .replace("ENGINES}", f"{n}}}")
        .replace("2025,", f"2025-{n},")
        for n in range(10)
    )
    path.write_text("".join(entries))
    return path


def test_command_lets_others_write_between_batches(file_of_ten, monkeypatch):
    counts = []
    monkeypatch.setattr(core_batches, "give_way", lambda since: counts.append(Publication.objects.count()))
    call_command("import_bibtex", str(file_of_ten))
    assert counts == [4, 8]
    assert Publication.objects.count() == 10
    assert Version.objects.get_for_model(Publication).values("revision").distinct().count() == 3
    assert Publication.objects.filter(search_text__contains="ada example").count() == 10


@pytest.mark.django_db(transaction=True)
def test_interrupted_command_is_run_again_and_brings_nothing_twice(file_of_ten, monkeypatch):
    def interrupt(since):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(core_batches, "give_way", interrupt)
        with pytest.raises(KeyboardInterrupt):
            call_command("import_bibtex", str(file_of_ten))
    assert Publication.objects.count() == 4
    assert Version.objects.get_for_model(Publication).count() == 4
    monkeypatch.setattr(core_batches, "PAUSE", 0)
    call_command("import_bibtex", str(file_of_ten))
    assert Publication.objects.count() == Version.objects.get_for_model(Publication).count() == 10


@pytest.mark.parametrize("number", [0, 5])
def test_publication_added_by_somebody_else_meanwhile_is_not_added_twice(file_of_ten, monkeypatch, number):
    save_prepared = saving._save_prepared

    def save_after_somebody_else(prepared, *args):
        if not Publication.objects.filter(doi=f"10.1000/{number}").exists():
            factories.publication("Their copy", doi=f"10.1000/{number}")
        return save_prepared(prepared, *args)

    monkeypatch.setattr(saving, "_save_prepared", save_after_somebody_else)
    call_command("import_bibtex", str(file_of_ten))
    assert Publication.objects.count() == 10
    assert Publication.objects.get(doi=f"10.1000/{number}").title == "Their copy"


def test_command_reports_a_missing_file(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_bibtex", str(tmp_path / "none.bib"))


def test_plan_of_thirty_entries_takes_two_queries(django_assert_num_queries):
    entries = "".join(
        PAPER.replace("Difference", f"Number {n}").replace("ENGINES}", f"{n}}}") for n in range(30)
    )
    with django_assert_num_queries(2):
        assert len(plan(entries)) == 30


def test_author_is_matched_by_orcid_id():
    ada = factories.person("Ada Example")
    factories.profile_link(ada, kind="orcid", url="https://orcid.org/0000-0002-1825-0097")
    author = Author.from_printed_name("A. Other-Name", orcid="0000-0002-1825-0097")
    entry = Entry(kind="journal", title="On Looms", year=2025, authors=(author,))
    importing.save_new(importing.plan([entry]), by=None)
    authorship = Authorship.objects.get()
    assert (authorship.name, authorship.person) == ("A. Other-Name", ada)


def many(number):
    text = """@article{{k{0}, title = {{Paper on Looms}}, author = {{Ada Example and Ben Other}}, year = {1},
      keywords = {{steam, looms}}, url = {{https://example.org/{0}}}, editor = {{Eve Editor}}}}"""
    return "\n".join(text.format(n, 1900 + 2 * n) for n in range(number))


def test_search_text_and_slugs_of_many_are_those_of_single_ones():
    factories.person("Ada Example")
    papers = save(many(3))
    assert [paper.slug for paper in papers] == ["paper-on-looms", "paper-on-looms-2", "paper-on-looms-3"]
    assert Publication.objects.all().reindex() == 0
    assert "ben other" in Publication.objects.latest("pk").search_text


def test_recorded_versions_of_many_are_those_of_single_ones():
    papers = save(many(2))
    for paper in papers:
        version = revisions.versions_of(paper).get()
        assert recorded_states.recorded_snapshot(version) == recorded_states.current_snapshot(paper)
    assert len({version.revision_id for version in Version.objects.all()}) == 1


def test_number_of_queries_does_not_grow_with_the_number_of_entries():
    save(many(1))
    counts = []
    for start, number in ((10, 2), (40, 20)):
        entries = bibtex.parse(many(start + number)).entries[start:]
        planned = importing.plan(replace(entry, title=f"Title {entry.year}") for entry in entries)
        with CaptureQueriesContext(connection) as queries:
            importing.save_new(planned, by=None)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_papers_of_large_collaborations_are_saved_in_small_batches(monkeypatch):
    monkeypatch.setattr(saving, "MAX_AUTHORS", 3)
    importing.save_all_new(plan(many(4)), by=None)
    assert Version.objects.values("revision").distinct().count() == 2
