"""What has happened elsewhere: preprints that were published, and new works on members' ORCID records.

All of it is put to the reviewers as proposals of nobody, each once: what they have declined stays declined.
Sources are asked for minutes, so right before something is put there, it is looked once more whether another
run has done that meanwhile; only one at a time may look and put.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from core.locking import one_at_a_time
from core.search.normalization import fold
from labsite.editors import PUBLICATION
from moderation.forms.edit_form import EditForm
from moderation.forms.form_presentation import error_lines
from moderation.forms.snapshot import Snapshot, compare
from moderation.models import InvalidSubmission, Proposal
from people.models import Person, ProfileLink
from people.models.links import LinkKind
from publications import importing
from publications.author_claims import members_matcher
from publications.bibtex import Author, Entry
from publications.form_content import new_content, published_content
from publications.importing.duplicates import possible_family_names, title_key
from publications.models import Authorship, Publication, PublicationKind, Verdict
from publications.sources import Client, SourceError, arxiv, crossref, enrich, openalex, orcid
from publications.sources.records import arxiv_id_from_doi, extract_orcid

#: Stands in ``Proposal.finder``.
FINDER = "find_updates"


@dataclass
class Outcome:
    """What was put to the reviewers, what was left for people to see to, and the sources that failed."""

    proposed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def propose(
    content: Snapshot,
    now: datetime,
    outcome: Outcome,
    about: Publication | None = None,
    *,
    is_there: Callable[[], bool],
) -> None:
    """Puts a new publication, or a change of one, to the reviewers; what no form accepts is left.

    ``is_there`` says whether somebody else has put it there up to this moment.
    """
    proposal = Proposal(editor_key=PUBLICATION.key, object_id=about and about.pk, finder=FINDER)
    title = PUBLICATION.title_of(content, about)
    try:
        with transaction.atomic():
            one_at_a_time(FINDER)
            if is_there():
                return
            proposal.save_draft(content)
            proposal.submit(now)
    except InvalidSubmission as refused:
        outcome.left.append(f"{title}: {' '.join(error_lines(refused.edit_form))}")
    else:
        outcome.proposed.append(title)


# ---- preprints that have been published -------------------------------------------------------


def find_published(client: Client, now: datetime) -> Outcome:
    """Proposes, for each preprint that has been published, where and when."""
    outcome = Outcome()
    preprints = list(Publication.objects.filter(kind=PublicationKind.PREPRINT))
    proposed = _proposed_changes([one.pk for one in preprints])
    taken = dict(Publication.objects.exclude(doi="").values_list("doi", "pk"))
    for preprint, entry in _published(preprints, client, outcome):
        if (preprint.pk, entry.doi) in proposed:
            continue
        if taken.get(entry.doi, preprint.pk) != preprint.pk:
            outcome.left.append(f"{preprint}: {entry.doi} has a page of its own already.")
            continue
        published = EditForm(PUBLICATION, preprint).published_snapshot
        content = published_content(published, entry)
        if compare(published, content):
            change = (preprint.pk, entry.doi)
            propose(
                content,
                now,
                outcome,
                preprint,
                is_there=lambda change=change: change in _proposed_changes([change[0]]),
            )
    return outcome


def _proposed_changes(preprints: list[int]) -> set[tuple[int, str]]:
    """Which DOIs were put to the reviewers for which preprint, whatever they said, or are being entered."""
    about = Proposal.objects.filter(editor_key=PUBLICATION.key, object_id__in=preprints)
    earlier = about.by_commands() | about.unfinished()
    rows = earlier.values_list("object_id", "content")
    return {(pk, doi) for pk, content in rows for doi in content["fields"].get("doi") or [""]}


def _published(
    preprints: list[Publication], client: Client, outcome: Outcome
) -> list[tuple[Publication, Entry]]:
    """The preprints that have been published, each as it was."""
    entries: dict[int, Entry] = {}
    dois: dict[int, str] = {}
    for look in (_by_arxiv, _by_crossref, _by_title):
        rest = [one for one in preprints if one.pk not in entries and one.pk not in dois]
        try:
            look(rest, client, entries, dois)
        except SourceError as error:
            outcome.problems.append(str(error))
    try:
        known = crossref.fetch_works(dois.values(), client)
    except SourceError as error:
        outcome.problems.append(str(error))
        known = {}
    entries |= {pk: known[doi] for pk, doi in dois.items() if doi in known}
    return [
        (one, entries[one.pk])
        for one in preprints
        if one.pk in entries and entries[one.pk].kind != PublicationKind.PREPRINT
    ]


def _by_arxiv(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> None:
    """What the authors have noted on arXiv."""
    known = arxiv.fetch_works([one.arxiv_id for one in preprints if one.arxiv_id], client)
    for one in preprints:
        entry = known.get(one.arxiv_id)
        if entry and entry.doi and not arxiv_id_from_doi(entry.doi):
            dois[one.pk] = entry.doi
        elif entry and entry.kind != PublicationKind.PREPRINT:
            entries[one.pk] = entry


def _by_crossref(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> None:
    """What preprint servers that register DOIs have noted with theirs."""
    own = {one.doi: one.pk for one in preprints if one.doi and not arxiv_id_from_doi(one.doi)}
    for doi, published in crossref.published_dois(own, client).items():
        if doi in own:
            dois[own[doi]] = published


def _by_title(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> None:
    """A paper with the same title and first author, which nobody has tied to the preprint."""
    first = dict(
        Authorship.objects.filter(publication__in=preprints, position=1).values_list("publication", "name")
    )
    for one in preprints:
        for found in openalex.search_by_title(one.title, client) if one.pk in first else ():
            is_same = title_key(found.title) == title_key(one.title) and possible_family_names(
                found.first_author
            ) & possible_family_names(first[one.pk])
            is_other = found.doi not in ("", one.doi) and not arxiv_id_from_doi(found.doi)
            is_later = not found.year or not one.year or found.year >= one.year - 1
            if is_same and is_other and is_later and found.kind != "preprint":
                dois[one.pk] = found.doi
                break


# ---- new works --------------------------------------------------------------------------------


def find_works(client: Client, now: datetime) -> Outcome:
    """Proposes the works on members' public ORCID records that the lab does not have.

    Only members who have not left are asked about, and only what is not from before they joined.
    """
    outcome = Outcome()
    earlier = _Earlier()
    matcher = members_matcher()
    for person, id in _records(now):
        try:
            works = orcid.fetch_works(id, client)
        except SourceError as error:
            outcome.problems.append(f"{person}: {error}")
            if error.is_temporary:  # nor will it answer about the others
                break
            continue
        works = [work for work in works if not _is_from_before(person, work)]
        unknown = [item.entry for item in _planned(earlier.entries, works) if item.same_as is None]
        for item in _planned(earlier.entries, enrich(unknown, client)):
            if item.verdict == Verdict.NEW:
                content = new_content(item.entry, matcher, person)
                propose(content, now, outcome, is_there=lambda entry=item.entry: earlier.has_got(entry))
            elif item.errors:
                outcome.left.append(f"{item.entry.title}: {' '.join(item.errors)}")
            if item.same_as is None:
                earlier.entries.append(item.entry)
    return outcome


def _records(now: datetime) -> Iterable[tuple[Person, str]]:
    """The members who have an ORCID iD among their links, with it."""
    current = Person.objects.current(now.date())
    links = ProfileLink.objects.filter(kind=LinkKind.ORCID, person__in=current).select_related("person")
    for link in links.order_by("person", "pk"):
        if id := extract_orcid(link.url):
            yield link.person, id


def _is_from_before(person: Person, work: Entry) -> bool:
    return bool(person.joined and work.year and work.year < person.joined.year)


def _planned(earlier: list[Entry], works: list[Entry]) -> list[importing.PlannedEntry]:
    """What would become of the works, where the earlier ones were taken in first."""
    return importing.plan([*earlier, *works])[len(earlier) :]


class _Earlier:
    """The publications that were put to the reviewers, whatever they said, or that members are entering."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.last = 0
        self._look()

    def has_got(self, entry: Entry) -> bool:
        """Looks for what has been put there meanwhile, and says whether the entry is among it."""
        known = len(self.entries)
        self._look()
        return known < len(self.entries) and _planned(self.entries[known:], [entry])[0].same_as is not None

    def _look(self) -> None:
        all_of_it = Proposal.objects.filter(editor_key=PUBLICATION.key, pk__gt=self.last)
        rows = all_of_it.by_commands() | all_of_it.filter(object_id=None).unfinished()
        for self.last, content in rows.order_by("pk").values_list("pk", "content"):
            self.entries.append(_entry_in(content))


def _entry_in(content: Snapshot) -> Entry:
    values = {name: (content["fields"].get(name) or [""])[0] for name in ("title", "doi", "arxiv_id", "year")}
    year = values.pop("year").strip()
    authors = [row["values"].get("name") or [""] for row in content["rows"].get("authorships", [])]
    return Entry(
        kind=PublicationKind.OTHER,
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        authors=tuple(Author.from_printed_name(names[0]) for names in authors[:1] if fold(names[0])),
        **values,
    )
