"""What is left of a former member after erasing."""

from datetime import date

import pytest
from reversion.models import Version

from accounts.models import User
from core.sessions import sessions_of
from moderation.models import Proposal
from moderation.recorded_states import recorded_snapshot
from moderation.revisions import versions_of
from news.models import NewsItem
from people import erasure
from people.models import Invitation, Person, Team
from publications.models import Authorship, Publication
from recruiting.models import Application, DeletedApplicationCount, Note, Notice
from tests import factories
from tests.personal_data.somebody import ALIAS, EMAIL, NAME, NATIVE_NAME, rows_with, zenobia

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def erased(rows_of_module):
    """The keys of Zenobia and her account, who has been erased."""
    person = zenobia()
    keys = person.pk, person.user.pk
    erasure.erase(person, factories.user(is_staff=True, is_superuser=True), date(2025, 6, 1))
    return keys


def test_no_row_names_the_person_any_more(erased):
    assert rows_with(NAME, NATIVE_NAME, ALIAS, EMAIL, "zenobia") == []


def test_profile_account_and_sessions_are_deleted(erased):
    person, user = erased
    assert not Person.objects.filter(pk=person).exists()
    assert not User.objects.filter(pk=user).exists()
    assert not sessions_of(user)


def test_every_declared_field_is_empty_afterwards(erased):
    assert not Authorship.objects.exclude(person=None).exists()
    assert not Notice.objects.exclude(contact=None).exists()
    assert Note.objects.get().by is None
    assert Invitation.objects.get().by is None


def test_author_stays_as_printed_without_a_link(erased, visitor):
    paper = Publication.objects.get(title="On Engines")
    assert [author.name for author in paper.authorships.all()] == ["Z. Quillfeather", "Charles Printed"]
    page = visitor.get(paper.get_absolute_url()).content.decode()
    assert "Z. Quillfeather" in page and "/people/" not in page.split("Z. Quillfeather")[1][:200]


def test_profile_page_and_former_address_are_gone(erased, visitor):
    assert visitor.get("/people/zenobia-quillfeather/").status_code == 404
    assert visitor.get("/people/zenobia/").status_code == 404


def test_news_and_applications_of_others_stay(erased):
    assert NewsItem.objects.get().people.count() == 0
    assert [application.name for application in Application.objects.all()] == ["Ann Applicant"]
    assert sum(row.number for row in DeletedApplicationCount.objects.all()) == 2


def test_versions_and_submissions_of_other_objects_stay_usable(erased):
    paper = Publication.objects.get(title="On Engines")
    authors = recorded_snapshot(versions_of(paper).first())["rows"]["authorships"]
    assert [row["values"]["name"] for row in authors] == [["Z. Quillfeather"], ["Charles Printed"]]
    assert not any(row["values"]["person"] for row in authors)
    team = Team.objects.get(name="Engines")
    assert recorded_snapshot(versions_of(team).first())["rows"]["memberships"] == []
    for proposal in Proposal.objects.unfinished():
        assert proposal.edit_form(proposal.content).is_valid(), proposal.editor_key
    assert not Version.objects.get_deleted(Person).exists()
