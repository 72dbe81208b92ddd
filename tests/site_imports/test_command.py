"""The command brings a homepage in: every fact is on the profile, and a second run finds nothing new."""

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import User
from core.outbox.models import Email
from labsite.models import SiteImport
from people.models import Degree, Person, Role, Team
from publications.models import Publication
from tests import factories
from tests.site_imports.sources import HOMEPAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Quill", native_name="安琪", role=Role.PHD)


@pytest.fixture
def homepage(tmp_path):
    path = tmp_path / "about.md"
    path.write_text(HOMEPAGE)
    return path


@pytest.fixture
def imported(ada, homepage):
    call_command("import_site", homepage, "--person", ada.slug, "--apply")
    return Person.objects.get(pk=ada.pk)


def test_every_fact_of_a_homepage_is_on_the_profile(imported, client):
    page = client.get(imported.get_absolute_url()).content.decode()
    for text in (
        "I am Ada Quill",
        'href="https://lab.example.org/bo"',
        "Weaver of the Year",
        "1/10",
        "National Scholarship",
        "Top 1%",
        "Ministry of Education",
        "School of Looms",
        "Reedham University",
        "SpecWeave: Weaving of Large Cloth with Few Threads",
        "CCF-A",
        "Press review",
        "Weaving Fast Cloth",
        "Tokyo, Japan",
        "Teaching Assistant",
        "Threads (T101)",
        "Prof. Bo Weaver",
        "We release",
        'href="https://example.org/yarn"',
    ):
        assert text in page, text


def test_rows_keep_their_dates_and_languages(imported):
    honor = imported.honors.get(title="Weaver of the Year")
    assert (honor.title_zh, str(honor.date), honor.level) == ("年度织工", "2023-06", "1/10")
    assert imported.honors.filter(title="National Scholarship").count() == 2
    degrees = [(row.degree, row.school, row.is_expected) for row in imported.education.all()]
    assert degrees == [
        (Degree.PHD, "Loomfield University", True),
        (Degree.BACHELOR, "Reedham University", False),
    ]
    talk, service = imported.talks.get(), imported.service.get()
    assert (talk.kind, talk.event, talk.place, str(talk.date)) == (
        "oral",
        "LOOM 2025",
        "Tokyo, Japan",
        "2025-06",
    )
    assert (service.partner, service.url) == ("Prof. Bo Weaver", "https://lab.example.org/bo")
    assert (str(service.start), str(service.end)) == ("2024-09", "2025-01")
    assert [str(item.date) for item in imported.news_items.order_by("pk")] == ["2025-06", "2025-09"]


def test_paper_keeps_marks_links_and_rank(imported):
    paper = Publication.objects.get()
    assert [(row.name, row.is_equal) for row in paper.authorships.all()] == [
        ("Ada Quill", True),
        ("Cy Reed", True),
        ("Bo Weaver", False),
    ]
    assert paper.authorships.get(position=1).person == imported
    assert [(link.kind, link.text) for link in paper.links.all()] == [
        ("paper", "Paper"),
        ("code", "Code"),
        ("link", "Press review"),
    ]
    assert (paper.venue.name, paper.venue.rank) == ("LOOM", "CCF-A")


def test_team_of_a_homepage_becomes_a_team_without_accounts(imported):
    team = Team.objects.get()
    members = {row.person.name: row for row in team.memberships.select_related("person")}
    assert set(members) == {"Ada Quill", "Cy Reed", "Di Marsh"}
    assert members["Ada Quill"].is_lead
    assert team.call.endswith("to join us ([Join](https://example.org/join)).")
    assert members["Cy Reed"].person.affiliations.get().institution == "Reedham University"
    assert (members["Cy Reed"].person.native_name, members["Cy Reed"].person.role) == ("申苇", Role.MASTER)
    former = members["Di Marsh"].person
    assert (str(former.joined), str(former.left), former.role) == ("2023-01", "2024-06", Role.UNDERGRADUATE)
    assert former.affiliations.get().institution == "Loomfield University"
    assert not User.objects.exists()
    assert not Email.objects.exists()
    assert not mail.outbox


def test_second_import_finds_nothing_new(imported, homepage, capsys):
    counts = [imported.honors.count(), imported.talks.count(), Person.objects.count()]
    bio = imported.bio
    call_command("import_site", homepage, "--person", imported.slug, "--apply")
    assert "Nothing new." in capsys.readouterr().out
    imported.refresh_from_db()
    assert [imported.honors.count(), imported.talks.count(), Person.objects.count()] == counts
    assert imported.bio == bio
    assert Publication.objects.count() == Team.objects.count() == 1


def test_profile_changes_as_one_version(ada, homepage):
    from reversion.models import Version

    call_command("import_site", homepage, "--person", ada.slug, "--apply")
    assert Version.objects.get_for_object(ada).count() == 2  # as it was before, and the import


def test_nothing_is_saved_without_apply(ada, homepage):
    call_command("import_site", homepage, "--person", ada.slug)
    call_command("import_site", homepage, "--person", ada.slug, "--apply", "--dry-run")
    assert not SiteImport.objects.exists()
    assert not ada.honors.exists()


def test_studies_without_dates_keep_the_order_of_the_source(ada, tmp_path):
    studies = "# Education\n- Ph.D., Loomfield University\n- Bachelor, Reedham University\n"
    (tmp_path / "about.md").write_text(f"I am Ada Quill.\n\n{studies}")
    call_command("import_site", tmp_path / "about.md", "--person", ada.slug, "--apply")
    assert [row.school for row in ada.education.all()] == ["Loomfield University", "Reedham University"]
