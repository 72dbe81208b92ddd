"""A member with a former name, copies of it in every store, and the steps to remove it."""

from datetime import timedelta

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.utils import timezone

from core import audit
from core.audit.models import AuditEvent
from core.outbox.queue import RETRY_DELAYS, enqueue
from labsite import editors
from labsite.models import SiteImport
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal
from people.models import FormerSlug, OldAddress, Person
from publications import bibtex, importing
from publications.models import Lookup, Publication
from tests import factories

FORMER = "Augusta Byron"
PAGE = "/me/former-names/"


def stored_text():
    """Return everything that could hold the name, as text."""
    return "\n".join(stored_rows())


def stored_rows():
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            yield f"{model.__name__} {serializers.serialize('json', [row], ensure_ascii=False)}"


def places_of(text):
    """Return the stored rows that have a text, ignoring case."""
    return [row for row in stored_rows() if text.lower() in row.lower()]


def published(instance):
    with revisions.record(None, f"By {FORMER}", only_added=True):
        revisions.add(instance)


def give_former_name(member):
    """Give the member a former name in everything that the site stores, and return the person."""
    person = member.person
    person.name, person.slug, person.bio = FORMER, "augusta-byron", f"{FORMER} builds engines."
    person.save()
    FormerSlug.objects.all().delete()
    factories.honor(person, title=f"Prize for {FORMER}")
    OldAddress.objects.create(path="/team/augusta-byron", kind="people.person", object_id=person.pk)
    published(person)
    paper = factories.publication("On Engines", [{"name": FORMER, "person": person}, "Ben Other"])
    published(paper)
    other = factories.publication("On Looms", [{"name": "A. Byron", "person": person}])
    published(other)
    team = factories.team("Engines")
    factories.membership(person, team, start="2021")
    published(team)
    type(member.user).objects.filter(pk=member.user.pk).update(first_name="Augusta", last_name="Byron")
    news = factories.news_item(
        f"Congratulations, {FORMER}!", title=f"Prize for {FORMER}", slug="prize", people=[person]
    )
    published(news)
    person.name, person.native_name, person.aliases = "Ada Example", "安爱达", FORMER
    person.bio = ""
    person.save()
    published(person)
    return person


def store_copies(person, user):
    """Store the name in submissions, imports, emails and logs."""
    paper = Publication.objects.get(title="On Engines")
    content = EditForm(editors.PUBLICATION, paper).published_snapshot
    Proposal.objects.create(
        editor_key="publication", object_id=paper.pk, author=user, content=content, base=content
    )
    new = {"fields": {"title": ["New"]}, "rows": {"authorships": [author_row(FORMER, FORMER)]}}
    Proposal.objects.create(editor_key="publication", finder="find_updates", content=new)
    rows = {"memberships": [{"id": "1", "values": {"person": [FORMER], "start": ["2021"]}}]}
    Proposal.objects.create(editor_key="team", object_id=1, author=user, content={"fields": {}, "rows": rows})
    profile = {"fields": {"name": [FORMER], "aliases": [f"A. K.\n{FORMER}"]}, "rows": {}}
    Proposal.objects.create(
        editor_key="profile", object_id=person.pk, author=user, title=FORMER, content=profile, base=profile
    )
    text = f"@article{{k, title={{On Engines}}, author={{{FORMER} and Ben Other}}, year=2020}}"
    batch = importing.store(bibtex.parse(text).entries, (), user, "own.bib")
    batch.entries.update(publication=paper)
    homepage = SiteImport.objects.create(
        by=user, person=person, source=f"{FORMER}.md", problem=f"Biography of {FORMER}: too long"
    )
    homepage.items.create(
        position=1,
        line=1,
        raw=f"- {FORMER}",
        why=f"Biography of {FORMER}.",
        values={"text": [f"I am {FORMER}."]},
        old_urls=["/people/augusta-byron.html", "/about/"],
    )
    Lookup.objects.create(
        by=user, typed=FORMER, failures=[FORMER], matches=[{"title": FORMER}], begun=timezone.now()
    )
    enqueue_for_later(f"Approved: {FORMER}", "x@example.org")
    audit.record(audit.Event.CV_VIEWED, user=user, target=person, details={"of": FORMER})
    AuditEvent.objects.update(target=FORMER)
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Person),
        object_id=str(person.pk),
        object_repr=FORMER,
        action_flag=CHANGE,
        change_message="",
    )


def enqueue_for_later(subject, to, **options):
    """Queue an email whose next attempt is tomorrow; the text of a sent one is not kept."""
    email = enqueue(subject, f"Dear {FORMER},", to, timezone.now(), **options)
    email.attempts = RETRY_DELAYS.index(timedelta(days=1)) + 1
    email.due += timedelta(days=1)
    email.save()
    return email


def author_row(name, person):
    return {"id": "new1", "values": {"name": [name], "person": [person]}}


def remove(client, url=PAGE, **data):
    """Choose the name, confirm with what is preselected, and return the response."""
    review = client.post(url, {"names": [FORMER]})
    assert review.status_code == 200
    chosen = {name: value for name, value in review.context["form"].initial.items() if value}
    return client.post(url, {"names": [FORMER], "confirmed": "1", **chosen, **data})
