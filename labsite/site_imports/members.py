"""Find the people on the site about whom a lab's site says more than who they are, such as their honors."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from core.search.normalization import fold
from labsite.site_imports.models import SiteItem
from moderation.forms.snapshot import Values
from people.models import Person

#: The sections with such rows, and the key of their values with the name of the member.
SECTIONS = ("education", "honors")
MEMBER = "member"
#: The key of their values with the names of other members who have the same row.
SHARED = "shared_with"
#: The key of the values of an item with what it refers to (``references``), as JSON.
REFERENCES = "references"


def member_of(item: SiteItem) -> str:
    """Return the name of the member whom a row is about, as the source has it; "" for all else."""
    return "".join(item.values.get(MEMBER, []))


def sharers_of(item: SiteItem) -> list[str]:
    """Return the names of the other members who have the same row, as the source has them."""
    return item.values.get(SHARED, [])


def form_values(item: SiteItem) -> Values:
    """Return the values of the form of what an item stands for."""
    return {name: texts for name, texts in item.values.items() if name not in (MEMBER, SHARED, REFERENCES)}


def people_of(items: Iterable[SiteItem], visible: QuerySet[Person]) -> Mapping[str, int]:
    """Return the keys of the people whom rows are about, and of those who share them, by name in the source.

    ``visible`` are those whom the importer may see. A name that none or several of them have is missing.
    """
    listed = (name for item in items for name in (member_of(item), *sharers_of(item)))
    names = {fold(name): name for name in listed if name}
    people: dict[str, set[int]] = {}
    for person in visible.only(*Person.NAME_FIELDS) if names else ():
        for name in map(fold, person.all_names):
            if name in names:
                people.setdefault(names[name], set()).add(person.pk)
    return {name: keys.pop() for name, keys in people.items() if len(keys) == 1}
