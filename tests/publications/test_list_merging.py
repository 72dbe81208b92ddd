"""Entries of a list that describe one work are merged into one publication, led by the published version."""

from itertools import permutations

import pytest

from publications import bibtex, importing
from publications.importing import duplicates, list_merging
from publications.models import Publication, Verdict
from tests import factories

pytestmark = pytest.mark.django_db

CORR = """@article{corr, title = {On Weaving Engines}, author = {Example, Ada}, journal = {CoRR},
  volume = {abs/1801.00001}, year = 2018, eprint = {1801.00001}, eprinttype = {arXiv},
  url = {http://example.org/preprint}, abstract = {Looms weave.}, keywords = {looms}, pages = {1--3}}
"""
CONFERENCE = """@inproceedings{conf, title = {On Weaving Engines}, author = {Example, Ada}, pages = {7--19},
  booktitle = {Symposium on Looms}, year = 2018, doi = {10.1000/conf}, url = {https://doi.org/10.1000/conf},
  keywords = {engines}}
"""
JOURNAL = """@article{journal, title = {On Weaving Engines}, author = {Example, Ada}, volume = 3,
  journal = {Annals of Steam}, year = 2019, doi = {10.1000/journal}}
"""


def plan(text):
    return importing.plan(bibtex.parse(text).entries)


def verdicts(items):
    return {item.entry.key: item.verdict for item in items}


@pytest.mark.parametrize("texts", permutations([CORR, CONFERENCE, JOURNAL]))
def test_preprint_is_merged_into_the_earliest_published_version(texts):
    items = plan("".join(texts))
    assert verdicts(items) == {"corr": Verdict.REPEATED, "conf": Verdict.NEW, "journal": Verdict.NEW}
    importing.save_new(items, by=None)
    conference = Publication.objects.get(kind="conference")
    assert (conference.arxiv_id, conference.doi, conference.pages) == ("1801.00001", "10.1000/conf", "7–19")
    assert conference.abstract == "Looms weave."
    assert {topic.name for topic in conference.topics.all()} == {"engines", "looms"}
    assert [link.url for link in conference.links.all()] == ["http://example.org/preprint"]
    assert Publication.objects.get(kind="journal").arxiv_id == ""


@pytest.mark.parametrize("texts", permutations([CONFERENCE, JOURNAL]))
def test_only_one_published_version_updates_the_saved_preprint(texts):
    preprint = factories.publication(
        "On Weaving Engines", kind="preprint", year=2018, arxiv_id="1801.00001", authors=["Ada Example"]
    )
    items = plan("".join(texts))
    assert verdicts(items) == {"conf": Verdict.UPDATE, "journal": Verdict.NEW}
    assert next(item for item in items if item.entry.key == "conf").same_as == preprint


def test_saved_conference_and_journal_versions_each_find_their_own_entry():
    importing.save_new(plan(CONFERENCE + JOURNAL), by=None)
    items = plan(JOURNAL + CONFERENCE)
    assert [item.differences for item in items] == [[], []]
    assert [item.same_as.kind for item in items] == ["journal", "conference"]


def test_most_precise_record_leads_and_takes_what_it_lacks():
    sparse = CONFERENCE.replace("doi = {10.1000/conf},", "").replace("conf,", "sparse, month = may,")
    items = plan(sparse.replace("pages = {7--19},", "editor = {Ben Other},") + CONFERENCE)
    assert verdicts(items) == {"sparse": Verdict.REPEATED, "conf": Verdict.NEW}
    entry = items[1].entry
    assert (entry.month, entry.pages, [editor.name for editor in entry.editors]) == (5, "7–19", ["Ben Other"])


def test_longer_list_of_people_replaces_one_that_ends_in_and_others():
    short = CONFERENCE.replace("{Example, Ada}", "{Example, Ada and others}")
    long = CORR.replace("{Example, Ada}", "{Example, Ada and Other, Ben and others}")
    entry = next(item.entry for item in plan(short + long) if item.merged)
    assert ([author.name for author in entry.authors], entry.has_others) == (
        ["Ada Example", "Ben Other"],
        True,
    )
    full = long.replace(" and others", "")
    entry = next(item.entry for item in plan(short + full) if item.merged)
    assert (len(entry.authors), entry.has_others) == (2, False)
    entry = next(item.entry for item in plan(CONFERENCE + full) if item.merged)
    assert (len(entry.authors), entry.has_others) == (1, False)


def test_editors_of_a_merged_record_are_taken_with_and_others():
    sparse = CONFERENCE.replace("doi = {10.1000/conf},", "").replace("conf,", "sparse,")
    items = plan(sparse.replace("pages = {7--19},", "editor = {Ben Other and others},") + CONFERENCE)
    entry = next(item.entry for item in items if item.merged)
    assert ([editor.name for editor in entry.editors], entry.has_more_editors) == (["Ben Other"], True)


def test_books_of_one_title_with_other_editors_are_two_works():
    book = "@book{%s, title = {Handbook of Looms}, editor = {%s}, publisher = {Yarn Press}, year = 2018}"
    items = plan(book % ("a", "Example, Ada") + book % ("b", "Other, Ben"))
    assert verdicts(items) == {"a": Verdict.NEW, "b": Verdict.NEW}
    importing.save_new(items, by=None)
    again = plan(book % ("c", "Other, Ben and Example, Ada") + book % ("d", "Third, Cleo"))
    assert verdicts(again)["d"] == Verdict.NEW
    assert again[0].same_as.editorships.get().name == "Ben Other"


