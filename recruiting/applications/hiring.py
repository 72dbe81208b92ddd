"""From an accepted application to a member."""

from people.models import Person, Role
from recruiting.models import Application, PositionKind

#: The role in the lab of those who come for each kind of position.
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


def invitee_of(application: Application) -> dict:
    """Returns what the form of an invitation is filled in with."""
    return {
        "name": application.name,
        "email": application.email,
        "role": ROLES[PositionKind(application.degree)],
        "language": application.language,
        "is_public": False,  # they show themselves when they are here
    }


def connect(application: Application, person: Person) -> None:
    """Takes note of whom the application has made a member."""
    Application.objects.filter(pk=application.pk).update(person=person)
