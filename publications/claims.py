"""Which printed authors may be a member who has not been linked to them: "Is this you?"."""

from django.db.models import Q

from people.models import Person
from publications.importing import members_matcher
from publications.models import Authorship

#: Shorter words stand in too many names.
SHORTEST = 2


def unclaimed(person: Person) -> list[Authorship]:
    """Returns the authors that are nobody in the lab yet and may be this person, latest paper first.

    Names decide, by the rules of ``matching``: also initials, and a name that somebody else in the lab
    has too. Papers that the person is an author of already are left out.
    """
    ends = {word for name in person.all_names for word in (name.split()[0], name.split()[-1])}
    shared = Q()
    for word in ends:
        if len(word) >= SHORTEST:
            shared |= Q(name__icontains=word)
    if not shared:
        return []
    found = (
        Authorship.objects.filter(shared, person=None, publication__is_public=True)
        .exclude(publication__authorships__person=person)
        .select_related("publication")
        .order_by("-publication__date_key", "pk")
    )
    matcher = members_matcher()
    return [authorship for authorship in found if _may_be(matcher.match(authorship.name), person)]


def _may_be(match, person: Person) -> bool:
    return match.member == person.pk or person.pk in match.candidates