def test_date_of_another_year_is_not_mixed_in():
    online, printed = (
        JOURNAL.replace("2019", "2018, month = dec"),
        JOURNAL.replace("volume", "pages = 9, volume"),
    )
    (item,) = (item for item in plan(online.replace("journal,", "online,") + printed) if item.merged)
    assert (item.entry.year, item.entry.month) == (2019, None)


def test_second_paper_with_the_same_preprint_keeps_its_id_in_the_extra_fields():
    eprint = "year = 2018, eprint = {1801.00001}, archiveprefix = {arXiv}"
    text = CONFERENCE.replace("year = 2018", eprint) + JOURNAL.replace("year = 2019", eprint)
    papers = importing.save_new(plan(text), by=None)
    assert [paper.arxiv_id for paper in papers] == ["1801.00001", ""]
    assert papers[1].extra == {"eprint": "1801.00001", "archiveprefix": "arXiv"}
    assert [item.differences for item in plan(text)] == [[], []]


def test_chapters_keep_the_doi_of_their_book():
    chapter = """@incollection{{k{0}, title = {{Chapter {0}}}, author = {{Example, Ada}},
      booktitle = {{Looms}}, year = 2020, doi = {{10.1000/book}}, pages = {{{0}1--{0}9}}}}\n"""
    text = chapter.format(1) + chapter.format(2)
    papers = importing.save_new(plan(text), by=None)
    assert [(paper.doi, paper.extra.get("doi")) for paper in papers] == [
        ("10.1000/book", None),
        ("", "10.1000/book"),
    ]
    assert [item.differences for item in plan(text)] == [[], []]


def test_stored_doi_is_kept_when_only_its_version_differs():
    factories.publication("On Weaving Engines", doi="10.1000/data.v1", year=2018, authors=["Ada Example"])
    (item,) = plan(CONFERENCE.replace("10.1000/conf", "10.1000/DATA.v2"))
    assert "doi" not in {difference.name for difference in item.differences}


def test_orcid_ids_of_a_merged_record_are_taken():
    entries = [*bibtex.parse(CONFERENCE).entries, *bibtex.parse(CORR).entries]
    authors = (bibtex.Author.from_printed_name("Ada Example", "0000-0001-2345-6789"),)
    leader = list_merging.merged(entries[0], [bibtex.Entry(kind="preprint", authors=authors)])
    assert leader.authors[0].orcid == "0000-0001-2345-6789"
    assert leader.authors[0].family == "Example"


def test_entry_is_added_as_new_or_compared_with_a_publication_whatever_it_resembles():
    saved = factories.publication(
        "On Weaving Engines", doi="10.1000/conf", year=2018, authors=["Ada Example"]
    )
    other = factories.publication("A Translated Title", year=2018)
    (entry,) = bibtex.parse(CONFERENCE).entries
    (own,) = importing.plan([entry], ["new"])
    assert (own.verdict, own.entry.doi, own.entry.extra["doi"]) == (Verdict.NEW, "", "10.1000/conf")
    (chosen,) = importing.plan([entry], [other.pk])
    assert (chosen.verdict, chosen.same_as) == (Verdict.UPDATE, other)
    assert importing.plan([entry])[0].same_as == saved


def test_entry_added_as_new_takes_in_no_other_entry_of_its_title():
    entries = bibtex.parse(CORR + CONFERENCE).entries
    items = importing.plan(entries, ["new"])
    assert [item.verdict for item in items] == [Verdict.NEW, Verdict.NEW]


def test_report_series_of_preprints_is_merged_like_a_preprint_server():
    report = """@article{eccc, title = {On Weaving Engines}, author = {Example, Ada}, year = 2018,
      journal = {Electron. Colloquium Comput. Complex.}, volume = {{TR18}-001}}"""
    items = plan(report + CORR + CONFERENCE)
    assert verdicts(items) == {"eccc": Verdict.REPEATED, "corr": Verdict.REPEATED, "conf": Verdict.NEW}


@pytest.mark.parametrize("doi", ["10.1101/2020.01.02.123456", "10.2139/ssrn.123", "10.21203/rs.3.rs-1/v1"])
def test_record_with_the_doi_of_a_preprint_server_is_a_preprint(doi):
    preprint = "@misc{pre, title = {On Weaving Engines}, year = 2018, author = {Example, Ada}, doi = {%s}}\n"
    items = plan(preprint % doi + CONFERENCE)
    assert verdicts(items) == {"pre": Verdict.REPEATED, "conf": Verdict.NEW}


def test_list_of_one_title_is_compared_with_a_limited_number_of_works(monkeypatch):
    comparisons = []
    monkeypatch.setattr(duplicates, "MAX_WORKS", 10)
    monkeypatch.setattr(duplicates, "are_one_work", lambda *works: comparisons.append(works))
    text = "@article{{k{0}, title = {{Editorial}}, year = 2020, doi = {{10.1000/{0}}}}}"
    plan("\n".join(text.format(number) for number in range(40)))
    assert 0 < len(comparisons) <= 10 * 40
