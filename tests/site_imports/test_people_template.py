"""The table of people to fill in: what it offers is what an import understands, in both languages."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import load_workbook

from labsite.models import SiteImport
from labsite.site_imports.people_templates import columns, people_template
from labsite.site_imports.targets import CURRENT, MEMBERSHIPS, PREVIOUS
from people.models import Person, Role
from site_readers import read
from tests.site_readers.sites import values

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])
URL = "/desk/import/people."


def filled_in(row):
    """Return the template as CSV with a row by the position of its columns."""
    out = io.StringIO()
    csv.writer(out).writerow([row.get(number, "") for number in range(len(columns()))])
    return people_template("csv") + out.getvalue().encode()


@LANGUAGES
def test_every_column_has_a_place(tmp_path, language):
    row = ["Ann Li", "李安", "PhD student", "", "ann@yarn.example", "2019-09", "2023", "Yarn University"]
    row += [
        "https://ann.example",
        "https://scholar.google.com/citations?user=a",
        "0000-0002-1825-0097",
        "annli",
    ]
    with translation.override(language):
        (tmp_path / "people.csv").write_bytes(filled_in(dict(enumerate(row))))
    result = read(tmp_path / "people.csv")
    assert not result.not_understood
    [person] = values(result.people, "name", "native_name", "role", "email", "start", "end", "place")
    assert person == ("Ann Li", "李安", "phd", "ann@yarn.example", "2019-09", "2023", "Yarn University")
    kinds = [link.kind for link in result.people[0].links]
    assert kinds == ["homepage", "google-scholar", "orcid", "github"]


@LANGUAGES
@pytest.mark.parametrize("role", Role)
def test_every_role_that_it_offers_is_understood(tmp_path, language, role):
    with translation.override(language):
        (tmp_path / "people.csv").write_bytes(filled_in({0: "Ann Li", 2: str(role.label)}))
    [person] = read(tmp_path / "people.csv").people
    assert person.role == role.slug


@LANGUAGES
@pytest.mark.parametrize("status", [CURRENT, PREVIOUS])
def test_every_status_that_it_offers_is_understood(tmp_path, language, status):
    with translation.override(language):
        label = str(MEMBERSHIPS[status])
        (tmp_path / "people.csv").write_bytes(filled_in({0: "Ann Li", 2: "PhD student", 3: label}))
    [person] = read(tmp_path / "people.csv").people
    assert person.status == status


def test_workbook_has_the_columns_of_the_table(pi):
    response = pi.get(f"{URL}xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="people.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]] == columns()


def test_there_is_no_other_form_of_it(pi):
    assert pi.get(f"{URL}pdf").status_code == 404


def test_filled_in_workbook_comes_in(pi, django_capture_on_commit_callbacks):
    workbook = load_workbook(io.BytesIO(pi.get(f"{URL}xlsx").content))
    workbook.active["A2"], workbook.active["C2"], workbook.active["F2"] = "Ann Moor", "PhD student", "2023-09"
    file = io.BytesIO()
    workbook.save(file)
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("people.xlsx", file.getvalue())})
    batch = SiteImport.objects.get()
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    person = Person.objects.get(name="Ann Moor")
    assert (person.role, str(person.joined)) == (Role.PHD, "2023-09")
