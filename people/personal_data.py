"""Personal data of profiles and invitations."""

import posixpath

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.images.fields import delete_picture
from core.merging import merged_records
from core.personal_data import DataSubject, PersonalData, Record, StoredFile, counted, record_of
from core.shared_rows import SharedRow
from moderation.revisions import recorded_values
from people.models import (
    Affiliation,
    Education,
    FormerSlug,
    Honor,
    Invitation,
    OldAddress,
    Person,
    ProfileLink,
    Service,
    Stay,
    TeamMembership,
)

#: The rows of a profile, besides those of apps above.
ROWS = (Affiliation, ProfileLink, Education, Honor, Service, Stay, TeamMembership)


def subject_of(person: Person) -> DataSubject:
    """Return the person, with the account if there is one, as the subject of their data."""
    return DataSubject(person, person.user, person.all_names)


class ProfileData(PersonalData):
    """The profile with its rows, its photo, and the addresses that it had."""

    name = "profile"
    label = gettext_lazy("Profile: names, dates, texts, photos, links, education, honors, service and teams")
    fields = ("people.Person.user", "people.Person.email", *(f"{row._meta.label}.person" for row in ROWS))
    fields += ("people.Honor.colleagues",)

    def records(self, subject):
        person = subject.profile
        if person is None:
            return
        yield record_of(person, without=["user"])
        for model in ROWS:
            if model is Honor:
                yield from (shared_record_of(row, person) for row in Honor.objects.of(person.pk))
                continue
            for row in model.objects.filter(person=person):
                yield record_of(row, without=["person"])
        for former in (*_former_slugs(person), *OldAddress.objects.to(person)):
            yield record_of(former, without=["object_id"])

    def files(self, subject):
        if subject.profile:
            storage = subject.profile.photo.storage
            for name in sorted(_photos(subject.profile)):
                yield StoredFile(posixpath.basename(name), lambda name=name: storage.open(name))

    def deleted(self, subject):
        person = subject.profile
        yield _("Profile at %(url)s with all its text, photos and lists") % {"url": person.get_absolute_url()}
        yield from counted(
            TeamMembership.objects.filter(person=person),
            ngettext_lazy("%(count)d team membership", "%(count)d team memberships", "count"),
        )
        yield from counted(
            _former_slugs(person),
            ngettext_lazy(
                "%(count)d redirect from a former address",
                "%(count)d redirects from former addresses",
                "count",
            ),
        )
        yield from counted(
            OldAddress.objects.to(person),
            ngettext_lazy(
                "%(count)d redirect from the lab’s former site",
                "%(count)d redirects from the lab’s former site",
                "count",
            ),
        )

    def erase(self, subject):
        person = subject.profile
        _former_slugs(person).delete()
        OldAddress.objects.to(person).delete()
        photos = _photos(person)
        used_by_others = set(
            Person.objects.exclude(pk=person.pk).filter(photo__in=photos).values_list("photo", flat=True)
        )
        storage = person.photo.storage
        for name in photos - used_by_others:
            transaction.on_commit(lambda name=name: delete_picture(name, storage), robust=True)


class InvitationData(PersonalData):
    """The invitation of the account, and the invitations that it sent."""

    name = "invitations"
    label = gettext_lazy("Invitations that you received or sent")
    fields = ("people.Invitation.user", "people.Invitation.by", "people.Invitation.email")

    def records(self, subject):
        account = subject.account
        if account is None:
            return
        for invitation in Invitation.objects.filter(Q(user=account) | Q(by=account)):
            if invitation.user_id == account.pk:
                yield record_of(invitation, without=["user", "by", "key"])
            else:
                yield {"model": "people.Invitation", "sent_by_you": True, "created": invitation.created}

    def remaining(self, subject):
        if subject.account:
            yield from counted(
                Invitation.objects.filter(by=subject.account),
                ngettext_lazy(
                    "%(count)d invitation to somebody else, without the name of the sender",
                    "%(count)d invitations to others, without the name of the sender",
                    "count",
                ),
            )


def shared_record_of(row: SharedRow, person: Person) -> Record:
    """Return the record of a row that a person has, with the names of the others who share it."""
    names = [other.name for other in row.all_people if other != person]
    return record_of(row, without=["person", "colleagues"], shared_with=names)


def _photos(person: Person) -> set[str]:
    """Return the names of the current photo and of those in the version history."""
    records = (person, *merged_records(person))
    recorded = {name for record in records for name in recorded_values(record, "photo")}
    return {person.photo.name, *recorded} - {"", None}


def _former_slugs(person: Person):
    return FormerSlug.objects.filter(kind=person._meta.label_lower, object_id=person.pk)
