"""An accepted application becomes an invitation, filled in."""

import pytest

from people.models import Invitation, Role
from recruiting.models import ApplicationState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(notice):
    return factories.application(
        notice, "Ming Li 李明", email="ming@example.org", degree="postdoc", state=ApplicationState.ACCEPTED
    )


def test_the_form_of_the_invitation_is_filled_in(pi, accepted):
    form = pi.get(f"/desk/invite/?application={accepted.pk}").context["one"]
    assert (form["name"].value(), form["email"].value()) == ("Ming Li 李明", "ming@example.org")
    assert form["role"].value() == Role.POSTDOC


def test_who_is_invited_is_known_at_the_application(pi, accepted):
    form = pi.get(f"/desk/invite/?application={accepted.pk}").context["one"]
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)} | {"one": "1"}
    response = pi.post(f"/desk/invite/?application={accepted.pk}", data)
    assert response.status_code == 302, response.context["one"].errors
    accepted.refresh_from_db()
    assert accepted.person.native_name == "李明" and Invitation.objects.get().user == accepted.person.user
    assert "Invited: the member" in pi.get(accepted.get_absolute_url()).content.decode()
    assert pi.get(f"/desk/invite/?application={accepted.pk}").context["application"] is None


@pytest.mark.parametrize("state", [state for state in ApplicationState if state != ApplicationState.ACCEPTED])
def test_other_applications_fill_nothing_in(pi, accepted, state):
    type(accepted).objects.update(state=state)
    page = pi.get(f"/desk/invite/?application={accepted.pk}")
    assert page.context["application"] is None and "ming@example.org" not in page.content.decode()


@pytest.mark.parametrize("wild", ["x", "9" * 30, "", "-1"])
def test_wild_numbers_are_no_error(pi, wild):
    assert pi.get(f"/desk/invite/?application={wild}").status_code == 200
