"""Redirects from the addresses of a lab's former site to the pages of what was imported from there.

A homepage stood on a host of its own, so its addresses are none of this site.
"""

from collections.abc import Iterator, Mapping

from core import batches
from labsite.site_imports.comparison import Comparison, Verdict
from labsite.site_imports.models import SiteImport
from labsite.site_imports.targets import TARGETS
from moderation.querysets import State
from people.models import OldAddress, Person
from people.models.old_addresses import normalized_path
from publications.models import Decision, Publication

#: The verdicts on items whose page is the one that the site has already.
_THERE = (Verdict.SAME, Verdict.DIFFERS)


def add_redirects(site_import: SiteImport, comparisons: Mapping[int, Comparison]) -> None:
    """Add a redirect for each old address of an imported object, unless its path is already taken.

    ``comparisons`` are those of the items before they were brought in. The import is not saved.
    """
    if site_import.person is not None:
        return
    wanted: dict[str, OldAddress] = {}
    for kind, key, urls in (*_of_items(site_import, comparisons), *_of_papers(site_import)):
        for path in filter(None, map(normalized_path, urls)):
            wanted.setdefault(path, OldAddress(path=path, kind=kind, object_id=key))
    existing = set(OldAddress.objects.values_list("path", flat=True))
    new = [address for path, address in wanted.items() if path not in existing]
    for batch in batches.batches(new):
        OldAddress.objects.bulk_create(batch, ignore_conflicts=True)
    site_import.redirected = [*site_import.redirected, *(address.path for address in new)]


def remove_redirects(site_import: SiteImport) -> None:
    """Remove the redirects that an import has added, but for those to what its undo keeps."""
    pages = (*_of_items(site_import, {}), *_of_papers(site_import, [Decision.ACCEPTED, Decision.PROPOSED]))
    kept = {(kind, key) for kind, key, _urls in pages}
    paths = [
        address.path
        for address in OldAddress.objects.filter(path__in=site_import.redirected)
        if (address.kind, address.object_id) not in kept
    ]
    OldAddress.objects.filter(path__in=paths).delete()
    site_import.redirected = [path for path in site_import.redirected if path not in paths]


def _of_items(
    site_import: SiteImport, comparisons: Mapping[int, Comparison]
) -> Iterator[tuple[str, int, list[str]]]:
    """Yield model, primary key and old addresses of what items have added, or of what was there already."""
    for item in site_import.items.exclude(old_urls=[]).select_related("proposal"):
        target = TARGETS.get(item.target)
        if target is None or (target.name != "people" and (target.editor is None or target.is_row)):
            continue
        model = Person if target.name == "people" else target.editor.model
        comparison = comparisons.get(item.position)
        key = item.added_person_id
        if item.proposal and item.proposal.state == State.APPROVED and target.name != "people":
            key = item.proposal.object_id
        elif not item.applied and comparison and comparison.verdict in _THERE and comparison.match.isdigit():
            key = int(comparison.match)
        if key:
            yield model._meta.label_lower, key, item.old_urls


def _of_papers(site_import: SiteImport, decisions=None) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the same for papers, those of other decisions left out."""
    if site_import.papers is None:
        return
    entries = site_import.papers.entries.exclude(publication=None)
    if decisions is not None:
        entries = entries.filter(decision__in=decisions)
    for position, key in entries.values_list("position", "publication"):
        if urls := site_import.paper_addresses.get(str(position)):
            yield Publication._meta.label_lower, key, urls
