"""Personal data of submissions and of the version history."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from reversion.models import Revision, Version

from core.merging import forget_merges_into, merged_records
from core.personal_data import PersonalData, StoredFile, counted, record_of
from moderation.forms.spec import editor_for_model
from moderation.models import Proposal, ProposalFile
from moderation.recorded_states import model_of, recorded_fields
from moderation.references import (
    delete_versions,
    remove_from_comments,
    remove_from_submissions,
    remove_from_versions,
)
from moderation.revisions import versions_of


class SubmissionData(PersonalData):
    """The submissions of the account, and those that it reviewed."""

    name = "submissions"
    label = _("Submissions: your drafts and submissions with files, and your reviews")
    fields = ("moderation.Proposal.author", "moderation.Proposal.reviewer")

    def records(self, subject):
        if subject.account is None:
            return
        for proposal in Proposal.objects.by(subject.account).order_by("pk").iterator(chunk_size=20):
            yield record_of(proposal, without=["author", "reviewer", "finder", "announced"])
        reviewed = Proposal.objects.filter(reviewer=subject.account).exclude(author=subject.account)
        for proposal in reviewed.defer("content", "base").iterator():
            # What somebody else submitted is theirs.
            yield {
                "model": proposal._meta.label,
                "reviewed_by_you": True,
                "editor_key": proposal.editor_key,
                "state": proposal.state,
                "reason": proposal.reason,
                "decided": proposal.decided,
            }

    def files(self, subject):
        if subject.account is None:
            return
        for row in ProposalFile.objects.filter(proposal__author=subject.account):
            name = f"{row.proposal_id}-{row.field}-{row.name}".replace("/", "-")
            yield StoredFile(name, lambda row=row: row.file.storage.open(row.file.name))

    def deleted(self, subject):
        yield from counted(
            _submissions_of(subject),
            ngettext_lazy(
                "%(count)d submission by this person or about the profile",
                "%(count)d submissions by this person or about the profile",
                "count",
            ),
        )

    def remove_references(self, subject):
        profile = subject.profile
        remove_from_submissions(profile, [profile.slug, *subject.names])

    def erase(self, subject):
        for proposal in _submissions_of(subject).defer("content", "base"):
            proposal.delete_files()
            proposal.delete()


def _submissions_of(subject):
    """Return the submissions by the account, and those of anybody about the profile."""
    own = Q(author=subject.account.pk) if subject.account else Q(pk=None)
    if subject.profile:
        editor = editor_for_model(type(subject.profile))
        own |= Q(editor_key=editor.key, object_id=subject.profile.pk)
    return Proposal.objects.filter(own)


class VersionData(PersonalData):
    """The version history of the profile, and the versions that the account published."""

    name = "versions"
    label = _("Version history of your profile, and the dates of your other changes")
    fields = ("reversion.Revision.user",)

    def records(self, subject):
        account = subject.account.pk if subject.account else None
        if subject.profile is not None:
            for version in versions_of(subject.profile).iterator(chunk_size=100):
                rows = Version.objects.filter(revision=version.revision_id).exclude(pk=version.pk)
                own = [recorded_fields(row) for row in rows if _is_row_of(row, subject.profile)]
                yield {
                    "model": "reversion.Version",
                    "of": "profile",
                    "date": version.revision.date_created,
                    "by_you": account is not None and version.revision.user_id == account,
                    "comment": version.revision.comment,
                    "fields": recorded_fields(version),
                    "rows": own,
                }
        if account is not None:
            published = Version.objects.filter(revision__user=account).select_related(
                "revision", "content_type"
            )
            for version in published.order_by("pk").iterator(chunk_size=100):
                yield {
                    "model": "reversion.Version",
                    "of": version.content_type.model,
                    "id": version.object_id,
                    "date": version.revision.date_created,
                    "by_you": True,
                }

    def deleted(self, subject):
        yield from counted(
            versions_of(subject.profile),
            ngettext_lazy("%(count)d version of the profile", "%(count)d versions of the profile", "count"),
        )

    def remaining(self, subject):
        if subject.account:
            yield from counted(
                Revision.objects.filter(user=subject.account),
                ngettext_lazy(
                    "%(count)d change in the version history, without the name of the person who made it",
                    "%(count)d changes in the version history, without the name of the person who made them",
                    "count",
                ),
            )

    def remove_references(self, subject):
        for profile in (subject.profile, *merged_records(subject.profile)):
            remove_from_versions(profile)
        remove_from_comments([*subject.names, subject.address])

    def erase(self, subject):
        for profile in (subject.profile, *merged_records(subject.profile)):
            delete_versions(profile)
        forget_merges_into(subject.profile)


def _is_row_of(version: Version, profile) -> bool:
    """Return whether a version is of a row of the profile, such as a link."""
    editor, model = editor_for_model(type(profile)), model_of(version)
    row_set = next((row_set for row_set in editor.row_sets if row_set.model is model), None)
    return row_set is not None and recorded_fields(version)[row_set.foreign_key(editor.model)] == profile.pk
