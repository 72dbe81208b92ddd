"""Entries of an import that resemble each other or a publication: merged, and decided otherwise."""

import zlib

import pytest
from django.db import connection

from moderation.models import Proposal, State
from publications.importing import batches
from publications.models import Publication
from tests import factories
from tests.views.import_pages import PAPER, decide, import_text
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


PREPRINT = """@article{corr, title = {On Engines}, author = {Example, Ada}, journal = {CoRR}, year = 2024,
  eprint = {2401.00001}, archiveprefix = {arXiv}, abstract = {Engines differ.}}
"""


def choose(client, batch, tab="new", **data):
    return client.post(batch.get_absolute_url(), {"show": tab, **data}, follow=True).content.decode()


def test_formulas_of_titles_are_readable_in_sentences_and_for_screen_readers(pi):
    batch = import_text(pi, (PREPRINT + PAPER).replace("On Engines", r"On $\mathcal{E}_n$"))
    page = pi.get(f"{batch.get_absolute_url()}?show=new").content.decode()
    assert "Merged with “On Eₙ”" in page and 'aria-label="Select On Eₙ"' in page
    assert "mathcal" not in page
    assert "mathcal" not in pi.get(f"{batch.get_absolute_url()}?show=repeated").content.decode()


def test_merged_entries_name_each_other_and_are_added_as_one(pi):
    batch = import_text(pi, PREPRINT + PAPER)
    page = Page(pi.get(f"{batch.get_absolute_url()}?show=new")).text
    assert "Merged with “On Engines” (arXiv 2024, Line 1)" in page
    assert "arXiv ID" in page
    page = Page(pi.get(f"{batch.get_absolute_url()}?show=repeated")).text
    assert "Merged into “On Engines” (Example Conference 2025, Line " in page
    decide(pi, batch, entry=batch.entries.get(verdict="new").pk)
    paper = Publication.objects.get()
    assert (paper.kind, paper.arxiv_id, paper.abstract) == ("conference", "2401.00001", "Engines differ.")
    assert batch.entries.get(verdict="repeated").publication == paper


def test_dates_in_words_are_shown(client, pi):
    factories.publication("On Engines and Looms", year=None, extra={"date": "-0349~"})
    texts = [
        "@article{k1, title = {On Yarn}, author = {Example, Ada}, year = {Spring 2024}}",
        "@book{k2, title = {On Engines and Loom}, author = {Example, Ada}, date = {-0349~}}",
        "@book{k3, title = {Undated}, author = {Example, Ada}, year = {in preparation}}",
    ]
    batch = import_text(pi, "\n".join(texts))
    page = Page(pi.get(f"{batch.get_absolute_url()}?show=new")).text
    assert "Spring 2024 · Line 1" in page
    assert page.count("c. 350 BC") == 2  # of the entry, and of the publication that resembles it
    assert "in preparation · Line 3" in page
    assert "2024 年春季" in Page(pi.get(f"/zh-hans{batch.get_absolute_url()}?show=new")).text


def test_entry_without_a_venue_and_a_year_shows_its_line_only(pi):
    batch = import_text(pi, "@misc{k1, title = {On Yarn}, author = {Example, Ada}}")
    assert "On Yarn Ada Example Line 1" in Page(pi.get(batch.get_absolute_url())).text


def test_merged_entry_is_added_as_a_publication_of_its_own(pi):
    batch = import_text(pi, PREPRINT + PAPER)
    row = batch.entries.get(verdict="repeated")
    page = choose(pi, batch, "repeated", different=row.pk)
    assert "“On Engines” is now listed under “New”." in page
    decide(pi, batch, entry=[row.pk for row in batch.entries.all()])
    assert set(Publication.objects.values_list("kind", "arxiv_id")) == {
        ("preprint", "2401.00001"),
        ("conference", ""),
    }


