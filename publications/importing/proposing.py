"""Entries as proposals: the form for publications, filled in, for those who are reviewed first."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from labsite.lib.folding import fold
from moderation.contents import NEW, Content
from moderation.editing import Editor
from moderation.models import NotPossible, Proposal
from people.models import Person
from publications.bibtex import Entry
from publications.claims import match_authors, members_matcher
from publications.forms import extra_lines
from publications.importing.batches import planned_now
from publications.importing.comparing import links_of
from publications.importing.planning import Planned
from publications.importing.preview import is_own
from publications.matching import Match
from publications.models import Decision, ImportedEntry, Topic, Verdict

PLAIN = "title kind language year month day volume number pages publisher abstract doi arxiv_id".split()


def propose(
    rows: Sequence[ImportedEntry],
    fields: Mapping[int, Collection[str]],
    by,
    person: Person | None,
    editor: Editor,
    now: datetime,
) -> int:
    """Sends entries to the reviewers, each as a proposal; returns how many.

    Only what the member has written, or may have; what is there already or being worked on stays undecided.
    """
    matcher, sent = members_matcher(), 0
    for row, item in zip(rows, planned_now(rows), strict=True):
        matches = match_authors(matcher, item.entry.authors)
        content = _content(item, fields.get(row.pk, []), matches, editor, person)
        if content is None:
            continue
        proposal = Proposal(editor=editor.key, object_id=item.same_as and item.same_as.pk, author=by)
        with suppress(IntegrityError, NotPossible), transaction.atomic():
            proposal.fill(content)
            proposal.submit(now)
            row.decision, row.verdict = Decision.PROPOSED, item.verdict
            row.save(update_fields=["decision", "verdict"])
            sent += 1
    return sent


def draft(row: ImportedEntry, by, person: Person | None, editor: Editor) -> Proposal:
    """Makes a draft of an entry that cannot be added as it is, for its owner to complete."""
    (item,) = planned_now([row])
    matches = match_authors(members_matcher(), item.entry.authors)
    proposal = Proposal(editor=editor.key, author=by)
    with transaction.atomic():
        proposal.fill(content_of_new(item, matches, editor, person))
        row.decision = Decision.COMPLETED
        row.save(update_fields=["decision"])
    return proposal


def _content(
    item: Planned, names: Collection[str], matches: Sequence[Match], editor: Editor, person: Person | None
) -> Content | None:
    """Returns what to propose; None where there is nothing that this member may propose."""
    if person is None or not is_own(person, item.same_as, matches):
        return None
    if item.verdict == Verdict.NEW:
        return content_of_new(item, matches, editor, person)
    if item.verdict == Verdict.UPDATE and names:
        return content_of_change(item, names, matches, editor, person)
    return None


def content_of_new(item: Planned, matches: Sequence[Match], editor: Editor, author: Person | None) -> Content:
    """Returns the filled-in form for a publication that is not there yet; ``author`` claims to be one."""
    content = editor.open(None).content
    names = [*PLAIN, "venue", "authors", "links", "topics", "extra"]
    return _filled(content, item, names, matches, author)


def content_of_change(
    item: Planned, names: Collection[str], matches: Sequence[Match], editor: Editor, author: Person
) -> Content:
    """Returns the form of the publication that is there, with these fields as the entry has them."""
    return _filled(editor.open(item.same_as).content, item, names, matches, author)


def _filled(
    content: Content, item: Planned, names: Collection[str], matches: Sequence[Match], author: Person | None
) -> Content:
    entry, described = item.entry, item.publication
    fields, rows = dict(content["fields"]), dict(content["rows"])
    for name in PLAIN:
        if name in names:
            value = getattr(described, name)
            fields[name] = [] if value in ("", None) else [str(value)]
    if "venue" in names:
        fields["venue"] = [entry.venue[:250]] if entry.venue else []
    if "authors" in names:
        rows["authorships"] = _authors(entry, matches, author)
    if "links" in names:
        there = {value for row in rows["links"] for value in row["values"].get("url", [])}
        new = [(kind, url) for kind, url in links_of(entry) if url not in there]
        rows["links"] = [
            *rows["links"],
            *(
                {"id": f"{NEW}{place}", "values": {"kind": [str(kind.value)], "url": [url]}}
                for place, (kind, url) in enumerate(new)
            ),
        ]
    if "topics" in names:
        fields["topics"] = list(dict.fromkeys([*fields.get("topics", []), *_known_topics(entry)]))
    if "extra" in names:
        extra = {**described.extra, **(item.same_as.extra if item.same_as else {})}
        fields["extra"] = [extra_lines(extra)] if extra else []
    return {"fields": fields, "rows": rows}


def _authors(entry: Entry, matches: Sequence[Match], author: Person | None) -> list[dict]:
    slugs = dict(Person.objects.values_list("pk", "slug"))
    is_linked = author is None or any(match.member == author.pk for match in matches)
    rows = []
    for place, (printed, match) in enumerate(zip(entry.authors, matches, strict=True)):
        member = match.member
        if member is None and not is_linked and author.pk in match.candidates:
            member, is_linked = author.pk, True
        values = {"name": [printed.name[:200]]}
        values |= {"person": [slugs[member]]} if member in slugs else {}
        values |= {"is_equal": ["on"]} if printed.is_equal else {}
        values |= {"is_corresponding": ["on"]} if printed.is_corresponding else {}
        rows.append({"id": f"{NEW}{place}", "values": values})
    return rows


def _known_topics(entry: Entry) -> list[str]:
    """Only the lab adds topics; a member chooses among those that are there."""
    topics = {fold(name): str(pk) for pk, name in Topic.objects.values_list("pk", "name")}
    return [topics[fold(word)] for word in entry.keywords if fold(word) in topics]
