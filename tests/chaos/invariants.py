"""What must hold after a kill. Each function returns sentences about what is broken."""

from collections.abc import Iterator

from django.db.models import Count
from PIL import Image
from reversion.models import Version

from core.outbox.models import Email
from moderation.models import Proposal, ProposalFile, State
from news.models import NewsItem
from publications.models import Decision, ImportedEntry, Publication, Verdict
from tests.chaos.acts import ENTRIES, Acknowledged
from tests.chaos.servers import MailServer
from tests.chaos.site_imports import half_applied


def broken(acknowledged: Acknowledged) -> list[str]:
    """Return everything that is broken in the database and the files."""
    return [*_news(acknowledged), *_imports(acknowledged), *_uploads(acknowledged), *half_applied()]


def _news(acknowledged: Acknowledged) -> Iterator[str]:
    items = NewsItem.objects.filter(body__regex=r"^(approve|publish|site) ")
    bodies = list(items.values_list("body", flat=True))
    for body in {body for body in bodies if bodies.count(body) > 1}:
        yield f"“{body}” was published twice"
    for body in set(acknowledged.news) - set(bodies):
        yield f"“{body}” was acknowledged and is lost"
    versions = Version.objects.get_for_model(NewsItem).values("object_id").annotate(number=Count("pk"))
    recorded = {row["object_id"]: row["number"] for row in versions}
    for item in items:
        if recorded.get(str(item.pk)) != 1 or not item.search_text:
            yield f"“{item.body}” is half-written: {recorded.get(str(item.pk), 0)} versions"
    published = {item.pk for item in items}
    approved = Proposal.objects.filter(editor_key="news", state=State.APPROVED)
    if published != set(approved.values_list("object_id", flat=True)):
        yield "the published news are not those of the approved submissions"
    for key in Proposal.objects.filter(pk__in=acknowledged.decided).exclude(state=State.APPROVED):
        yield f"the approval of submission {key.pk} was acknowledged and is lost"


def _imports(acknowledged: Acknowledged) -> Iterator[str]:
    papers = Publication.objects.filter(doi__startswith="10.5555/import").annotate(
        authors=Count("authorships", distinct=True)
    )
    versions = Version.objects.get_for_model(Publication).values("object_id").annotate(number=Count("pk"))
    recorded = {row["object_id"]: row["number"] for row in versions}
    for paper in papers:
        if paper.authors != 2 or not paper.venue_id or recorded.get(str(paper.pk)) != 1:
            yield f"“{paper.title}” is half-written"
        elif "ben other" not in paper.search_text.casefold() and "other, ben" not in paper.search_text:
            yield f"“{paper.title}” is not in the search index"
    titles = {paper.title for paper in papers}
    if len(titles) < len(papers):
        yield "a publication was added twice"
    entries = ImportedEntry.objects.filter(verdict=Verdict.NEW)
    for entry in entries.filter(decision=Decision.ACCEPTED, publication=None):
        yield f"“{entry}” counts as added and is not there"
    accepted = set(entries.filter(decision=Decision.ACCEPTED).values_list("publication", flat=True))
    if {paper.pk for paper in papers} != accepted:
        yield "publications and the decisions about their entries differ"
    for row in ImportedEntry.objects.values("batch").annotate(number=Count("pk")):
        if row["number"] != ENTRIES:
            yield f"import {row['batch']} has {row['number']} of {ENTRIES} entries"
    stored = {str(entry).partition(" paper ")[0] for entry in ImportedEntry.objects.filter(position=1)}
    for prefix in set(acknowledged.imports) - stored:
        yield f"“{prefix}” was acknowledged and is lost"
    for prefix in acknowledged.accepted_imports:
        if missing := [n for n in range(ENTRIES) if f"{prefix} paper {n}" not in titles]:
            yield f"“{prefix}” was added, and {len(missing)} of its publications are lost"


def _uploads(acknowledged: Acknowledged) -> Iterator[str]:
    rows = list(ProposalFile.objects.all())
    if acknowledged.uploads and not rows:
        yield "an acknowledged upload is lost"
    for row in rows:
        try:
            with row.file.storage.open(row.file.name) as file, Image.open(file) as picture:
                picture.load()
        except OSError as error:
            yield f"the waiting file {row.file.name} is missing or incomplete: {error}"


def broken_mail(server: MailServer, acknowledged: Acknowledged, kills: int) -> tuple[list[str], int]:
    """Return what is broken about emails once all of them were due, and how many were sent twice."""
    own = set(acknowledged.emails)
    problems = [f"email “{subject}” is lost" for subject in own if not server.accepted[subject]]
    unsent = Email.objects.filter(subject__in=acknowledged.emails, sent=None).count()
    if unsent:
        problems.append(f"{unsent} emails are still in the queue")
    twice = sum(number - 1 for subject, number in server.accepted.items() if subject in own)
    if twice > kills:
        problems.append(f"{twice} emails were sent twice at {kills} kills")
    for subject in own:
        if len(server.message_ids.get(subject, ())) > 1:
            problems.append(f"email “{subject}” was sent twice with different Message-IDs")
    return problems, twice
