"""The clients of all roles with the rows that the tables of permissions name, and what these rows contain."""

import pytest
from django.utils import timezone
from reversion.models import Version

from core.images.fields import PictureFormField
from labsite.editors import PROFILE
from labsite.models import SiteImport
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from moderation.revisions import ensure_recorded
from news.models import NewsItem
from pages.models import Page, Upload, UploadStorage
from people.models import Person, Team
from projects.models import Grant, Project
from publications.models import Import, Lookup, Publication
from recruiting.models import Application, Note, Notice, NoticeReviewer, Star, StateChange
from tests import factories
from tests.permission_table import LAB_IMPORT, ROLES, TEST_ID


def create_objects_of_member(member):
    """Create a paper, a news item, a submission with a photo, an import and a version of the member."""
    factories.publication(slug="by-member", authors=[member.person])
    factories.project(slug="of-member", people=[member.person])
    factories.news_item(slug="about-member", people=[member.person])
    proposal = Proposal(pk=TEST_ID, editor_key="profile", object_id=member.person.pk, author=member.user)
    photo = PictureFormField().clean(factories.picture())
    snapshot = EditForm(PROFILE, member.person).published_snapshot
    snapshot["fields"] |= {"interests": ["Engines"], "photo": [f"new:{photo.name}"]}
    proposal.save_draft(snapshot, {"photo": photo})
    proposal.submit(timezone.now())
    Import.objects.create(pk=TEST_ID, by=member.user, source="papers.bib")
    Lookup.objects.create(pk=TEST_ID, by=member.user, typed="10.5555/loom", begun=timezone.now())
    SiteImport.objects.create(
        pk=TEST_ID, by=member.user, person=member.person, source="about.md", kind="markdown"
    )
    ensure_recorded(member.person)
    Version.objects.filter(object_id=str(member.person.pk)).update(id=TEST_ID)


@pytest.fixture
def clients(visitor, member, lead, pi, admin, settings):
    """Return the clients by role, after creating the objects that the tables name."""
    # The tests of the pages that ask to confirm the password cover that.
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False
    factories.person(slug="ada", pk=TEST_ID)
    factories.talk(Person.objects.get(slug="ada"), pk=TEST_ID).colleagues.add(member.person)
    factories.person("Bob Before", slug="bob", left="2024")
    factories.person("Ivy Invited", slug="ivy", user=factories.user(password=None))
    factories.team(slug="engines")
    factories.publication(slug="on-engines")
    factories.project(slug="steam")
    factories.grant(slug="yarn")
    factories.news_item(slug="out", date="2025", pk=TEST_ID)
    factories.page(slug="handbook", is_members_only=True)
    factories.notice(slug="open")
    factories.notice(slug="closed", closed_on="2025-02-01")
    factories.notice(slug="later", opens="2099-01-01")
    of_leo = factories.notice(slug="of-leo", team=lead.team)
    NoticeReviewer.objects.create(notice=of_leo, user=lead.user)
    factories.application(Notice.objects.get(slug="open"), pk=TEST_ID).cv.save("", factories.cv())
    create_objects_of_member(member)
    SiteImport.objects.create(pk=LAB_IMPORT, by=pi.user, source="lab.zip", kind="greenelab")
    Upload.objects.create(alt="Minutes", file=UploadStorage().save("uploads/minutes.pdf", factories.cv()))
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "x.webp").touch()
    return dict(zip(ROLES, (visitor, member, lead, pi, admin), strict=True))


def all_rows():
    """Return the rows of all models that people edit, with the fields that matter."""
    models = list(FIELDS_OF)
    return [list(model.objects.order_by("pk").values_list("pk", *FIELDS_OF[model])) for model in models]


FIELDS_OF = {
    Person: ["name", "interests", "confirmed", "left", "user"],
    Publication: ["title"],
    Project: ["title"],
    Grant: ["number"],
    NewsItem: ["body"],
    Page: ["title", "body", "is_public"],
    Upload: ["alt"],
    Team: ["name"],
    Proposal: ["state", "updated"],
    Version: [],
    Import: [],
    SiteImport: ["work", "applied", "undone"],
    Notice: ["title", "closed_on", "is_published"],
    Application: ["state"],
    Note: [],
    NoticeReviewer: [],
    Star: [],
    StateChange: [],
}
