"""Imports of RIS, CSL-JSON, NBIB and EndNote files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from publications.models import Import, Publication
from tests.views.import_pages import PAGE, decide, import_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


RIS = "TY  - JOUR\nTI  - On Engines\nAU  - Example, Ada\nT2  - Journal of Engines\nPY  - 2025\nER  - \n"
CSL_JSON = """[{"type": "article-journal", "title": "On Engines", "issued": {"date-parts": [[2025]]},
  "author": [{"family": "Example", "given": "Ada"}], "container-title": "Journal of Engines"}]"""
NBIB = "PMID- 1\nTI  - On Engines.\nFAU - Example, Ada\nJT  - Journal of Engines\nDP  - 2025\n"
ENDNOTE = "%0 Journal Article\n%T On Engines\n%A Example, Ada\n%J Journal of Engines\n%D 2025\n"


@pytest.mark.parametrize("text", [RIS, CSL_JSON, NBIB, ENDNOTE], ids=["ris", "csl", "nbib", "endnote"])
@pytest.mark.parametrize("field", ["text", "files"])
def test_every_format_is_imported_whatever_the_name_of_its_file(pi, text, field):
    data = {"text": text} if field == "text" else {"files": SimpleUploadedFile("list.txt", text.encode())}
    assert pi.post(PAGE, data).status_code == 302
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    paper = Publication.objects.get()
    assert (paper.title, paper.kind, paper.year) == ("On Engines", "journal", 2025)
    assert paper.venue.name == "Journal of Engines"
    assert [row.name for row in paper.authorships.all()] == ["Ada Example"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Some words.", "contains no publications. We read BibTeX, RIS,"),
        ('[{"title": "On', "is damaged at line 1: invalid JSON"),
        ("<xml><records><record>\n<titles", "is damaged at line 2: invalid XML"),
    ],
)
def test_text_without_entries_is_explained_at_its_field(pi, text, message):
    response = pi.post(PAGE, {"text": text})
    assert response.status_code == 422
    (error,) = response.context["form"].errors["text"]
    assert message in error
    assert response.context["form"]["text"].value() == text


def test_problems_of_other_formats_are_listed_by_line(pi):
    batch = import_text(pi, RIS.replace("ER  - ", "X9  - 7\nER  - "))
    assert "unknown tag; its value is not imported" in pi.get(batch.get_absolute_url()).content.decode()
    assert [problem["line"] for problem in batch.problem_lines] == [6]


def test_too_many_entries_of_any_format_are_refused(pi, monkeypatch):
    monkeypatch.setattr("publications.import_forms.MAX_ENTRIES", 1)
    for text in (RIS * 2, NBIB + "\n" + NBIB, ENDNOTE * 2, f"[{CSL_JSON[1:-1]}, {CSL_JSON[1:-1]}]"):
        assert "has more than 1 entries" in pi.post(PAGE, {"text": text}).content.decode()
