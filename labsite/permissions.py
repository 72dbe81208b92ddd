"""Who may do what with what is their own. The only place that says so; the answer is no by default.

Somebody may change or add a thing who holds Django's permission for it (``people/roles.py`` says which
group does), or whose own it is by the rules below. All code asks Django's way,
``user.has_perm("publications.change_publication", publication)``, or for rows with ``editable_by``.
"""

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from news.models import NewsItem
from people.models import Lab, Person, Team, TeamMembership
from publications.models import Publication
from recruiting.models import Notice


def led_by(person: Person) -> QuerySet[Team]:
    """The teams that the person leads today."""
    return Team.objects.filter(
        pk__in=TeamMembership.objects.current(timezone.localdate())
        .filter(person=person, is_lead=True)
        .values("team")
    )


#: What of each kind is a member's own: may be changed by them, subject to review.
OWN = {
    Person: lambda person: Q(pk=person.pk),
    Publication: lambda person: Q(authorships__person=person),
    NewsItem: lambda person: Q(people=person),
    Team: lambda person: Q(pk__in=led_by(person).values("pk")),
    Notice: lambda person: Q(team__in=led_by(person)),
}

#: Who may add one of a kind, subject to review.
MAY_ADD = {
    Publication: lambda person: True,
    NewsItem: lambda person: True,
    Notice: lambda person: led_by(person).exists(),
}


#: Whether a thing, as it would be, is still the member's own. What is not here always is.
STAYS_OWN = {
    Notice: lambda person, notice: led_by(person).filter(pk=notice.team_id).exists(),
}


def member_of(user) -> Person | None:
    """Returns who in the lab the account is, if it may propose anything."""
    if not (user.is_active and user.has_perm("moderation.add_proposal")):
        return None
    return getattr(user, "person", None)


def _permission(act: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{act}_{model._meta.model_name}"


def editable_by(user: User, model: type[Model]) -> QuerySet:
    """Returns the rows of a model that the user may change, if only by a proposal."""
    rows = model._default_manager.all()
    if user.has_perm(_permission("change", model)):
        return rows
    person = member_of(user)
    if person is None or model not in OWN:
        return rows.none()
    return rows.filter(pk__in=rows.filter(OWN[model](person)).values("pk"))


def stays_own(user: User, thing: Model) -> bool:
    """Says whether the user may send ``thing`` as it would be: a lead's notice is for a team of the lead."""
    model = type(thing)
    if user.has_perm(_permission("change", model)) or model not in STAYS_OWN:
        return True
    person = member_of(user)
    return person is not None and STAYS_OWN[model](person, thing)


def publishes_directly(user: User, model: type[Model]) -> bool:
    """Says whether what the user changes is public at once, without review."""
    if user.has_perm("moderation.publish_directly"):
        return True
    return model is Person and not Lab.load().reviews_profiles


class OwnThings:
    """An authentication backend that only answers for permissions on one object."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user, perm: str, obj: Model | None = None) -> bool:
        """Says whether the user may do this with ``obj``.

        With a model instead of an object, whether the user may add one of that kind.
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
        person = member_of(user)
        return person is not None and model in MAY_ADD and MAY_ADD[model](person)
