"""Remove a former name of a person from the site for good.

The printed name on chosen papers becomes the current name, chosen former addresses stop redirecting, and the
name is replaced in all that is stored about the person: profile, version history, submissions, imports,
emails and logs (``labsite.stored_names``). Texts about others, and files, are not changed; ``mentions`` lists
the public ones. Backups and copies elsewhere keep the name.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import audit
from core.exceptions import InvalidState
from core.merging import lock_rows
from core.renaming import Renaming, name_key
from core.shared_rows import SharedRow
from core.slugs import earlier_slug_from, free_slug, slug_from
from labsite import editors
from labsite.former_name_replacement import Replacement
from labsite.stored_names import NAME_LISTS, NEWS_TEXTS, StoredNames, merged_into
from moderation import revisions
from news.models import NewsItem
from pages.models import Page
from people.models import FormerSlug, Lab, OldAddress, Person, Team
from projects.models import Project
from publications.models import Authorship, Contribution, Editorship, Publication
from recruiting.models import Notice

#: Public texts about others that ``mentions`` searches.
SEARCHED = (
    (Publication, ("title", "abstract")),
    (
        Project,
        ("title", "title_zh", "summary", "summary_zh", "body", "body_zh", "picture_alt", "picture_alt_zh"),
    ),
    (NewsItem, NEWS_TEXTS),
    (Notice, ("title", "title_zh", "body", "body_zh")),
    (Page, ("title", "title_zh", "body", "body_zh")),
    (Person, ("bio", "bio_zh")),
    (Team, ("description", "description_zh", "call", "call_zh")),
)
#: The same of the lab, in both languages.
LAB_TEXTS = [
    field
    for name in ("tagline", "about", "directions", "hero_alt", "hero_caption")
    for field in (name, f"{name}_zh")
]


# ---- what there is to choose from --------------------------------------------------------------


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


def former_addresses(person: Person) -> list[str]:
    """Return the former slugs of a person, which redirect to the profile."""
    slugs = FormerSlug.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
    return list(slugs.order_by("slug").values_list("slug", flat=True))


def is_address_of(slug: str, names: Collection[str]) -> bool:
    """Return whether a slug has been made from one of these names."""
    slugs = {make(name) for name in names for make in (slug_from, earlier_slug_from)}
    return re.sub(r"-\d+$", "", slug) in slugs


def _delete_old_addresses(person: Person, names: Collection[str]) -> None:
    """Delete the addresses on the lab's former site that were made from one of these names."""
    for address in OldAddress.objects.to(person):
        if any(is_address_of(slug_from(part), names) for part in address.path.split("/")):
            address.delete()


def news_about(person: Person, renaming: Renaming) -> list[NewsItem]:
    """Return the news items linked to the person whose text has a former name."""
    items = NewsItem.objects.filter(people=person)
    return [item for item in items if _renamed_texts(item, renaming, NEWS_TEXTS)]


def mentions(person: Person, renaming: Renaming) -> list[models.Model]:
    """Return the public objects about others whose texts have a former name, to be edited by hand.

    The object of a row of a profile, such as a talk, is the person.
    """
    lab = Lab.load()
    mentioning: list[models.Model] = [lab] if _renamed_texts(lab, renaming, LAB_TEXTS) else []
    for model, fields in SEARCHED:
        rows = model._default_manager.filter(_contain(fields, renaming))
        own = {Person: Q(pk=person.pk), NewsItem: Q(people=person)}.get(model)
        rows = rows.exclude(own) if own else rows
        mentioning += [row for row in rows.public() if _renamed_texts(row, renaming, fields)]
    for row_set in editors.PROFILE.row_sets:
        fields = _text_fields(row_set.model)
        rows = row_set.model._default_manager.filter(_contain(fields, renaming))
        for row in rows.exclude(pk__in=_rows_of(person, row_set.model).values("pk")).select_related("person"):
            people = row.all_people if isinstance(row, SharedRow) else [row.person]
            if _renamed_texts(row, renaming, fields):
                mentioning += [other for other in people if other.is_public][:1]
    return list(dict.fromkeys(mentioning))


def _contain(fields: Collection[str], renaming: Renaming) -> Q:
    contains = Q(pk=None)
    for name in renaming.former:
        for field_name in fields:
            contains |= Q(**{f"{field_name}__icontains": name})
    return contains


# ---- the removal -------------------------------------------------------------------------------


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
                    _set(item, _renamed_texts(item, self.renaming, NEWS_TEXTS))
                for changed in (person, *self.news):
                    revisions.add(changed)
            redirects = FormerSlug.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
            redirects.filter(slug__in=replacement.slugs).delete()
            _delete_old_addresses(person, self.names)
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
        texts = [name for name in _text_fields(Person) if name not in excluded]
        if values := values | _renamed_texts(person, self.renaming, texts):
            yield person, values
        for row_set in editors.PROFILE.row_sets:
            for row in _rows_of(person, row_set.model):
                if values := _renamed_texts(row, self.renaming, _text_fields(type(row))):
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


def _rows_of(person: Person, model: type[models.Model]) -> QuerySet:
    """Return the rows of a profile of one model, including those that colleagues entered."""
    if issubclass(model, SharedRow):
        return model.objects.of(person.pk)
    return model._default_manager.filter(person=person)


def suggested_addresses(person: Person, names: Collection[str]) -> list[str]:
    """Return the former addresses that have been made from one of the names."""
    return [slug for slug in former_addresses(person) if is_address_of(slug, names)]


def _text_fields(model: type[models.Model]) -> list[str]:
    """Return the names of the fields for text that people type, without addresses and choices."""
    addresses = (models.URLField, models.EmailField, models.SlugField)
    return [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, addresses)
        and column.editable
        and not column.choices
    ]


def _renamed_texts(row: models.Model, renaming: Renaming, names: Collection[str]) -> dict[str, str]:
    """Return the new values of the fields that have a former name."""
    pairs = ((name, getattr(row, name)) for name in names)
    return {name: new for name, text in pairs if (new := renaming.value(text)) != text}


def _set(row: models.Model, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
