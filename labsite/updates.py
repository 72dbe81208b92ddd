"""Find published versions of preprints and new works on members' ORCID records, and propose them for review.

Proposals of this search have no author. Each finding is proposed once: what reviewers have declined is not
proposed again. Fetching takes minutes, so each finding is checked again under a lock before it is proposed:
another run may have proposed it by then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from core.locking import advisory_lock
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
from publications.importing.work_records import possible_family_names, title_key
from publications.models import Authorship, Publication, PublicationKind, Verdict
from publications.sources import Client, SourceError, arxiv, crossref, enrich, openalex, orcid
from publications.sources.records import arxiv_id_from_doi, extract_orcid

#: Kinds of works on ORCID records that are often not publications; members import these themselves.
_LEFT_OUT_KINDS = {PublicationKind.OTHER, PublicationKind.DATASET}
#: The value of ``Proposal.finder`` for proposals of this search, and the name of its lock.
FINDER = "find_updates"


@dataclass
class UpdateResult:
    """Titles of what was proposed, findings that need a decision by a person (``skipped``), and error
    messages.

    ``postponed``: titles of works for which a service did not answer; the next run proposes them.
    ``left_out``: the number of other works and datasets, which only their author can judge.
    """

    proposed: list[str] = field(default_factory=list)
    postponed: list[str] = field(default_factory=list)
    left_out: int = 0
    skipped: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def propose(
    content: Snapshot,
    now: datetime,
    result: UpdateResult,
    publication: Publication | None = None,
    *,
    is_proposed: Callable[[], bool],
) -> None:
    """Propose a new publication, or a change of an existing one, and note the outcome in ``result``.

    ``is_proposed`` is called under the lock; if it returns True, another run or a member has proposed the
    same, and nothing happens. Content that the form rejects is noted as skipped.
    """
    proposal = Proposal(editor_key=PUBLICATION.key, object_id=publication and publication.pk, finder=FINDER)
    title = PUBLICATION.title_of(content, publication)
    try:
        with transaction.atomic():
            advisory_lock(FINDER)
            if is_proposed():
                return
            proposal.save_draft(content)
            proposal.submit(now)
    except InvalidSubmission as error:
        result.skipped.append(f"{title}: {' '.join(error_lines(error.edit_form))}")
    else:
        result.proposed.append(title)


# ---- published preprints ----------------------------------------------------------------------


def find_published(client: Client, now: datetime) -> UpdateResult:
    """Propose the venue, date and DOI of each preprint that has been published."""
    result = UpdateResult()
    preprints = list(Publication.objects.filter(kind=PublicationKind.PREPRINT))
    proposed = _proposed_dois([preprint.pk for preprint in preprints])
    publication_by_doi = dict(Publication.objects.exclude(doi="").values_list("doi", "pk"))
    for preprint, entry in _published_versions(preprints, client, result):
        if (preprint.pk, entry.doi) in proposed:
            continue
        if publication_by_doi.get(entry.doi, preprint.pk) != preprint.pk:
            result.skipped.append(f"{preprint}: {entry.doi} is already on the site as another publication.")
            continue
        current = EditForm(PUBLICATION, preprint).published_snapshot
        content = published_content(current, entry)
        if compare(current, content):
            change = (preprint.pk, entry.doi)
            propose(
                content,
                now,
                result,
                preprint,
                is_proposed=lambda change=change: change in _proposed_dois([change[0]]),
            )
    return result


def _proposed_dois(preprints: list[int]) -> set[tuple[int, str]]:
    """Return (preprint, DOI) of all changes that this search has proposed or that members are working on.

    ``preprints`` are primary keys. Proposals count whatever the reviewers' decision was.
    """
    proposals = Proposal.objects.filter(editor_key=PUBLICATION.key, object_id__in=preprints)
    rows = (proposals.by_commands() | proposals.unfinished()).values_list("object_id", "content")
    return {(pk, doi) for pk, content in rows for doi in content["fields"].get("doi") or [""]}


def _published_versions(
    preprints: list[Publication], client: Client, result: UpdateResult
) -> list[tuple[Publication, Entry]]:
    """Return the preprints that have been published, each with the entry of its published version.

    Each of the searches adds to ``entries``, or to ``dois`` where Crossref has the entry.
    """
    entries: dict[int, Entry] = {}
    dois: dict[int, str] = {}
    for search in (_search_arxiv, _search_crossref, _search_by_title):
        remaining = [row for row in preprints if row.pk not in entries and row.pk not in dois]
        result.problems += map(str, search(remaining, client, entries, dois))
    works = crossref.fetch_works(dois.values(), client)
    result.problems += map(str, works.errors)
    entries |= {pk: works.values[doi] for pk, doi in dois.items() if doi in works.values}
    return [
        (preprint, entries[preprint.pk])
        for preprint in preprints
        if preprint.pk in entries and entries[preprint.pk].kind != PublicationKind.PREPRINT
    ]


def _search_arxiv(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> list[SourceError]:
    """Use the DOI or journal reference that the authors have added on arXiv."""
    works = arxiv.fetch_works([preprint.arxiv_id for preprint in preprints if preprint.arxiv_id], client)
    for preprint in preprints:
        entry = works.values.get(preprint.arxiv_id)
        if entry and entry.doi and not arxiv_id_from_doi(entry.doi):
            dois[preprint.pk] = entry.doi
        elif entry and entry.kind != PublicationKind.PREPRINT:
            entries[preprint.pk] = entry
    return works.errors


def _search_crossref(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> list[SourceError]:
    """Use the link to the published version in the Crossref record of the preprint's own DOI."""
    preprint_by_doi = {row.doi: row.pk for row in preprints if row.doi and not arxiv_id_from_doi(row.doi)}
    published = crossref.published_dois(preprint_by_doi, client)
    for doi, published_doi in published.values.items():
        if doi in preprint_by_doi:
            dois[preprint_by_doi[doi]] = published_doi
    return published.errors


