"""Importing what entries say beyond author, title and venue."""

import pytest

from moderation import revisions
from moderation.recorded_states import recorded_snapshot
from publications import citing, importing
from publications.bibtex import parse
from publications.models import Publication, Verdict
from publications.references import references
from publications.stored_entries import entry_from_data, entry_to_data
from tests import factories

pytestmark = pytest.mark.django_db

FULL = """
@article{full,
  author = {Example, Ada}, title = {On {$\\sqrt{n}$} Looms}, translatedtitle = {论织机},
  journal = {Journal of Looms}, year = {in press}, eid = {e0209899},
  award = {Best Paper}, note = {Extended version}, additional_info = {Oral},
  selected = {true}, code = {https://code.example/looms}, slides = {https://slides.example/looms.pdf},
  pdf = {https://pdf.example/looms.pdf}
}
"""


def save(text, by=None):
    return importing.save_new(importing.plan(parse(text).entries), by=by)


def test_every_detail_is_stored_and_comes_back_from_the_export():
    (paper,) = save(FULL)
    paper.refresh_from_db()
    assert paper.title == r"On $\sqrt{n}$ Looms"
    assert (paper.translated_title, paper.article_number, paper.is_in_press) == ("论织机", "e0209899", True)
    assert (paper.award, paper.note, paper.extra) == ("Best Paper", "Extended version. Oral", {})
    links = {link.kind: link.url for link in paper.links.all()}
    assert set(links) == {"code", "slides", "pdf"}
    exported = citing.bibtex(references(Publication.objects.all()))
    (again,) = importing.plan(parse(exported).entries)
    assert again.verdict == Verdict.SAME, again.differences
    paper.delete()
    (restored,) = save(exported)
    assert {link.kind: link.url for link in restored.links.all() if link.kind != "link"} == links
    names = ("title", "translated_title", "article_number", "is_in_press", "award", "note", "year", "extra")
    assert [getattr(restored, name) for name in names] == [getattr(paper, name) for name in names]


def test_stored_entry_keeps_every_detail():
    [entry] = parse(FULL).entries
    stored = entry_from_data(entry_to_data(entry))
    for name in (
        "links",
        "is_selected",
        "note",
        "award",
        "article_number",
        "is_in_press",
        "translated_title",
    ):
        assert getattr(stored, name) == getattr(entry, name)


def test_only_who_may_select_selects_by_an_import(pi, member):
    for actor, is_selected in ((pi, True), (member, False), (None, True)):
        (paper,) = save(FULL, by=actor and actor.user)
        assert Publication.objects.get(pk=paper.pk).is_selected is is_selected
        paper.delete()


def test_paper_in_press_takes_the_data_of_the_published_version():
    save("@article{a, author={Example, Ada}, title={On Looms}, journal={Looms}, year={in press}}")
    fields = "author={Example, Ada}, title={On Looms}, journal={Looms}, year=2025, volume=3, pages={1--9}"
    published = f"@article{{a, {fields}}}"
    (item,) = importing.plan(parse(published).entries)
    assert {difference.name for difference in item.differences if difference.suggested} == {
        "is_in_press",
        "year",
        "volume",
        "pages",
    }
    importing.update_publication(item, ["is_in_press", "year", "volume"], by=None)
    paper = Publication.objects.get()
    assert (paper.is_in_press, paper.year, paper.volume) == (False, 2025, "3")


def test_version_of_an_updated_paper_has_its_new_links():
    paper = factories.publication("On Looms", ["Ada Example"], year=2025)
    factories.publication_link(paper, url="https://code.example")
    later = "@misc{a, author={Example, Ada}, title={On Looms}, year=2025, url={https://loom.example/paper}}"
    (item,) = importing.plan(parse(later).entries)
    importing.update_publication(item, ["links"], by=None)
    rows = recorded_snapshot(revisions.versions_of(paper).first())["rows"]["links"]
    urls = [row["values"]["url"] for row in rows]
    assert urls == [["https://code.example"], ["https://loom.example/paper"]]


def test_published_paper_is_not_set_back_to_in_press():
    factories.publication("On Looms", ["Ada Example"], kind="journal", year=2025)
    later = "@article{a, author={Example, Ada}, title={On Looms}, year=2025, note={To appear}}"
    (item,) = importing.plan(parse(later).entries)
    assert item.same_as is not None
    assert "is_in_press" not in {difference.name for difference in item.differences}
