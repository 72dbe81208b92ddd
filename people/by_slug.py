"""The person whose public profile has an address."""

from core.caching import prepared
from people.models import Person, find_by_slug


def find_public_person(slug: str) -> Person:
    """Return the person whose public profile has, or had in the past, this slug.

    The caller redirects if the current slug differs. Raises Http404 if there is none.
    """
    people = _public_people(slug=slug)
    return people[0] if people else find_by_slug(Person.objects.public(), slug)


@prepared
def _public_people(*, slug: str):
    return Person.objects.public().filter(slug=slug)
