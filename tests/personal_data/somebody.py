"""Zenobia, of whom the site holds a row of every kind."""

from datetime import timedelta

import reversion
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import PasswordResetRequest, RemovedRights
from core import audit
from core.outbox import queue
from labsite.editors import NEWS, PROFILE, PROJECT, PUBLICATION, TEAM
from labsite.models import SiteImport, SiteItem
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from pages.models import Upload, UploadStorage
from people.groups import set_group
from people.models import FormerSlug, Invitation, OldAddress, Person, Role, Stay
from publications.models import Disclaimer, Import, ImportedEntry, Lookup
from recruiting.models import CVView, Draft, Note, NoticeReviewer, Star, StateChange
from recruiting.models.private_links import new_private_link
from tests import factories

NAME, NATIVE_NAME, ALIAS, EMAIL = (
    "Zenobia Quillfeather",
    "齐诺比",
    "Zenobia Q. Feather",
    "zenobia@example.org",
)


def zenobia() -> Person:
    """Create the person, a former member, with the account and everything else."""
    user = factories.user(EMAIL, last_login=timezone.now(), email_change_key="secret-change")
    set_group(user, Role.VISITOR)
    person = factories.person(
        NAME,
        native_name=NATIVE_NAME,
        aliases=ALIAS,
        user=user,
        email=EMAIL,
        photo=factories.picture(),
        joined="2020",
        left="2024",
    )
    _add_rows_of_profile(person)
    _add_publications_and_news(person)
    _add_versions_and_submissions(person)
    _add_account_rows(person)
    _add_recruiting(person)
    return person


def _add_rows_of_profile(person):
    for add in (factories.affiliation, factories.education, factories.honor, factories.service):
        add(person)
    factories.profile_link(person, url="https://example.org/zenobia")
    factories.talk(person)
    colleague = factories.person("Colleague Known")
    factories.honor(colleague, "Shared").colleagues.add(person)
    factories.talk(colleague, "Shared").colleagues.add(person)
    factories.create(Stay, person=person, role=Role.INTERN, start="2018", end="2019")
    factories.membership(person, factories.team("Engines"), start="2021")
    FormerSlug.objects.create(kind="people.person", slug="zenobia", object_id=person.pk)
    OldAddress.objects.create(path="/members/zenobia", kind="people.person", object_id=person.pk)


def _add_publications_and_news(person):
    author = {"name": "Z. Quillfeather", "person": person}
    paper = factories.publication("On Engines", authors=[author, "Charles Printed"], editors=[author])
    other = factories.publication("On Birds", authors=["Z. Quill"])
    Disclaimer.objects.create(person=person, publication=other)
    factories.news_item("An award.", people=[person], publications=[paper])
    factories.project("Steam", people=[(person, "Engineer")])
    factories.grant("17", people=[person])
    batch = Import.objects.create(by=person.user, source="papers.bib")
    ImportedEntry.objects.create(batch=batch, position=1, record={"title": "On Sails"}, verdict="new")
    homepage = SiteImport.objects.create(by=person.user, person=person, source="about.md", papers=batch)
    site = SiteImport.objects.create(by=factories.user(), source="lab.zip")
    for position, site_import in enumerate((homepage, site), 1):
        SiteItem.objects.create(
            site_import=site_import, position=position, line=1, raw=f"- {NAME}", added_person=person
        )
    SiteItem.objects.create(
        site_import=site, position=3, line=1, raw=f"- {NAME}", target="people", values={"name": [NAME]}
    )
    SiteItem.objects.create(
        site_import=site, position=4, line=1, raw="Sails.", why=f"Biography of {NAME}.", values={}
    )
    Lookup.objects.create(by=person.user, typed="10.5555/sails", begun=timezone.now())


def _add_versions_and_submissions(person):
    pi = factories.user("pi@example.org")
    team = person.memberships.get().team
    objects = [
        (PROFILE, person),
        (PUBLICATION, person.authorships.get().publication),
        (TEAM, team),
        (NEWS, person.news_items.get()),
        (PROJECT, person.project_memberships.get().project),
    ]
    for editor, instance in objects:
        revisions.ensure_recorded(instance)
        for author in (person.user, pi):
            proposal = Proposal(editor_key=editor.key, object_id=instance.pk, author=author)
            proposal.save_draft(EditForm(editor, instance).published_snapshot)
    file = ContentFile(b"photo", "zenobia.webp")
    waiting = Proposal.objects.get(author=person.user, editor_key="profile")
    waiting.files.create(field="photo", name="zenobia.webp", file=file)
    Proposal.objects.create(editor_key="profile", author=pi, reviewer=person.user, state="approved")
    with reversion.create_revision():
        reversion.add_to_revision(team)
        reversion.set_user(person.user)
        reversion.set_comment(f"Submitted by {EMAIL}")


def _add_account_rows(person):
    user, now = person.user, timezone.now()
    Client().force_login(user)
    PasswordResetRequest.objects.create(address=EMAIL.upper(), language="en", created=now)
    RemovedRights.objects.create(user=user, rights={"staff": True})
    audit.record(audit.Event.SIGNED_IN, user=user, target=user)
    audit.record(audit.Event.SIGN_IN_FAILED, details={"email": EMAIL})
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "secret-key"})
    SocialAccount.objects.create(user=user, provider="orcid", uid="0000-0002-1825-0097")
    for row in (person, factories.team("Birds")):
        LogEntry.objects.create(
            user=user if row is not person else factories.user(),
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
        )
    minutes = UploadStorage().save("uploads/minutes.pdf", factories.cv())
    Upload.objects.create(alt="Minutes", file=minutes, uploader=user)
    day = timedelta(days=1)
    Invitation.objects.create(user=user, email=EMAIL, created=now, expires=now + day)
    other = factories.invited("Ivy Invited").user.invitation
    Invitation.objects.filter(pk=other.pk).update(by=user)
    queue.enqueue("Welcome", f"Dear {NAME}, https://example.org/secret-link", EMAIL, now, account=user)
    queue.enqueue("Hello", "Dear applicant", EMAIL.upper(), now)


def _add_recruiting(person):
    user, now = person.user, timezone.now()
    notice = factories.notice("Sail with us", contact=person, contact_email=EMAIL)
    for application in (
        factories.application(notice, NAME, person=person),
        factories.application(notice, "Zenobia", email=EMAIL.title()),
    ):
        application.cv.save("", factories.cv())
    Draft.objects.create(
        notice=notice, emailed_to=EMAIL, form_data={"name": NAME}, updated=now, **new_private_link()
    )
    of_other = factories.application(notice)
    NoticeReviewer.objects.create(notice=notice, user=user)
    Note.objects.create(application=of_other, by=user, text="Convincing.", created=now)
    Star.objects.create(application=of_other, by=user)
    StateChange.objects.create(application=of_other, by=user, state="read", at=now)
    CVView.objects.create(application=of_other, notice=notice, by=user, at=now)


def rows_with(*texts: str) -> list[str]:
    """Return each value in the database that contains one of the texts, with its model and field."""
    places = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            for field, value in row.items():
                if any(text.casefold() in str(value).casefold() for text in texts):
                    places.append(f"{model._meta.label}.{field}: {value}")
    return places