def _search_by_title(
    preprints: list[Publication], client: Client, entries: dict[int, Entry], dois: dict[int, str]
) -> list[SourceError]:
    """Use a paper in OpenAlex with the same title and first author that is not older than the preprint."""
    first_authors = dict(
        Authorship.objects.filter(publication__in=preprints, position=1).values_list("publication", "name")
    )
    for preprint in preprints:
        if preprint.pk not in first_authors:
            continue
        try:
            papers = openalex.search_by_title(preprint.title, client)
        except SourceError as error:
            if error.reason == "bad request":  # about this title
                continue
            return [error]
        for paper in papers:
            if _is_published_version(paper, preprint, first_authors[preprint.pk]):
                dois[preprint.pk] = paper.doi
                break
    return []


def _is_published_version(paper: openalex.SearchResult, preprint: Publication, first_author: str) -> bool:
    same_title = title_key(paper.title) == title_key(preprint.title)
    same_author = possible_family_names(paper.first_author) & possible_family_names(first_author)
    has_own_doi = paper.doi not in ("", preprint.doi) and not arxiv_id_from_doi(paper.doi)
    is_later = not paper.year or not preprint.year or paper.year >= preprint.year - 1
    return bool(same_title and same_author and has_own_doi and is_later and paper.kind != "preprint")


# ---- new works --------------------------------------------------------------------------------


def find_works(client: Client, now: datetime) -> UpdateResult:
    """Propose the works on members' public ORCID records that the lab does not have yet.

    Only current members' records are searched, and only for works since the year they joined. A work about
    which a service has not answered is left for the next run.
    """
    result = UpdateResult()
    proposed = _ProposedPublications()
    matcher = members_matcher()
    for person, orcid_id in _orcid_ids(now):
        try:
            works = orcid.fetch_works(orcid_id, client)
        except SourceError as error:
            result.problems.append(f"{person}: {error}")
            if error.is_temporary:  # the same would happen for the other members
                break
            continue
        works = [work for work in works if not _predates_membership(person, work)]
        missing = [item.entry for item in _plan(proposed.entries, works) if not item.is_duplicate]
        errors: list[SourceError] = []
        complete = []
        for work in enrich(missing, client, errors):
            if work.is_incomplete:
                result.postponed.append(work.title)
            elif work.kind in _LEFT_OUT_KINDS:
                result.left_out += 1
            else:
                complete.append(work)
        result.problems += map(str, errors)
        for item in _plan(proposed.entries, complete):
            if item.verdict == Verdict.NEW:
                content = new_content(item.entry, matcher, person)
                propose(content, now, result, is_proposed=lambda entry=item.entry: proposed.has_since(entry))
            elif item.errors:
                result.skipped.append(f"{item.entry.title}: {' '.join(item.errors)}")
            if not item.is_duplicate:
                proposed.entries.append(item.entry)
    return result


def _orcid_ids(now: datetime) -> Iterable[tuple[Person, str]]:
    """Yield the current members who link to an ORCID record, each with the ORCID iD."""
    current = Person.objects.current(now.date())
    links = ProfileLink.objects.filter(kind=LinkKind.ORCID, person__in=current).select_related("person")
    for link in links.order_by("person", "pk"):
        if orcid_id := extract_orcid(link.url):
            yield link.person, orcid_id


def _predates_membership(person: Person, work: Entry) -> bool:
    return bool(person.joined and work.year and work.year < person.joined.year)


def _plan(proposed: list[Entry], works: list[Entry]) -> list[importing.PlannedEntry]:
    """Return the import plan for works, with the proposed entries as if they were on the site already."""
    return importing.plan(works, proposed=proposed)


class _ProposedPublications:
    """New publications that this search has proposed, whatever the decision, or that members are entering."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.last_key = 0
        self._read_new()

    def has_since(self, entry: Entry) -> bool:
        """Read the proposals made since the last reading, and return whether one is for this work."""
        count = len(self.entries)
        self._read_new()
        added = self.entries[count:]
        return bool(added) and _plan(added, [entry])[0].is_duplicate

    def _read_new(self) -> None:
        proposals = Proposal.objects.filter(editor_key=PUBLICATION.key, pk__gt=self.last_key)
        rows = proposals.by_commands() | proposals.filter(object_id=None).unfinished()
        for self.last_key, content in rows.order_by("pk").values_list("pk", "content"):
            self.entries.append(_entry_from_content(content))


def _entry_from_content(content: Snapshot) -> Entry:
    """Return an entry with what finding duplicates needs: title, identifiers, year and first author."""
    values = {name: (content["fields"].get(name) or [""])[0] for name in ("title", "doi", "arxiv_id", "year")}
    year = values.pop("year").strip()
    authors = [row["values"].get("name") or [""] for row in content["rows"].get("authorships", [])]
    return Entry(
        kind=PublicationKind.OTHER,
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        authors=tuple(Author.from_printed_name(names[0]) for names in authors[:1] if fold(names[0])),
        **values,
    )
