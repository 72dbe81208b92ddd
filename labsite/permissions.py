"""Who may do what. This is the only place with permissions on single objects; everything else is denied.

A user may change or add an object who holds Django's permission for it (``labsite/groups.py`` grants those to
groups), or who owns the object by the rules below. Code asks Django,
``user.has_perm("publications.change_publication", publication)``, or gets the objects from ``editable_by``.
"""

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from core.shared_rows import SharedRow
from moderation.models import Proposal
from news.models import NewsItem
from pages.models import Page
from people.models import Honor, Lab, Person, Team, TeamMembership
from projects.models import Project
from publications.models import Publication, Talk
from publications.querysets import keys_of_works
from recruiting.models import Notice

PUBLISH_DIRECTLY = "moderation.publish_directly"


def led_by(person: Person) -> QuerySet[Team]:
    """Return the teams that the person leads today; none once a departure is recorded."""
    if person.left is not None:
        return Team.objects.none()
    return Team.objects.filter(
        pk__in=TeamMembership.objects.current(timezone.localdate())
        .filter(person=person, is_lead=True)
        .values("team")
    )


def _pages_of_members(person: Person) -> QuerySet[Page]:
    """Return the pages to which a member may propose changes; none for former members."""
    return Page.objects.published() if person.is_current() else Page.objects.none()


#: The objects that a member owns, or shares, and may change, subject to review: a condition per model.
OWNED_BY = {
    Person: lambda person: Q(pk=person.pk),
    Publication: lambda person: Q(pk__in=keys_of_works(person=person)),
    NewsItem: lambda person: Q(people=person),
    Project: lambda person: Q(members__person=person),
    Honor: lambda person: Q(pk__in=Honor.objects.of(person.pk).values("pk")),
    Talk: lambda person: Q(pk__in=Talk.objects.of(person.pk).values("pk")),
    Page: lambda person: Q(pk__in=_pages_of_members(person).values("pk")),
    Team: lambda person: Q(pk__in=led_by(person).values("pk")),
    Notice: lambda person: Q(team__in=led_by(person)),
}

#: Whether a member may add an object, subject to review.
MAY_ADD = {
    Publication: lambda person: True,
    NewsItem: lambda person: True,
    Project: lambda person: True,
    Notice: lambda person: led_by(person).exists(),
}

#: Whether an edited object would still be the member's own. Models not listed need no check.
STAYS_OWN = {
    Notice: lambda person, notice: led_by(person).filter(pk=notice.team_id).exists(),
}


def submitting_member(user) -> Person | None:
    """Return the lab member with this account; None if the account may not submit changes."""
    if not (user.is_active and user.has_perm("moderation.add_proposal")):
        return None
    return getattr(user, "person", None)


def _permission(action: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def editable_by(user: User, model: type[Model]) -> QuerySet:
    """Return the objects that the user may change, with or without review."""
    rows = model._default_manager.all()
    if user.has_perm(_permission("change", model)):
        return rows
    person = submitting_member(user)
    if person is None or model not in OWNED_BY:
        return rows.none()
    return rows.filter(pk__in=rows.filter(OWNED_BY[model](person)).values("pk"))


def may_submit(user: User, edited: Model) -> bool:
    """Return whether the user may submit an object as edited: team leads only openings of their own teams."""
    model = type(edited)
    if user.has_perm(_permission("change", model)) or model not in STAYS_OWN:
        return True
    person = submitting_member(user)
    return person is not None and STAYS_OWN[model](person, edited)


def may_still_edit(user: User, proposal: Proposal) -> bool:
    """Return whether the object of a proposal is still the user's own, as it was when the proposal was begun.

    A new object has no owner yet.
    """
    if proposal.object_id is None:
        return True
    return editable_by(user, proposal.editor.model).filter(pk=proposal.object_id).exists()


def publishes_directly(user: User, model: type[Model]) -> bool:
    """Return whether the user's changes to objects of the model are usually published without review."""
    if user.has_perm(PUBLISH_DIRECTLY):
        return True
    if model is Lab:
        return user.has_perm("people.change_lab")
    return model is Person and not Lab.load().reviews_profiles


def may_publish(user: User, proposal: Proposal) -> bool:
    """Return whether a proposal of the user is published without review.

    In a lab that does not review profiles, members publish their own profiles, but not the talks and honors
    in them that colleagues share: those are on other profiles as well.
    """
    if not publishes_directly(user, proposal.editor.model):
        return False
    return user.has_perm(PUBLISH_DIRECTLY) or not _changes_shared_rows(proposal)


def _changes_shared_rows(proposal: Proposal) -> bool:
    """Return whether a proposal adds or changes a row that colleagues share, or will share."""
    shared = [rows.name for rows in proposal.editor.row_sets if issubclass(rows.model, SharedRow)]
    return any(
        change.values.get("colleagues") or any(value.field == "colleagues" for value in change.changes)
        for change in (proposal.difference.rows if shared else [])
        if change.row_set in shared and change.kind != "removed"
    )


class OwnershipBackend:
    """An authentication backend that grants permissions on single objects, and authenticates nobody."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user, perm: str, obj: Model | None = None) -> bool:
        """Return whether the user has the permission on ``obj``.

        For "add" permissions, ``obj`` is the model class.
        """
        if obj is None or not user.is_active:
            return False
        if isinstance(obj, type):
            return self._may_add(user, perm, obj)
        if user.has_perm(perm):
            return True
        return (
            perm == _permission("change", type(obj))
            and editable_by(user, type(obj)).filter(pk=obj.pk).exists()
        )

    def _may_add(self, user, perm: str, model: type[Model]) -> bool:
        if perm != _permission("add", model):
            return False
        if user.has_perm(perm):
            return True
        person = submitting_member(user)
        return person is not None and model in MAY_ADD and MAY_ADD[model](person)
