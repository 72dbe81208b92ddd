"""Store the result of reading a source, with a preliminary decision on each item."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

from django.db import transaction

from core.characters import printable
from core.search.normalization import fold
from labsite.site_imports.comparison import Verdict, compare
from labsite.site_imports.markup import IS_ADDRESS
from labsite.site_imports.members import MEMBER, SHARED
from labsite.site_imports.members import SECTIONS as SECTIONS_OF_MEMBERS
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.papers import entries_of
from labsite.site_imports.people_texts import PeopleTexts, people_texts
from labsite.site_imports.references import store_references
from labsite.site_imports.remainders import FOR_BIO, remainder_rows
from labsite.site_imports.rights import may_add
from labsite.site_imports.targets import OF_PROFILE, ROWS_OF_PROFILE, TARGETS
from labsite.site_imports.values import link_values, values_of
from people.models import Person
from publications import importing
from publications.models import Import, ImportedEntry
from publications.models import Verdict as PaperVerdict
from site_readers import items
from site_readers.items import SECTIONS, Remainder, Result
from site_readers.labsites import labsite_data


def store(result: Result, site_import: SiteImport, today: date) -> None:
    """Store the result of reading in an import, which may be unsaved. New and valid items are selected."""
    _clean(result)
    if result.kind == labsite_data.KIND and site_import.person:
        labsite_data.about(result, site_import.person.all_names)
    site_import.kind = result.kind[:20]
    site_import.paper_addresses = {
        str(position): paper.old_urls
        for position, paper in enumerate(reversed(result.publications), 1)
        if paper.old_urls
    }
    read: list[tuple[SiteItem, items.Item]] = []
    rows = list(_rows(result, site_import, today, read))
    for position, row in enumerate(rows, 1):
        row.position = position
    store_references(read, result)
    # Among items of one year, lists show the last added first, while sources list the latest first.
    entries = entries_of(reversed(result.publications))
    # Planning thousands of papers takes seconds, so it is not part of the transaction.
    papers = importing.store(entries, [], site_import.by, site_import.source) if entries else None
    site_import.papers = papers
    try:
        _select(site_import, rows, papers)
        with transaction.atomic():
            site_import.save()
            SiteItem.objects.bulk_create(rows, batch_size=500)
    except BaseException:
        if papers:
            papers.delete()
        raise


def _select(site_import: SiteImport, rows: Sequence[SiteItem], papers: Import | None) -> None:
    """Select the new and valid items that the importer may add; pictures of papers, if the paper is new."""
    comparisons = compare(site_import, rows)
    new_papers = papers.entries.filter(verdict=PaperVerdict.NEW) if papers else ImportedEntry.objects.none()
    positions = set(new_papers.values_list("position", flat=True))
    for row in rows:
        comparison = comparisons.get(row.position)
        is_new = comparison is not None and comparison.verdict == Verdict.NEW
        if row.target == "teaser":
            is_new = is_new and int(row.values["paper"][0]) in positions
        is_addable = is_new and may_add(site_import.by, row.target)
        row.is_selected = is_addable and is_valid(row, site_import.person)


def is_valid(row: SiteItem, person: Person | None) -> bool:
    """Return whether the form where an item goes accepts its values, without asking the database.

    Constraints, which take a query each, are checked when the item is brought in.
    """
    form = TARGETS[row.target].form(row.values, person)
    if instance := getattr(form, "instance", None):
        instance.validate_constraints = lambda exclude=None: None
    return form.is_valid()


def _rows(
    result: Result, site_import: SiteImport, today: date, read: list[tuple[SiteItem, items.Item]]
) -> Iterator[SiteItem]:
    """Yield the rows of an import; append those of items to ``read``, each with its item."""
    person = site_import.person
    about = " ".join(rest.text for rest in result.not_understood if rest.why in FOR_BIO)
    texts_of_people = people_texts(result) if person is None else PeopleTexts()
    for section in SECTIONS.values():
        for item in getattr(result, section):
            if section == "publications":
                yield from _links_without_place(item, _addresses(item), site_import)
            elif section == "people" and person and _is_named(item, person):
                yield from _of_owner(item, site_import)
            else:
                row = _row(item, section, site_import, values_of(item, about, today))
                if section == "people":
                    row.values |= texts_of_people.values.get(item.name or item.native_name, {})
                read.append((row, item))
                yield row
                texts = "\n".join(text for values in row.values.values() for text in values)
                yield from _links_without_place(item, texts, site_import)
    for position, paper in enumerate(reversed(result.publications), 1):
        if paper.image:
            yield _row(paper, "teaser", site_import, {"text": [paper.title], "paper": [str(position)]})
    pictures = {"hero": result.hero, "logo": result.logo} if person is None else {"photo": result.photo}
    for target, name in pictures.items():
        if name:
            yield SiteItem(
                site_import=site_import,
                section=target,
                target=target,
                file=name[-500:],
                line=0,
                raw=name,
                image=name[-500:],
            )
    yield from _profile_rows(result, site_import)
    yield from remainder_rows(result, site_import, texts_of_people.positions)


def _profile_rows(result: Result, site_import: SiteImport) -> Iterator[SiteItem]:
    """Yield the rows of a profile in data of another Labsite; for a lab, those of all profiles.

    A row that several people share is one row. The texts and links of a lab's people belong to the people.
    """
    of_lab = site_import.person is None
    names = {row.profiles[0]: row.names[0] for row in result.profile_rows}
    of_members = (row for row in result.profile_rows if row.section in ROWS_OF_PROFILE)
    for row in _each_once(of_members) if of_lab else result.profile_rows:
        values = {name: [text] for name, text in row.details.items()}
        if of_lab:
            values |= {MEMBER: row.names[:1], SHARED: [names[key] for key in row.shared_with if key in names]}
        yield SiteItem(
            site_import=site_import,
            section=row.section or "not_understood",
            target=row.section,
            file=row.file[-500:],
            line=0,
            raw=row.raw,
            why=row.why,
            values=values,
        )


def _each_once(rows: Iterable[items.ProfileRow]) -> Iterator[items.ProfileRow]:
    """Yield the rows of several profiles, but a row that people share only for the first of them."""
    shared: list[items.ProfileRow] = []
    for row in rows:
        if not any(_is_copy(row, other) for other in shared):
            yield row
        if row.shared_with:
            shared.append(row)


def _is_copy(row: items.ProfileRow, other: items.ProfileRow) -> bool:
    """Return whether a row is what another person shares with the one whose row it is."""
    is_same = (row.section, row.details) == (other.section, other.details)
    return is_same and row.profiles[0] in other.shared_with


def _addresses(item: items.Item) -> str:
    """Return the links of a paper that can be stored: addresses of pages elsewhere."""
    return "\n".join(link.url for link in item.links if IS_ADDRESS.match(link.url))


def _links_without_place(item: items.Item, texts: str, site_import: SiteImport) -> Iterator[SiteItem]:
    """Yield the links of an item that are not among the texts of its form."""
    for link in item.links:
        if link.url not in texts:
            is_file = not IS_ADDRESS.match(link.url)
            yield SiteItem(
                site_import=site_import,
                section="not_understood",
                file=item.file[-500:],
                line=item.line,
                raw=link.url,
                why="A link to a file of the source." if is_file else "There is no field for this link.",
                values={"text": [link.url]},
            )


def _clean(value: object) -> object:
    """Remove characters that no database takes from all texts of a result; change it in place."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        value[:] = [_clean(one) for one in value]
    elif isinstance(value, dict):
        value |= {key: _clean(one) for key, one in value.items()}
    elif is_dataclass(value):
        for field in fields(value):
            setattr(value, field.name, _clean(getattr(value, field.name)))
    return value


def _row(item: items.Item | Remainder, section: str, site_import: SiteImport, values: dict) -> SiteItem:
    target = section
    if site_import.person is None and section in SECTIONS_OF_MEMBERS and item.member:
        values = {**values, MEMBER: [item.member]}
    elif site_import.person is None and section in OF_PROFILE:
        target = ""
    if site_import.person is not None and section == "notices":
        target, values = "call", {"text": values["body"]}
    return SiteItem(
        site_import=site_import,
        section=section,
        target=target,
        file=item.file[-500:],
        line=item.line,
        raw=item.raw,
        image=getattr(item, "image", "")[-500:],
        old_urls=getattr(item, "old_urls", []),
        values=values,
    )


def _of_owner(item: items.Person, site_import: SiteImport) -> Iterator[SiteItem]:
    """Yield the links of the person whose homepage it is."""
    for link in item.links:
        yield _row(item, "links", site_import, link_values(link))


def _is_named(item: items.Person, person: Person) -> bool:
    names = {fold(name) for name in person.all_names}
    return bool(names & {fold(name) for name in (item.name, item.native_name) if name})
