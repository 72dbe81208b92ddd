"""Grants and papers: the papers that name a grant, and the acknowledgement of grants."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.languages import local
from moderation import revisions
from projects.grant_numbers import form_of, number_key, number_keys
from projects.models import Grant
from publications.models import Publication


def unlinked_papers(grants: Sequence[Grant], among: QuerySet | None = None) -> dict[int, list[int]]:
    """Return the keys of the papers whose imported funding names a grant, and that are not linked to it.

    The result is by the primary key of the grant. Funder and number have to match. ``among`` are the papers
    in question, by default all.
    """
    papers = Publication.objects.all() if among is None else among
    papers_by_number = defaultdict(list)
    for pk, funding in papers.exclude(funding=[]).order_by().values_list("pk", "funding"):
        for item in funding:
            for key in {key for award in item.get("awards", ()) for key in number_keys(award)}:
                papers_by_number[key].append((pk, item.get("funder", "")))
    linked = set(Grant.publications.through.objects.values_list("grant", "publication"))
    named = {
        grant.pk: [
            pk for pk, funder in papers_by_number[number_key(grant.number)] if _is_funder(funder, grant)
        ]
        for grant in grants
    }
    return {
        grant: [pk for pk in dict.fromkeys(keys) if (grant, pk) not in linked]
        for grant, keys in named.items()
    }


def linkable_count(user) -> int:
    """Return the number of papers that the user may link to a grant that their funding names."""
    grants = list(Grant.objects.all()) if user.has_perm("projects.change_grant") else []
    papers = unlinked_papers(grants).values() if grants else ()
    return len({pk for keys in papers for pk in keys})


def link_papers(grant: Grant, keys: Sequence[int], by) -> None:
    """Link papers to a grant, as one revision of the grant."""
    revisions.ensure_recorded(grant)  # before the database is locked
    with revisions.record(by, only_added=True):
        grant.publications.add(*keys)
        revisions.add(grant)


def link_named_grants(papers: Collection[int], by) -> dict[Grant, int]:
    """Link papers, given by primary key, to the grants that their funding names, and count them by grant.

    Only for those who may change grants; for the papers of others, the dashboard proposes the links.
    """
    grants = list(Grant.objects.all()) if by.has_perm("projects.change_grant") else []
    linkable = unlinked_papers(grants, Publication.objects.filter(pk__in=papers)) if grants else {}
    named = {grant: linkable[grant.pk] for grant in grants if linkable[grant.pk]}
    for grant, keys in named.items():
        link_papers(grant, keys, by)
    return {grant: len(keys) for grant, keys in named.items()}


def _is_funder(printed: str, grant: Grant) -> bool:
    """Return whether a funder as printed with a paper is that of the grant."""
    names = [name for name in (grant.funder, grant.funder_zh) if name]
    form = form_of(grant.ror, *names)
    is_same_form = form is not None and form == form_of("", printed)
    return is_same_form or printed.casefold() in {name.casefold() for name in names}


def acknowledgement(grants: Sequence[Grant]) -> str:
    """Return the sentence that acknowledges these grants, in the language of the page; "" without any."""
    if not grants:
        return ""
    parts = [
        _("%(funder)s under Grant %(number)s")
        % {"funder": local(grant, "funder").text, "number": grant.number}
        for grant in grants
    ]
    listed = (
        parts[0]
        if len(parts) == 1
        else _("%(list)s and %(last)s")
        % {
            "list": _(", ").join(parts[:-1]),
            "last": parts[-1],
        }
    )
    return _("This work was supported by %(grants)s.") % {"grants": listed}
