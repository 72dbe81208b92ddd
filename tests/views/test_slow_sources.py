"""Web services that answer slowly: pages wait for a moment, and what they found appears later."""

import threading
import time
from concurrent.futures import Future
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from werkzeug import Response

from core import background
from publications import bibtex, importing
from publications.importing import completing, lookups
from publications.models import Import, ImportedEntry, Lookup
from tests.publications.sources import responses
from tests.views.import_pages import PAGE, PAPER
from tests.views.reading import Page

pytestmark = pytest.mark.django_db
DOI = "10.5555/loom.2025.7"


class Calls:
    """Keeps what pages begin in threads until the test lets the services answer."""

    def __init__(self):
        self.begun = []

    def in_thread(self, work):
        self.begun.append((work, Future()))
        return self.begun[-1][1]

    def answer(self):
        calls, self.begun = self.begun, []
        for work, future in calls:
            try:
                result = work()
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)


@pytest.fixture
def slow(monkeypatch, sources):
    calls = Calls()
    for module in (lookups, completing):
        monkeypatch.setattr(module, "PATIENCE", 0)
        monkeypatch.setattr(module, "in_thread", calls.in_thread)
    return calls


def expect_paper(sources):
    sources.expect_request(f"/crossref/works/{DOI}").respond_with_json(responses.crossref())


def begin(client, typed=DOI, query="", **more):
    """Submit the form, and return the response of the page that it leads to."""
    return client.post(PAGE + query, {"identifiers": typed, **more}, follow=True)


def test_page_says_that_a_service_is_still_answering_and_shows_what_was_typed(pi, slow):
    response = begin(pi, f"{DOI}\nsome more")
    page = response.content.decode()
    assert response.status_code == 202 and "still answering" in page
    assert f"{DOI}\nsome more</pre>" in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


def test_list_appears_once_the_service_has_answered_however_often_the_page_is_loaded(pi, slow, sources):
    expect_paper(sources)
    url = begin(pi, query="?next=/desk/").redirect_chain[-1][0]
    slow.answer()
    batch = Import.objects.get()
    for _time in range(2):
        assert pi.get(url).headers["Location"] == f"{batch.get_absolute_url()}?next=%2Fdesk%2F"
    assert batch.source == DOI and batch.entries.get().record["title"] == "Weaving with Looms & Threads"
    assert "Weaving with Looms" in pi.get(url, follow=True).content.decode()


def test_failures_come_with_the_list_and_only_a_reader_sees_them(pi, slow, sources):
    expect_paper(sources)
    sources.expect_request("/crossref/works/10.5555/none").respond_with_data(status=404)
    sources.expect_request("/datacite/dois/10.5555/none").respond_with_data(status=404)
    lookup = begin(pi, f"10.5555/none\n{DOI}\nSpinning, 2024")
    assert "“Spinning, 2024” contains no identifier" in lookup.content.decode()
    slow.answer()
    url = Lookup.objects.get().get_absolute_url()
    assert pi.head(url).status_code == 302
    page = pi.get(url, follow=True).content.decode()
    assert page.count("Neither Crossref nor DataCite has a record of 10.5555/none") == 1
    assert "Spinning" not in page


def test_form_comes_back_filled_in_if_nothing_was_found(pi, slow, sources):
    url = begin(pi, f"{DOI}\nSpinning, 2024").redirect_chain[-1][0]
    sources.expect_request(f"/crossref/works/{DOI}").respond_with_data(status=404)
    sources.expect_request(f"/datacite/dois/{DOI}").respond_with_data(status=404)
    slow.answer()
    for _time in range(2):
        response = pi.get(url)
        page = response.content.decode()
        assert response.status_code == 422 and f"{DOI}\nSpinning, 2024</textarea>" in page
        assert "Neither Crossref nor DataCite has a record of" in page and "“Spinning, 2024” contains" in page
    assert not Import.objects.exists()


def test_matches_of_a_title_appear_with_buttons_that_import_them(pi, slow, sources):
    response = begin(pi, "weaving with looms", "?next=/desk/")
    assert response.status_code == 202 and "no identifier" not in response.content.decode()
    found = responses.crossref_list(responses.crossref_work())
    sources.expect_request("/crossref/works").respond_with_json(found)
    slow.answer()
    response = pi.get(response.redirect_chain[-1][0])
    page = response.content.decode()
    assert response.status_code == 422 and "Select the publication below" in page
    assert "no identifier" not in page and "?title=weaving%20with%20looms" in page
    (select,) = [
        form for form in Page(response).all("form") if form.find(f".//input[@value='{DOI}']") is not None
    ]
    assert select.attrib["action"] == f"{PAGE}?next=%2Fdesk%2F"


