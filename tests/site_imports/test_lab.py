"""Bringing a lab's site in: what its labels mean is said once, and people get no account and no email."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from accounts.models import User
from core.outbox.models import Email
from labsite.models import SiteImport
from labsite.site_imports import import_tasks
from labsite.site_imports.labels import labels_of
from news.models import NewsItem
from people.models import OldAddress, Person, Role
from publications.models import Publication
from site_readers import read
from tests import factories
from tests.site_imports.sources import lab_site

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/desk/import/"


@pytest.fixture
def batch(pi, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = pi.post(PAGE, {"file": SimpleUploadedFile("site.zip", lab_site())})
    assert response.status_code == 302
    return SiteImport.objects.get()


def test_labels_are_shown_with_the_number_of_people(pi, batch):
    page = pi.get(batch.get_absolute_url(), {"show": "people"}).content.decode()
    assert "Labels of the source" in page
    assert "wizard" in page.casefold()


# ---- studies and honors of members --------------------------------------------------------------

STUDIES = """\
---
name: Ann Moor
role: phd
education:
  - {course: PhD in Weaving, institution: Loomfield University, year: 2023}
  - {course: BSc in Yarn, institution: Reedham University, year: 2019}
awards: [Weaver of the Year 2024]
---
"""


def import_studies(client, callbacks):
    """Import the site of a lab that tells what its member has studied."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(lab_site())) as archive, zipfile.ZipFile(buffer, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, STUDIES if name.endswith("ann-moor.md") else archive.read(name))
    with callbacks(execute=True):
        client.post(PAGE, {"file": SimpleUploadedFile("studies.zip", buffer.getvalue())})
    return SiteImport.objects.latest("pk")


def test_studies_and_honors_of_members_come_onto_their_profiles(pi, django_capture_on_commit_callbacks):
    batch = import_studies(pi, django_capture_on_commit_callbacks)
    page = pi.get(batch.get_absolute_url(), {"show": "education"}).content.decode()
    assert "Member: Ann Moor" in page
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    ann = Person.objects.get(name="Ann Moor")
    assert {(row.degree, row.department, row.school) for row in ann.education.all()} == {
        ("phd", "Weaving", "Loomfield University"),
        ("bachelor", "BSc in Yarn", "Reedham University"),
    }
    assert [row.title for row in ann.honors.all()] == ["Weaver of the Year"]
    again = import_studies(pi, django_capture_on_commit_callbacks)
    assert not again.items.filter(is_selected=True).exists()
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert not Person.objects.filter(name="Ann Moor").exists()


def test_studies_of_a_member_who_was_there_are_added_and_undone(pi, django_capture_on_commit_callbacks):
    ann = factories.person("Ann Moor")
    factories.education(ann, degree="bachelor", school="Reedham University")
    batch = import_studies(pi, django_capture_on_commit_callbacks)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    schools = ["Loomfield University", "Reedham University"]
    assert sorted(ann.education.values_list("school", flat=True)) == schools
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert [row.school for row in ann.education.all()] == ["Reedham University"]
    assert not ann.honors.exists()


def test_study_of_somebody_who_is_not_imported_is_named(pi, django_capture_on_commit_callbacks):
    batch = import_studies(pi, django_capture_on_commit_callbacks)
    batch.items.filter(target="people").update(is_selected=False)
    page = pi.post(batch.get_absolute_url(), {"do": "apply"}, follow=True).content.decode()
    assert "Nobody on the site, or more than one person, is called Ann Moor." in page


# ---- labels -------------------------------------------------------------------------------------


def test_label_applies_to_everybody_who_has_it(pi, batch):
    labels = [item.values.get("label", [""])[0] for item in batch.items.filter(target="people")]
    wizard = next(label for label in labels if label.casefold() == "wizard")
    pi.post(
        batch.get_absolute_url(), {"show": "people", "label": wizard, "role-0": Role.STAFF, "go": "people"}
    )
    item = batch.items.get(values__name=["Bo Fell"])
    assert item.values["role"] == [str(int(Role.STAFF))]
    assert item.is_selected


def test_former_members_get_the_year_in_which_they_left(pi, batch):
    item = batch.items.get(values__name=["Cy Dale"])
    assert not item.is_selected
    label = item.values.get("label", [""])[0]
    pi.post(batch.get_absolute_url(), {"show": "people", "label": label, "left-0": "2023", "go": "people"})
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    person = Person.objects.get(name="Cy Dale")
    assert (str(person.left), person.role) == ("2023", Role.POSTDOC)


def test_label_says_how_many_former_members_have_no_date(pi, batch):
    label = next(label for label in labels_of(batch) if label.undated)
    assert (label.status, label.undated, label.left) == ("previous", 1, "")
    page = pi.get(batch.get_absolute_url(), {"show": "people"}).content.decode()
    assert "1 former member has no date" in page


