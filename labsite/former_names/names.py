"""The names of a person that the site has besides the current one."""

from django.db.models import QuerySet

from core.renaming import name_key
from moderation import revisions
from people.models import Person
from publications.models import Authorship, Contribution


def candidate_names(person: Person) -> list[str]:
    """Return the other names that the site has for a person: names in lists, earlier names, printed names."""
    recorded = [revisions.recorded_values(person, name) for name in Person.NAME_FIELDS]
    earlier = [line for values in recorded for value in values for line in (value or "").splitlines()]
    printed = sorted({row.name for row in (*person.authorships.all(), *person.editorships.all())})
    current = {name_key(person.name), name_key(person.native_name)}
    names: dict[tuple[str, ...], str] = {}
    for name in (*person.alias_list, *person.shown_alias_list, *sorted(earlier), *printed):
        if name.strip() and name_key(name) not in current:
            names.setdefault(name_key(name), name.strip())
    return list(names.values())


def other_printed_names(person: Person, model: type[Contribution] = Authorship) -> QuerySet:
    """Return the authorships, or editorships, under another name than the current one, latest paper first."""
    current = {name_key(person.name), name_key(person.native_name)}
    own = model.objects.filter(person=person).select_related("publication")
    rows = own.order_by("-publication__date_key", "pk")
    keys = [row.pk for row in rows if name_key(row.name) not in current]
    return rows.filter(pk__in=keys)
