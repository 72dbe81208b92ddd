"""Files that are too large or malformed are refused quickly."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from publications.models import Import
from tests.views.import_pages import PAGE, PAPER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", ["@a{", "@a("])
def test_file_with_too_many_entries_is_rejected_quickly(pi, start):
    file = SimpleUploadedFile("a.bib", start.encode() * 2_000_000)
    begin = time.process_time()
    response = pi.post(PAGE, {"files": [file]})
    assert time.process_time() - begin < 5
    assert response.status_code == 422
    assert "more than 20000 entries" in response.content.decode()


@pytest.mark.parametrize("text", ["{", "}", "@article{a, title={", "@article{a,", "@article{a, author={"])
@pytest.mark.parametrize("more", ["{", "{}", "a={}", "#a", "$"])
def test_file_with_too_many_braces_is_rejected_without_parsing(pi, monkeypatch, text, more):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 1000)
    monkeypatch.setattr("publications.bibtex.parse", lambda text: pytest.fail("The file was parsed."))
    file = SimpleUploadedFile("a.bib", (text + more * 1001).encode())
    response = pi.post(PAGE, {"files": [file]})
    assert response.status_code == 422
    assert "a.bib has too many braces and quotes to be a bibliography." in response.content.decode()


def test_limit_on_braces_applies_to_all_files_together(pi, monkeypatch):
    monkeypatch.setattr("publications.import_forms.MAX_SYNTAX_CHARACTERS", 100)
    files = [SimpleUploadedFile(f"{name}.bib", PAPER.encode() + b"$" * 50) for name in "abc"]
    pi.post(PAGE, {"files": files})
    assert Import.objects.count() == 1


@pytest.mark.parametrize("author", ["\0", "{\0}", "Ada\0 Example"])
def test_file_with_null_characters_is_imported(pi, author):
    text = f"@article{{a, title = {{T}}, author = {{{author}}}, year = 2025}}"
    response = pi.post(PAGE, {"files": [SimpleUploadedFile("a.bib", text.encode())]})
    assert response.status_code == 302