def test_people_of_a_lab_come_first_and_known_labels_are_called_by_their_role(pi, batch):
    page = pi.get(batch.get_absolute_url())
    assert page.context["tab"] == "people"
    names = {label.text: label.name for label in labels_of(batch)}
    assert names["postdoc"] == "Postdoctoral researcher" and names["Wizard"] == "Wizard"


def test_year_in_a_label_is_offered_as_the_year_of_leaving(batch):
    item = batch.items.get(values__name=["Cy Dale"])
    item.values = {**item.values, "label": ["Alumni 2019–2021"]}
    item.save()
    label = next(label for label in labels_of(batch) if label.undated)
    assert label.left == "2021"


def test_site_comes_in_without_accounts_and_emails(pi, batch):
    accounts = User.objects.count()
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    ann = Person.objects.get(name="Ann Moor")
    assert ann.role == Role.PHD
    assert ann.photo
    assert ann.bio == "Weaves with [yarn](https://yarn.example)."
    assert not batch.items.filter(why__startswith="Biography").exists()
    paper = Publication.objects.get(title="On the Weaving of Cloth in Small Labs")
    assert paper.authorships.get(position=1).person == ann
    assert "first paper" in NewsItem.objects.get().body
    assert User.objects.count() == accounts
    assert not Email.objects.exists()


def test_command_brings_a_lab_site_in(tmp_path, db):
    (tmp_path / "site.zip").write_bytes(lab_site())
    call_command("import_site", tmp_path / "site.zip", "--apply")
    assert Person.objects.get(name="Ann Moor").photo
    assert Publication.objects.count() == NewsItem.objects.count() == 1
    assert not User.objects.exists()


def test_command_takes_the_year_in_which_former_members_left(tmp_path, db):
    (tmp_path / "site.zip").write_bytes(lab_site())
    call_command("import_site", tmp_path / "site.zip", "--apply", "--left", "2023")
    assert str(Person.objects.get(name="Cy Dale").left) == "2023"


# ---- pictures of the lab, addresses of the former site ------------------------------------------


@pytest.fixture
def with_pictures(monkeypatch):
    """Let the source name a picture of the home page and a logo."""

    def read_with_pictures(path):
        result = read(path)
        result.hero = result.logo = "images/ann.png"
        return result

    monkeypatch.setattr(import_tasks, "read", read_with_pictures)


def test_pictures_of_the_lab_are_imported_and_are_taken_back(with_pictures, pi, request):
    lab = factories.lab(name="Weaving lab")
    batch = request.getfixturevalue("batch")
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    lab.refresh_from_db()
    assert lab.hero and lab.logo
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    lab.refresh_from_db()
    assert not lab.hero and not lab.logo
    assert lab.name == "Weaving lab"


def test_picture_that_the_lab_has_stays(with_pictures, pi, request):
    factories.lab(name="Weaving lab", hero=factories.picture_name("lab"))
    batch = request.getfixturevalue("batch")
    assert not batch.items.get(target="hero").is_selected
    assert batch.items.get(target="logo").is_selected


def with_addresses(batch):
    """Give a person, a news item and the paper of an import the addresses that they had."""
    batch.items.filter(values__name=["Ann Moor"]).update(old_urls=["/members/ann-moor.html"])
    batch.items.filter(target="news").update(old_urls=["/2024/06/01/paper/"])
    batch.paper_addresses = {"1": ["/publication/loom/"]}
    batch.save()


def test_addresses_of_the_former_site_redirect_until_the_import_is_undone(pi, batch, client):
    with_addresses(batch)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    goals = {
        "/members/ann-moor.html": Person.objects.get(name="Ann Moor"),
        "/2024/06/01/paper/": NewsItem.objects.get(),
        "/publication/loom/": Publication.objects.get(),
    }
    for url, goal in goals.items():
        response = client.get(url)
        assert (response.status_code, response.headers["Location"]) == (301, goal.get_absolute_url())
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert not OldAddress.objects.exists()


def test_address_of_somebody_who_is_there_already_redirects_too(pi, request, client):
    ann = factories.person("Ann Moor")
    batch = request.getfixturevalue("batch")
    with_addresses(batch)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert client.get("/members/ann-moor/").headers["Location"] == ann.get_absolute_url()


def test_undo_keeps_the_address_of_what_it_keeps(pi, batch):
    with_addresses(batch)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    factories.honor(Person.objects.get(name="Ann Moor"))
    pi.post(batch.get_absolute_url(), {"do": "undo"})
    assert [address.path for address in OldAddress.objects.all()] == ["/members/ann-moor"]


def test_address_that_leads_elsewhere_already_stays(pi, batch):
    other = factories.person("Di Marsh")
    OldAddress.objects.create(path="/members/ann-moor", kind="people.person", object_id=other.pk)
    with_addresses(batch)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert OldAddress.objects.get(path="/members/ann-moor").object_id == other.pk