def test_files_are_stored_without_waiting_for_the_services(pi, slow, sources):
    expect_paper(sources)
    response = begin(pi, files=SimpleUploadedFile("a.bib", PAPER.encode()))
    assert response.status_code == 202 and Import.objects.get().source == "a.bib"
    slow.answer()
    assert set(Import.objects.values_list("source", flat=True)) == {"a.bib", DOI}


def test_unreadable_file_is_named_while_a_service_is_still_answering(pi, slow):
    page = begin(pi, files=SimpleUploadedFile("a.bib", b"no entries")).content.decode()
    assert "a.bib contains no publications" in page and "still answering" in page


def test_lookup_of_a_process_that_has_ended_begins_again_once(pi, slow, sources):
    url = begin(pi).redirect_chain[-1][0]
    slow.begun.clear()
    pi.get(url)
    assert not slow.begun
    Lookup.objects.update(begun=timezone.now() - lookups.LONGEST - timedelta(seconds=1))
    for _time in range(2):
        assert pi.get(url).status_code == 202
    assert len(slow.begun) == 1
    expect_paper(sources)
    slow.answer()
    assert pi.get(url).headers["Location"] == Import.objects.get().get_absolute_url()


def test_two_processes_that_look_up_the_same_store_one_list(pi, slow, sources):
    expect_paper(sources)
    begin(pi)
    lookup = Lookup.objects.get()
    Lookup.objects.update(begun=timezone.now() - lookups.LONGEST - timedelta(seconds=1))
    pi.get(lookup.get_absolute_url())
    assert len(slow.begun) == 2
    slow.answer()
    assert Import.objects.count() == 1


def test_mistake_of_the_program_ends_the_lookup_with_a_message(pi, slow, monkeypatch):
    begin(pi)
    monkeypatch.setattr(lookups, "fetch", lambda *args: {}["missing"])
    slow.answer()
    response = pi.get(Lookup.objects.get().get_absolute_url())
    assert response.status_code == 422 and "Something went wrong" in response.content.decode()
    assert f"{DOI}</textarea>" in response.content.decode()


def test_old_lookups_without_a_list_are_deleted_by_the_next_one(pi, slow):
    begin(pi)
    slow.answer()
    Lookup.objects.update(begun=timezone.now() - lookups.KEPT - timedelta(hours=1))
    begin(pi)
    assert [lookup.is_done for lookup in Lookup.objects.all()] == [False]


def test_details_arrive_later_where_a_service_answers_slowly(pi, slow, sources):
    entry = bibtex.Entry(kind="journal", title="Weaving", doi=DOI, is_incomplete=True)
    batch = importing.store([entry], [], pi.user, "ORCID")
    page = pi.post(batch.get_absolute_url(), {"do": "complete-details"}, follow=True).content.decode()
    assert "A service is still answering." in page and "Fetch missing details" in page
    sources.expect_request("/crossref/works").respond_with_json(
        responses.crossref_list(responses.crossref_work())
    )
    slow.answer()
    assert ImportedEntry.objects.get().record["title"] == "Weaving with Looms & Threads"
    assert "Fetch missing details" not in pi.get(batch.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("typed", [DOI, "Weaving with Looms"])
def test_page_answers_before_a_slow_service_does_and_the_thread_continues(pi, sources, monkeypatch, typed):
    released = threading.Event()

    def handler(request):
        released.wait(30)
        return Response("", status=404) if DOI in request.path else Response('{"message": {"items": []}}')

    sources.expect_request(f"/crossref/works/{DOI}").respond_with_handler(handler)
    sources.expect_request("/crossref/works").respond_with_handler(handler)
    sources.expect_request(f"/datacite/dois/{DOI}").respond_with_data(status=404)
    start = time.monotonic()
    response = begin(pi, typed, query="")
    assert response.status_code == 202 and time.monotonic() - start < 20  # the service takes thirty
    released.set()
    while (response := pi.get(response.request["PATH_INFO"])).status_code == 202:
        assert time.monotonic() - start < 60
        time.sleep(0.05)
    assert response.status_code == 422 and f"{typed}</textarea>" in response.content.decode()


def test_thread_speaks_the_language_of_the_page():
    with translation.override("zh-hans"):
        future = background.in_thread(translation.get_language)
    assert future.result(5) == "zh-hans"


def test_failure_in_a_thread_is_its_result():
    with pytest.raises(ZeroDivisionError):
        background.in_thread(lambda: 1 // 0).result(5)