@pytest.mark.parametrize("more", ["", ", pages = {1--9}"], ids=["same", "update"])
def test_duplicate_is_added_as_new_whatever_it_resembles(pi, more):
    factories.publication("On Engines", year=2025, doi="10.1000/engines", authors=["Ada Example"])
    batch = import_text(pi, PAPER.replace(", year", f"{more}, year"))
    row = batch.entries.get()
    choose(pi, batch, row.verdict, different=row.pk)
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "You decided that this is a different publication." in page
    decide(pi, batch, entry=row.pk)
    added = Publication.objects.latest("pk")
    assert (Publication.objects.count(), added.doi, added.extra["doi"]) == (2, "", "10.1000/engines")
    again = import_text(pi, PAPER.replace(", year", f"{more}, year"))
    assert again.entries.get().publication is not None


def test_new_entry_is_compared_with_a_publication_of_a_similar_title(pi):
    paper = factories.publication("Engines of Difference, Revisited", year=2020, authors=["Ada Example"])
    factories.publication("Something Else Entirely")
    text = PAPER.replace("On Engines", "The Engines of Difference Revisited")
    batch = import_text(pi, text)
    row = batch.entries.get()
    page = pi.get(batch.get_absolute_url()).content.decode()
    assert "Engines of Difference, Revisited" in page
    assert "Something Else" not in page
    choose(pi, batch, same=row.pk, **{f"same-{row.pk}": paper.pk})
    row.refresh_from_db()
    assert (row.verdict, row.choice, row.publication) == ("update", "same", paper)
    decide(pi, batch, entry=row.pk, **{f"fields-{row.pk}": ["doi"]})
    paper.refresh_from_db()
    assert (paper.doi, Publication.objects.count()) == ("10.1000/engines", 2)


def test_entries_that_are_merged_follow_the_choice_of_a_publication(pi):
    paper = factories.publication(
        "Quite Another Title", kind="conference", year=2025, authors=["Ada Example"]
    )
    batch = import_text(pi, PREPRINT + PAPER)
    row = batch.entries.get(verdict="new")
    choose(pi, batch, same=row.pk, **{f"same-{row.pk}": paper.pk})
    assert {row.publication for row in batch.entries.all()} == {paper}


def test_choosing_without_a_selection_says_what_to_do(pi):
    batch = import_text(pi)
    page = choose(pi, batch, same=batch.entries.get().pk)
    assert "Select a publication first." in page
    assert batch.entries.get().choice == ""


def test_member_neither_sees_nor_chooses_hidden_publications_of_others(member):
    hidden = factories.publication("On Engines Again", is_public=False, authors=["Ben Other"])
    batch = import_text(member, PAPER.replace("On Engines", "On Engines Again and"))
    row = batch.entries.get()
    assert "On Engines Again<" not in member.get(batch.get_absolute_url()).content.decode()
    data = {"same": row.pk, f"same-{row.pk}": hidden.pk}
    assert member.post(batch.get_absolute_url(), data).status_code == 404


def test_member_proposes_a_duplicate_as_a_publication_of_its_own(member):
    factories.publication("On Engines", year=2025, authors=[member.person])
    text = PAPER.replace("Example, Ada", member.person.name).replace(", doi = {10.1000/engines}", "")
    batch = import_text(member, text)
    row = batch.entries.get()
    choose(member, batch, row.verdict, different=row.pk)
    decide(member, batch, entry=row.pk)
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.object_id) == (State.PENDING, None)


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "\0", ""])
def test_invalid_choice_does_no_harm(pi, key):
    batch = import_text(pi)
    assert pi.post(batch.get_absolute_url(), {"different": key}).status_code == 404
    row = batch.entries.get()
    assert pi.post(batch.get_absolute_url(), {"same": row.pk, f"same-{row.pk}": key}).status_code in (
        302,
        404,
    )
    assert batch.entries.get().choice == ""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
def test_entries_are_compared_again_while_no_other_transaction_can_decide_on_them(pi, monkeypatch):
    batch, locks, plan_rows = import_text(pi, PREPRINT + PAPER), [], batches.plan_rows

    def noted(rows):
        with connection.cursor() as cursor:
            cursor.execute("SELECT objid FROM pg_locks WHERE pid = pg_backend_pid()")
            locks.append(cursor.fetchall())
        return plan_rows(rows)

    monkeypatch.setattr(batches, "plan_rows", noted)
    choose(pi, batch, "repeated", different=batch.entries.get(verdict="repeated").pk)
    assert (zlib.crc32(b"imported entries"),) in locks[0]
