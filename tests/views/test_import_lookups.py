"""Imports of identifiers, which web services look up."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.jobs import JobFailed
from publications import bibtex, importing
from publications.models import Import, ImportedEntry, Publication
from tests import factories
from tests.editor_forms import form_data, send
from tests.publications.sources import responses
from tests.views.import_pages import PAGE, PAPER, decide

pytestmark = pytest.mark.django_db
#: The query of a search for "weaving with looms".
TITLE_QUERY = {
    "query.bibliographic": "weaving with looms",
    "rows": "5",
    "select": "DOI,type,title,subtitle,author,container-title,issued,published",
}


def test_entry_of_a_web_service_is_previewed_like_a_file(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "https://doi.org/10.5555/LOOM.2025.7"})
    batch = Import.objects.get()
    assert "Weaving with Looms" in pi.get(batch.get_absolute_url()).content.decode()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().doi == "10.5555/loom.2025.7"


def test_author_with_a_known_orcid_id_is_linked_under_any_name(pi, sources):
    ada = factories.person("Augusta King")
    factories.profile_link(ada, "orcid", "https://orcid.org/0000-0001-2345-6789")
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "10.5555/loom.2025.7"})
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    assert Publication.objects.get().authorships.first().person == ada


def test_failing_lookup_returns_the_filled_form(pi, sources):
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    response = pi.post(PAGE, {"identifiers": "10.5555/none"})
    assert response.status_code == 422
    assert "Neither Crossref nor DataCite has a record of" in response.content.decode()
    assert "10.5555/none</textarea>" in response.content.decode()


def test_failing_identifier_does_not_stop_the_others(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data("", status=404)
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data("", status=404)
    page = pi.post(PAGE, {"identifiers": "10.5555/none\n10.5555/loom.2025.7"}, follow=True).content.decode()
    assert "Neither Crossref nor DataCite has a record of" in page
    assert "Weaving with Looms" in page


def test_references_are_searched_for_identifiers_and_lines_without_one_are_named(pi, sources):
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    lines = "A. Example. Weaving. doi：10.5555/LOOM.2025.7.\n\nSpinning, 2024.\nhttps://doi.org/10.5555/loom.2025.7"
    page = pi.post(PAGE, {"identifiers": lines}, follow=True).content.decode()
    assert "Weaving with Looms" in page
    assert "“Spinning, 2024.” contains no identifier or address that we can look up." in page
    assert len(sources.log) == 1


def test_missing_details_are_named_and_fetched_later(pi, sources):
    orcid_id, summary = (
        "0000-0002-1825-0097",
        responses.orcid_summary(1, "Weaving", doi="10.5555/loom.2025.7"),
    )
    sources.expect_request(f"/orcid/v3.0/{orcid_id}/works").respond_with_json(responses.orcid(summary))
    sources.expect_request(f"/orcid/v3.0/{orcid_id}/works/1").respond_with_json({"bulk": []})
    busy = {"Retry-After": "99"}
    sources.expect_oneshot_request("/crossref/works").respond_with_data(status=429, headers=busy)
    page = pi.post(PAGE, {"identifiers": orcid_id}, follow=True).content.decode()
    assert "Details of 1 publication will be completed later." in page
    assert "Details are missing because a service did not answer." in page and "Fetch missing details" in page
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    batch = Import.objects.get()
    page = pi.post(batch.get_absolute_url(), {"do": "complete-details"}, follow=True).content.decode()
    assert "1 entry completed." in page and "Weaving with Looms &amp; Threads" in page
    assert "Fetch missing details" not in page


def test_job_completes_entries_and_fails_while_the_service_does(pi, sources):
    entry = bibtex.Entry(kind="journal", title="Weaving", doi="10.5555/loom.2025.7", is_incomplete=True)
    importing.store([entry], [], pi.user, "ORCID")
    sources.expect_oneshot_request("/crossref/works").respond_with_data(
        status=429, headers={"Retry-After": "999"}
    )
    with pytest.raises(JobFailed, match="Crossref is receiving too many requests"):
        importing.complete_all(timezone.now())
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    assert importing.complete_all(timezone.now()) == "Imported entries completed: 1."
    assert ImportedEntry.objects.get().record["title"] == "Weaving with Looms & Threads"


def test_job_completes_what_has_no_identifier_from_its_record(pi, sources):
    orcid_id, summary = "0000-0002-1825-0097", responses.orcid_summary(1, "Weaving")
    entry = bibtex.Entry(kind="journal", title="Weaving", is_incomplete=True, source_record=f"{orcid_id}/1")
    importing.store([entry], [], pi.user, "ORCID")
    work = responses.orcid_work(summary, ("Ada Example", "", "author"))
    sources.expect_request(f"/orcid/v3.0/{orcid_id}/works/1").respond_with_json({"bulk": [work]})
    assert importing.complete_all(timezone.now()) == "Imported entries completed: 1."
    assert ImportedEntry.objects.get().record["authors"][0]["name"] == "Ada Example"


ELEVEN = "\n".join(f"2401.{number:05}" for number in range(11))


def test_the_first_field_takes_entries_of_a_bibliography(pi):
    assert pi.post(PAGE, {"identifiers": PAPER}).status_code == 302
    assert ImportedEntry.objects.get().record["title"] == "On Engines"


def test_a_title_leads_to_the_form_with_this_title(pi, sources):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    page = pi.post(PAGE, {"identifiers": "Weaving with Looms & Co"}).content.decode()
    url = "/me/publications/add/?title=Weaving%20with%20Looms%20%26%20Co"
    assert f'href="{url}' in page
    assert form_data(pi.get(url))["title"] == ["Weaving with Looms & Co"]
    send(pi, url)
    assert Publication.objects.get().title == "Weaving with Looms & Co"


def test_several_lines_and_addresses_are_no_title(pi):
    for typed in ("https://example.org/weaving", "Weaving\nLooms"):
        assert "?title=" not in pi.post(PAGE, {"identifiers": typed}).content.decode()


@pytest.mark.parametrize("identifiers", ["Weaving with Looms", ELEVEN, "\0"])
def test_invalid_identifiers_are_rejected(pi, sources, identifiers):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    assert pi.post(PAGE, {"identifiers": identifiers}).status_code == 422


# ---- a title ----------------------------------------------------------------------------------


def test_title_is_looked_up_and_the_selected_match_is_imported(pi, sources):
    other = {**responses.crossref_work(), "DOI": "10.5555/other", "title": ["Something Else Entirely"]}
    answer = responses.crossref_list(responses.crossref_work(), other)
    sources.expect_request("/crossref/works", query_string=TITLE_QUERY).respond_with_json(answer)
    response = pi.post(PAGE, {"identifiers": "weaving with looms"})
    page = response.content.decode()
    assert response.status_code == 422 and "weaving with looms</textarea>" in page
    assert "Select the publication below" in page and 'value="10.5555/loom.2025.7"' in page
    assert "10.5555/other" not in page and "?title=weaving%20with%20looms" in page
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(responses.crossref())
    pi.post(PAGE, {"identifiers": "10.5555/loom.2025.7"})
    assert ImportedEntry.objects.get().record["title"] == "Weaving with Looms & Threads"


def test_unknown_title_leads_to_the_form(pi, sources):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    page = pi.post(PAGE, {"identifiers": "Weaving"}).content.decode()
    assert "Crossref has no publication with this title" in page
    assert "Weaving</textarea>" in page and "?title=Weaving" in page


def test_title_stays_in_the_form_while_crossref_is_unavailable(pi, sources):
    busy = {"Retry-After": "99"}
    sources.expect_request("/crossref/works").respond_with_data(status=429, headers=busy)
    page = pi.post(PAGE, {"identifiers": "Weaving with Looms"}).content.decode()
    assert "Crossref is receiving too many requests from us" in page
    assert "Weaving with Looms</textarea>" in page and "?title=Weaving%20with%20Looms" in page


def test_damaged_file_is_named_next_to_the_title(pi, sources):
    sources.expect_request("/crossref/works").respond_with_json(responses.crossref_list())
    damaged = SimpleUploadedFile("list.bib", b"no entries")
    page = pi.post(PAGE, {"identifiers": "Weaving with Looms", "files": damaged}).content.decode()
    assert "Crossref has no publication with this title" in page
    assert "list.bib contains no publications" in page


@pytest.mark.parametrize("answer", [{}, [], {"message": {"items": "x"}}, {"message": None}], ids=str)
def test_answer_without_a_list_does_not_mean_that_the_title_is_unknown(pi, sources, answer):
    sources.expect_request("/crossref/works").respond_with_json(answer)
    page = pi.post(PAGE, {"identifiers": "Weaving with Looms"}).content.decode()
    assert "Crossref sent a response that cannot be read" in page
    assert "Weaving with Looms</textarea>" in page and "?title=Weaving" in page


def test_long_text_is_cut_before_it_is_looked_up(pi, sources):
    query = TITLE_QUERY | {"query.bibliographic": ("weaving " * 100)[:500]}
    answer = responses.crossref_list(responses.crossref_work(title=["Weaving"]))
    sources.expect_request("/crossref/works", query_string=query).respond_with_json(answer)
    page = pi.post(PAGE, {"identifiers": "weaving " * 2000}).content.decode()
    assert "Select the publication below" in page


@pytest.mark.parametrize("text", ["Weaving with Looms", "10.5555/loom.2025.7"])
def test_page_does_not_wait_for_a_service_that_is_unavailable(pi, sources, text):
    begin = time.monotonic()
    assert pi.post(PAGE, {"identifiers": text}).status_code == 422  # the server answers everything with 500
    assert time.monotonic() - begin < 2
