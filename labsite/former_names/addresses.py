"""Former addresses of a person, and whether one was made from a former name."""

import re
from collections.abc import Collection

from core.slugs import earlier_slug_from, slug_from
from people.models import FormerSlug, OldAddress, Person


def former_addresses(person: Person) -> list[str]:
    """Return the former slugs of a person, which redirect to the profile."""
    slugs = FormerSlug.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
    return list(slugs.order_by("slug").values_list("slug", flat=True))


def is_address_of(slug: str, names: Collection[str]) -> bool:
    """Return whether a slug has been made from one of these names."""
    slugs = {make(name) for name in names for make in (slug_from, earlier_slug_from)}
    return re.sub(r"-\d+$", "", slug) in slugs


def delete_old_addresses(person: Person, names: Collection[str]) -> None:
    """Delete the addresses on the lab's former site that were made from one of these names."""
    for address in OldAddress.objects.to(person):
        if any(is_address_of(slug_from(part), names) for part in address.path.split("/")):
            address.delete()


def suggested_addresses(person: Person, names: Collection[str]) -> list[str]:
    """Return the former addresses that have been made from one of the names."""
    return [slug for slug in former_addresses(person) if is_address_of(slug, names)]
