"""Inviting an accepted applicant: how the invitation form is filled in, and the link to the new member."""

from people.models import Person, Role
from recruiting.models import Application, PositionKind

#: The role that a new member gets for each kind of position.
ROLES = {
    PositionKind.POSTDOC: Role.POSTDOC,
    PositionKind.PHD: Role.PHD,
    PositionKind.MASTER: Role.MASTER,
    PositionKind.UNDERGRADUATE: Role.UNDERGRADUATE,
    PositionKind.INTERN: Role.INTERN,
    PositionKind.ENGINEER: Role.STAFF,
    PositionKind.STAFF: Role.STAFF,
    PositionKind.VISITOR: Role.VISITOR,
    PositionKind.FACULTY: Role.FACULTY,
}


def invitation_initial(application: Application) -> dict:
    """Return the initial values of the invitation form for a successful applicant."""
    return {
        "name": application.name,
        "email": application.email,
        "role": ROLES[PositionKind(application.degree)],
        "language": application.language,
        "is_public": False,  # new members decide themselves when their profile goes public
    }


def record_member(application: Application, person: Person) -> None:
    """Record which member the applicant has become."""
    Application.objects.filter(pk=application.pk).update(person=person)
