"""Remove chosen former names of a person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import audit
from core.exceptions import InvalidState
from core.merging import lock_rows
from core.renaming import Renaming
from core.shared_rows import SharedRow
from core.slugs import free_slug
from labsite import editors
from labsite.former_names.addresses import delete_old_addresses
from labsite.former_names.replacement import Replacement
from labsite.former_names.stored_names import NAME_LISTS, NEWS_TEXTS, StoredNames, merged_into
from labsite.former_names.texts import news_about, renamed_texts, rows_of, text_fields
from moderation import revisions
from news.models import NewsItem
from people.models import FormerSlug, Person
from publications.models import Authorship, Contribution, Editorship, Publication


@dataclass
class Removal:
    """The removal of former names of a person: ``counts`` says what it would change, ``carry_out`` does it.

    ``papers`` are the authorships and editorships to print under the current name, ``addresses`` the former
    slugs to end. With ``new_address``, the profile moves to an address made from the current name.
    """

    person: Person
    names: Collection[str]
    papers: list[Contribution] = field(default_factory=list)
    addresses: Collection[str] = ()
    new_address: bool = False

    @cached_property
    def renaming(self) -> Renaming:
        """The renaming of the chosen names, and of the names printed on the chosen papers."""
        printed = [authorship.name for authorship in self.papers]
        return Renaming([*self.names, *printed], self.person.name, self.person.native_name)

    @cached_property
    def news(self) -> list[NewsItem]:
        return news_about(self.person, self.renaming)

    def counts(self) -> list[tuple[str, int]]:
        """Return what changes besides papers and addresses, as labels with numbers above 0."""
        stored = self._stored().changes()
        counts = [
            (_("Texts of the profile"), len(list(self._profile_changes()))),
            (_("News items"), len(self.news)),
            (_("Recorded versions"), len(stored["versions"])),
            (_("Submissions"), len(stored["submissions"])),
            (_("Imported entries"), len(stored["imports"])),
            (_("Emails"), len(stored["emails"])),
            (_("Log entries"), len(stored["logs"])),
        ]
        return [(label, number) for label, number in counts if number]

    def carry_out(self, by, request=None) -> Person:
        """Remove the names and return the person. Raises InvalidState.

        Everything changes in one transaction; where that would take long, only the profile, its address and
        the news do, and a task replaces the names on papers and in stored copies.
        """
        person = self.person
        with transaction.atomic():
            if not lock_rows(person):
                raise InvalidState(_("This person no longer exists."))
            replacement = self._replacement(by)  # before the profile changes
            with revisions.record(by, _("Former name removed"), only_added=True):
                self._rename_profile()
                for item in self.news:
                    _set(item, renamed_texts(item, self.renaming, NEWS_TEXTS))
                for changed in (person, *self.news):
                    revisions.add(changed)
            redirects = FormerSlug.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
            redirects.filter(slug__in=replacement.slugs).delete()
            delete_old_addresses(person, self.names)
            replacement.begin()
            audit.record(audit.Event.FORMER_NAME_REMOVED, user=by, request=request, target=person)
        return person

    def _replacement(self, by) -> Replacement:
        """Return what remains to be replaced once the profile has changed."""
        return Replacement(
            person=self.person.pk,
            by=by and by.pk,
            names=list(self.renaming.former),
            authors=[row.pk for row in self.papers if isinstance(row, Authorship)],
            editors=[row.pk for row in self.papers if isinstance(row, Editorship)],
            publications=[publication.pk for publication in self._publications],
            news=[item.pk for item in self.news],
            people=self._people,
            slugs=sorted(self._ended_slugs),
        )

    @cached_property
    def _people(self) -> list[int]:
        return [self.person.pk, *sorted(merged_into(self.person))]

    def _stored(self) -> StoredNames:
        papers = [publication.pk for publication in self._publications]
        news = [item.pk for item in self.news]
        return StoredNames(self.person, self.renaming, papers, news, self._ended_slugs, self._people)

    # ---- published rows -------------------------------------------------------------------------

    @cached_property
    def _publications(self) -> list[Publication]:
        return list(dict.fromkeys(row.publication for row in self.papers))

    @cached_property
    def _ended_slugs(self) -> set[str]:
        return {*self.addresses, *([self.person.slug] if self.new_address else [])}

    def _profile_changes(self) -> Iterator[tuple[models.Model, dict[str, str]]]:
        """Yield the person and the rows of the profile with the texts that change."""
        person = self.person
        lists = {name: self.renaming.without_former(getattr(person, name)) for name in NAME_LISTS}
        values = {name: text for name, text in lists.items() if text != getattr(person, name)}
        excluded = (*Person.NAME_FIELDS, "slug")
        texts = [name for name in text_fields(Person) if name not in excluded]
        if values := values | renamed_texts(person, self.renaming, texts):
            yield person, values
        for row_set in editors.PROFILE.row_sets:
            for row in rows_of(person, row_set.model):
                if values := renamed_texts(row, self.renaming, text_fields(type(row))):
                    yield row, values

    def _rename_profile(self) -> None:
        changes = list(self._profile_changes())
        ended = self._ended_slugs  # before the slug changes
        if self.new_address:
            self.person.slug = free_slug(
                self.person.name, lambda slug: slug in ended or Person.slug_is_taken(slug, self.person.pk)
            )
        for row, values in changes:
            if row != self.person:
                _set(row, values)
            if isinstance(row, SharedRow):  # it may be a row of somebody else's profile
                revisions.add(row)
        for name, value in dict(changes).get(self.person, {}).items():
            setattr(self.person, name, value)
        self.person.save()
        user = self.person.user
        if user and self.renaming.is_former(user.get_full_name()):
            type(user).objects.filter(pk=user.pk).update(first_name="", last_name="")


def _set(row: models.Model, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
