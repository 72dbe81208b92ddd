"""Two pages of one person become one, which keeps every row, paper, spelling and address."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.merging import copy_missing_values, lock_rows, move_references
from core.search.normalization import fold
from moderation import revisions
from moderation.models import Proposal
from people.models import Person
from people.models.slugs import hand_over_addresses


def merge(kept: Person, other: Person, by) -> Person:
    """Merges ``other`` into ``kept`` and deletes it, as one revision; returns ``kept``.

    The names of ``other`` become further spellings. Where both have an account, that of ``other`` is turned
    off. Raises InvalidState.
    """
    with transaction.atomic():
        if not lock_rows(kept, other):
            raise InvalidState(_("One of the two records no longer exists."))
        Proposal.ensure_none_unfinished("profile", other.pk)
        for person in (kept, other):
            revisions.ensure_recorded(person)
        names, account, name = other.all_names, other.user, other.name
        Person.objects.filter(pk=other.pk).update(user=None)
        move_references(other, kept)
        copy_missing_values(kept, other, exclude=("left", "destination", "destination_zh", "destination_url"))
        known = {fold(spelling) for spelling in kept.all_names}
        new = [spelling for spelling in names if fold(spelling) not in known]
        kept.aliases = "\n".join([*kept.alias_list, *dict.fromkeys(new)])
        kept.is_public = kept.is_public or other.is_public
        hand_over_addresses(other, kept)
        other.delete()
        if account and kept.user is None:
            kept.user = account
        elif account:
            account.is_active = False
            account.save(update_fields=["is_active"])
        with revisions.record(by, _("Merged with “%(title)s”") % {"title": name}):
            kept.save()
            revisions.add(kept)
    return kept


def possible_duplicates() -> list[list[Person]]:
    """Returns groups of people who share a spelling of their name."""
    by_name: dict[str, list[Person]] = {}
    for person in Person.objects.only("slug", "name", "native_name", "aliases").order_by("name"):
        for spelling in {fold(name) for name in person.all_names}:
            by_name.setdefault(spelling, []).append(person)
    groups = {tuple(person.pk for person in group): group for group in by_name.values() if len(group) > 1}
    return list(groups.values())
